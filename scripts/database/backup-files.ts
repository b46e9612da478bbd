/**
 * The three files of a backup. They appear in this order, so that what has a sum is whole:
 *
 *   FILE         the dump
 *   FILE.json    what it is
 *   FILE.sha256  the sums of both
 */
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { syncFolder, writeDurably } from '../../services/disk/durable.ts';
import { readMigrations } from '../../services/hospital/database/migrate.ts';
import { Refusal } from './refusal.ts';

const migrationsFolder = join(import.meta.dirname, '../../services/hospital/database/migrations');

const about = z.object({
  kind: z.literal('lentigo-database-backup'),
  version: z.literal(1),
  engine: z.enum(['postgresql', 'embedded']),
  madeAt: z.iso.datetime(),
  migrations: z.array(z.object({ name: z.string(), sha256: z.string() })),
  /** Rows of each table. */
  rows: z.record(z.string(), z.int().nonnegative()),
  audit: z.object({ entries: z.int().nonnegative(), lastHash: z.string() }),
});
export type About = z.infer<typeof about>;

/** Puts the three files where they belong, or none. `make` writes the dump to the path that it is given. */
export async function writeBackup(file: string, make: (draft: string) => Promise<About>): Promise<void> {
  for (const name of [file, `${file}.json`, `${file}.sha256`]) {
    if (existsSync(name))
      throw new Refusal(`There is a ${name} already. Choose another name: no backup is overwritten.`);
  }
  const folder = dirname(file);
  await mkdir(folder, { recursive: true });
  const id = randomUUID();
  const drafts = { dump: `${file}.${id}.part`, about: `${file}.json.${id}.part`, sums: `${file}.sha256.${id}.part` };
  try {
    await writeDurably(drafts.dump, ''); // for its owner only, before anything is in it
    const told = `${JSON.stringify(await make(drafts.dump), undefined, 2)}\n`;
    await syncFile(drafts.dump);
    await writeDurably(drafts.about, told);
    const sums = [
      `${await sumOf(drafts.dump)}  ${basename(file)}`,
      `${await sumOf(drafts.about)}  ${basename(file)}.json`,
    ];
    await writeDurably(drafts.sums, `${sums.join('\n')}\n`);
    await rename(drafts.dump, file);
    await rename(drafts.about, `${file}.json`);
    await syncFolder(folder);
    await rename(drafts.sums, `${file}.sha256`);
    await syncFolder(folder);
  } finally {
    for (const draft of Object.values(drafts)) await rm(draft, { force: true });
  }
}

/** What the backup says of itself, once its sums are right and this Lentigo knows its migrations. */
export async function checkBackup(file: string, engine: About['engine']): Promise<About> {
  for (const name of [file, `${file}.json`, `${file}.sha256`]) {
    if (!existsSync(name)) throw new Refusal(`${name} is missing: a backup is FILE, FILE.json and FILE.sha256.`);
  }
  const sums = new Map(
    readFileSync(`${file}.sha256`, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => [line.slice(66), line.slice(0, 64)]),
  );
  // the files may have been given another name together: the ending tells which sum is whose
  const sumFor = (ending: string) => [...sums].find(([name]) => name.endsWith('.json') === (ending === '.json'))?.[1];
  for (const ending of ['', '.json']) {
    if ((await sumOf(`${file}${ending}`)) !== sumFor(ending))
      throw new Refusal(
        `${file}${ending} is damaged: its SHA-256 is not the one in ${file}.sha256. Take another backup.`,
      );
  }
  const read = about.safeParse(JSON.parse(readFileSync(`${file}.json`, 'utf8')));
  if (!read.success) throw new Refusal(`${file}.json is of a newer Lentigo. Restore it with that version.`);
  if (read.data.engine !== engine)
    throw new Refusal(
      read.data.engine === 'embedded'
        ? 'This is a backup of the embedded database. Name the folder of one with --database.'
        : 'This is a backup of PostgreSQL. Name the address of one with --database postgresql://…',
    );
  const known = new Map(readMigrations(migrationsFolder).map(({ name, sha256 }) => [name, sha256]));
  for (const { name, sha256 } of read.data.migrations) {
    if (known.get(name) !== sha256)
      throw new Refusal(`This backup is of a newer Lentigo (${name}). Restore it with that version.`);
  }
  return read.data;
}

async function sumOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
