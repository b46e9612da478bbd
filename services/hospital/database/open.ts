/** Which database: a PostgreSQL server by its address, or the embedded one in a folder. Migrated when it is given. */
import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import type { Database } from './api.ts';
import { openEmbedded } from './embedded.ts';
import { migrate } from './migrate.ts';
import { openPostgres } from './postgres.ts';
import { emptyTemplate } from './template.ts';

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
  if (!existsSync(folder)) {
    const draft = `${folder}.new`;
    await rm(draft, { recursive: true, force: true });
    const made = await openEmbedded({ folder: draft, snapshot: await emptyTemplate() });
    await made.close();
    await rename(draft, folder);
  }
  return openEmbedded({ folder });
}

export function isAddress(place: string): boolean {
  return /^postgres(ql)?:\/\//.test(place);
}
