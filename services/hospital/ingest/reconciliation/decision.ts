/**
 * What a coordinator decides about a picture that waits.
 *
 *   file ─► written down as begun (one at a time for each picture) ─► archive ─► on record, settled
 *   file beside the record ─► settled (beside.ts)
 *   keep out ─► settled
 *
 * A decision that was begun is finished, never exchanged: the archive may have the object already. Should it turn out wrong,
 * the picture is taken back as any other. What the archive gets comes from the record and the decision; of the picture's own
 * words it keeps when, where and with which camera it was taken, and the JPEG byte for byte.
 */
import type { Queries } from '../../database/api.ts';
import type { Staff } from '../../identity/api.ts';
import type { Decision } from '../api.ts';
import { finishFiling, type IngestDeps } from '../filing.ts';
import { type Found, recordOf } from '../matching.ts';
import { findAppointment } from '../record/appointments.ts';
import { begin, begunDecisions, begunFiling, type Filing, refuse } from '../record/claims.ts';
import { recordSettled } from '../record/pictures.ts';
import { namedUuid } from '../record/rejected.ts';
import { decideBeside } from './beside.ts';
import { decidedBefore, openRow } from './open-row.ts';
import { pictureOf } from './picture.ts';
import { findWaiting } from './queue.ts';

export type Settled =
  | { readonly kind: 'settled' }
  | { readonly kind: 'unknown' }
  /** Somebody was quicker, or it cannot be filed as it is. The sentence says what to do. */
  | { readonly kind: 'conflict'; readonly sentence: string }
  | { readonly kind: 'refused'; readonly field: 'appointment' | 'lesion'; readonly sentence: string };

type FileDecision = Extract<Decision, { kind: 'file' }>;

const conflict = (sentence: string): Settled => ({ kind: 'conflict', sentence });
const beingFiled = conflict(
  'Somebody has begun to file this picture, with another choice. Load it again in a minute; if it still waits, give that decision again.',
);
const cannotOpen = conflict('This parcel cannot be opened, so it cannot be filed. Keep it out and tell central IT.');
const notAsSent = conflict(
  'The station did not announce this picture as it is, so it cannot be filed. Keep it out and tell central IT.',
);
const filedAlready = conflict(
  'A picture with the same name is filed already. Keep this one out, and tell central IT which station it came from.',
);
const noPicture = conflict('This is no picture of a lesion: choose only whose it is.');
const unfit = (detail: string) =>
  conflict(`The archive cannot take this picture as it is (${detail}). Keep it out, and ask for a new picture.`);

/**
 * Rejects with what `isPassing` knows when archive or database are away; a decision to file may be written down by then, and
 * is finished by giving it again or by `finishDecisions`.
 */
export async function decide(deps: IngestDeps, parcel: string, decision: Decision, staff: Staff): Promise<Settled> {
  if (decision.kind === 'file-beside') return decideBeside(deps, parcel, decision, staff);
  const at = deps.now();
  const begun = await deps.database.transaction((tx) =>
    decision.kind === 'file'
      ? beginDecision(tx, parcel, decision, staff, at)
      : keepOut(tx, parcel, decision, staff, at),
  );
  return 'kind' in begun ? begun : finish(deps, begun);
}

/** Finish what people had decided when this program ended: once, at its start. Resolves with how many there were. */
export async function finishDecisions(deps: IngestDeps): Promise<number> {
  const begun = await begunDecisions(deps.database);
  for (const filing of begun) {
    const settled = await finish(deps, filing);
    if (settled.kind !== 'settled') deps.log.warn({ parcel: filing.parcel }, 'a decision could not be finished');
  }
  return begun.length;
}

async function keepOut(
  tx: Queries,
  parcel: string,
  decision: Extract<Decision, { kind: 'keep-out' }>,
  staff: Staff,
  at: Date,
): Promise<Settled> {
  const row = await openRow(tx, parcel);
  if ('kind' in row) return row;
  if ((await begunFiling(tx, parcel)) !== undefined) return beingFiled;
  if (row.what === 'visit-record')
    await tx.query(`update visit_record set state = 'kept-out' where parcel = $1 and state = 'unmatched'`, [parcel]);
  await recordSettled(tx, { parcel, state: 'kept-out', decision, by: staff.subject, name: staff.name }, at);
  return { kind: 'settled' };
}

async function beginDecision(
  tx: Queries,
  parcel: string,
  decision: FileDecision,
  staff: Staff,
  at: Date,
): Promise<Filing | Settled> {
  const row = await openRow(tx, parcel);
  if ('kind' in row) return row;
  if (row.what !== 'picture') return noPicture;
  const before = await begunFiling(tx, parcel);
  if (before !== undefined) return isSame(before, decision) ? before : beingFiled;
  const filed = await tx.query(`select 1 from picture where parcel = $1 and state = 'filed'`, [parcel]);
  if (filed.length > 0) return filedAlready;
  const { capture } = row;
  if (capture === null) return cannotOpen;
  if (row.reason === 'does-not-match-offer') return notAsSent;

  const found = await findAppointment(tx, decision.appointment);
  if (found === undefined)
    return { kind: 'refused', field: 'appointment', sentence: 'There is no such appointment. Choose one of the list.' };
  const lesion = found.lesions.find(({ id }) => id === decision.lesion);
  if (lesion === undefined)
    return { kind: 'refused', field: 'lesion', sentence: 'Choose a lesion of this appointment’s referral.' };
  const visit = capture.binding.kind === 'unexplained' ? await visitOf(tx, found) : capture.binding.visit;
  const filing = await nextFiling(tx, parcel);
  const begun: Filing = {
    parcel,
    filing,
    capture,
    record: recordOf(capture, found, { parcel, filing, visit, lesion, view: decision.view }),
    patient: found.patient.id,
    appointment: found.appointment.id,
    state: 'begun',
    decided: { decision, by: staff.subject, name: staff.name },
  };
  await begin(tx, begun, { station: row.station, sha256: row.sealedSha256 ?? '', at });
  return begun;
}

/** By the same person or by another one: the same choice is one decision. */
function isSame({ decided }: Filing, { appointment, lesion, view }: FileDecision): boolean {
  const before = decided?.decision;
  return before?.appointment === appointment && before.lesion === lesion && before.view === view;
}

/** A person's filing never has the number 1: under that one the archive may hold what ingest began. */
async function nextFiling(tx: Queries, parcel: string): Promise<number> {
  const [last] = await tx.query<{ filing: number | null }>(
    'select max(filing) as filing from filing where parcel = $1',
    [parcel],
  );
  return Math.max(last?.filing ?? 0, 1) + 1;
}

/** A picture that no visit asked for joins the pictures of the appointment that it is filed to. */
async function visitOf(tx: Queries, { appointment }: Found): Promise<string> {
  const [last] = await tx.query<{ visit: string }>(
    `select visit from picture where appointment = $1 and state = 'filed' order by taken_at desc, sop_uid limit 1`,
    [appointment.id],
  );
  return last?.visit ?? namedUuid('visit of an appointment', appointment.id);
}

async function finish(deps: IngestDeps, filing: Filing): Promise<Settled> {
  const row = await findWaiting(deps.database, filing.parcel);
  if (row === undefined) throw new Error('a decision was begun about a picture that does not wait');
  const picture = await pictureOf(deps, row);
  if (picture === undefined) return giveUp(deps, filing, cannotOpen);
  const finished = await finishFiling(deps, filing, picture);
  switch (finished.kind) {
    case 'filed':
      return finished.recorded === 'known' ? decidedBefore : { kind: 'settled' };
    case 'unfit':
      return giveUp(deps, filing, unfit(finished.detail));
    case 'conflict':
      return giveUp(deps, filing, filedAlready);
  }
}

/** The archive does not take it so: it waits again, and the number of this filing is not used again. */
async function giveUp(deps: IngestDeps, filing: Filing, why: Settled): Promise<Settled> {
  await deps.database.transaction((tx) => refuse(tx, filing));
  return why;
}
