/** What waits for a person, as a list: the longest waiting first. Pictures, papers, visits' records. */
import type { Capture } from '../../../wire/capture.ts';
import type { VisitRecord } from '../../../wire/visit-record.ts';
import type { Queries } from '../../database/api.ts';
import type { ReconciliationLine } from '../../web/api/patients.ts';
import type { Page } from '../../web/api/shared.ts';
import type { Decision, Difference } from '../api.ts';

const pageRowsMax = 50;

export const states = ['open', 'filed', 'kept-out'] as const;

/** One row of the table, with names as the programs use them. */
export interface Waiting {
  readonly parcel: string;
  readonly what: 'picture' | 'attachment' | 'visit-record';
  readonly station: string;
  readonly reason: string;
  readonly capture: Capture | null;
  /** Of a visit's record; null for all that is a picture. */
  readonly record: VisitRecord | null;
  readonly differences: readonly Difference[];
  readonly keptAs: string | null;
  readonly sealedSha256: string | null;
  readonly noticedAt: Date;
  readonly state: 'open' | 'filed' | 'kept-out';
  /** Name of whoever decided. */
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly decision: Decision | null;
}

const columns = `r.parcel, r.what, r.station, r.reason, r.capture, v.record, r.differences, r.kept_as as "keptAs",
  r.sealed_sha256 as "sealedSha256", r.noticed_at as "noticedAt", r.state, r.decided_by as "decidedBy",
  r.decided_at as "decidedAt", r.decision`;
const rows = `reconciliation r left join visit_record v on v.parcel = r.parcel and r.what = 'visit-record'`;

/** `after`: `next` of the page before. Undefined for one that is none. */
export async function waitingPage(
  queries: Queries,
  wanted: readonly Waiting['state'][],
  after: string | undefined,
): Promise<Page<ReconciliationLine> | undefined> {
  const [at, parcel] = after === undefined ? [undefined, undefined] : placeOf(after);
  if (after !== undefined && parcel === undefined) return undefined;
  const found = await queries.query<Waiting>(
    `select ${columns} from ${rows}
      where r.state = any($1::text[])
        and ($2::timestamptz is null or (r.noticed_at, r.parcel) > ($2::timestamptz, $3::uuid))
      order by r.noticed_at, r.parcel limit $4`,
    [wanted, at, parcel, pageRowsMax + 1],
  );
  const shown = found.slice(0, pageRowsMax);
  const last = shown.at(-1);
  const more = found.length > pageRowsMax && last !== undefined;
  return { rows: shown.map(lineOf), ...(more ? { next: `${last.noticedAt.toISOString()}/${last.parcel}` } : {}) };
}

function placeOf(after: string): readonly [string | undefined, string | undefined] {
  const [, at, parcel] = /^(\d{4}-\d\d-\d\dT[\d:.]{12}Z)\/([0-9a-f-]{36})$/.exec(after) ?? [];
  return Number.isNaN(Date.parse(at ?? '')) ? [undefined, undefined] : [at, parcel];
}

/** `lock`: nobody else decides about it until the transaction ends. */
export async function findWaiting(queries: Queries, parcel: string, lock = false): Promise<Waiting | undefined> {
  const [row] = await queries.query<Waiting>(
    `select ${columns} from ${rows} where r.parcel = $1 ${lock ? 'for update of r' : ''}`,
    [parcel],
  );
  return row;
}

/** What the station says that it is about; undefined where it says nothing, or cannot be opened. */
export function saidBy({ capture, record }: Pick<Waiting, 'capture' | 'record'>) {
  if (record !== null) {
    const { appointment, visit, patient, openedAt: at } = record;
    return { appointment, visit, patient, at };
  }
  if (capture === null || capture.binding.kind === 'unexplained') return undefined;
  const { appointment, visit, patient } = capture.binding;
  return { appointment, visit, patient, at: capture.takenAt };
}

export function lineOf(row: Waiting): ReconciliationLine {
  const { parcel, what, station, reason, capture, noticedAt, state, decidedBy, decidedAt, decision } = row;
  const decided =
    decidedBy === null || decidedAt === null
      ? {}
      : { decision: { by: decidedBy, at: decidedAt.toISOString(), why: decision?.why ?? '' } };
  const said = saidBy(row);
  const takenAt = said?.at ?? capture?.takenAt;
  return {
    parcel,
    what,
    station,
    reason,
    noticedAt: noticedAt.toISOString(),
    ...(takenAt === undefined ? {} : { takenAt }),
    state,
    ...(said === undefined ? {} : { patient: said.patient }),
    ...decided,
  };
}
