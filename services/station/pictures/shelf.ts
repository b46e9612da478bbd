/**
 * What pages may see of pictures: the reduced copy of the one just taken, thumbnails of the visit's, earlier ones of its
 * lesions. In memory, and only of the open visit; `kept-copies.ts` holds its thumbnails over a restart. Behind a lock, while the patient has the screen, and until it is certain
 * again who the patient is, nobody is sent any; the end of the visit lets go of all.
 */
import type { Stop } from '../../../device/ports.ts';
import type { LesionId, ParcelId, VisitId } from '../../wire/ids.ts';
import type { WorklistLesion } from '../../wire/worklist.ts';
import type { Shot } from '../api/picture.ts';
import type { OpenVisit, Stage, State } from '../core/visit.ts';
import { listeners } from '../listeners.ts';
import { type Copies, copied } from './kept-copies.ts';

export type PictureMessage =
  | { readonly kind: 'taken'; readonly jpeg: Uint8Array }
  | { readonly kind: 'thumbnail'; readonly id: ParcelId; readonly jpeg: Uint8Array }
  | { readonly kind: 'earlier'; readonly lesion: LesionId; readonly shot: Shot; readonly jpeg: Uint8Array };

/** Where the station is, and today's list: earlier pictures are in it. */
export type Shown = Pick<State, 'stage' | 'list'>;

export interface PictureShelf {
  onPicture(listener: (picture: PictureMessage) => void): Stop;
  /** What a page that comes now has to be sent; nothing while nobody may see a picture. */
  all(): readonly PictureMessage[];
  /** A new picture of this visit; left out where the visit has ended meanwhile. */
  put(visit: VisitId, picture: Exclude<PictureMessage, { kind: 'earlier' }>): void;
  /** The state has changed. */
  follow(shown: Shown): void;
  /** Thumbnails of the open visit's pictures that are saved: what may be kept over a restart. */
  saved(): Copies;
  forget(): void;
}

type Thumbnail = Extract<PictureMessage, { kind: 'thumbnail' }>;

/** `kept`: thumbnails of the visit that is open from the start. */
export function pictureShelf(first: Shown, kept: Copies = new Map()): PictureShelf {
  const told = listeners<PictureMessage>();
  let shown = first;
  let taken: PictureMessage | undefined;
  let thumbnails: readonly Thumbnail[] = copied(visitOf(first.stage)).flatMap((id) => {
    const jpeg = kept.get(id);
    return jpeg === undefined ? [] : [{ kind: 'thumbnail', id, jpeg }];
  });

  function forget(): void {
    taken = undefined;
    thumbnails = [];
  }

  const all = (): readonly PictureMessage[] => {
    if (!mayBeSeen(shown.stage)) return [];
    const now = taken === undefined ? [] : [taken]; // before it is certain who is here: the letter, and nothing else
    return isCertain(shown.stage) ? [...earlierIn(shown), ...thumbnails, ...now] : now;
  };

  return {
    onPicture: told.add,
    all,
    put(visit, picture) {
      if (visitOf(shown.stage)?.id !== visit) return;
      if (picture.kind === 'thumbnail') thumbnails = [...thumbnails, picture];
      else if (shown.stage.kind !== 'locked') taken = picture;
      const seen = picture.kind === 'taken' ? mayBeSeen(shown.stage) : isCertain(shown.stage);
      if (seen) told.tell(picture);
    },
    follow(next) {
      const { stage: before, list } = shown;
      shown = next;
      const visit = visitOf(next.stage);
      if (visit?.id !== visitOf(before)?.id) forget();
      if (next.stage.kind === 'locked') taken = undefined;
      if (!isCertain(next.stage)) return;
      const anew = next.list === list ? [] : earlierIn(next); // a newer list may have other pictures of the same lesions
      for (const picture of isCertain(before) ? anew : all()) told.tell(picture);
    },
    saved() {
      const ids = new Set(copied(visitOf(shown.stage)));
      return new Map(thumbnails.flatMap(({ id, jpeg }) => (ids.has(id) ? [[id, jpeg] as const] : [])));
    },
    forget,
  };
}

/** Staff has the screen, and a visit is open. */
export function mayBeSeen(stage: Stage): boolean {
  return stage.kind !== 'locked' && stage.kind !== 'clinic' && stage.kind !== 'patient';
}

/** The camera shows its live view while there is something to aim at. */
export function wantsLiveView(stage: Stage): boolean {
  switch (stage.kind) {
    case 'identify':
    case 'choosing':
    case 'armed':
    case 'taking':
    case 'reviewing':
      return true;
    case 'questionnaire':
      return stage.paper;
    case 'locked':
    case 'clinic':
    case 'patient':
    case 'consent':
    case 'ending':
      return false;
  }
}

/** Staff has the screen, and has confirmed who the patient is. */
function isCertain(stage: Stage): boolean {
  return mayBeSeen(stage) && stage.kind !== 'identify';
}

function visitOf(stage: Stage): OpenVisit | undefined {
  return stage.kind === 'clinic' ? undefined : stage.visit;
}

/** The list's pictures of the open visit's lesions. */
function earlierIn({ stage, list }: Shown): readonly PictureMessage[] {
  const open = visitOf(stage)?.appointment.id;
  const appointment = list.appointments.find(({ id }) => id === open);
  return (appointment?.lesions ?? []).flatMap(earlierOf);
}

function earlierOf({ id, earlier = [] }: WorklistLesion): readonly PictureMessage[] {
  return earlier.map(({ view, polarised, jpeg }) => ({
    kind: 'earlier',
    lesion: id,
    shot: view === 'dermoscopic' && polarised ? 'dermoscopic-polarised' : view,
    jpeg: Buffer.from(jpeg, 'base64'),
  }));
}
