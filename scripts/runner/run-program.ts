/** Runs one Node program with a time limit, keeps what it prints, and leaves no process of it behind. */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { endKin, findKin, type Kin, markVariable } from './kin.ts';

/** How long the children of a program may take to end after it: a browser's helpers take a moment. */
const leavingMsMax = 3_000;
const leavingPollMs = 50;

/** How long the pipes may take to close once every process is gone. */
const closingMsMax = 5_000;

/** How much output is kept: this much of the beginning and this much of the end. */
const outputCharsMax = 200_000;

export interface Ended {
  /** `undefined` when a signal ended it. */
  readonly code: number | undefined;
  readonly signal: string | undefined;
  readonly timedOut: boolean;
  /** What it printed, both streams as they came, without colours. */
  readonly output: string;
  /** Command lines of processes it had started and that outlived it. They have been ended. */
  readonly leftRunning: readonly string[];
  readonly tookMs: number;
}

export interface Run {
  readonly cwd: string;
  readonly limitMs: number;
  /** Aborting ends the program and everything it started at once. */
  readonly signal: AbortSignal;
}

/** Runs `node …args`. Resolves however the program ends; rejects when it could not be started. */
export async function runProgram(args: readonly string[], { cwd, limitMs, signal }: Run): Promise<Ended> {
  signal.throwIfAborted();
  const startedMs = performance.now();
  const mark = `/${randomUUID()}`;
  const { FORCE_COLOR: _, ...env } = process.env;
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], {
    cwd,
    env: { ...env, NO_COLOR: '1', [markVariable]: `${env[markVariable] ?? ''}${mark}` },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true, // leads a process group, by which its children can be found
  });
  const output = keepOutput();
  child.stdout.setEncoding('utf8').on('data', output.add);
  child.stderr.setEncoding('utf8').on('data', output.add);
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));

  let timedOut = false;
  const endAll = () => endKin(findKin(mark, child.pid));
  const limit = setTimeout(() => {
    timedOut = true;
    endAll();
  }, limitMs);
  signal.addEventListener('abort', endAll);

  // The group is looked at in the very moment the program ends: later its number may belong to somebody else.
  const { code, ended, left } = await new Promise<{ code: number | null; ended: string | null; left: Kin[] }>(
    (resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code, ended) => resolve({ code, ended, left: findKin(mark, child.pid) }));
    },
  );
  const tookMs = performance.now() - startedMs;
  clearTimeout(limit);
  signal.removeEventListener('abort', endAll);

  const outlived = await waitForKin(mark, left, timedOut || signal.aborted ? 0 : leavingMsMax);
  endKin(outlived);
  await Promise.race([closed, wait(closingMsMax, undefined, { ref: false })]);
  child.stdout.destroy();
  child.stderr.destroy();
  return {
    code: code ?? undefined,
    signal: ended ?? undefined,
    timedOut,
    output: output.text(),
    leftRunning: timedOut || signal.aborted ? [] : outlived.map((kin) => kin.command),
    tookMs,
  };
}

/** Those of `left`, and whatever carries the mark, that still live after `graceMs`. */
async function waitForKin(mark: string, left: Kin[], graceMs: number): Promise<Kin[]> {
  const untilMs = performance.now() + graceMs;
  let living = left;
  while (living.length > 0 && performance.now() < untilMs) {
    await wait(leavingPollMs);
    living = findKin(mark, undefined, living);
  }
  return living;
}

function keepOutput() {
  let head = '';
  let tail = '';
  let dropped = 0;
  return {
    add: (text: string) => {
      const room = outputCharsMax - head.length;
      head += text.slice(0, room);
      tail += text.slice(room);
      dropped += Math.max(0, tail.length - outputCharsMax);
      tail = tail.slice(-outputCharsMax);
    },
    text: () => (dropped === 0 ? head + tail : `${head}\n… ${dropped} characters left out …\n${tail}`),
  };
}
