/**
 * Whether a value may be written under its value representation (PS3.5 6.2, table 6.2-1). A value that does not fit is
 * refused, never shortened: a shortened name is another person's name.
 */

/** Most characters of one value. Characters, not bytes, as the standard counts under ISO_IR 192. */
const lengthMax: Readonly<Record<string, number>> = {
  AE: 16,
  AS: 4,
  CS: 16,
  DA: 8,
  DS: 16,
  DT: 26,
  IS: 12,
  LO: 64,
  LT: 10_240,
  PN: 64, // of each component group; we write only the first
  SH: 16,
  ST: 1_024,
  TM: 14,
  UI: 64,
};

/** Forms that a value must have. */
const forms: Readonly<Record<string, RegExp>> = {
  AE: /^[\x20-\x5b\x5d-\x7e]*$/,
  AS: /^\d{3}[DWMY]$/,
  CS: /^[A-Z0-9_ ]*$/,
  DA: /^\d{4}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/,
  DS: /^[-+]?\d+(\.\d+)?([eE][-+]?\d+)?$/,
  DT: /^\d{14}(\.\d{1,6})?([+-]\d{4})?$/,
  IS: /^[-+]?\d+$/,
  TM: /^([01]\d|2[0-3])[0-5]\d[0-5]\d(\.\d{1,6})?$/,
  UI: /^(0|[1-9]\d*)(\.(0|[1-9]\d*))*$/,
};

/** May hold a backslash and line ends: they have one value only. */
const freeTexts = new Set(['LT', 'ST', 'UT']);
const texts = new Set(['LO', 'SH', 'PN', 'UC', ...freeTexts]);
const numbers: Readonly<Record<string, number>> = { US: 0xffff, UL: 0xffff_ffff };

export type ValueProblem = 'value-too-long' | 'value-not-allowed';

/** One value of an element; an empty one fits everywhere, types 1 and 2 are not known here. */
export function valueProblem(vr: string, value: string | number): ValueProblem | undefined {
  const most = numbers[vr];
  if (most !== undefined) {
    const fits = typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most;
    return fits ? undefined : 'value-not-allowed';
  }
  const text = String(value);
  if (text === '') return undefined;
  if (charactersOf(text) > (lengthMax[vr] ?? Number.POSITIVE_INFINITY)) return 'value-too-long';
  return allowed(vr, text) ? undefined : 'value-not-allowed';
}

function allowed(vr: string, text: string): boolean {
  const form = forms[vr];
  if (form !== undefined) return form.test(text);
  if (!texts.has(vr)) throw new Error(`${vr} is not a representation of text that we write`);
  if (!text.isWellFormed()) return false; // half a surrogate pair is no character
  if (freeTexts.has(vr)) return !/[^\P{Cc}\t\n\f\r]/u.test(text);
  // Five components at most; `=` would begin another spelling of the name.
  if (vr === 'PN' && (/=/.test(text) || text.split('^').length > 5)) return false;
  return !/[\p{Cc}\\]/u.test(text);
}

function charactersOf(text: string): number {
  let characters = 0;
  for (const _ of text) characters += 1;
  return characters;
}

/** Whether a text can stand as one component of a person's name: `^` would begin the next, `=` another spelling. */
export function isNameComponent(text: string): boolean {
  return !/[\^=\\]/.test(text);
}
