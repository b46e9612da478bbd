/** The pictures of a visit: which ones the guided set still wants, and what is known of each. */
import type { LesionId, ParcelId } from '../../../wire/ids.ts';
import type { ViewKind } from '../../../wire/patient.ts';
import type { Shot } from '../../api/picture.ts';
import type { Aim, OpenVisit, Picture } from '../visit.ts';

/** The guided set, in the order in which it is taken. */
export const shots: readonly Shot[] = ['locating', 'close-up', 'dermoscopic', 'dermoscopic-polarised'];

/** The view of a shot, as it is written on the wire. */
export function viewOfShot(shot: Shot): ViewKind {
  return shot === 'dermoscopic-polarised' ? 'dermoscopic' : shot;
}

export function shotOf(view: ViewKind, polarised: boolean): Shot {
  return view === 'dermoscopic' && polarised ? 'dermoscopic-polarised' : view;
}

export interface Wanted {
  readonly lesion: LesionId;
  readonly shot: Shot;
}

/** Shots without a picture that was kept or waits for somebody to look at it; not of lesions that cannot be photographed. */
export function missing(visit: OpenVisit): readonly Wanted[] {
  const cannot = new Set(visit.cannot.map(({ lesion }) => lesion));
  const lesions = visit.appointment.lesions.filter(({ id }) => !cannot.has(id));
  return lesions.flatMap(({ id }) =>
    shots
      .filter((shot) => !visit.pictures.some((picture) => fulfils(picture, id, shot)))
      .map((shot) => ({ lesion: id, shot })),
  );
}

function fulfils({ shows, verdict, state }: Picture, lesion: LesionId, shot: Shot): boolean {
  const good = verdict !== 'retaken' && state !== 'taken-back';
  return good && shows.kind === 'lesion' && shows.lesion === lesion && shows.shot === shot;
}

/** What is armed after a picture: the next shot of the same lesion, or one that was left out before it. */
export function nextAim(visit: OpenVisit, after: Aim): Extract<Aim, { kind: 'lesion' }> | undefined {
  if (after.kind !== 'lesion') return undefined;
  const left = missing(visit).filter(({ lesion }) => lesion === after.lesion.id);
  const place = shots.indexOf(after.shot);
  const next = left.find(({ shot }) => shots.indexOf(shot) > place) ?? left[0];
  return next && { kind: 'lesion', lesion: after.lesion, shot: next.shot };
}

export function showsOf(aim: Aim): Picture['shows'] {
  return aim.kind === 'lesion' ? { kind: 'lesion', lesion: aim.lesion.id, shot: aim.shot } : { kind: aim.kind };
}

export function withVerdict(visit: OpenVisit, id: ParcelId, verdict: Picture['verdict']): OpenVisit {
  return {
    ...visit,
    pictures: visit.pictures.map((picture) => (picture.id === id ? { ...picture, verdict } : picture)),
  };
}

/** The picture joins the visit. Of two pictures of the letter the later one counts. */
export function withPicture(visit: OpenVisit, picture: Picture): OpenVisit {
  const before = visit.pictures.map((earlier) =>
    picture.shows.kind === 'identity-frame' && earlier.shows.kind === 'identity-frame'
      ? { ...earlier, verdict: 'retaken' as const }
      : earlier,
  );
  return { ...visit, pictures: [...before, picture] };
}
