/** What the station tells its pages, built for tests of the pages. */
import { randomUUID } from 'node:crypto';
import type { PictureView, View } from '../../services/station/api.ts';
import type { LesionId, ParcelId, Sha256, VisitId } from '../../services/wire/ids.ts';
import type { ViewKind } from '../../services/wire/patient.ts';
import { margaret, shin, station } from './invented.ts';

type Visit = NonNullable<View['visit']>;

export const chest = { id: 'L2' as LesionId, site: 'Chest', side: 'midline' as const };

export function pictureShown(lesion: LesionId, view: ViewKind, state: PictureView['state'] = 'saved'): PictureView {
  return {
    id: randomUUID() as unknown as ParcelId,
    lesion,
    view,
    sha256: '0'.repeat(64) as Sha256,
    state,
    pressToSavedMs: 640,
  };
}

/** Margaret's visit with two lesions, shin and chest, and these pictures. */
export function visitShown(...pictures: readonly PictureView[]): Visit {
  return { id: randomUUID() as unknown as VisitId, patient: margaret, lesions: [shin, chest], pictures };
}

const nothingToKnow: View['camera']['advice'] = {
  batteryPercent: undefined,
  shotsLeft: undefined,
  clockOffsetS: undefined,
  settings: [],
  serial: undefined,
};

/** A camera in this state, with this to know of it besides. */
export function cameraShown(
  status: View['camera']['status'],
  advice: Partial<View['camera']['advice']> = {},
): View['camera'] {
  return { status, advice: { ...nothingToKnow, ...advice } };
}

/** A station in good order, between visits. */
export function viewShown(changes: Partial<View> = {}): View {
  return {
    station,
    stage: 'idle',
    clinic: [],
    notices: 0,
    camera: cameraShown('ready'),
    pedal: 'works',
    outbox: { waiting: 0, atHospital: 0, quarantined: 0 },
    hospital: 'connected',
    disk: 'ok',
    simulated: true,
    ...changes,
  };
}
