/**
 * The unique identifiers of our objects, computed from what they name: the same picture has the same UIDs wherever and
 * whenever it is filed, and nobody keeps a table of them.
 *
 *   SHA-256( ["lentigo dicom 1", kind, names …] as JSON without spaces, UTF-8 )
 *     └─ first 128 bits, as a UUID of version 8 (RFC 9562 5.8: version and variant bits set, the rest is ours)
 *          └─ 2.25.<the UUID as one decimal number> (PS3.5 B.2): needs no registration, at most 44 characters
 *
 *   object    parcel, filing             a corrected filing is another object
 *   study     visit, referral            a visit corrected to another patient's referral is another study
 *   series    study, lesion, view kind   the pictures of one lesion and view stand together
 *   frame of reference                   one a series, as PS3.3 C.7.4.1 asks
 *
 * This rule never changes: pictures that are filed already have these names. Another rule would need another first word.
 */
import { createHash } from 'node:crypto';

const scheme = 'lentigo dicom 1';

export type View = 'locating' | 'close-up' | 'dermoscopic';

/** One a visit and referral: what a study holds belongs to one patient and one order. */
export function studyUid(visit: string, referral: string): string {
  return uid('study', visit, referral);
}

export function seriesUid(study: string, lesion: string, view: View): string {
  return uid('series', study, lesion, view);
}

/** `filing` counts from 1 and grows with every correction. */
export function pictureUid(parcel: string, filing: number): string {
  return uid('picture', parcel, String(filing));
}

export function frameOfReferenceUid(series: string): string {
  return uid('frame of reference', series);
}

/** DICOM TrackingUID (0062,0021) of a lesion that is new to us. */
export function trackingUid(lesion: string): string {
  return uid('lesion', lesion);
}

/** The note itself, and the series that holds only it. */
export function rejectionUids(id: string): { readonly sopUid: string; readonly seriesUid: string } {
  return { sopUid: uid('rejection', id), seriesUid: uid('rejection series', id) };
}

/** The study that a device makes for a booked appointment, when it takes its worklist from us. */
export function appointmentStudyUid(appointment: string): string {
  return uid('appointment study', appointment);
}

/** An entry of the modality worklist as an object. */
export function worklistUid(appointment: string): string {
  return uid('worklist', appointment);
}

/** Says in every file which program wrote it (PS3.10 7.1). */
export const implementationClassUid = uid('implementation');

function uid(kind: string, ...names: readonly string[]): string {
  const bytes = createHash('sha256')
    .update(JSON.stringify([scheme, kind, ...names]))
    .digest()
    .subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6); // version 8
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8); // variant of RFC 9562
  return `2.25.${BigInt(`0x${bytes.toString('hex')}`)}`;
}
