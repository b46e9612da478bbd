/**
 * An empty embedded database, made once on a machine and copied from then on: making one takes seconds, a copy half of
 * one. `scripts/setup.sh` makes it, so that the first start need not.
 */
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';

const modules = join(import.meta.dirname, '../../../node_modules');

/** Of the engine's version: the files of one version are not another's. */
function templateFile(): string {
  const { version } = JSON.parse(readFileSync(join(modules, '@electric-sql/pglite/package.json'), 'utf8'));
  return join(modules, '.cache/lentigo-database', `empty-${version}.tar`);
}

/** The files of an empty database, as the engine takes them. Makes them where they are not there yet. */
export async function emptyTemplate(): Promise<Blob> {
  const file = templateFile();
  if (existsSync(file)) return new Blob([await readFile(file)]);
  const engine = await PGlite.create();
  const made = await engine.dumpDataDir('none');
  await engine.close();
  await mkdir(dirname(file), { recursive: true });
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, new Uint8Array(await made.arrayBuffer()));
  await rename(draft, file);
  return made;
}
