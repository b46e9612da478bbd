/** PostgreSQL's own programs, found where Debian puts them or on the PATH, and run against an address. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from './refusal.ts';

const debian = '/usr/lib/postgresql';
/** What is kept of what a program says. */
const saidCharactersMax = 2_000;

/** `pg_dump` or `pg_restore` of the server's own version, or of the next newer one there is. */
export function clientProgram(name: 'pg_dump' | 'pg_restore', serverMajor: number): string {
  const places = existsSync(debian) ? readdirSync(debian).map((version) => join(debian, version, 'bin', name)) : [];
  const found = [...places.filter((path) => existsSync(path)), name]
    .map((path) => ({ path, major: majorOf(path) }))
    .filter((one): one is { path: string; major: number } => one.major !== undefined && one.major >= serverMajor)
    .sort((a, b) => a.major - b.major);
  const best = found[0];
  if (best === undefined)
    throw new Refusal(
      `There is no ${name} for PostgreSQL ${serverMajor} here. Install it: apt-get install postgresql-client-${serverMajor}`,
    );
  return best.path;
}

function majorOf(program: string): number | undefined {
  const { status, stdout } = spawnSync(program, ['--version'], { encoding: 'utf8' });
  const major = /(\d+)(?:\.\d+)?/.exec(status === 0 ? stdout : '')?.[1];
  return major === undefined ? undefined : Number(major);
}

/** Runs to the end. The password goes through the environment: arguments can be read by everyone on the machine. */
export async function runClient(program: string, args: readonly string[], url: string, what: string): Promise<void> {
  const address = new URL(url);
  const password = decodeURIComponent(address.password);
  address.password = '';
  const client = spawn(program, [...args, '--dbname', address.href, '--no-password'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, ...(password !== '' && { PGPASSWORD: password }) },
  });
  let said = '';
  client.stderr.on('data', (text: Buffer) => {
    said = (said + text.toString()).slice(-saidCharactersMax);
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    client.once('error', reject);
    client.once('close', resolve);
  });
  if (code !== 0) throw new Refusal(`${what} failed. Nothing was changed. ${program} says:\n${said.trim()}`);
}
