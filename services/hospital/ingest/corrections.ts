/**
 * "These pictures are not that patient's", said at their station or in the hospital. It is written down first and then done,
 * picture by picture; what has not arrived yet is taken back when it does.
 *
 *   waiting ─┬─ filed ─────────────► note in the archive ─► rejected, and back in reconciliation
 *            ├─ a paper of a visit ─► rejected, and back in reconciliation
 *            ├─ set aside ─────────► set-aside: it waits for a person anyway
 *            └─ of another station ─► not-theirs: nothing is done, and that is audited
 *
 * Each correction takes a picture back once: repeating it does not touch what a person has filed anew since.
 */
import { randomUUID } from 'node:crypto';
import type { Correction } from '../../wire/correction.ts';
import type { Manifest } from '../../wire/manifest.ts';
import type { Queries } from '../database/api.ts';
import { recordDeed } from '../database/trail.ts';
import type { Staff } from '../identity/api.ts';
import type { SetAsideReason } from './api.ts';
import type { IngestDeps } from './filing.ts';
import { begunFiling, lockParcel } from './record/claims.ts';
import { ingestItself } from './record/pictures.ts';
import { noteOf, recordRejected, type TakenBack } from './record/rejected.ts';
import { takeOutAttachment } from './visits/attachment.ts';

/** What became of a parcel without a picture. With a reason, it waits for a person. */
export type Taken =
  | { readonly kind: 'taken'; readonly as: string; readonly reason?: SetAsideReason }
  | { readonly kind: 'doubted'; readonly reason: SetAsideReason };

/** A correction that came in a parcel of its own. It may come again, and before its pictures. */
export async function takeCorrection(deps: IngestDeps, manifest: Manifest, correction: Correction): Promise<Taken> {
  const { parcel, station, sha256 } = manifest;
  if (correction.parcel !== parcel || correction.station !== station)
    return { kind: 'doubted', reason: 'does-not-match-offer' };
  const at = deps.now();
  const mine = await deps.database.transaction(async (tx) => {
    const { by, note } = correction;
    const said = { id: parcel, station, sha256, by: 'station', name: by, note, saidAt: new Date(correction.at) };
    if (await addCorrection(tx, said, correction.pictures, at)) {
      const detail = { correction: parcel, station, pictures: correction.pictures.length };
      await recordDeed(tx, { at, ...ingestItself, action: 'take-correction', detail });
    }
    const rows = await tx.query('select 1 from correction where id = $1 and station = $2 and sealed_sha256 = $3', [
      parcel,
      station,
      sha256,
    ]);
    return rows.length > 0;
  });
  if (!mine) return { kind: 'doubted', reason: 'filed-differently-before' };
  await settleCorrections(deps, { correction: parcel });
  return { kind: 'taken', as: `correction/${parcel}` };
}

/**
 * Somebody in the hospital says so of a picture that is filed. Repeating it goes on with one that was interrupted.
 * Rejects as `settleCorrections` does; it is then written down, and done when it is said again.
 */
export async function saidInHospital(
  deps: IngestDeps,
  which: { readonly sopUid: string } | { readonly attachment: string },
  why: string,
  staff: Staff,
): Promise<'rejected' | 'unknown' | 'rejected-before'> {
  const at = deps.now();
  const found = await deps.database.transaction(async (tx) => {
    const [row] =
      'sopUid' in which
        ? await tx.query<Named>('select parcel, state from picture where sop_uid = $1 for update', [which.sopUid])
        : await tx.query<Named>('select parcel, state from visit_attachment where parcel = $1 for update', [
            which.attachment,
          ]);
    if (row === undefined) return 'unknown';
    if (row.state === 'rejected') return 'rejected-before';
    const said = await tx.query(
      `select 1 from correction_picture p join correction c on c.id = p.correction
        where p.parcel = $1 and p.outcome = 'waiting' and c.station is null`,
      [row.parcel],
    );
    if (said.length > 0) return row;
    const words = { id: randomUUID(), by: staff.subject, name: staff.name, note: why, saidAt: at };
    await addCorrection(tx, words, [row.parcel], at);
    return row;
  });
  if (typeof found === 'string') return found;
  await settleCorrections(deps, { parcel: found.parcel });
  return 'rejected';
}

interface Named {
  readonly parcel: string;
  readonly state: 'filed' | 'rejected';
}

interface Said {
  readonly id: string;
  readonly station?: string;
  readonly sha256?: string;
  readonly by: string;
  readonly name: string;
  readonly note: string;
  readonly saidAt: Date;
}

/** False when it is there already. */
async function addCorrection(tx: Queries, said: Said, pictures: readonly string[], at: Date): Promise<boolean> {
  const { id, station, sha256, by, name, note, saidAt } = said;
  const added = await tx.query(
    `insert into correction (id, station, sealed_sha256, said_by, said_by_name, note, said_at, received_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (id) do nothing returning id`,
    [id, station, sha256, by, name, note, saidAt, at],
  );
  if (added.length === 0) return false;
  await tx.query(
    `insert into correction_picture (correction, parcel, outcome)
     select distinct $1::uuid, named::uuid, 'waiting' from unnest($2::text[]) as named`,
    [id, pictures],
  );
  return true;
}

interface Waiting extends Omit<TakenBack, 'sopUid'> {
  readonly sopUid: string | null;
  /** It is a paper of a visit, beside the record. */
  readonly attached: boolean;
  /** The station of the picture, filed or set aside; null before it has come. */
  readonly station: string | null;
}

/**
 * Do what waits: of one correction, for one parcel, or all. Rejects with what `isPassing` knows when archive or database are
 * away: what was not done still waits.
 */
export async function settleCorrections(
  deps: IngestDeps,
  which: { readonly correction: string } | { readonly parcel: string } | 'all',
): Promise<void> {
  const { database } = deps;
  const correction = which !== 'all' && 'correction' in which ? which.correction : undefined;
  const parcel = which !== 'all' && 'parcel' in which ? which.parcel : undefined;
  const rows = await database.query<Waiting>(
    `select w.correction, w.parcel, c.station as "saidAt", c.said_by as by, c.said_by_name as name, c.note,
            c.received_at as "receivedAt", p.sop_uid as "sopUid", p.sop_class as "sopClass", p.series_uid as "seriesUid",
            p.study_uid as "studyUid", p.patient, p.referral, p.visit, f.record,
            t.parcel is not null as attached, coalesce(p.station, t.station, r.station) as station
       from correction_picture w join correction c on c.id = w.correction
       left join picture p on p.parcel = w.parcel and p.state = 'filed'
       left join visit_attachment t on t.parcel = w.parcel and t.state = 'filed'
       left join filing f on f.parcel = p.parcel and f.filing = p.filing
       left join reconciliation r on r.parcel = w.parcel
      where w.outcome = 'waiting' and ($1::uuid is null or w.correction = $1) and ($2::uuid is null or w.parcel = $2)
      order by c.received_at, w.correction, w.parcel`,
    [correction, parcel],
  );
  const filed: TakenBack[] = [];
  for (const row of rows) {
    if (row.station === null) continue; // not here yet
    if (row.saidAt !== null && row.saidAt !== row.station) await ignore(deps, row);
    else if (row.attached) await takeOut(deps, row);
    else if (row.sopUid === null) await leaveAside(deps, row);
    else filed.push({ ...row, sopUid: row.sopUid });
  }
  for (const group of Map.groupBy(filed, ({ correction, studyUid }) => `${correction} ${studyUid}`).values()) {
    await deps.archive.reject(noteOf(group));
    const at = deps.now();
    await database.transaction((tx) => recordRejected(tx, group, at));
    deps.log.warn({ pictures: group.length }, 'pictures were rejected: they are said to show another patient');
  }
}

async function takeOut({ database, log, now }: IngestDeps, row: Waiting): Promise<void> {
  const at = now();
  await database.transaction((tx) => takeOutAttachment(tx, row, at));
  log.warn({ parcel: row.parcel }, 'a paper of a visit was taken out: it is said to be another patient’s');
}

async function ignore({ database, log, now }: IngestDeps, { correction, parcel, saidAt }: Waiting): Promise<void> {
  const at = now();
  await database.transaction(async (tx) => {
    if (!(await setOutcome(tx, correction, parcel, 'not-theirs'))) return;
    const detail = { correction, parcel, station: saidAt };
    await recordDeed(tx, { at, ...ingestItself, action: 'ignore-correction', detail });
  });
  log.warn({ station: saidAt, parcel }, 'a correction names a picture of another station');
}

/** It is set aside, and not under way from there: whoever decides is told why. */
async function leaveAside({ database, now }: IngestDeps, { correction, parcel }: Waiting): Promise<void> {
  const at = now();
  await database.transaction(async (tx) => {
    await lockParcel(tx, parcel);
    const filed = await tx.query(
      `select 1 from picture where parcel = $1 and state = 'filed'
       union all select 1 from visit_attachment where parcel = $1 and state = 'filed'`,
      [parcel],
    );
    // Just being filed, or filed since: the filing's own last step comes back to this correction.
    if (filed.length > 0 || (await begunFiling(tx, parcel)) !== undefined) return;
    if (!(await setOutcome(tx, correction, parcel, 'set-aside'))) return;
    await tx.query(`update reconciliation set reason = 'wrong-patient' where parcel = $1 and state = 'open'`, [parcel]);
    const detail = { correction, parcel };
    await recordDeed(tx, { at, ...ingestItself, action: 'correct-picture-aside', detail });
  });
}

async function setOutcome(
  tx: Queries,
  correction: string,
  parcel: string,
  outcome: 'set-aside' | 'not-theirs',
): Promise<boolean> {
  const changed = await tx.query(
    `update correction_picture set outcome = $3 where correction = $1 and parcel = $2 and outcome = 'waiting' returning parcel`,
    [correction, parcel, outcome],
  );
  return changed.length > 0;
}
