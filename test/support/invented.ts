/** Invented people and things for tests. NHS numbers begin with 999 and pass the check digit. */
import { randomUUID } from 'node:crypto';
import type { Capture } from '../../services/wire/capture.ts';
import type { AppointmentId, LesionId, ParcelId, Sha256, StationId, VisitId } from '../../services/wire/ids.ts';
import { nhsNumber, type Patient } from '../../services/wire/patient.ts';
import { hashOf } from '../../services/wire/signing.ts';

export const station = 'histon-1' as StationId;

export const margaret: Patient = {
  nhsNumber: nhsNumber.parse('9990000018'),
  familyName: 'Okonkwo-Bright',
  givenName: 'Margaret',
  dateOfBirth: '1958-04-03',
};

export const shin = { id: 'L1' as LesionId, site: 'Shin', side: 'left' as const };

/** What belongs to a picture of Margaret's shin, for the given picture. */
export function captureOf(picture: Uint8Array, changes: Partial<Capture> = {}): Capture {
  return {
    kind: 'capture',
    version: 1,
    parcel: randomUUID() as unknown as ParcelId,
    station,
    takenAt: '2026-11-22T09:31:07.250Z',
    binding: {
      kind: 'visit',
      visit: randomUUID() as unknown as VisitId,
      appointment: 'A-0001' as AppointmentId,
      patient: margaret,
      lesion: shin,
      view: 'close-up',
    },
    picture: { sha256: hashOf(picture) as Sha256, bytes: picture.length, widthPx: 1200, heightPx: 800 },
    camera: { manufacturer: 'Invented', model: 'Body One', serial: '0001', firmware: '1.0' },
    polarised: false,
    ...changes,
  };
}
