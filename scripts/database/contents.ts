/** What is in a database: told when it is backed up, and compared when it is restored. */
import type { Queries } from '../../services/hospital/database/api.ts';
import { type Deed, deedHash } from '../../services/hospital/database/trail.ts';
import type { About } from './backup-files.ts';
import { Refusal } from './refusal.ts';

/** Entries of the audit log that are read at once. */
const pageRows = 1_000;

export type Contents = Pick<About, 'migrations' | 'rows' | 'audit'>;

export async function tablesIn(on: Queries): Promise<readonly string[]> {
  const rows = await on.query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'public' order by tablename",
  );
  return rows.map(({ name }) => name);
}

/** Reads every table, and the audit log entry by entry. Refuses a database whose audit log is not whole. */
export async function contentsOf(on: Queries): Promise<Contents> {
  const tables = await tablesIn(on);
  if (!tables.includes('migration'))
    throw new Refusal('This database is not one of Lentigo: it has no table `migration`.');
  const rows: Record<string, number> = {};
  for (const table of tables) {
    const [counted] = await on.query<{ count: number }>(
      `select count(*) as count from "${table.replaceAll('"', '""')}"`,
    );
    rows[table] = counted?.count ?? 0;
  }
  const migrations = await on.query<{ name: string; sha256: string }>(
    'select name, sha256 from migration order by name',
  );
  return { migrations: [...migrations], rows, audit: await auditOf(on) };
}

interface AuditRow extends Omit<Deed, 'patient'> {
  readonly seq: number;
  readonly patient: string | null;
  readonly previous: string;
  readonly hash: string;
}

async function auditOf(on: Queries): Promise<About['audit']> {
  let entries = 0;
  let lastHash = '';
  for (;;) {
    const rows = await on.query<AuditRow>(
      `select seq, at, who, who_name as "whoName", action, patient, detail, previous, hash from audit
        where seq > $1 order by seq limit $2`,
      [entries, pageRows],
    );
    for (const { seq, previous, hash, patient, ...deed } of rows) {
      const expected = deedHash(seq, previous, { ...deed, ...(patient !== null && { patient }) });
      if (seq !== entries + 1 || previous !== lastHash || hash !== expected)
        throw new Refusal(`The audit log is broken at entry ${entries + 1}: it is not the one that was written.`);
      entries = seq;
      lastHash = hash;
    }
    if (rows.length < pageRows) return { entries, lastHash };
  }
}

/** Throws a `Refusal` that names the first difference. */
export function compare(restored: Contents, told: About): void {
  const tables = new Set([...Object.keys(told.rows), ...Object.keys(restored.rows)]);
  for (const table of tables) {
    if (restored.rows[table] !== told.rows[table])
      throw new Refusal(
        `The table ${table} has ${restored.rows[table] ?? 'no'} rows, the backup told of ${told.rows[table] ?? 'none'}. Nothing was replaced.`,
      );
  }
  if (restored.audit.lastHash !== told.audit.lastHash)
    throw new Refusal('The audit log ends with another entry than the backup told of. Nothing was replaced.');
}
