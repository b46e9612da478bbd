/**
 * Backup of the hospital's database, and the way back:
 *
 *   npm run database -- backup FILE             PostgreSQL: while the service runs; embedded: while it is stopped
 *   npm run database -- restore FILE            into an empty database, the service stopped
 *   npm run database -- restore FILE --replace  over one that is not empty; what was there is kept beside it
 *
 *   --database PLACE   `postgresql://…`, or the folder of the embedded one (LENTIGO_DATABASE_URL, else var/hospital/database)
 *
 * Beside FILE stand FILE.json (what it is, how many rows each table has) and FILE.sha256, as `sha256sum --check` reads it.
 * A backup holds patients' details in the clear: it belongs where the database may be.
 */
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { isAddress } from '../services/hospital/database/open.ts';
import { backUpEmbedded, restoreEmbedded } from './database/embedded.ts';
import { backUpPostgres, restorePostgres } from './database/postgres.ts';
import { Refusal } from './database/refusal.ts';

const usage = 'Say what to do: backup FILE, or restore FILE [--replace]; and --database PLACE.';

async function run(): Promise<string> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      database: { type: 'string', default: process.env.LENTIGO_DATABASE_URL ?? join('var', 'hospital', 'database') },
      replace: { type: 'boolean', default: false },
    },
  });
  const [deed, named, ...rest] = positionals;
  if (named === undefined || rest.length > 0) throw new Refusal(usage);
  const file = resolve(named);
  const place = isAddress(values.database) ? values.database : resolve(values.database);
  switch (deed) {
    case 'backup':
      return isAddress(place) ? backUpPostgres(place, file) : backUpEmbedded(place, file);
    case 'restore':
      return isAddress(place)
        ? restorePostgres(place, file, values.replace)
        : restoreEmbedded(place, file, values.replace);
    default:
      throw new Refusal(usage);
  }
}

try {
  console.log(await run());
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
