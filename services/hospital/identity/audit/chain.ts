/**
 * Is the audit log whole? Walks all of it in chunks and makes every hash again (see deedHash in database/trail.ts).
 *
 *   1 ◄─previous─ 2 ◄─previous─ 3 …      a changed entry has another hash; a removed or swapped one is not the next
 *                 ▲             ▲
 *              anchor        anchor      kept outside of the database (anchors.ts): who cuts the end off, or writes the
 *                                        whole chain anew, cannot change what was noted there
 */
import type { Queries } from '../../database/api.ts';
import { deedHash } from '../../database/trail.ts';
import type { AuditCheck } from '../../web/api/patients.ts';
import type { Anchor } from './anchors.ts';

/** Entries in memory at a time. */
const chunkRowsMax = 500;

interface Row {
  readonly seq: number;
  readonly at: Date;
  readonly who: string;
  readonly whoName: string;
  readonly action: string;
  readonly patient: string | null;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly previous: string;
  readonly hash: string;
}

/** Up to the entry that is the last one when it begins. `anchors`: oldest first. */
export async function checkChain(database: Queries, anchors: readonly Anchor[]): Promise<AuditCheck> {
  const noted = new Map(anchors.toReversed().map(({ seq, hash }) => [seq, hash])); // the earliest note of an entry counts
  const [end] = await database.query<{ entries: number; last: number }>(
    'select count(*) as entries, coalesce(max(seq), 0) as last from audit',
  );
  const { entries, last } = end ?? { entries: 0, last: 0 };
  let seq = 0;
  let hash = '';
  for (;;) {
    const rows = await database.query<Row>(
      `select seq, at, who, who_name as "whoName", action, patient, detail, previous, hash
       from audit where seq > $1 and seq <= $2 order by seq limit $3`,
      [seq, last, chunkRowsMax],
    );
    for (const row of rows) {
      const right = row.seq === seq + 1 && row.previous === hash && row.hash === hashOfRow(row);
      if (!right || (noted.has(row.seq) && noted.get(row.seq) !== row.hash)) {
        return { entries, brokenAt: row.seq, lastHash: hash };
      }
      seq = row.seq;
      hash = row.hash;
    }
    if (rows.length < chunkRowsMax) break;
  }
  const cutOff = anchors.find((anchor) => anchor.seq > seq);
  return cutOff === undefined ? { entries, lastHash: hash } : { entries, brokenAt: seq + 1, lastHash: hash };
}

function hashOfRow({ seq, previous, at, who, whoName, action, patient, detail }: Row): string {
  const deed = { at, who, whoName, action, detail, ...(patient === null ? {} : { patient }) };
  return deedHash(seq, previous, deed);
}
