/** Starts `prisoner.ts` confined as a camera's worker is, in a folder of its own beside one that is not its own. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cameraConfinement, confinedStart } from '../../../../device/camera/confinement/confined.ts';
import type { Attempt } from './prisoner.ts';

const prisonerFile = fileURLToPath(new URL('./prisoner.ts', import.meta.url));

export interface Cell {
  readonly pid: number;
  readonly home: string;
  /** What belongs to the station: a folder with a file `key` in it. */
  readonly outside: string;
  /** The name of the error, `'done'` when nothing held it back, or how it ended when it did. */
  attempt(what: Attempt): Promise<string>;
  /** What it has written on its error output. */
  words(): string;
  close(): Promise<void>;
}

/** With `'unconfined'` nothing is held back: so it is known that the confinement is what held it back. */
export async function newCell(address: string, how: 'confined' | 'unconfined' = 'confined'): Promise<Cell> {
  const folder = mkdtempSync(join(tmpdir(), 'lentigo-cell-'));
  const home = join(folder, 'home');
  const outside = join(folder, 'station');
  mkdirSync(home);
  mkdirSync(outside);
  writeFileSync(join(outside, 'key'), 'the station’s key');
  const own = fileURLToPath(new URL('.', import.meta.url));
  const start =
    how === 'confined' ? confinedStart(cameraConfinement(home, address, [own])) : { execArgv: [], args: [] };
  const child = fork(prisonerFile, [...start.args], {
    execArgv: [...start.execArgv],
    serialization: 'advanced',
    env: { HOME: home, LC_ALL: 'C' },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    cwd: home,
  });
  let words = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    words += text;
  });
  const { pid } = child;
  if (pid === undefined) throw new Error('the prisoner could not be started');
  return {
    pid,
    home,
    outside,
    words: () => words,
    attempt: (what) => attempted(child, what),
    async close() {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGKILL');
        await once(child, 'exit');
      }
      rmSync(folder, { recursive: true });
    },
  };
}

function attempted(child: ChildProcess, what: Attempt): Promise<string> {
  return new Promise((resolve) => {
    const ended = (code: number | null, signal: string | null) => resolve(`ended: ${signal ?? code}`);
    child.once('exit', ended);
    child.once('message', (result: string) => {
      child.off('exit', ended);
      resolve(result);
    });
    child.send(what, () => {});
  });
}

/** The port that a server has found for itself on this machine. */
export async function listening(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
  return address.port;
}
