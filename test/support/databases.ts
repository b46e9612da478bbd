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
  return {
    name: 'PostgreSQL',
    async open() {
      server ??= postgresServer();
      const started = await server;
      const name = `test_${randomUUID().replaceAll('-', '')}`;
      await withDatabase(started.url('postgres'), async (first) => {
        await first.query(`create database ${name} template empty`);
      });
      return openPostgres(started.url(name));
    },
    async stop() {
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

/** An embedded database, empty and migrated: a copy of the template that the product copies for a new home. */
export async function emptyDatabase(): Promise<EmbeddedDatabase> {
  return openEmbedded({ snapshot: new Blob([readFileSync(await emptyTemplate())]) });
}

/** Starting the engine takes half a second: one that a test has closed is emptied and given to the next. */
function embeddedEngine(): Engine {
  const idle: EmbeddedDatabase[] = [];
  return {
    name: 'the embedded database',
    async open() {
      const database = idle.pop() ?? (await emptyDatabase());
      let open = true;
      return {
        query: database.query,
        transaction: database.transaction,
        async close() {
          if (!open) return;
          open = false;
          await empty(database);
          idle.push(database);
        },
      };
    },
    async stop() {
      await Promise.all(idle.splice(0).map((database) => database.close()));
    },
  };
}

/** As it was before the test: without rows, its counters at their beginning, nothing locked. */
async function empty(database: Database): Promise<void> {
  const tables = await database.query<{ name: string }>(
    `select quote_ident(tablename) as name from pg_tables where schemaname = 'public' and tablename <> 'migration'`,
  );
  // the audit log keeps itself from being emptied, by triggers that a replica does not run
  await database.query(`set session_replication_role = 'replica'`);
  await database.query(`truncate ${tables.map(({ name }) => name).join(', ')} restart identity cascade`);
  await database.query(`set session_replication_role = 'origin'`);
  await database.query('select pg_advisory_unlock_all()');
}

export const databases: readonly Engine[] = [postgresEngine(), embeddedEngine()];
