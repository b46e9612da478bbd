/** Who could be taken for whom in one day's list: same surname, or same birthday. Source: facts on the clinic, control 3. */
import type { Patient } from './patient.ts';

export type Likeness = 'same-surname' | 'same-birthday' | 'both';

type Compared = Pick<Patient, 'familyName' | 'dateOfBirth'>;

/**
 * How the two could be mixed up; undefined when they could not. Surnames are compared without accents, case, spaces and
 * hyphens, a double name by each of its parts. A birthday is a day and a month: the year is not what a voice makes clear.
 */
export function likeness(one: Compared, other: Compared): Likeness | undefined {
  const surname = partsOf(one.familyName).some((part) => partsOf(other.familyName).includes(part));
  const birthday = one.dateOfBirth.slice(5) === other.dateOfBirth.slice(5);
  if (surname && birthday) return 'both';
  if (surname) return 'same-surname';
  return birthday ? 'same-birthday' : undefined;
}

/** A name's parts in plain letters, and the whole of it. Short particles (`de`, `van`) make nobody alike. */
function partsOf(name: string): readonly string[] {
  const parts = name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[\s\-–'’]+/u)
    .filter((part) => part !== '');
  const whole = parts.join('');
  return [whole, ...parts.filter((part) => part.length >= shortestPart)];
}

const shortestPart = 4;
