/**
 * What somebody typed into the search field, as a condition on patients.
 *
 *   999 000 0018       an NHS number
 *   000000070001       a UBRN, or a hospital number
 *   LT7K2M…            a hospital number
 *   okonk              the beginning of a family name
 *   okonkwo marg       family name, given name; also the other way round
 */
export const searchCharsMax = 100;

export type Search =
  | { readonly kind: 'all' }
  /** Nobody can be found by this. */
  | { readonly kind: 'nothing' }
  | {
      readonly kind: 'some';
      readonly ubrn: string | undefined;
      /** A condition on `patient`; gives its values to `param`, which answers with their places. */
      patients(param: (value: string) => string): string;
    };

export function searchOf(q: string): Search {
  const text = q.trim().replaceAll(/\s+/g, ' ');
  if (text === '') return { kind: 'all' };
  if (text.length > searchCharsMax || text.includes('\u0000') || !/[\p{L}\p{N}]/u.test(text))
    return { kind: 'nothing' };
  const digits = text.replaceAll(/[ -]/g, '');
  if (/^\d+$/.test(digits)) {
    return {
      kind: 'some',
      ubrn: digits.length === 12 ? digits : undefined,
      patients: (param) => `(nhs_number = ${param(digits)} or hospital_number = ${param(text)})`,
    };
  }
  const [first = '', ...others] = text.replaceAll(',', ' ').trim().split(/ +/);
  return {
    kind: 'some',
    ubrn: undefined,
    patients: (param) => {
      const begins = (column: string, value: string) => `lower(${column}) like ${param(prefixOf(value))}`;
      const number = `hospital_number in (${param(text)}, ${param(text.toUpperCase())})`;
      const whole = begins('family_name', text.replaceAll(',', '').trim());
      if (others.length === 0) return `(${whole} or ${number})`;
      const rest = others.join(' ');
      const orders = [
        `(${begins('family_name', first)} and ${begins('given_name', rest)})`,
        `(${begins('family_name', rest)} and ${begins('given_name', first)})`,
      ];
      return `(${whole} or ${orders.join(' or ')} or ${number})`;
    },
  };
}

/** A pattern of `like` for everything that begins so. */
function prefixOf(text: string): string {
  return `${text.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%`;
}
