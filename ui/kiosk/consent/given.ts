/** What a patient has agreed to so far, and what of it still has to be asked. */
import type { ConsentPurpose } from '../../../services/wire/visit-record.ts';
import { purposes, purposeWords } from './words.ts';

/** What was said so far. */
export type Given = Readonly<Partial<Record<ConsentPurpose, boolean>>>;

/** Pictures for teaching or print are of use only where pictures are taken at all. */
export function asked(given: Given): readonly ConsentPurpose[] {
  return given.record === true ? purposes : ['record'];
}

/** The whole answer, or undefined while something that is asked has none. Without pictures there is nothing else to give. */
export function wholeAnswer(given: Given): Readonly<Record<ConsentPurpose, boolean>> | undefined {
  if (!asked(given).every((purpose) => given[purpose] !== undefined)) return undefined;
  if (given.record !== true) return { record: false, teaching: false, publication: false };
  return { record: true, teaching: given.teaching === true, publication: given.publication === true };
}

/** `Pictures for the record, not for teaching, not for publication`. */
export function inWords(given: Given): string {
  const [first = '', ...others] = asked(given).map((purpose) =>
    given[purpose] === true ? purposeWords[purpose].yes : purposeWords[purpose].no,
  );
  return [first, ...others.map((words) => words.toLowerCase())].join(', ');
}
