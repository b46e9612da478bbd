/**
 * How far the guided set of a visit is: four shots for each lesion, in the order in which they are taken.
 *
 *   lesion 1: locating → close-up → dermoscopic → polarised      the present lesion is completed first,
 *   lesion 2: locating → close-up → dermoscopic → polarised      then the next one that misses a picture
 *
 * Which shots are missing is the station's word (`VisitView.missing`); this only sorts it for the eye.
 */
import type { Shot } from '../../../services/station/api/picture.ts';
import type { LesionView, VisitView } from '../../../services/station/api/view.ts';

/** The guided set. */
export const shotOrder = ['locating', 'close-up', 'dermoscopic', 'dermoscopic-polarised'] as const satisfies Shot[];

/** One picture to take. */
export interface Aim {
  readonly lesion: LesionView['id'];
  readonly shot: Shot;
}

/** `set-aside`: the hospital holds a picture of it back for checking; `taken` again is possible and not asked for. */
export type Progress = 'missing' | 'done' | 'set-aside';

export function progressOf(visit: VisitView, lesion: LesionView['id'], shot: Shot): Progress {
  const setAside = visit.pictures.some(
    ({ shows, state, verdict }) =>
      shows.kind === 'lesion' &&
      shows.lesion === lesion &&
      shows.shot === shot &&
      state === 'quarantined' &&
      verdict === 'kept',
  );
  if (setAside) return 'set-aside';
  if (visit.missing.some((missing) => missing.lesion === lesion && missing.shot === shot)) return 'missing';
  return hasPicture(visit, lesion, shot) ? 'done' : 'missing'; // a lesion that is not photographed misses nothing and has nothing
}

function hasPicture(visit: VisitView, lesion: LesionView['id'], shot: Shot): boolean {
  return visit.pictures.some(
    ({ shows, verdict, state }) =>
      shows.kind === 'lesion' &&
      shows.lesion === lesion &&
      shows.shot === shot &&
      verdict !== 'retaken' &&
      state !== 'taken-back',
  );
}

/** How many shots of the set a lesion has. */
export function takenOf(visit: VisitView, lesion: LesionView['id']): number {
  return shotOrder.filter((shot) => progressOf(visit, lesion, shot) !== 'missing').length;
}

/** The shot that choosing a lesion leads to: its first missing one, or its first when it has them all. */
export function firstShotOf(visit: VisitView, lesion: LesionView['id']): Aim {
  const missing = visit.missing.find((one) => one.lesion === lesion);
  return { lesion, shot: missing?.shot ?? shotOrder[0] };
}

/** What to take next in a visit, undefined when nothing is missing. */
export function nextAim(visit: VisitView): Aim | undefined {
  const begun = visit.missing.find(({ lesion }) => takenOf(visit, lesion) > 0); // one that was begun is completed first
  return begun ?? visit.missing[0];
}
