/** A clinic day without a station: today's list, triggers and photos for the core. */
import { randomUUID } from 'node:crypto';
import type { Photo } from '../../device/ports.ts';
import type { AppointmentView } from '../../services/station/api.ts';
import { step } from '../../services/station/core/step.ts';
import { begin, type Effect, type State, type Trigger, type VisitEvent } from '../../services/station/core/visit.ts';
import type { AppointmentId, LesionId, ParcelId, VisitId } from '../../services/wire/ids.ts';
import { nhsNumber } from '../../services/wire/patient.ts';
import { margaret, shin, station } from './invented.ts';

export const list: readonly AppointmentView[] = [
  {
    id: 'A1' as AppointmentId,
    time: '09:00',
    patient: margaret,
    lesions: [shin, { id: 'L2' as LesionId, site: 'Temple', side: 'right' }],
  },
  {
    id: 'A2' as AppointmentId,
    time: '09:20',
    patient: { ...margaret, givenName: 'Marjorie', nhsNumber: nhsNumber.parse('9990000026') }, // a look-alike
    lesions: [shin],
  },
];

export function trigger(atMs = 0): Trigger {
  return { id: randomUUID() as unknown as ParcelId, at: '2026-11-22T09:31:07.250Z', atMs };
}

let photos = 0;
export function photo(): Photo {
  photos += 1;
  const bytes = Buffer.from(`JPEG ${photos}`);
  return {
    bytes,
    sha256: photos.toString(16).padStart(64, '0'),
    widthPx: 1200,
    heightPx: 800,
    camera: { manufacturer: 'Invented', model: 'Body One', serial: '0001', firmware: '1.0' },
  };
}

/** The core with its effects noted down. */
export function clinicDay() {
  let state: State = begin(station);
  const effects: Effect[] = [];
  const day = {
    state: () => state,
    /** What was decided since the last look. */
    decided: () => effects.splice(0),
    happen(...events: VisitEvent[]): void {
      for (const event of events) {
        const next = step(state, event);
        state = next.state;
        effects.push(...next.effects);
      }
    },
    /** As far as the next press would take a picture of Margaret's shin. */
    arm(): void {
      day.happen(
        { kind: 'clinic', list },
        { kind: 'camera', status: 'ready' },
        { kind: 'open-visit', appointment: 'A1', newId: randomUUID() as unknown as VisitId },
        { kind: 'arm', lesion: 'L1' as LesionId, view: 'close-up' },
      );
      day.decided();
    },
  };
  return day;
}
