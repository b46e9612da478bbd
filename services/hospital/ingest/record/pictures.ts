/** What the record gets of a picture, all in the caller's transaction: filed, or set aside. */
import type { Capture } from '../../../wire/capture.ts';
import type { Manifest } from '../../../wire/manifest.ts';
import type { FiledPicture } from '../../archive/api.ts';
import type { Queries } from '../../database/api.ts';
import { noteEvent, queueOutbound, recordDeed } from '../../database/trail.ts';
import type { Decision, Difference, SetAsideReason } from '../api.ts';
import { isTheirs } from '../matching.ts';
import { awaitedStill, findAppointment } from './appointments.ts';
import { type Filing, lockParcel, refuse } from './claims.ts';

/** Who does what nobody asked for by hand. */
export const ingestItself = { who: 'service:ingest', whoName: 'Ingest' } as const;

/** The JPEG in the archive. */
export interface FiledBytes {
  readonly bytes: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** What became of `recordFiled`: nothing, when it was on record already. */
export type Recorded = 'known' | 'filed' | 'filed-first-of-appointment';

/**
 * The picture is in the archive: put it on record, with the patient's journey, what the record system has to hear and
 * what follows for appointment and referral. The clock of the pathway goes on: a picture is no diagnosis.
 */
export async function recordFiled(
  tx: Queries,
  filing: Filing,
  filed: FiledPicture,
  size: FiledBytes,
  at: Date,
): Promise<Recorded> {
  const { parcel, capture, record, patient, appointment, decided } = filing;
  await lockParcel(tx, parcel);
  const finished = await tx.query(
    `update filing set state = 'done' where parcel = $1 and filing = $2 and state = 'begun' returning parcel`,
    [parcel, filing.filing],
  );
  if (finished.length === 0) return 'known';
  const referral = record.referral.id;
  await tx.query(
    `insert into picture (sop_uid, parcel, filing, station, visit, appointment, patient, referral, lesion, view, polarised,
                          taken_at, sop_class, study_uid, series_uid, sha256, bytes, width_px, height_px, filed_as, filed_at, state)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, 'filed')`,
    [
      filed.sopUid,
      parcel,
      filing.filing,
      record.station,
      record.visit,
      appointment,
      patient,
      referral,
      record.lesion.id,
      record.view,
      capture.polarised,
      capture.takenAt,
      filed.sopClass,
      filed.studyUid,
      filed.seriesUid,
      filed.sha256,
      size.bytes,
      size.widthPx,
      size.heightPx,
      filed.as,
      at,
    ],
  );
  const detail = { sopUid: filed.sopUid, lesion: record.lesion.id, view: record.view };
  await noteEvent(tx, { at, patient, referral, kind: 'picture-filed', detail });
  await queueOutbound(tx, { key: `task/${filed.sopUid}`, subject: { kind: 'task', appointment }, referral, at });
  await queueStudy(tx, `imaging-study/${filed.sopUid}`, record.visit, referral, at);
  const first = await markSeen(tx, appointment, referral, decided !== undefined);
  const names = { parcel, filing: filing.filing, ...detail };
  if (decided === undefined) {
    await recordDeed(tx, { at, ...ingestItself, action: 'file-picture', patient, detail: names });
  } else {
    await recordSettled(tx, { parcel, state: 'filed', ...decided, patient, detail: names }, at);
  }
  return first ? 'filed-first-of-appointment' : 'filed';
}

/** How a person settled a picture that waited. */
export interface SettledBy {
  readonly parcel: string;
  readonly state: 'filed' | 'kept-out';
  readonly decision: Decision;
  /** Subject of the sign-in, and name. */
  readonly by: string;
  readonly name: string;
  readonly patient?: string;
  readonly detail?: Readonly<Record<string, unknown>>;
}

export async function recordSettled(tx: Queries, settled: SettledBy, at: Date): Promise<void> {
  const { parcel, state, decision, by, name, patient, detail } = settled;
  await tx.query(
    `update reconciliation set state = $2, decision = $3::jsonb, decided_by = $4, decided_at = $5
      where parcel = $1 and state = 'open'`,
    [parcel, state, JSON.stringify(decision), name, at],
  );
  await recordDeed(tx, {
    at,
    who: by,
    whoName: name,
    action: 'settle-reconciliation',
    ...(patient === undefined ? {} : { patient }),
    detail: { parcel, state, why: decision.why, ...detail },
  });
}

export async function queueStudy(tx: Queries, key: string, visit: string, referral: string, at: Date): Promise<void> {
  await queueOutbound(tx, { key, subject: { kind: 'imaging-study', visit }, referral, at });
}

/**
 * The first picture, or the visit's record, shows that the patient was there. A person who files a picture to an appointment
 * that nobody is said to have attended says so too; ingest by itself does where only the station had said it.
 */
export async function markSeen(tx: Queries, appointment: string, referral: string, decided: boolean): Promise<boolean> {
  const before = decided ? ['booked', 'did-not-attend'] : ['booked'];
  const seen = await tx.query(
    `update appointment a set state = 'seen' where a.id = $1 and (a.state = any($2::text[]) or ${awaitedStill('a')})
     returning id`,
    [appointment, before],
  );
  if (seen.length === 0) return false;
  await tx.query(`update referral set state = 'seen' where id = $1 and state in ('received', 'accepted', 'booked')`, [
    referral,
  ]);
  return true;
}

export interface PutAside {
  readonly manifest: Manifest;
  readonly reason: SetAsideReason;
  readonly differences: readonly Difference[];
  /** Undefined when it could not be opened. */
  readonly capture: Capture | undefined;
  /** The archive's name of the sealed parcel. */
  readonly keptAs: string;
  /** The filing that the archive refused. */
  readonly refused?: Filing;
}

/**
 * A sealed parcel was kept apart: put it into reconciliation. False, and nothing changed, when the parcel has been
 * decided about in the meantime. A parcel whose name belongs to another one is only noted, where that one waits already.
 */
export async function recordAside(tx: Queries, aside: PutAside, at: Date): Promise<boolean> {
  const { manifest, reason, differences, capture, keptAs, refused } = aside;
  const { parcel, station, sha256 } = manifest;
  await lockParcel(tx, parcel);
  if (refused !== undefined) await refuse(tx, refused);
  const clash = reason === 'filed-differently-before';
  const known = await tx.query(
    `select 1 from filing where parcel = $1 and state <> 'refused' union all select 1 from reconciliation where parcel = $1
     union all select 1 from visit_attachment where parcel = $1`,
    [parcel],
  );
  if (known.length > 0 && !clash) return false;
  const added = await tx.query(
    `insert into reconciliation (parcel, what, station, reason, capture, differences, kept_as, sealed_sha256, noticed_at,
                                 state)
     values ($1, $2, $3, $4, $5::jsonb, $6::jsonb, $7, $8, $9, 'open') on conflict (parcel) do nothing returning parcel`,
    [
      parcel,
      capture?.binding.kind === 'attachment' ? 'attachment' : 'picture',
      station,
      reason,
      capture && JSON.stringify(capture),
      JSON.stringify(differences),
      keptAs,
      sha256,
      at,
    ],
  );
  const whose = capture && trustedReasons(reason) ? await agreedPatient(tx, capture) : undefined;
  if (added.length > 0 && whose !== undefined)
    await noteEvent(tx, { at, ...whose, kind: 'picture-set-aside', detail: { reason } });
  const detail = { parcel, station, reason, keptAs };
  await recordDeed(tx, {
    at,
    ...ingestItself,
    action: 'set-picture-aside',
    ...(whose === undefined ? {} : { patient: whose.patient }),
    detail,
  });
  return true;
}

/** Whether the picture's own word may put a line into a patient's journey. */
function trustedReasons(reason: SetAsideReason): boolean {
  return reason !== 'wrong-patient' && reason !== 'does-not-match-offer';
}

/** The patient whose appointment it names, where all of number, birth and names are that patient's. */
async function agreedPatient(tx: Queries, capture: Capture) {
  if (capture.binding.kind === 'unexplained') return undefined;
  const found = await findAppointment(tx, capture.binding.appointment);
  if (found === undefined || !isTheirs(capture, found)) return undefined;
  return { patient: found.patient.id, referral: found.referral.id };
}
