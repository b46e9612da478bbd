/** One program of the service: started, started again when it ends by itself, and stopped. */
import type { ChildProcess } from 'node:child_process';

/** Between two starts: twice as long each time, until one has run for a while. */
const pauseMsMin = 300;
const pauseMsMax = 2_000;
const steadyMs = 5_000;
/** A program that was asked to stop and does not is killed. */
const stopWithinMs = 20_000;
/** A program that does not become ready is no use. */
const readyWithinMs = 60_000;

/** A program did not come up. It has told the reason itself, on its own error output. */
export class NotReady extends Error {}

export interface Child {
  readonly name: string;
  /** Of the present process. */
  pid(): number | undefined;
  /** Resolves when the next start after this call is ready. */
  nextStart(): Promise<void>;
  stop(): Promise<void>;
}

export interface ChildOptions {
  readonly name: string;
  readonly start: () => ChildProcess;
  /** Resolves when the process does its work. */
  readonly ready: (process: ChildProcess) => Promise<void>;
  readonly say: (line: string) => void;
}

/** Resolves when the first start is ready; rejects when it ends before. From then on every end is followed by a start. */
export async function keepRunning({ name, start, ready, say }: ChildOptions): Promise<Child> {
  let stopping = false;
  let hasBeenReady = false;
  let pauseMs = pauseMsMin;
  let timer: NodeJS.Timeout | undefined;
  let present: ChildProcess;
  let becomesReady: Promise<void> = Promise.resolve();
  let onNextStart: (() => void)[] = [];

  function launch(): void {
    const startedAtMs = performance.now();
    const child = start();
    present = child;
    const ended = new Promise<never>((_, reject) => {
      child.once('error', reject);
      child.once('exit', (code, signal) =>
        reject(new NotReady(`${name} ended before it was ready (${signal ?? code}); it has said why above`)),
      );
    });
    let patience: NodeJS.Timeout | undefined;
    const tooLate = new Promise<never>((_, reject) => {
      patience = setTimeout(
        () => reject(new NotReady(`${name} was not ready within ${readyWithinMs / 1000} s`)),
        readyWithinMs,
      );
    });
    becomesReady = Promise.race([ready(child), ended, tooLate]).finally(() => clearTimeout(patience));
    const waiting = onNextStart;
    onNextStart = [];
    becomesReady.then(
      () => {
        for (const resolve of waiting) resolve();
      },
      () => onNextStart.push(...waiting), // it ended before: the exit below tells, and the start after that counts
    );
    child.once('exit', (code, signal) => {
      if (stopping || !hasBeenReady) return;
      if (performance.now() - startedAtMs > steadyMs) pauseMs = pauseMsMin;
      say(`${name} ended (${signal ?? code}); starting it again`);
      timer = setTimeout(launch, pauseMs);
      pauseMs = Math.min(pauseMsMax, pauseMs * 2);
    });
  }

  async function stop(): Promise<void> {
    stopping = true;
    clearTimeout(timer);
    const child = present;
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    const patience = setTimeout(() => child.kill('SIGKILL'), stopWithinMs);
    child.kill('SIGTERM');
    await gone;
    clearTimeout(patience);
  }

  launch();
  const child: Child = {
    name,
    pid: () => present.pid,
    nextStart: () => new Promise((resolve) => onNextStart.push(resolve)),
    stop,
  };
  try {
    await becomesReady;
    hasBeenReady = true;
  } catch (error) {
    await stop();
    throw error;
  }
  return child;
}
