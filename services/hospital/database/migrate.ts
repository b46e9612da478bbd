/**
 * Brings a database to the present form: every file of `migrations/` once, in the order of their names, all in
 * one transaction. A released file never changes: what was run is remembered with its SHA-256 and compared.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashOf } from '../../wire/signing.ts';
import type { Database } from './api.ts';

const folder = join(import.meta.dirname, 'migrations');

/** Any number that nothing else locks: two processes that start together migrate one after the other. */
const lockNumber = 7_264_001;

/** A migration, with its statements apart: the extended protocol takes one at a time. */
interface Migration {
  readonly name: string;
  readonly sha256: string;
  readonly statements: readonly string[];
}

/** A database of another Lentigo: newer than this one, or with a migration that was changed after its release. */
export class ForeignDatabase extends Error {}

/** Resolves with the names of what was run now. Throws a `ForeignDatabase` that says what to do. */
export async function migrate(database: Database, migrations = presentMigrations()): Promise<readonly string[]> {
  await database.query(
    'create table if not exists migration (name text primary key, sha256 text not null, run_at timestamptz not null default now())',
  );
  const ran: string[] = [];
  await database.transaction(async (tx) => {
    ran.length = 0;
    await tx.query('select pg_advisory_xact_lock($1)', [lockNumber]);
    const done = new Map(
      (await tx.query<{ name: string; sha256: string }>('select name, sha256 from migration')).map((row) => [
        row.name,
        row.sha256,
      ]),
    );
    const known = new Set(migrations.map(({ name }) => name));
    const unknown = [...done.keys()].filter((name) => !known.has(name));
    if (unknown.length > 0) {
      throw new ForeignDatabase(
        `This database was made by a newer Lentigo (${unknown.join(', ')}). Start that version, or restore a backup of this one.`,
      );
    }
    for (const { name, sha256, statements } of migrations) {
      const before = done.get(name);
      if (before === sha256) continue;
      if (before !== undefined) {
        throw new ForeignDatabase(`The migration ${name} is not the one that this database was made with.`);
      }
      for (const statement of statements) await tx.query(statement);
      await tx.query('insert into migration (name, sha256) values ($1, $2)', [name, sha256]);
      ran.push(name);
    }
  });
  return ran;
}

/** The ones of this version of Lentigo. */
export function presentMigrations(): readonly Migration[] {
  return readMigrations(folder);
}

export function readMigrations(from: string): readonly Migration[] {
  return readdirSync(from)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => {
      const text = readFileSync(join(from, name));
      return { name, sha256: hashOf(text), statements: statementsOf(text.toString('utf8')) };
    });
}

/** The statements of a file: each ends with `;` at the end of a line, except between `$$` and `$$`. */
export function statementsOf(text: string): readonly string[] {
  const pieces = text.split('$$');
  const marked = pieces.map((piece, place) => (place % 2 === 0 ? piece.replaceAll(/;[ \t]*$/gm, '\u0000') : piece));
  return marked
    .join('$$')
    .split('\u0000')
    .map((statement) => statement.trim())
    .filter((statement) => statement.replaceAll(/^--.*$/gm, '').trim() !== '');
}
