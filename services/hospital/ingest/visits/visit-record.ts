/**
 * A visit's record: what happened at the station beside the pictures. It is matched as a picture is, without a lesion.
 *
 *   agrees ─► matched: appointment, journey, answers, record system, all in one transaction
 *   not ────► unmatched: it waits in reconciliation, beside the pictures of its visit ─► settled by a person, or kept out
 *
 * Told twice, or by two workers at once, it is kept once.
 */
import type { Manifest } from '../../../wire/manifest.ts';
import type { VisitRecord } from '../../../wire/visit-record.ts';
import type { Queries } from '../../database/api.ts';
import { noteEvent, queueOutbound, recordDeed } from '../../database/trail.ts';
import type { SetAsideReason } from '../api.ts';
import type { Taken } from '../corrections.ts';
import type { IngestDeps } from '../filing.ts';
import { type Found, matchVisit } from '../matching.ts';
import { findAppointment } from '../record/appointments.ts';
import { isNameTaken, lockParcel } from '../record/claims.ts';
import { ingestItself, markSeen } from '../record/pictures.ts';
import { markNotAttended } from './not-attended.ts';

/** Rejects as `fileParcel` does; then the same again goes on with it. */
export async function takeVisitRecord(deps: IngestDeps, manifest: Manifest, record: VisitRecord): Promise<Taken> {
  const { parcel, station, sha256 } = manifest;
  if (record.parcel !== parcel || record.station !== station)
    return { kind: 'doubted', reason: 'does-not-match-offer' };
  const at = deps.now();
  const taken = await deps.database.transaction(async (tx): Promise<Taken & { readonly told?: string }> => {
    await lockParcel(tx, parcel);
    const [before] = await tx.query<{ same: boolean; reason: SetAsideReason | null }>(
      `select v.station = $2 and v.sealed_sha256 = $3 as same, r.reason
         from visit_record v left join reconciliation r on r.parcel = v.parcel and v.state <> 'matched'
        where v.parcel = $1`,
      [parcel, station, sha256],
    );
    if (before?.same === true) return kept(parcel, before.reason ?? undefined);
    if (before !== undefined || (await isNameTaken(tx, parcel)))
      return { kind: 'doubted', reason: 'filed-differently-before' };
    return keep(tx, deps, { record, sha256 }, at);
  });
  if (taken.kind === 'taken') deps.changed();
  if ('told' in taken)
    deps.log.warn({ station, parcel, why: taken.told }, 'answers of a visit are not kept as answers');
  return taken;
}

function kept(parcel: string, reason: SetAsideReason | undefined): Extract<Taken, { kind: 'taken' }> {
  return { kind: 'taken', as: `visit-record/${parcel}`, ...(reason === undefined ? {} : { reason }) };
}

async function keep(
  tx: Queries,
  deps: IngestDeps,
  { record, sha256 }: { readonly record: VisitRecord; readonly sha256: string },
  at: Date,
): Promise<Taken & { readonly told?: string }> {
  const { parcel, station, visit, appointment, patient, openedAt, endedAt, outcome } = record;
  const expected = outcome === 'did-not-attend' ? ['did-not-attend'] : [];
  const found = record.registeredByHand ? undefined : await findAppointment(tx, appointment);
  const matched = matchVisit({ station, at: openedAt, patient }, found, expected);
  const whose = matched.kind === 'agrees' ? matched.found : undefined;
  await tx.query(
    `insert into visit_record (parcel, station, sealed_sha256, visit, appointment, patient, referral, record, state,
                               ended_at, received_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8::jsonb, $9, $10, $11)`,
    [
      parcel,
      station,
      sha256,
      visit,
      whose?.appointment.id,
      whose?.patient.id,
      whose?.referral.id,
      JSON.stringify(record),
      whose === undefined ? 'unmatched' : 'matched',
      endedAt,
      at,
    ],
  );
  if (matched.kind === 'agrees') {
    const told = await followVisit(tx, deps, { record, found: matched.found, decided: false }, at);
    const detail = { parcel, visit, outcome, station };
    const whom = matched.found.patient.id;
    await recordDeed(tx, { at, ...ingestItself, action: 'keep-visit-record', patient: whom, detail });
    return { ...kept(parcel, undefined), ...(told === undefined ? {} : { told }) };
  }
  const { reason, differences } = matched;
  await tx.query(
    `insert into reconciliation (parcel, what, station, reason, differences, sealed_sha256, noticed_at, state)
     values ($1, 'visit-record', $2, $3, $4::jsonb, $5, $6, 'open')`,
    [parcel, station, reason, JSON.stringify(differences), sha256, at],
  );
  await recordDeed(tx, {
    at,
    ...ingestItself,
    action: 'set-visit-record-aside',
    detail: { parcel, visit, station, reason },
  });
  return kept(parcel, reason);
}

/** A record whose patient is known, and whether a person said so. */
export interface Followed {
  readonly record: VisitRecord;
  readonly found: Found;
  readonly decided: boolean;
}

/**
 * What follows from a visit for appointment, referral, journey, answers and the record system. Undefined, or why the answers
 * of the patient could not be kept as answers: they stay in the record.
 */
export async function followVisit(
  tx: Queries,
  deps: Pick<IngestDeps, 'keepStationAnswers'>,
  { record, found, decided }: Followed,
  at: Date,
): Promise<string | undefined> {
  const { parcel, visit, outcome, station } = record;
  const [appointment, patient, referral] = [found.appointment.id, found.patient.id, found.referral.id];
  const endedAt = new Date(record.endedAt);
  if (outcome === 'did-not-attend') {
    if (await markNotAttended(tx, appointment, at))
      await noteEvent(tx, { at: endedAt, patient, referral, kind: 'did-not-attend', detail: { appointment } });
  } else {
    if (wasThere(record)) await markSeen(tx, appointment, referral, decided);
    await noteEvent(tx, { at: endedAt, patient, referral, kind: 'visit-ended', detail: { visit, outcome } });
  }
  await queueOutbound(tx, {
    key: `task/${appointment}/visit/${parcel}`,
    subject: { kind: 'task', appointment },
    referral,
    at,
  });
  const { how, answers, language } = record.questionnaire;
  if (how !== 'at-station' || answers === undefined) return undefined;
  const answered = await deps.keepStationAnswers(tx, {
    id: parcel,
    referral,
    language: language ?? 'en',
    answers,
    at: endedAt,
    station,
    visit,
  });
  return answered === 'kept' ? undefined : answered.refused;
}

/**
 * A visit that was opened by mistake and ended before identity was confirmed tells nothing of the patient whose appointment
 * was opened.
 */
function wasThere({ identity, pictures }: VisitRecord): boolean {
  return identity.confirmed.length > 0 || pictures.length > 0;
}
