/**
 * An embedded database with all tables and nothing in them, made once on a machine and copied from then on: making one
 * takes seconds, a copy a moment. `scripts/setup.sh` makes it, so that the first start need not.
 */
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { hashOf } from '../../wire/signing.ts';
import { openEmbedded } from './embedded.ts';
import { migrate, presentMigrations } from './migrate.ts';

const modules = join(import.meta.dirname, '../../../node_modules');

/**
 * What makes the copy small: without the engine's own two templates, which nobody copies here, and with an empty log, so that
 * nothing is done again at a start.
 */
const shrinking = [
  `update pg_database set datistemplate = false where datname in ('template0', 'template1')`,
  'drop database template0',
  'drop database template1',
  'set wal_recycle = off',
  'checkpoint',
];

/** Of the engine's version, the migrations and the shrinking: the files of one are not another's. */
function templateFile(): string {
  const { version } = JSON.parse(readFileSync(join(modules, '@electric-sql/pglite/package.json'), 'utf8'));
  const made = [version, ...presentMigrations().map(({ sha256 }) => sha256), ...shrinking].join('\n');
  return join(modules, '.cache/lentigo-database', `${hashOf(Buffer.from(made)).slice(0, 16)}.tar`);
}

/** A tar file with the files of such a database. Makes it where it is not there yet. */
export async function emptyTemplate(): Promise<string> {
  const file = templateFile();
  if (existsSync(file)) return file;
  const database = await openEmbedded();
  await migrate(database);
  for (const statement of shrinking) await database.query(statement);
  const made = await database.snapshot();
  await database.close();
  await mkdir(dirname(file), { recursive: true });
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, new Uint8Array(await made.arrayBuffer()));
  await rename(draft, file);
  return file;
}

/** Unpacks it into a folder that is there. Far quicker than the engine's own way. */
export async function unpackTemplate(folder: string): Promise<void> {
  await promisify(execFile)('tar', ['--extract', '--file', await emptyTemplate(), '--directory', folder]);
}
