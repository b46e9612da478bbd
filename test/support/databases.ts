/**
 * The two databases that the hospital runs on: Debian's PostgreSQL, started for the test file, and the embedded one.
 *
 *   for (const engine of databases) {
 *     const test = suite(`referrals on ${engine.name}`);
 *     test('…', async () => {
 *       const database = await engine.open(); // empty and migrated
 *       …
 *       await database.close();
 *     });
 *     test.after(engine.stop);
 *     test.run();
 *   }
 */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import type { Database } from '../../services/hospital/database/api.ts';
import { type EmbeddedDatabase, openEmbedded } from '../../services/hospital/database/embedded.ts';
import { openPostgres } from '../../services/hospital/database/postgres.ts';
import { emptyTemplate } from '../../services/hospital/database/template.ts';
import { type PostgresServer, postgresServer } from './postgres.ts';

export interface Engine {
  readonly name: 'PostgreSQL' | 'the embedded database';
  /** A new database, empty and migrated. */
  open(): Promise<Database>;
  /** Ends what the engine started; call it when the suite is over. */
  stop(): Promise<void>;
}

function postgresEngine(): Engine {
  let server: Promise<PostgresServer> | undefined;
  const kept = keptDatabases(async () => {
    server ??= postgresServer();
    const started = await server;
    const name = `test_${randomUUID().replaceAll('-', '')}`;
    await withDatabase(started.url('postgres'), async (first) => {
      await first.query(`create database ${name} template empty`);
    });
    return openPostgres(started.url(name));
  });
  return {
    name: 'PostgreSQL',
    open: kept.open,
    async stop() {
      await kept.end();
      await (await server)?.stop();
      server = undefined;
    },
  };
}

async function withDatabase(url: string, work: (database: Database) => Promise<unknown>): Promise<void> {
  const database = openPostgres(url);
  await work(database);
  await database.close();
}

/** V8 would compile the whole engine a second time, better: that takes longer than it saves a test file. */
setFlagsFromString('--liftoff-only');

/** An embedded database, empty and migrated: a copy of the template that the product copies for a new home. */
export async function emptyDatabase(): Promise<EmbeddedDatabase> {
  return openEmbedded({ snapshot: new Blob([readFileSync(await emptyTemplate())]) });
}

function embeddedEngine(): Engine {
  const kept = keptDatabases(emptyDatabase);
  return { name: 'the embedded database', open: kept.open, stop: kept.end };
}

/** Making a database costs more than most tests: one that a test has closed is emptied and given to the next. */
function keptDatabases(make: () => Promise<Database>): { open(): Promise<Database>; end(): Promise<void> } {
  const idle: Database[] = [];
  return {
    async open() {
      const database = idle.pop() ?? (await make());
      let open = true;
      return {
        query: database.query,
        transaction: database.transaction,
        async close() {
          if (!open) return;
          open = false;
          await database.query(empty);
          idle.push(database);
        },
      };
    },
    async end() {
      await Promise.all(idle.splice(0).map((database) => database.close()));
    },
  };
}

/**
 * As it was before the test: without rows, its counters at their beginning. Deleting is far quicker than truncating the few rows
 * of a test. The audit log and the foreign keys keep rows from being deleted, by triggers that a replica does not run.
 */
const empty = `
  do $$
  declare
    filled regclass;
    counter record;
  begin
    perform set_config('session_replication_role', 'replica', true);
    for filled in
      select oid from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> 'migration'
    loop
      execute format('delete from %s', filled);
    end loop;
    for counter in select schemaname, sequencename, start_value from pg_sequences where last_value is not null loop
      perform setval(format('%I.%I', counter.schemaname, counter.sequencename), counter.start_value, false);
    end loop;
  end $$`;

export const databases: readonly Engine[] = [postgresEngine(), embeddedEngine()];
