/**
 * Whether an object in an archive is the one that was to be filed: the same object by its UIDs, of the same patient and
 * lesion, with the same JPEG inside. An archive may have something else under a UID, or have changed what it was sent.
 *
 * The rest of the object may differ: a retry after an update of Lentigo is still the same picture.
 */

import { hashOf } from '../../wire/signing.ts';
import type { DicomPicture, PictureRecord, Rejection } from '../dicom/api.ts';

export interface Identity {
  readonly sopClass: string;
  readonly sopUid: string;
  readonly seriesUid: string;
  readonly studyUid: string;
  /** PatientID (0010,0020). */
  readonly patientId: string;
  /** TrackingUID (0062,0021). */
  readonly trackingUid: string;
}

/** Names of what does not agree; empty when nothing differs. No values: some are a patient's. */
export type IdentityPart = keyof Identity;

export function identityOf(record: PictureRecord, { sopClass, sopUid, seriesUid, studyUid }: DicomPicture): Identity {
  const { hospitalNumber: patientId } = record.patient;
  const { trackingUid } = record.lesion;
  return { sopClass, sopUid, seriesUid, studyUid, patientId, trackingUid };
}

export function differing(wanted: Identity, found: Partial<Identity>): readonly IdentityPart[] {
  const parts: readonly IdentityPart[] = ['sopClass', 'sopUid', 'seriesUid', 'studyUid', 'patientId', 'trackingUid'];
  return parts.filter((part) => wanted[part] !== found[part]);
}

/**
 * Whether `found` is the picture, allowing for the zero byte that makes the length of an encapsulated fragment even
 * (PS3.5, section A.4): an archive that hands the fragment out hands it out too.
 */
export function samePicture(wanted: Uint8Array, found: Uint8Array): boolean {
  const padded = wanted.length % 2 === 1 && found.length === wanted.length + 1 && found.at(-1) === 0;
  return hashOf(padded ? found.subarray(0, -1) : found) === hashOf(wanted);
}

/** Whether a note that is stored names every object that this one rejects. `text`: where UIDs can be read as text. */
export function namesAll({ rejected }: Rejection, text: { includes(uid: string): boolean }): boolean {
  return rejected.every(({ sopUid }) => text.includes(sopUid));
}
