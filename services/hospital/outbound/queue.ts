/**
 * Tells the record system what changed: takes rows of the table `outbound` one by one and PUTs what they tell of.
 *
 *   waiting ──claim (lease)──► render ──► PUT ──taken──────► sent, with all changes of the same subject it told of
 *      ▲                                  │ ├──refused────► dead: a person looks, `again` brings it back
 *      └───────── back-off ◄───later──────┘ └──too often──► dead
 *
 * A claim is a lease in `due_at`: a worker that dies leaves a row that becomes due again, and the same resource goes out
 * under the same id. A claim also raises `attempts`; both together tell whether a claim is still one's own.
 *
 * Changes of one subject go out one after the other, the oldest first; the resource is made when it is sent, so the later
 * changes that were there by then are told with it. `seq` is not the order of commits: only rows that were seen before
 * the resource was made count as told.
 */
import type { Database, Queries } from '../database/api.ts';
import { noteEvent, type OutboundSubject } from '../database/trail.ts';
import type { Sent } from './api.ts';
import { type Endpoint, shortened } from './endpoint.ts';
import type { Naming } from './resources/fhir.ts';
import { type Rendered, render } from './resources/render.ts';

/** How long a claim holds: far longer than all requests of one row may take. */
const leaseMs = 5 * 60_000;
/** Resources of one row (studies of one visit): more is a mistake, and would outlast the lease. */
const resourcesMax = 8;
const backOffMsFirst = 5_000;
const backOffMsMax = 60 * 60_000;
/** About three days of an endpoint that does not answer. */
const attemptsMaxDefault = 100;

export interface QueueDeps {
  readonly database: Database;
  readonly endpoint: Endpoint;
  readonly naming: Naming;
  readonly now: () => Date;
  /** From 0 up to 1: keeps workers and hospitals out of step. */
  readonly chance: () => number;
  readonly log: { warn(fields: object, text: string): void };
  readonly attemptsMax?: number;
}

interface Claim {
  readonly seq: number;
  readonly subject: OutboundSubject;
  readonly attempts: number;
  readonly leaseUntil: Date;
}

/** What became of the row that was claimed; `idle` when none was due, `lost` when another worker had it meanwhile. */
export type Step = 'idle' | 'sent' | 'later' | 'dead' | 'lost';

/** Sends the row that has been due for longest. */
export async function sendNext(deps: QueueDeps): Promise<Step> {
  const { database, now } = deps;
  const claim = await claimNext(database, now());
  if (claim === undefined) return 'idle';
  const { told, rendered } = await database.transaction(async (tx) => ({
    told: await unsentOf(tx, claim.subject),
    rendered: await render(tx, claim.subject, deps.naming),
  }));
  if ('kind' in rendered) return finish(deps, claim, { kind: 'refused', why: rendered.why }, [], told);
  if (rendered.length > resourcesMax)
    return finish(deps, claim, { kind: 'refused', why: `It takes more than ${resourcesMax} resources.` }, [], told);
  for (const { resource } of rendered) {
    const sent = await deps.endpoint.put(resource);
    if (sent.kind !== 'taken') return finish(deps, claim, sent, rendered, told);
  }
  return finish(deps, claim, { kind: 'taken' }, rendered, told);
}

async function claimNext(database: Database, at: Date): Promise<Claim | undefined> {
  const leaseUntil = new Date(at.getTime() + leaseMs);
  const [row] = await database.query<{ seq: number; subject: OutboundSubject; attempts: number }>(
    `update outbound set due_at = $2, attempts = attempts + 1 where seq = (
       select o.seq from outbound o
        where o.state = 'waiting' and o.due_at <= $1
          and not exists (select 1 from outbound e
                           where e.state = 'waiting' and e.subject = o.subject and e.seq <> o.seq
                             and (e.seq < o.seq or (e.attempts > 0 and e.due_at > $1)))
        order by o.due_at, o.seq limit 1 for update skip locked)
     returning seq, subject, attempts`,
    [at, leaseUntil],
  );
  return row && { ...row, leaseUntil };
}

/** Changes of the subject that the record system has not heard of, as text; read before the resource is made. */
async function unsentOf(tx: Queries, subject: OutboundSubject): Promise<readonly string[]> {
  const rows = await tx.query<{ seq: string }>(
    "select seq::text as seq from outbound where subject = $1::jsonb and state <> 'sent'",
    [JSON.stringify(subject)],
  );
  return rows.map(({ seq }) => seq);
}

async function finish(
  deps: QueueDeps,
  claim: Claim,
  sent: Sent,
  rendered: readonly Rendered[],
  told: readonly string[],
): Promise<Step> {
  const { database, now, log, attemptsMax = attemptsMaxDefault } = deps;
  const { seq, attempts } = claim;
  const at = now();
  const resources = rendered.map(({ resource }) => resource);
  const resource = resources.length === 0 ? null : JSON.stringify(resources.length === 1 ? resources[0] : resources);
  const tooOften = sent.kind === 'later' && attempts >= attemptsMax;
  const wait = sent.kind === 'later' ? Math.max(backOffMs(attempts, deps.chance()), sent.afterMs ?? 0) : 0;

  const step = await database.transaction<Step>(async (tx) => {
    const [mine] = await tx.query(
      "select 1 from outbound where seq = $1 and state = 'waiting' and attempts = $2 and due_at = $3 for update",
      [seq, attempts, claim.leaseUntil],
    );
    if (mine === undefined) return 'lost';
    const set = 'update outbound set resource = coalesce($2::jsonb, resource),';
    if (sent.kind === 'taken') {
      await tx.query(`${set} state = 'sent', sent_at = $3, last_error = null where seq = $1`, [seq, resource, at]);
      await tx.query(
        `update outbound set state = 'sent', sent_at = $3, last_error = null
          where subject = $1::jsonb and state <> 'sent' and seq::text = any($2::text[])`,
        [JSON.stringify(claim.subject), told, at],
      );
      for (const { resource, patient, referral } of rendered)
        await noteEvent(tx, {
          at,
          patient,
          referral,
          kind: 'record-sent',
          detail: { resource: resource.resourceType },
        });
      return 'sent';
    }
    if (sent.kind === 'refused' || tooOften) {
      const why = shortened(tooOften ? `Given up after ${attempts} attempts. ${sent.why}` : sent.why);
      await tx.query(`${set} state = 'dead', last_error = $3 where seq = $1`, [seq, resource, why]);
      return 'dead';
    }
    const dueAt = new Date(at.getTime() + wait);
    await tx.query(`${set} due_at = $4, last_error = $3 where seq = $1`, [seq, resource, sent.why, dueAt]);
    return 'later';
  });
  if (step === 'dead')
    log.warn({ seq, subject: claim.subject.kind, attempts }, 'the record system does not take a resource');
  return step;
}

/** The wait after attempt number `attempts` (from 1), in milliseconds: doubled each time, and at least half of that. */
export function backOffMs(attempts: number, chance: number): number {
  return Math.min(backOffMsMax, backOffMsFirst * 2 ** (attempts - 1)) * (0.5 + chance / 2);
}

/** Brings a dead letter back, due now. False where there is none of that number. */
export async function sendAgain(tx: Queries, seq: number, at: Date): Promise<boolean> {
  const rows = await tx.query(
    "update outbound set state = 'waiting', attempts = 0, due_at = $2 where seq = $1 and state = 'dead' returning seq",
    [seq, at],
  );
  return rows.length > 0;
}
