/** A patient's visits at stations: their records, the papers that were photographed in them, and which pictures were retaken. */
import type { Queries } from '../database/api.ts';
import { type VisitRow, visitColumns, visitLineOf } from '../database/visit-line.ts';
import type { AttachmentLine, VisitLine } from '../web/api/visits.ts';

/** Rows of each; a patient has a few. */
const visitsMax = 500;
const attachmentsMax = 1_000;

export interface Visits {
  readonly lines: readonly VisitLine[];
  /** Parcels of pictures that a better one follows. */
  readonly retaken: ReadonlySet<string>;
}

/** Oldest first. Of a visit with several records, the last word about a picture holds. */
export async function visitsOf(on: Queries, patients: readonly string[]): Promise<Visits> {
  const rows = await on.query<VisitRow>(
    `select ${visitColumns} from visit_record where patient = any($1::uuid[]) order by ended_at, parcel limit ${visitsMax}`,
    [patients],
  );
  const verdicts = new Map(
    rows.flatMap(({ record }) => record.pictures.map(({ parcel, verdict }) => [parcel, verdict])),
  );
  const retaken = [...verdicts].filter(([, verdict]) => verdict === 'retaken').map(([parcel]): string => parcel);
  return { lines: rows.map(visitLineOf), retaken: new Set(retaken) };
}

export async function attachmentsOf(on: Queries, patients: readonly string[]): Promise<readonly AttachmentLine[]> {
  const rows = await on.query<Omit<AttachmentLine, 'takenAt'> & { readonly takenAt: Date }>(
    `select parcel, visit, what, taken_at as "takenAt", state from visit_attachment
      where patient = any($1::uuid[]) order by taken_at, parcel limit ${attachmentsMax}`,
    [patients],
  );
  return rows.map((row) => ({ ...row, takenAt: row.takenAt.toISOString() }));
}
