/** What a coordinator typed from a letter, and whether it can be sent. Pure. The server checks again and has the last word. */
import type { ReferralForm } from '../../../services/hospital/web/api/referrals.ts';
import type { Side, Urgency } from '../../../services/hospital/web/api/shared.ts';
import { dayMeant, type Errors, type TypedDay } from '../parts/typed.ts';

/** The pathway excludes more (North Central London). */
export const lesionsMax = 3;

export interface TypedLesion {
  readonly site: string;
  readonly side: Side | '';
  readonly code?: string;
}

export interface Entry {
  readonly nhsNumber: string;
  readonly familyName: string;
  readonly givenName: string;
  readonly dateOfBirth: TypedDay;
  readonly sex: '' | 'female' | 'male' | 'other' | 'unknown';
  readonly address: string;
  readonly postcode: string;
  readonly email: string;
  readonly telephone: string;
  readonly language: string;
  readonly urgency: '' | Urgency;
  readonly practice: string;
  readonly practitioner: string;
  readonly clinicalText: string;
  readonly receivedOn: TypedDay;
  readonly lesions: readonly TypedLesion[];
  readonly letter?: { readonly title: string; readonly base64: string } | undefined;
}

export const emptyLesion: TypedLesion = { site: '', side: '' };

/**
 * What is wrong with an NHS number, for whoever holds the letter; undefined when nothing is, or nothing was typed yet.
 * Ten digits, the last a modulus-11 check digit: it finds slips of typing and identifies nobody.
 */
export function nhsNumberAdvice(typed: string): string | undefined {
  const digits = typed.replaceAll(/[\s-]/g, '');
  if (digits === '') return undefined;
  if (!/^\d+$/.test(digits)) return 'An NHS number has digits only.';
  if (digits.length !== 10) return `An NHS number has ten digits; these are ${digits.length}.`;
  const sum = [...digits.slice(0, 9)].reduce((total, digit, place) => total + Number(digit) * (10 - place), 0);
  return (11 - (sum % 11)) % 11 === Number(digits[9])
    ? undefined
    : 'The check digit does not fit: one digit is mistyped, or two are swapped. Compare with the letter.';
}

/** The form to send, or what is wrong: named as the fields of `ReferralForm`, in the order of the page. */
export function checkEntry(entry: Entry, today: string): { readonly form: ReferralForm } | { readonly errors: Errors } {
  const errors: Record<string, string> = {};
  const need = (name: 'familyName' | 'givenName' | 'practice' | 'practitioner', sentence: string) => {
    if (entry[name].trim() === '') errors[name] = sentence;
  };
  const nhs = entry.nhsNumber.trim() === '' ? 'Type the NHS number from the letter.' : nhsNumberAdvice(entry.nhsNumber);
  if (nhs) errors.nhsNumber = nhs;
  need('familyName', 'Type the family name.');
  need('givenName', 'Type the given name.');
  const born = dayMeant(entry.dateOfBirth);
  if (!born) errors.dateOfBirth = 'Type the date of birth as day, month and a year of four digits.';
  else if (born > today) errors.dateOfBirth = 'The date of birth is in the future.';
  if (entry.email.trim() !== '' && !/^\S+@\S+\.\S+$/.test(entry.email.trim()))
    errors.email = 'An e-mail address looks like name@example.org.';
  if (entry.urgency === '') errors.urgency = 'Choose how urgent the letter says it is.';
  need('practice', 'Type the practice that the letter comes from.');
  need('practitioner', 'Type who signed the letter.');
  const received = dayMeant(entry.receivedOn);
  if (!received) errors.receivedOn = 'Type the day the letter was received: the 28 days begin with it.';
  else if (received > today) errors.receivedOn = 'That day is in the future.';
  entry.lesions.forEach(({ site }, index) => {
    if (site.trim() === '')
      errors[`lesions.${index}.site`] = `Type where lesion ${index + 1} is, in the letter’s words.`;
  });
  if (Object.keys(errors).length > 0 || !born || !received || entry.urgency === '') return { errors };

  const told = (name: 'postcode' | 'email' | 'telephone') => {
    const value = entry[name].trim();
    return value === '' ? {} : { [name]: value };
  };
  return {
    form: {
      nhsNumber: entry.nhsNumber.replaceAll(/[\s-]/g, ''),
      familyName: entry.familyName.trim(),
      givenName: entry.givenName.trim(),
      dateOfBirth: born,
      ...(entry.sex === '' ? {} : { sex: entry.sex }),
      address: linesOf(entry.address),
      ...told('postcode'),
      ...told('email'),
      ...told('telephone'),
      language: entry.language,
      urgency: entry.urgency,
      practice: entry.practice.trim(),
      practitioner: entry.practitioner.trim(),
      clinicalText: entry.clinicalText.trim(),
      receivedOn: received,
      lesions: entry.lesions.map(({ site, side, code }) => ({
        site: site.trim(),
        ...(side === '' ? {} : { side }),
        ...(code === undefined ? {} : { code }),
      })),
      ...(entry.letter ? { letter: entry.letter } : {}),
    },
  };
}

export function linesOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
