/**
 * Pictures of a visit that show no lesion: the patient's letter, a page that was filled in by hand. They are kept beside the
 * record as they came, and never go to the archive.
 *
 *   agrees ─► filed ─► (said to be another patient's) ─► rejected, and back in reconciliation ─► filed by a person
 *   not ────► set aside as any picture
 */
import type { Capture } from '../../../wire/capture.ts';
import type { Manifest } from '../../../wire/manifest.ts';
import { hashOf } from '../../../wire/signing.ts';
import type { Queries } from '../../database/api.ts';
import { noteEvent, recordDeed } from '../../database/trail.ts';
import { inspectJpeg } from '../../dicom/jpeg/inspect.ts';
import type { Found } from '../matching.ts';
import { lockParcel } from '../record/claims.ts';
import { ingestItself } from '../record/pictures.ts';

/** A picture of a letter from the largest body that is named for a station has about 60 MB (services/wire/limits.ts). */
const attachmentBytesMax = 64 * 1024 * 1024;

/** Where it is kept, as the receipt says it. */
export function attachmentPlace(parcel: string): string {
  return `visit-attachment/${parcel}`;
}

/** Whether the record can keep it: a whole JPEG of any lawful process; nobody has to encapsulate this one. */
export function isKeepable(jpeg: Uint8Array): boolean {
  if (jpeg.length > attachmentBytesMax) return false;
  const facts = inspectJpeg(jpeg);
  return !('kind' in facts) || facts.why === 'progressive';
}

/** A paper with the appointment whose it is. */
export interface Attached {
  readonly parcel: string;
  readonly station: string;
  readonly sha256: string;
  readonly visit: string;
  readonly what: 'identity-frame' | 'paper-questionnaire';
  readonly capture: Capture;
  readonly jpeg: Uint8Array;
  readonly found: Found;
}

export function attachedOf(
  { parcel, station, sha256 }: Manifest,
  capture: Capture,
  jpeg: Uint8Array,
  found: Found,
): Attached | undefined {
  const { binding } = capture;
  if (binding.kind !== 'attachment') return undefined;
  return { parcel, station, sha256, visit: binding.visit, what: binding.what, capture, jpeg, found };
}

/** By ingest itself. False when it was there before: then nothing changes. */
export async function keepAttachment(tx: Queries, attached: Attached, at: Date): Promise<boolean> {
  await lockParcel(tx, attached.parcel);
  if (!(await insertAttachment(tx, attached, at))) return false;
  const { parcel, what, visit, found } = attached;
  const patient = found.patient.id;
  await recordDeed(tx, { at, ...ingestItself, action: 'file-attachment', patient, detail: { parcel, what, visit } });
  return true;
}

/** With its line in the journey. One that was taken out before is there again, with whoever it belongs to now. */
export async function insertAttachment(tx: Queries, attached: Attached, at: Date): Promise<boolean> {
  const { parcel, station, sha256, visit, what, capture, jpeg, found } = attached;
  const [appointment, patient, referral] = [found.appointment.id, found.patient.id, found.referral.id];
  const rows = await tx.query(
    `insert into visit_attachment (parcel, station, sealed_sha256, visit, appointment, patient, referral, what, capture,
                                   taken_at, bytes, sha256, filed_at, state)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb, $10, $11, $12, $13, 'filed')
     on conflict (parcel) do update set appointment = excluded.appointment, patient = excluded.patient,
       referral = excluded.referral, what = excluded.what, filed_at = excluded.filed_at, state = 'filed'
       where visit_attachment.state = 'rejected' and visit_attachment.sha256 = excluded.sha256
     returning parcel`,
    [
      parcel,
      station,
      sha256,
      visit,
      appointment,
      patient,
      referral,
      what,
      JSON.stringify(capture),
      capture.takenAt,
      jpeg,
      hashOf(jpeg),
      at,
    ],
  );
  if (rows.length === 0) return false;
  await noteEvent(tx, { at, patient, referral, kind: 'attachment-filed', detail: { parcel, what } });
  return true;
}

/** A paper that a correction takes out. */
export interface TakenOut {
  readonly correction: string;
  readonly parcel: string;
  readonly saidAt: string | null;
  readonly by: string;
  readonly name: string;
  readonly note: string;
}

/** It waits for a person again; its bytes stay with its row. Nothing changes when it was taken out in the meantime. */
export async function takeOutAttachment(tx: Queries, taken: TakenOut, at: Date): Promise<void> {
  const { correction, parcel, saidAt, by, name, note } = taken;
  await lockParcel(tx, parcel);
  await tx.query(
    `update correction_picture set outcome = 'rejected' where correction = $1 and parcel = $2 and outcome = 'waiting'`,
    [correction, parcel],
  );
  const [row] = await tx.query<{ patient: string; referral: string }>(
    `update visit_attachment set state = 'rejected' where parcel = $1 and state = 'filed' returning patient, referral`,
    [parcel],
  );
  if (row === undefined) return;
  await tx.query(
    `insert into reconciliation (parcel, what, station, reason, capture, kept_as, sealed_sha256, noticed_at, state)
     select parcel, 'attachment', station, 'wrong-patient', capture, null, sealed_sha256, $2, 'open'
       from visit_attachment where parcel = $1
     on conflict (parcel) do update set reason = 'wrong-patient', differences = '[]', noticed_at = excluded.noticed_at,
       state = 'open', decided_by = null, decided_at = null, decision = null`,
    [parcel, at],
  );
  const { patient, referral } = row;
  await noteEvent(tx, { at, patient, referral, kind: 'attachment-rejected', detail: { parcel, why: 'wrong-patient' } });
  const who = saidAt === null ? { who: by, whoName: name } : ingestItself;
  const told = saidAt === null ? { why: note } : { station: saidAt, saidBy: name, note };
  await recordDeed(tx, {
    at,
    ...who,
    action: 'reject-attachment',
    patient,
    detail: { parcel, correction, ...told },
  });
}
