/** Pictures that wait for a person, as a list: the longest waiting first. */
import type { Capture } from '../../../wire/capture.ts';
import type { Queries } from '../../database/api.ts';
import type { Page, ReconciliationLine } from '../../web/api.ts';
import type { Decision, Difference } from '../api.ts';

const pageRowsMax = 50;

export const states = ['open', 'filed', 'kept-out'] as const;

/** One row of the table, with names as the programs use them. */
export interface Waiting {
  readonly parcel: string;
  readonly station: string;
  readonly reason: string;
  readonly capture: Capture | null;
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

const columns = `parcel, station, reason, capture, differences, kept_as as "keptAs", sealed_sha256 as "sealedSha256",
  noticed_at as "noticedAt", state, decided_by as "decidedBy", decided_at as "decidedAt", decision`;

/** `after`: `next` of the page before. Undefined for one that is none. */
export async function waitingPage(
  queries: Queries,
  wanted: readonly Waiting['state'][],
  after: string | undefined,
): Promise<Page<ReconciliationLine> | undefined> {
  const [at, parcel] = after === undefined ? [undefined, undefined] : placeOf(after);
  if (after !== undefined && parcel === undefined) return undefined;
  const rows = await queries.query<Waiting>(
    `select ${columns} from reconciliation
      where state = any($1::text[]) and ($2::timestamptz is null or (noticed_at, parcel) > ($2::timestamptz, $3::uuid))
      order by noticed_at, parcel limit $4`,
    [wanted, at, parcel, pageRowsMax + 1],
  );
  const shown = rows.slice(0, pageRowsMax);
  const last = shown.at(-1);
  const more = rows.length > pageRowsMax && last !== undefined;
  return { rows: shown.map(lineOf), ...(more ? { next: `${last.noticedAt.toISOString()}/${last.parcel}` } : {}) };
}

function placeOf(after: string): readonly [string | undefined, string | undefined] {
  const [, at, parcel] = /^(\d{4}-\d\d-\d\dT[\d:.]{12}Z)\/([0-9a-f-]{36})$/.exec(after) ?? [];
  return Number.isNaN(Date.parse(at ?? '')) ? [undefined, undefined] : [at, parcel];
}

/** `lock`: nobody else decides about it until the transaction ends. */
export async function findWaiting(queries: Queries, parcel: string, lock = false): Promise<Waiting | undefined> {
  const [row] = await queries.query<Waiting>(
    `select ${columns} from reconciliation where parcel = $1 ${lock ? 'for update' : ''}`,
    [parcel],
  );
  return row;
}

export function lineOf(row: Waiting): ReconciliationLine {
  const { parcel, station, reason, capture, noticedAt, state, decidedBy, decidedAt, decision } = row;
  const decided =
    decidedBy === null || decidedAt === null
      ? {}
      : { decision: { by: decidedBy, at: decidedAt.toISOString(), why: decision?.why ?? '' } };
  return {
    parcel,
    station,
    reason,
    noticedAt: noticedAt.toISOString(),
    ...(capture === null ? {} : { takenAt: capture.takenAt }),
    state,
    ...(capture?.binding.kind === 'visit' ? { patient: capture.binding.patient } : {}),
    ...decided,
  };
}
