/** One program of the service: started, started again when it ends by itself, and stopped. */
import type { ChildProcess } from 'node:child_process';

/** Between two starts: twice as long each time, until one has run for a while. */
const pauseMsMin = 300;
const pauseMsMax = 10_000;
const steadyMs = 10_000;
/** A program that was asked to stop and does not is killed. */
const stopWithinMs = 20_000;
/** A program that does not become ready is no use. */
const readyWithinMs = 60_000;

export interface Child {
  readonly name: string;
  /** Of the present process. */
  pid(): number | undefined;
  /** Resolves when the present start, or the next one, is ready. */
  ready(): Promise<void>;
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
  let pauseMs = pauseMsMin;
  let timer: NodeJS.Timeout | undefined;
  let present: ChildProcess;
  let becomesReady: Promise<void>;

  function launch(): void {
    const startedAtMs = performance.now();
    const child = start();
    present = child;
    const ended = new Promise<never>((_, reject) => {
      child.once('error', reject);
      child.once('exit', (code, signal) => reject(new Error(`${name} ended before it was ready (${signal ?? code})`)));
    });
    let patience: NodeJS.Timeout | undefined;
    const tooLate = new Promise<never>((_, reject) => {
      patience = setTimeout(
        () => reject(new Error(`${name} was not ready within ${readyWithinMs / 1000} s`)),
        readyWithinMs,
      );
    });
    becomesReady = Promise.race([ready(child), ended, tooLate]).finally(() => clearTimeout(patience));
    becomesReady.catch(() => {}); // told by the exit below, and to whoever waits
    child.once('exit', (code, signal) => {
      if (stopping) return;
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
  const child: Child = { name, pid: () => present.pid, ready: () => becomesReady, stop };
  try {
    await child.ready();
  } catch (error) {
    await stop();
    throw error;
  }
  return child;
}
