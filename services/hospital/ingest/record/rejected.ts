/** Pictures that are said to show another patient: the note for the archive, and what the record keeps of it. */
import { createHash } from 'node:crypto';
import type { Queries } from '../../database/api.ts';
import { noteEvent, recordDeed } from '../../database/trail.ts';
import type { PictureRecord, Rejection } from '../../dicom/api.ts';
import { lockParcel } from './claims.ts';
import { ingestItself, queueStudy } from './pictures.ts';

/** A filed picture with the correction that takes it back. */
export interface TakenBack {
  readonly correction: string;
  readonly parcel: string;
  /** The station that said so; null for the hospital. */
  readonly saidAt: string | null;
  readonly by: string;
  readonly name: string;
  readonly note: string;
  readonly receivedAt: Date;
  readonly sopUid: string;
  readonly sopClass: string;
  readonly seriesUid: string;
  readonly studyUid: string;
  readonly patient: string;
  readonly referral: string;
  readonly visit: string;
  /** As it was filed. */
  readonly record: PictureRecord;
}

/**
 * The note about pictures of one correction and one study. The same pictures give the same note; when one that arrived late
 * joins them, it is another note, which names the others once more.
 */
export function noteOf(group: readonly TakenBack[]): Rejection {
  const [first] = group;
  if (first === undefined) throw new Error('a note names pictures');
  const rejected = group
    .map(({ sopClass, sopUid, seriesUid }) => ({ sopClass, sopUid, seriesUid }))
    .sort((a, b) => (a.sopUid < b.sopUid ? -1 : 1));
  const names = [first.correction, first.studyUid, ...rejected.map(({ sopUid }) => sopUid)];
  const { patient } = first.record;
  const { studyUid } = first;
  return { patient, studyUid, rejected, at: first.receivedAt.toISOString(), id: namedUuid('rejection', ...names) };
}

/** Once the archive has the note. Pictures that were rejected in the meantime stay as they are. */
export async function recordRejected(tx: Queries, group: readonly TakenBack[], at: Date): Promise<void> {
  for (const { parcel } of [...group].sort((a, b) => (a.parcel < b.parcel ? -1 : 1))) await lockParcel(tx, parcel);
  for (const taken of group) {
    const { correction, parcel, sopUid, patient, referral, visit, saidAt, by, name, note } = taken;
    await tx.query(`update correction_picture set outcome = 'rejected' where correction = $1 and parcel = $2`, [
      correction,
      parcel,
    ]);
    const rejected = await tx.query(
      `update picture set state = 'rejected' where sop_uid = $1 and state = 'filed' returning sop_uid`,
      [sopUid],
    );
    if (rejected.length === 0) continue;
    await reopen(tx, sopUid, at);
    await noteEvent(tx, { at, patient, referral, kind: 'picture-rejected', detail: { sopUid, why: 'wrong-patient' } });
    await queueStudy(tx, `imaging-study/${sopUid}/rejected`, visit, referral, at);
    const who = saidAt === null ? { who: by, whoName: name } : ingestItself;
    const told = saidAt === null ? { why: note } : { station: saidAt, saidBy: name, note };
    const detail = { parcel, sopUid, correction, ...told };
    await recordDeed(tx, { at, ...who, action: 'reject-picture', patient, detail });
  }
}

/**
 * Its picture waits for a person again. What was decided about it before is in the audit log. A sealed parcel is kept for it
 * only where it came from reconciliation; otherwise the archive still has the picture.
 */
async function reopen(tx: Queries, sopUid: string, at: Date): Promise<void> {
  await tx.query(
    `insert into reconciliation (parcel, station, reason, capture, kept_as, sealed_sha256, noticed_at, state)
     select f.parcel, f.station, 'wrong-patient', f.capture, null, f.sealed_sha256, $2, 'open'
       from picture p join filing f on f.parcel = p.parcel and f.filing = p.filing where p.sop_uid = $1
     on conflict (parcel) do update set
       reason = 'wrong-patient', differences = '[]', capture = excluded.capture, station = excluded.station,
       noticed_at = excluded.noticed_at, state = 'open', decided_by = null, decided_at = null, decision = null,
       kept_as = case when reconciliation.sealed_sha256 = excluded.sealed_sha256 then reconciliation.kept_as end,
       sealed_sha256 = excluded.sealed_sha256`,
    [sopUid, at],
  );
}

/** A UUID of version 8 (RFC 9562, 5.8) that the names always give. */
export function namedUuid(...names: readonly string[]): string {
  const bytes = createHash('sha256').update(names.join('\n')).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
