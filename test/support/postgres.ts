/** Debian's PostgreSQL, started for a test file: on a socket in a temporary folder, ended with the file. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { migrate, presentMigrations } from '../../services/hospital/database/migrate.ts';
import { openPostgres } from '../../services/hospital/database/postgres.ts';
import { hashOf } from '../../services/wire/signing.ts';
import { quickestParent, temporaryFolder } from './places.ts';

const startMsMax = 30_000;
const pollMs = 25;
/** The log of changes in files of 1 MB, none kept: all files are copied for each test file, and lie in memory with its shared parts. */
const initArguments = ['-A', 'trust', '-U', 'lentigo', '-E', 'UTF8', '--no-sync', '--wal-segsize', '1'];
const lean = [
  'min_wal_size=2MB',
  'max_wal_size=64MB',
  'wal_recycle=off',
  'dynamic_shared_memory_type=mmap',
  'jit=off', // it would compile queries that a test asks once
].flatMap((setting) => ['-c', setting]);
const cache = join(import.meta.dirname, '../../node_modules/.cache/lentigo-postgres');

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

/**
 * A server over files of its own. It holds two databases: `postgres`, and `empty`, which has all tables and nothing in them.
 * `durable`: with fsync, as a hospital runs it; without, quicker.
 */
export async function postgresServer({ durable = false } = {}): Promise<PostgresServer> {
  const folder = durable ? temporaryFolder('postgres') : temporaryFolder('postgres', quickestParent());
  ownedByServer(folder.path);
  const data = join(folder.path, 'data');
  copy(await template(), data);
  return serverOver(folder, data, durable);
}

/** Such files, made once for a version of the server and the migrations, and copied from then on. */
async function template(): Promise<string> {
  const made = [serverProgram('postgres'), ...presentMigrations().map(({ sha256 }) => sha256), ...initArguments].join(
    '\n',
  );
  const place = join(cache, hashOf(Buffer.from(made)).slice(0, 16));
  if (existsSync(place)) return place;
  const folder = temporaryFolder('postgres-template', quickestParent());
  ownedByServer(folder.path);
  const data = join(folder.path, 'data');
  run(...asServerUser(serverProgram('initdb'), ['-D', data, ...initArguments]));
  const server = await serverOver({ path: folder.path, remove: () => {} }, data, false);
  const first = openPostgres(server.url('postgres'));
  await first.query('create database empty');
  await first.close();
  const empty = openPostgres(server.url('empty'));
  await migrate(empty);
  await empty.query('checkpoint');
  await empty.close();
  await server.stop();
  mkdirSync(cache, { recursive: true });
  const draft = `${place}.${randomUUID()}`;
  copy(data, draft);
  folder.remove();
  try {
    renameSync(draft, place);
  } catch (error) {
    if (!existsSync(place)) throw error;
    rmSync(draft, { recursive: true }); // another test file was quicker
  }
  return place;
}

function copy(from: string, to: string): void {
  run('cp', ['--archive', from, to]);
}

function run(command: string, args: readonly string[]): void {
  const ran = spawnSync(command, args, { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C.UTF-8' } });
  if (ran.status !== 0) throw new Error(`${command} failed: ${ran.error ?? ran.stderr}`);
}

function ownedByServer(path: string): void {
  if (process.getuid?.() === 0) {
    const [uid, gid] = ['-u', '-g'].map((flag) => Number(spawnSync('id', [flag, 'postgres']).stdout));
    chownSync(path, Number(uid), Number(gid));
  }
  chmodSync(path, 0o755);
}

async function serverOver(
  folder: ReturnType<typeof temporaryFolder>,
  data: string,
  durable: boolean,
): Promise<PostgresServer> {
  let server: ChildProcess;
  const url = (database: string) =>
    `postgresql://lentigo@localhost/${database}?host=${encodeURIComponent(folder.path)}`;
  async function start(): Promise<void> {
    const sync = durable ? [] : ['-F'];
    server = spawn(
      ...asServerUser(serverProgram('postgres'), [
        '-D',
        data,
        '-k',
        folder.path,
        '-h',
        '',
        '-N',
        '64',
        ...lean,
        ...sync,
      ]),
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
  process.once('exit', folder.remove); // of a test that failed before it could end the server
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
