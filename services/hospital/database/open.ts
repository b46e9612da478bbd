/** Which database: a PostgreSQL server by its address, or the embedded one in a folder. Migrated when it is given. */
import type { Database } from './api.ts';
import { openEmbedded } from './embedded.ts';
import { migrate } from './migrate.ts';
import { openPostgres } from './postgres.ts';

/** `place`: an address (`postgresql://…`), or the folder of the embedded database. */
export async function openDatabase(place: string): Promise<Database> {
  const database = isAddress(place) ? openPostgres(place) : await openEmbedded({ folder: place });
  try {
    await migrate(database);
  } catch (error) {
    await database.close();
    throw error;
  }
  return database;
}

export function isAddress(place: string): boolean {
  return /^postgres(ql)?:\/\//.test(place);
}
