/** Who and what a picture shows. These never leave the sealed part of a document. */
import { z } from 'zod';
import { lesionId } from './ids.ts';

/**
 * An NHS number: ten digits whose last is the modulus-11 check digit of the other nine.
 * The check finds typing errors; it identifies nobody.
 */
export const nhsNumber = z
  .string()
  .refine(isNhsNumber, 'an NHS number has ten digits, the last of them a check digit')
  .brand<'NhsNumber'>();
export type NhsNumber = z.infer<typeof nhsNumber>;

function isNhsNumber(text: string): boolean {
  if (!/^\d{10}$/.test(text)) return false;
  const sum = [...text.slice(0, 9)].reduce((total, digit, place) => total + Number(digit) * (10 - place), 0);
  const check = (11 - (sum % 11)) % 11;
  return check === Number(text[9]); // a check of ten matches no digit: such numbers are not issued
}

export const patient = z.object({
  nhsNumber,
  familyName: z.string().min(1).max(64),
  givenName: z.string().min(1).max(64),
  /** Calendar date, `1958-04-03`. */
  dateOfBirth: z.iso.date(),
});
export type Patient = z.infer<typeof patient>;

export const laterality = z.enum(['left', 'right', 'midline']);
export type Laterality = z.infer<typeof laterality>;

/** Where a lesion is, in words: as many letters as a form, a screen and a record take. */
export const siteCharactersMax = 120;

/** A lesion on the referral letter: where it is, in words of the letter. */
export const lesion = z.object({
  id: lesionId,
  site: z.string().min(1).max(siteCharactersMax),
  side: laterality.optional(),
  /** Somebody at the station typed the place from the letter: no table of sites knows it, so it has no code. */
  typed: z.literal(true).optional(),
});
export type Lesion = z.infer<typeof lesion>;

/** The three pictures of a lesion, in the order in which they are taken. */
export const viewKind = z.enum(['locating', 'close-up', 'dermoscopic']);
export type ViewKind = z.infer<typeof viewKind>;
export const viewKinds = viewKind.options;
