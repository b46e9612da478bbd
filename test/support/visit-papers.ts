/** What a station sends of a visit beside its pictures: its record, papers that were photographed in it, deeds. */
import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import type { Binding } from '../../services/wire/capture.ts';
import type { Deeds, StationDeed } from '../../services/wire/deeds.ts';
import type { AppointmentId, ParcelId, VisitId } from '../../services/wire/ids.ts';
import { staffId } from '../../services/wire/staff.ts';
import { type VisitRecord, visitRecord } from '../../services/wire/visit-record.ts';
import { margaret, shin, station } from './invented.ts';

export const photographer = { id: staffId.parse('5b0c7b1e-3a52-4d0e-9c61-7f1d8a2e4c99'), name: 'Ines Okafor' } as const;

/** Margaret's visit of that morning, as it should go. Read by the wire's own schema: what is invented here may travel. */
export function recordOfVisit(changes: Partial<VisitRecord> = {}): VisitRecord {
  return visitRecord.parse({
    kind: 'visit-record',
    version: 1,
    parcel: randomUUID(),
    station,
    visit: randomUUID(),
    appointment: 'A-0001',
    patient: margaret,
    outcome: 'completed',
    openedAt: '2026-11-22T09:30:00.000Z',
    endedAt: '2026-11-22T09:45:00.000Z',
    staff: [photographer],
    registeredByHand: false,
    lesions: [shin],
    identity: {
      opened: 'scanned',
      confirmed: [{ at: '2026-11-22T09:31:00.000Z', by: photographer.id, name: true, birthday: true, address: false }],
      lookAlikes: [],
      frame: 'matched',
    },
    questionnaire: { how: 'before' },
    exclusions: { found: [] },
    consent: [
      {
        at: '2026-11-22T09:33:00.000Z',
        by: photographer.id,
        given: { record: true, teaching: false, publication: false },
        how: { kind: 'signed', strokes: [[10, 20, 30, 40]] },
      },
    ],
    pictures: [],
    cannot: [],
    wishes: [],
    ...changes,
  });
}

export function deedsOf(deeds: readonly Partial<StationDeed>[]): Deeds {
  return {
    kind: 'deeds',
    version: 1,
    parcel: randomUUID() as unknown as ParcelId,
    station,
    deeds: deeds.map((deed) => ({ at: '2026-11-22T09:31:00.000Z', what: 'picture', ...deed })),
  };
}

/** How a paper is bound: Margaret's letter, before the first picture. */
export function paperOf(changes: Partial<Extract<Binding, { kind: 'attachment' }>> = {}): Binding {
  return {
    kind: 'attachment',
    visit: randomUUID() as unknown as VisitId,
    appointment: 'A-0001' as AppointmentId,
    patient: margaret,
    what: 'identity-frame',
    ...changes,
  };
}

export const letterJpeg = await sharp({ create: { width: 60, height: 90, channels: 3, background: '#fed' } })
  .jpeg()
  .toBuffer();
