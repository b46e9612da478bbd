/**
 * What becomes of a parcel is decided once, in one transaction, and written down before anything is done about it:
 *
 *   nothing known ─► agrees ─► filing 1 begun ─► (archive) ─► done: the picture is on record
 *                  │                                └───────► refused ─┐
 *                  └─► differs ────────────────────────────────────────┴─► reconciliation
 *
 * Whoever repeats an interrupted filing goes on with what is written, whatever the record says by then.
 */
import type { Capture } from '../../../wire/capture.ts';
import type { Manifest } from '../../../wire/manifest.ts';
import type { Queries } from '../../database/api.ts';
import type { PictureRecord } from '../../dicom/api.ts';
import type { Decision, Difference, SetAsideReason } from '../api.ts';
import { type Found, match, matchVisit, saidOf } from '../matching.ts';
import { findAppointment } from './appointments.ts';

/** A filing that was begun: all that it needs but the picture. */
export interface Filing {
  readonly parcel: string;
  readonly filing: number;
  readonly capture: Capture;
  readonly record: PictureRecord;
  readonly patient: string;
  readonly appointment: string;
  readonly state: 'begun' | 'done' | 'refused';
  /** By whom, where a person decided. */
  readonly decided?: {
    readonly decision: Extract<Decision, { kind: 'file' }>;
    readonly by: string;
    readonly name: string;
  };
}

export type Claim =
  | { readonly kind: 'file'; readonly filing: Filing }
  /** A paper of a visit: to be kept beside the record. Without an appointment it is there already. */
  | { readonly kind: 'attach'; readonly found: Found | undefined }
  /** It is in reconciliation already. */
  | { readonly kind: 'kept'; readonly as: string; readonly reason: SetAsideReason }
  | { readonly kind: 'aside'; readonly reason: SetAsideReason; readonly differences: readonly Difference[] };

/** Any number that nothing else locks in this way, with two keys. */
const parcelLock = 7_264_011;

/** Whoever changes what becomes of a parcel does it one after the other. Must run in a transaction, before its other locks. */
export async function lockParcel(tx: Queries, parcel: string): Promise<void> {
  await tx.query('select pg_advisory_xact_lock($1, hashtext($2))', [parcelLock, parcel]);
}

/** Decides, or tells what was decided before. `inside`: what the parcel holds, or why it cannot be used. */
export async function claim(
  tx: Queries,
  manifest: Manifest,
  inside: Capture | SetAsideReason,
  at: Date,
): Promise<Claim> {
  const { parcel, station, sha256 } = manifest;
  await lockParcel(tx, parcel);
  const [before] = await tx.query<{ station: string; sha256: string }>(
    'select station, sealed_sha256 as sha256 from filing where parcel = $1 and filing = 1',
    [parcel],
  );
  const filing = before && (await filingOf(tx, parcel, 1));
  const same = before?.station === station && before.sha256 === sha256;
  if (filing !== undefined && same && filing.state !== 'refused') return { kind: 'file', filing };
  const [kept] = await tx.query<{ as: string; reason: SetAsideReason }>(
    `select kept_as as "as", reason from reconciliation
      where parcel = $1 and station = $2 and sealed_sha256 = $3 and kept_as is not null`,
    [parcel, station, sha256],
  );
  if (kept !== undefined) return { kind: 'kept', ...kept };
  const attached = await tx.query(
    'select 1 from visit_attachment where parcel = $1 and station = $2 and sealed_sha256 = $3',
    [parcel, station, sha256],
  );
  if (attached.length > 0) return { kind: 'attach', found: undefined };
  if (await isNameTaken(tx, parcel)) return { kind: 'aside', reason: 'filed-differently-before', differences: [] };
  if (typeof inside === 'string') return { kind: 'aside', reason: inside, differences: [] };
  if (await isTakenBack(tx, parcel, station)) return { kind: 'aside', reason: 'wrong-patient', differences: [] };

  const { binding } = inside;
  const found = binding.kind === 'unexplained' ? undefined : await findAppointment(tx, binding.appointment);
  if (binding.kind === 'attachment') {
    const same = matchVisit(saidOf(inside, binding), found);
    return same.kind === 'agrees' ? { kind: 'attach', found: same.found } : { ...same, kind: 'aside' };
  }
  const matched = match(inside, found);
  if (matched.kind === 'differs') return { kind: 'aside', reason: matched.reason, differences: matched.differences };
  const begun = {
    parcel,
    filing: 1,
    capture: inside,
    record: matched.record,
    patient: matched.found.patient.id,
    appointment: matched.found.appointment.id,
    state: 'begun',
  } as const;
  await begin(tx, begun, { station, sha256, at });
  return { kind: 'file', filing: begun };
}

/** Whether anything that is not this parcel as it came has its name already: another's picture, paper, record or deeds. */
export async function isNameTaken(tx: Queries, parcel: string): Promise<boolean> {
  const rows = await tx.query(
    `select 1 from filing where parcel = $1 union all select 1 from reconciliation where parcel = $1
     union all select 1 from visit_attachment where parcel = $1 union all select 1 from visit_record where parcel = $1
     union all select 1 from station_deeds where parcel = $1 union all select 1 from correction where id = $1`,
    [parcel],
  );
  return rows.length > 0;
}

/** Its own station, or somebody in the hospital, has said before that it shows another patient. */
async function isTakenBack(tx: Queries, parcel: string, station: string): Promise<boolean> {
  const rows = await tx.query(
    `select 1 from correction_picture p join correction c on c.id = p.correction
      where p.parcel = $1 and p.outcome = 'waiting' and (c.station = $2 or c.station is null)`,
    [parcel, station],
  );
  return rows.length > 0;
}

/** Write a filing down before the archive is asked. */
export async function begin(
  tx: Queries,
  { parcel, filing, capture, record, patient, appointment, decided }: Filing,
  { station, sha256, at }: { readonly station: string; readonly sha256: string; readonly at: Date },
): Promise<void> {
  await tx.query(
    `insert into filing (parcel, filing, station, sealed_sha256, capture, record, patient, appointment, decision,
                         decided_by, decided_by_name, state, begun_at)
     values ($1, $2, $3, $4, $5::jsonb, $6::jsonb, $7, $8, $9::jsonb, $10, $11, 'begun', $12)`,
    [
      parcel,
      filing,
      station,
      sha256,
      JSON.stringify(capture),
      JSON.stringify(record),
      patient,
      appointment,
      decided && JSON.stringify(decided.decision),
      decided?.by,
      decided?.name,
      at,
    ],
  );
}

interface FilingRow extends Omit<Filing, 'decided'> {
  readonly decision: Extract<Decision, { kind: 'file' }> | null;
  readonly by: string | null;
  readonly name: string | null;
}

const columns =
  'parcel, filing, capture, record, patient, appointment, state, decision, decided_by as by, decided_by_name as name';

export async function filingOf(tx: Queries, parcel: string, filing: number): Promise<Filing | undefined> {
  const [row] = await tx.query<FilingRow>(`select ${columns} from filing where parcel = $1 and filing = $2`, [
    parcel,
    filing,
  ]);
  return row && toFiling(row);
}

/** The filing of a parcel that is under way. */
export async function begunFiling(tx: Queries, parcel: string): Promise<Filing | undefined> {
  const [row] = await tx.query<FilingRow>(`select ${columns} from filing where parcel = $1 and state = 'begun'`, [
    parcel,
  ]);
  return row && toFiling(row);
}

/** Decisions of people whose filing was begun and not finished, oldest first. */
export async function begunDecisions(tx: Queries): Promise<readonly Filing[]> {
  const rows = await tx.query<FilingRow>(
    `select ${columns} from filing where state = 'begun' and decision is not null order by begun_at`,
  );
  return rows.map(toFiling);
}

/** What the archive does not take so: its number is not used again. */
export async function refuse(tx: Queries, { parcel, filing }: Pick<Filing, 'parcel' | 'filing'>): Promise<void> {
  await tx.query(`update filing set state = 'refused' where parcel = $1 and filing = $2 and state = 'begun'`, [
    parcel,
    filing,
  ]);
}

function toFiling({ decision, by, name, ...filing }: FilingRow): Filing {
  return decision === null ? filing : { ...filing, decided: { decision, by: by ?? '', name: name ?? '' } };
}
