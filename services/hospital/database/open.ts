/** Which database: a PostgreSQL server by its address, or the embedded one in a folder. Migrated when it is given. */
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { hashOf } from '../../wire/signing.ts';
import type { Database } from './api.ts';
import { openEmbedded } from './embedded.ts';
import { migrate } from './migrate.ts';
import { openPostgres } from './postgres.ts';
import { unpackTemplate } from './template.ts';

/** `place`: an address (`postgresql://…`), or the folder of the embedded database. */
export async function openDatabase(place: string): Promise<Database> {
  const database = isAddress(place) ? openPostgres(place) : await openFolder(place);
  try {
    await migrate(database);
  } catch (error) {
    await database.close();
    throw error;
  }
  return database;
}

/** A new one appears under its name whole or not at all: a start that was interrupted is begun anew. */
async function openFolder(folder: string): Promise<Database> {
  const release = await claim(folder);
  if (!existsSync(folder)) {
    const draft = `${folder}.new`;
    await rm(draft, { recursive: true, force: true });
    await mkdir(draft, { mode: 0o700 });
    await unpackTemplate(draft);
    await rename(draft, folder);
  }
  const database = await openEmbedded({ folder });
  return {
    ...database,
    async close() {
      await database.close();
      release();
    },
  };
}

/** The folder is in use: the engine itself would let a second process in, and both would ruin it. */
export class DatabaseInUse extends Error {}

/**
 * Claims the folder for this process with an abstract socket of its name, which the kernel takes away with the process
 * (unix(7)). Returns the way to give it up.
 */
async function claim(folder: string): Promise<() => void> {
  const server = createServer();
  const name = `\0lentigo-database-${hashOf(Buffer.from(resolve(folder))).slice(0, 32)}`;
  await new Promise<void>((settle, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new DatabaseInUse(`The database in ${folder} is in use by another program. Stop that one first.`)
          : error,
      ),
    );
    server.listen(name, settle);
  });
  server.unref();
  return () => server.close();
}

export function isAddress(place: string): boolean {
  return /^postgres(ql)?:\/\//.test(place);
}
