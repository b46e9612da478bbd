/**
 * Which pictures a visit has, which are missing from the set of three views a lesion, and which comes next.
 *
 *   lesion 1: locating → close-up → dermoscopic      the present lesion is completed first,
 *   lesion 2: locating → close-up → dermoscopic      then the next one that misses a picture
 */
import type { PictureView, View } from '../../services/station/api.ts';

export type Visit = NonNullable<View['visit']>;
export type Lesion = Visit['lesions'][number];
export type ViewKind = PictureView['view'];

/** One picture to take: of which lesion, in which view. */
export interface Shot {
  readonly lesion: Lesion['id'];
  readonly view: ViewKind;
}

/** The three views in the order in which they are taken: the locating picture comes first. */
export const viewOrder = ['locating', 'close-up', 'dermoscopic'] as const satisfies readonly ViewKind[];

/** How far one view of one lesion is. `count` are all its pictures. */
export type Progress =
  | { readonly kind: 'not-yet' }
  | { readonly kind: 'saved'; readonly count: number; readonly atHospital: number }
  | { readonly kind: 'at-hospital'; readonly count: number }
  | { readonly kind: 'set-aside'; readonly count: number }; // the hospital holds at least one back for checking

export function progressOf(visit: Visit, shot: Shot): Progress {
  const pictures = visit.pictures.filter((picture) => isOf(picture, shot));
  const count = pictures.length;
  const setAside = pictures.filter((picture) => picture.state === 'quarantined').length;
  const atHospital = pictures.filter((picture) => picture.state === 'at-hospital').length;
  if (count === 0) return { kind: 'not-yet' };
  if (setAside > 0) return { kind: 'set-aside', count: setAside };
  if (atHospital === count) return { kind: 'at-hospital', count };
  return { kind: 'saved', count, atHospital };
}

/** The views of the set that have no picture yet. One that the hospital set aside is safe and does not count as missing. */
export function missingShots(visit: Visit): readonly Shot[] {
  return allShots(visit).filter((shot) => !visit.pictures.some((picture) => isOf(picture, shot)));
}

/**
 * What to take next, or undefined when the set is complete.
 * `after` is the picture just taken, or the lesion being worked on: its lesion is completed before the next begins.
 */
export function nextShot(visit: Visit, after?: Shot): Shot | undefined {
  const missing = missingShots(visit).filter((shot) => !after || !isOf(shot, after));
  const place = visit.lesions.findIndex((lesion) => lesion.id === after?.lesion);
  const fromHere = visit.lesions.slice(Math.max(0, place)).map((lesion) => lesion.id);
  return (
    missing.find((shot) => shot.lesion === after?.lesion) ??
    missing.find((shot) => fromHere.includes(shot.lesion)) ??
    missing[0]
  );
}

/** The shot that choosing a lesion leads to: its first missing view, or its first view when it has all. */
export function firstShotOf(visit: Visit, lesion: Lesion['id']): Shot {
  return missingShots(visit).find((shot) => shot.lesion === lesion) ?? { lesion, view: viewOrder[0] };
}

function allShots(visit: Visit): readonly Shot[] {
  return visit.lesions.flatMap((lesion) => viewOrder.map((view) => ({ lesion: lesion.id, view })));
}

function isOf(one: Shot, other: Shot): boolean {
  return one.lesion === other.lesion && one.view === other.view;
}
