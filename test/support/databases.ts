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
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, chownSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '../../services/hospital/database/api.ts';
import { type EmbeddedDatabase, openEmbedded } from '../../services/hospital/database/embedded.ts';
import { migrate } from '../../services/hospital/database/migrate.ts';
import { openPostgres } from '../../services/hospital/database/postgres.ts';
import { emptyTemplate } from '../../services/hospital/database/template.ts';
import { temporaryFolder } from './clinic.ts';

export interface Engine {
  readonly name: 'PostgreSQL' | 'the embedded database';
  /** A new database, empty and migrated. */
  open(): Promise<Database>;
  /** Ends what the engine started; call it when the suite is over. */
  stop(): Promise<void>;
}

const startMsMax = 30_000;
const pollMs = 25;

/** Debian keeps the server's programs beside their version. */
function serverProgram(name: string): string {
  const versions = '/usr/lib/postgresql';
  const newest = readdirSync(versions).sort((a, b) => Number(b) - Number(a))[0];
  return join(versions, String(newest), 'bin', name);
}

/** PostgreSQL refuses to run as root: it then runs as the user that Debian made for it. */
function asServerUser(command: string, args: readonly string[]): [string, readonly string[]] {
  const user = process.getuid?.() === 0 ? ['--reuid', 'postgres', '--regid', 'postgres', '--clear-groups'] : [];
  return ['setpriv', [...user, '--pdeathsig', 'QUIT', command, ...args]];
}

export interface PostgresServer {
  /** The address of a database on it; `postgres` is there from the start. */
  url(database: string): string;
  /** Its first process. */
  readonly pid: number;
  /** Ends it in an orderly way, or at once as a power cut would. */
  stop(how?: 'fast' | 'kill'): Promise<void>;
  /** Starts it again over the same files. */
  start(): Promise<void>;
}

/** `durable`: with fsync, as a hospital runs it; without, quicker. */
export async function postgresServer({ durable = false } = {}): Promise<PostgresServer> {
  const folder = temporaryFolder('postgres');
  const data = join(folder.path, 'data');
  mkdirSync(data, { mode: 0o700 });
  if (process.getuid?.() === 0) {
    const [uid, gid] = ['-u', '-g'].map((flag) => Number(spawnSync('id', [flag, 'postgres']).stdout));
    for (const path of [folder.path, data]) chownSync(path, Number(uid), Number(gid));
  }
  chmodSync(folder.path, 0o755);
  const made = spawnSync(
    ...asServerUser(serverProgram('initdb'), ['-D', data, '-A', 'trust', '-U', 'lentigo', '-E', 'UTF8', '--no-sync']),
    { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C.UTF-8' } },
  );
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);

  let server: ChildProcess;
  const url = (database: string) =>
    `postgresql://lentigo@localhost/${database}?host=${encodeURIComponent(folder.path)}`;
  async function start(): Promise<void> {
    const sync = durable ? [] : ['-F'];
    server = spawn(
      ...asServerUser(serverProgram('postgres'), ['-D', data, '-k', folder.path, '-h', '', '-N', '64', ...sync]),
      { stdio: ['ignore', 'ignore', 'pipe'] },
    );
    let said = '';
    server.stderr?.on('data', (text: Buffer) => {
      said = (said + text.toString()).slice(-4_000);
    });
    for (const until = performance.now() + startMsMax; ; await pause(pollMs)) {
      if (/ready to accept connections/.test(said)) return;
      if (server.exitCode !== null || performance.now() > until) throw new Error(`PostgreSQL did not start: ${said}`);
    }
  }
  await start();
  return {
    url,
    get pid() {
      return Number(server.pid);
    },
    start,
    async stop(how = 'fast') {
      if (server.exitCode !== null || server.signalCode !== null) return;
      const gone = new Promise((resolve) => server.once('exit', resolve));
      server.kill(how === 'fast' ? 'SIGINT' : 'SIGKILL');
      await gone;
      if (how === 'fast') folder.remove();
    },
  };
}

function postgresEngine(): Engine {
  let server: Promise<PostgresServer> | undefined;
  async function serverWithTemplate(): Promise<PostgresServer> {
    const started = await postgresServer();
    await withDatabase(started.url('postgres'), async (first) => {
      await first.query('create database empty');
    });
    await withDatabase(started.url('empty'), migrate);
    return started;
  }
  return {
    name: 'PostgreSQL',
    async open() {
      server ??= serverWithTemplate();
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

const embeddedEngine: Engine = { name: 'the embedded database', open: emptyDatabase, async stop() {} };

export const databases: readonly Engine[] = [postgresEngine(), embeddedEngine];
