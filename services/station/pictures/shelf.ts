/**
 * What pages may see of pictures: the reduced copy of the one just taken, thumbnails of the visit's, earlier ones of its
 * lesions. In memory, and only while a visit is open and staff has the screen: a lock and the end of a visit let go of all.
 */
import type { Stop } from '../../../device/ports.ts';
import type { LesionId, ParcelId, VisitId } from '../../wire/ids.ts';
import type { WorklistLesion } from '../../wire/worklist.ts';
import type { Shot } from '../api.ts';
import type { OpenVisit, Stage } from '../core/visit.ts';
import { listeners } from '../listeners.ts';

export type PictureMessage =
  | { readonly kind: 'taken'; readonly jpeg: Uint8Array }
  | { readonly kind: 'thumbnail'; readonly id: ParcelId; readonly jpeg: Uint8Array }
  | { readonly kind: 'earlier'; readonly lesion: LesionId; readonly shot: Shot; readonly jpeg: Uint8Array };

export interface PictureShelf {
  onPicture(listener: (picture: PictureMessage) => void): Stop;
  /** What a page that comes now has to be sent; nothing while nobody may see a picture. */
  all(): readonly PictureMessage[];
  /** A new picture of this visit; left out where the visit has ended or is locked meanwhile. */
  put(visit: VisitId, picture: PictureMessage): void;
  /** The state has changed. */
  follow(stage: Stage): void;
  forget(): void;
}

export function pictureShelf(first: Stage): PictureShelf {
  const told = listeners<PictureMessage>();
  let stage = first;
  let taken: PictureMessage | undefined;
  let thumbnails: readonly PictureMessage[] = [];
  let earlier: readonly PictureMessage[] = [];

  function forget(): void {
    taken = undefined;
    thumbnails = [];
    earlier = [];
  }

  /** Earlier pictures of the patient are shown once it is certain who the patient is. */
  function followEarlier(before: Stage): void {
    const now = identified(stage);
    if (now === undefined || now.id === identified(before)?.id) return;
    earlier = now.appointment.lesions.flatMap(earlierOf);
    for (const picture of earlier) told.tell(picture);
  }

  return {
    onPicture: told.add,
    all: () => (mayBeSeen(stage) ? [...earlier, ...thumbnails, ...(taken === undefined ? [] : [taken])] : []),
    put(visit, picture) {
      if (stage.kind === 'locked' || stage.kind === 'clinic' || stage.visit.id !== visit) return;
      if (picture.kind === 'taken') taken = picture;
      else thumbnails = [...thumbnails, picture];
      if (mayBeSeen(stage)) told.tell(picture);
    },
    follow(next) {
      const before = stage;
      stage = next;
      if (stage.kind === 'locked' || stage.kind === 'clinic') forget();
      else followEarlier(before);
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

/** The visit whose patient is certain; while the patient has the screen that does not change. */
function identified(stage: Stage): OpenVisit | undefined {
  return stage.kind === 'locked' || stage.kind === 'clinic' || stage.kind === 'identify' ? undefined : stage.visit;
}

function earlierOf({ id, earlier = [] }: WorklistLesion): readonly PictureMessage[] {
  return earlier.map(({ view, polarised, jpeg }) => ({
    kind: 'earlier',
    lesion: id,
    shot: view === 'dermoscopic' && polarised ? 'dermoscopic-polarised' : view,
    jpeg: Buffer.from(jpeg, 'base64'),
  }));
}
