/** What a camera that draws its own pictures can be aimed at. */
import { type DrawnSubject, drawnSubjects } from './drawing/scene.ts';

/** One subject of one invented lesion on one invented person's skin. */
export interface Sight {
  /** 0, 1, 2, …: lesions of the same person lie in the same skin. */
  readonly person: number;
  /** 0, 1, 2, …: the same number is the same lesion. */
  readonly lesion: number;
  readonly subject: DrawnSubject;
}

/** Nobody draws more in a day. */
export const sightNumberMax = 1_000_000;

export function sameSight(one: Sight, other: Sight): boolean {
  return one.person === other.person && one.lesion === other.lesion && one.subject === other.subject;
}

/** Throws on a number that is no person's or no lesion's. */
export function checkedSight(sight: Sight): Sight {
  for (const number of [sight.person, sight.lesion])
    if (!Number.isInteger(number) || number < 0 || number > sightNumberMax)
      throw new RangeError(`people and lesions are numbered 0 to ${sightNumberMax}, not ${number}`);
  return sight;
}

/** What a camera that nobody aims goes through: three pictures of each lesion, each of them another person's. */
export function onCourse(number: number): Sight {
  const lesion = Math.floor(number / drawnSubjects.length);
  return { person: lesion, lesion, subject: drawnSubjects[number % drawnSubjects.length] ?? 'locating' };
}

/** What usually comes after it: the next subject of the lesion, then somebody else's lesion. */
export function usuallyAfter(sight: Sight): Sight {
  const subject = drawnSubjects[drawnSubjects.indexOf(sight.subject) + 1];
  return subject === undefined
    ? { person: sight.person + 1, lesion: sight.lesion + 1, subject: 'locating' }
    : { ...sight, subject };
}
