/** The whole service as its user starts it, on free ports and in a home of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { hospitalDay } from '../../services/hospital/database/clock.ts';
import { hashOf } from '../../services/wire/signing.ts';
import { freePort } from './clinic.ts';

export const root = join(import.meta.dirname, '..', '..');
const readyMsMax = 120_000;
/** What a test does with a whole service is over by then, unless the machine is very busy. */
const journeyMsMax = 2 * 60_000;
const lookAgainMs = 1_000;

const earlier = join(root, 'services', 'hospital', 'demonstration', 'earlier');
/** SHA-256 of the pictures of the demonstration's earlier visit: they are filed before the day is there. */
export const filedBefore: ReadonlySet<string> = new Set(
  readdirSync(earlier).map((name) => hashOf(readFileSync(join(earlier, name)))),
);

export interface RunningService {
  readonly home: string;
  readonly kioskPort: number;
  readonly brokerPort: number;
  readonly hospitalPort: number;
  readonly identityPort: number;
  readonly process: ChildProcess;
  /** All that it has printed so far. */
  printed(): string;
  /** As Ctrl-C does. Resolves with the exit code once every program of it has ended. */
  stop(): Promise<number | null>;
}

export interface ServiceOptions {
  readonly home: string;
  readonly args?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly kioskPort?: number;
  readonly brokerPort?: number;
}

/** The invented clinic is of one day: whoever starts shortly before midnight waits for the next one. */
async function enoughOfTheDay(): Promise<void> {
  const day = (ms: number) => hospitalDay(new Date(ms));
  while (day(Date.now()) !== day(Date.now() + journeyMsMax)) await pause(lookAgainMs);
}

export async function startAsUser(options: ServiceOptions): Promise<RunningService> {
  await enoughOfTheDay();
  const kioskPort = options.kioskPort ?? (await freePort());
  const brokerPort = options.brokerPort ?? (await freePort());
  const [hospitalPort, identityPort] = [await freePort(), await freePort()];
  const args = [
    '--home',
    options.home,
    '--kiosk-port',
    String(kioskPort),
    '--broker-port',
    String(brokerPort),
    '--hospital-port',
    String(hospitalPort),
    '--identity-port',
    String(identityPort),
    ...(options.args ?? []),
  ];
  const child = spawn(process.execPath, [join(root, 'scripts', 'start.ts'), ...args], {
    cwd: root,
    env: { ...process.env, ...options.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  let onPrint = () => {};
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
      onPrint();
    });
  }
  await new Promise<void>((resolve, reject) => {
    const settle = (done: () => void) => {
      clearTimeout(patience);
      done();
    };
    const patience = setTimeout(
      () => reject(new Error(`not ready within ${readyMsMax / 1000} s:\n${printed}`)),
      readyMsMax,
    );
    child.once('exit', (code) => settle(() => reject(new Error(`the service ended with ${code}:\n${printed}`))));
    onPrint = () => {
      if (/^ready$/m.test(printed)) settle(resolve);
    };
  });
  onPrint = () => {};
  return {
    home: options.home,
    kioskPort,
    brokerPort,
    hospitalPort,
    identityPort,
    process: child,
    printed: () => printed,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      child.kill('SIGINT');
      const [code] = await once(child, 'close');
      return code;
    },
  };
}

/** The process id of one program of the service, by a part of its command line (proc(5)). */
export function pidOf(service: RunningService, part: string): number {
  const { pid } = service.process;
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
  const found = children.find((child) => readFileSync(`/proc/${child}/cmdline`, 'utf8').includes(part));
  if (found === undefined) throw new Error(`the service runs nothing like ${part}`);
  return Number(found);
}

/** Runs one of the commands to its end. */
export async function run(script: string, args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, [join(root, 'scripts', script), ...args], {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  const [code] = await once(child, 'close');
  return { code: code as number | null, output, errors };
}
