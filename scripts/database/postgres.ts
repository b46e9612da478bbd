/**
 * PostgreSQL: a dump in its own format (pg_dump -Fc), made while the service runs; what is counted is what is dumped,
 * because both look at one snapshot of the database.
 *
 *   restore:  FILE ─► database <name>_restoring ─► compared ─► names exchanged in one transaction ─► <name>_before_<moment>
 */
import { type Database, isRefused, type Queries } from '../../services/hospital/database/api.ts';
import { openPostgres } from '../../services/hospital/database/postgres.ts';
import { checkBackup, writeBackup } from './backup-files.ts';
import { clientProgram, runClient } from './client.ts';
import { compare, contentsOf, tablesIn } from './contents.ts';
import { Refusal } from './refusal.ts';

/** SQLSTATE: somebody is connected to the database. */
const objectInUse = '55006';
const insufficientPrivilege = '42501';
/** SQLSTATE: there is no such database. */
const unknownDatabase = '3D000';

export async function backUpPostgres(url: string, file: string): Promise<string> {
  await withDatabase(url, async (database) => {
    const program = clientProgram('pg_dump', await serverMajor(database));
    await writeBackup(file, (draft) =>
      database.transaction(async (tx) => {
        await tx.query('set transaction isolation level repeatable read read only');
        const [snapshot] = await tx.query<{ id: string }>('select pg_export_snapshot() as id');
        const args = ['--format', 'custom', '--no-owner', '--snapshot', String(snapshot?.id), '--file', draft];
        await runClient(program, args, url, 'The backup');
        const madeAt = new Date().toISOString();
        return { kind: 'lentigo-database-backup', version: 1, engine: 'postgresql', madeAt, ...(await contentsOf(tx)) };
      }),
    );
  });
  return `${file}: backed up. Keep ${file}.json and ${file}.sha256 beside it.`;
}

export async function restorePostgres(url: string, file: string, replace: boolean): Promise<string> {
  const about = await checkBackup(file, 'postgresql');
  const name = decodeURIComponent(new URL(url).pathname.slice(1));
  const fresh = `${name}_restoring`;
  const taken = await withDatabase(url, async (database) => (await tablesIn(database)).length > 0);
  if (taken && !replace)
    throw new Refusal(
      `The database ${name} is not empty. With --replace it is kept as it is, under another name beside it.`,
    );
  const before = `${name}_before_${new Date().toISOString().replaceAll(/[-:.]/g, '').toLowerCase()}`;

  await withDatabase(urlOf(url, 'postgres'), async (server) => {
    const program = clientProgram('pg_restore', await serverMajor(server));
    await told(`drop database if exists ${quoted(fresh)}`, server); // of a restore that was broken off
    await told(`create database ${quoted(fresh)} template template0`, server);
    const args = ['--exit-on-error', '--no-owner', '--single-transaction', file];
    await runClient(program, args, urlOf(url, fresh), 'The restore');
    await withDatabase(urlOf(url, fresh), async (restored) => compare(await contentsOf(restored), about));
    await server.transaction(async (tx) => {
      await told(`alter database ${quoted(name)} rename to ${quoted(before)}`, tx);
      await told(`alter database ${quoted(fresh)} rename to ${quoted(name)}`, tx);
    });
    if (!taken) await told(`drop database ${quoted(before)}`, server);
  });
  const done = `${name}: restored, ${about.audit.entries} entries of the audit log checked.`;
  if (!taken) return done;
  return `${done}\nWhat was there before is the database ${before}. Drop it when it is not needed any more.`;
}

/** One statement about a database; what stands in its way is told as something to do. */
async function told(sql: string, on: Queries): Promise<void> {
  try {
    await on.query(sql);
  } catch (error) {
    if (isRefused(error, objectInUse))
      throw new Refusal('Somebody is connected to the database. Stop the service first, then run this again.');
    if (isRefused(error, insufficientPrivilege))
      throw new Refusal(
        'This user may not do that. A restore makes a new database and renames it: let the owner of the database do it, with the right to create databases (alter role … createdb).',
      );
    throw error;
  }
}

async function withDatabase<Result>(url: string, work: (database: Database) => Promise<Result>): Promise<Result> {
  const database = openPostgres(url);
  try {
    return await work(database);
  } catch (error) {
    if (isRefused(error, unknownDatabase))
      throw new Refusal(`There is no such database: ${error.message}. Create it first.`);
    throw error;
  } finally {
    await database.close();
  }
}

async function serverMajor(on: Queries): Promise<number> {
  const [row] = await on.query<{ version: string }>("select current_setting('server_version_num') as version");
  return Math.floor(Number(row?.version) / 10_000);
}

function urlOf(url: string, database: string): string {
  const address = new URL(url);
  address.pathname = `/${encodeURIComponent(database)}`;
  return address.href;
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
