/** Names for the model: as random ones, never twice, and cheap to make by the million. */
let names = 0;

/** `Name`: the branded type that is wanted. */
export function nameOf<Name extends string>(): Name {
  names += 1;
  return `00000000-0000-4000-8000-${names.toString(16).padStart(12, '0')}` as Name;
}
