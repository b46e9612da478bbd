/**
 * A patient who is not in the list, as the photographer types them from the letter, and what is wrong with it. Pure.
 * The hospital has to find whose it is afterwards: what can be checked here is checked here.
 */
import type { Laterality } from '../../../../services/wire/patient.ts';
import type { Region } from '../../../parts/body-map/regions.ts';

export interface DraftLesion {
  readonly site: string;
  readonly side?: Laterality;
  /** Of the table of sites; a place that was typed has none. */
  readonly code?: string;
}

export type BodyPart = 'head' | 'trunk' | 'limbs';

/** How far choosing one lesion is. */
export type Picking =
  | { readonly kind: 'site'; readonly part: BodyPart }
  /** `tried`: somebody has tried to go on, so what is wrong is said. */
  | { readonly kind: 'words'; readonly part: BodyPart; readonly text: string; readonly tried: boolean }
  | { readonly kind: 'side'; readonly part: BodyPart; readonly site: string; readonly offered: Region | undefined };

export interface Draft {
  readonly familyName: string;
  readonly givenName: string;
  /** Digits as typed: day, month, year. */
  readonly birth: string;
  /** Digits as typed. */
  readonly nhsNumber: string;
  readonly lesions: readonly DraftLesion[];
}

export const emptyDraft: Draft = { familyName: '', givenName: '', birth: '', nhsNumber: '', lesions: [] };

export function isEmpty({ familyName, givenName, birth, nhsNumber, lesions }: Draft): boolean {
  return `${familyName}${givenName}${birth}${nhsNumber}` === '' && lesions.length === 0;
}

export const nameCharactersMax = 64;
/** Of a place in the letter's words; a record takes no more. */
export const siteCharactersMax = 120;
/** Of a referral letter; a visit takes no more. */
export const lesionsMax = 20;
export const birthDigits = 8;
export const nhsNumberDigits = 10;
/** Nobody is older. */
const ageYearsMax = 120;

export type Step = 'family-name' | 'given-name' | 'birth' | 'number' | 'lesions' | 'check';
export const steps: readonly Step[] = ['family-name', 'given-name', 'birth', 'number', 'lesions', 'check'];

/** What is wrong with the part that a step asks for; undefined when the next step may come. `today`: `2026-11-22`. */
export function wrongWith(draft: Draft, step: Step, today: string): string | undefined {
  switch (step) {
    case 'family-name':
      return nameWrong(draft.familyName);
    case 'given-name':
      return nameWrong(draft.givenName);
    case 'birth':
      return birthWrong(draft.birth, today);
    case 'number':
      return nhsNumberWrong(draft.nhsNumber);
    case 'lesions':
      return draft.lesions.length > 0 ? undefined : 'Add the lesions that the letter names.';
    case 'check':
      return steps.flatMap((one) => (one === 'check' ? [] : (wrongWith(draft, one, today) ?? [])))[0];
  }
}

/** What is wrong with a place that was typed. */
export function siteWrong(site: string): string | undefined {
  return site.trim() === '' ? 'Type the place as it stands on the letter.' : undefined;
}

function nameWrong(name: string): string | undefined {
  if (name.trim() === '') return 'Type the name as it stands on the letter.';
  return /\d/.test(name) ? 'A name has no digits.' : undefined;
}

/** Digits of day, month and year, as `1958-04-03`; undefined where no such day is in the calendar. */
export function birthDate(digits: string): string | undefined {
  if (digits.length !== birthDigits) return undefined;
  const [day, month, year] = [Number(digits.slice(0, 2)), Number(digits.slice(2, 4)), Number(digits.slice(4))];
  const date = new Date(Date.UTC(year, month - 1, day));
  const isDay = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isDay ? date.toISOString().slice(0, 10) : undefined;
}

function birthWrong(digits: string, today: string): string | undefined {
  if (digits.length < birthDigits) return 'Type day, month and year: two, two and four digits.';
  const date = birthDate(digits);
  if (date === undefined) return 'There is no such day. Check day and month.';
  if (date > today) return 'This day has not come yet. Check the year.';
  return Number(today.slice(0, 4)) - Number(date.slice(0, 4)) > ageYearsMax
    ? 'That is more than 120 years ago. Check the year.'
    : undefined;
}

/** Modulus 11: the tenth digit is a check digit of the other nine. It finds typing errors and identifies nobody. */
export function nhsNumberWrong(digits: string): string | undefined {
  if (digits.length < nhsNumberDigits) return 'An NHS number has ten digits.';
  const sum = [...digits.slice(0, 9)].reduce((total, digit, place) => total + Number(digit) * (10 - place), 0);
  const check = (11 - (sum % 11)) % 11;
  return check === Number(digits[9]) ? undefined : 'This is no NHS number: one digit or more is mistyped.';
}
