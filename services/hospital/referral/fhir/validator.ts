/** The validators, in a thread of their own that is started with the first document and again after it ended. */
import { Worker } from 'node:worker_threads';
import type { Issue } from './outcome.ts';
import type { Verdict } from './validation-worker.ts';

/** Loading takes about a second and a half; a document milliseconds. Beyond this, the thread is ended. */
const validateMsMax = 20_000;
/** Documents that wait for the thread at most. */
const waitingMax = 32;

export interface Validator {
  /** What FHIR R4 itself says of a resource. Empty: valid. `undefined`: it took too long, or too many wait. */
  validate(resource: unknown): Promise<readonly Issue[] | undefined>;
  close(): Promise<void>;
}

interface Waiting {
  readonly settle: (issues: readonly Issue[] | undefined) => void;
  readonly timer: NodeJS.Timeout;
}

export function openValidator(): Validator {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | undefined;
  let last = 0;

  function settle(id: number, issues: readonly Issue[] | undefined): void {
    const entry = waiting.get(id);
    if (entry === undefined) return;
    waiting.delete(id);
    clearTimeout(entry.timer);
    entry.settle(issues);
    if (waiting.size === 0) worker?.unref();
  }

  function start(): Worker {
    const thread = new Worker(new URL('./validation-worker.ts', import.meta.url));
    thread.on('message', ({ id, issues }: Verdict) => settle(id, issues));
    thread.on('error', (error) => {
      throw error; // a bug of ours: a document that a validator trips over is a verdict
    });
    return thread;
  }

  async function end(): Promise<void> {
    const thread = worker;
    worker = undefined;
    for (const id of [...waiting.keys()]) settle(id, undefined);
    await thread?.terminate();
  }

  return {
    validate(resource) {
      if (waiting.size >= waitingMax) return Promise.resolve(undefined);
      worker ??= start();
      worker.ref();
      const thread = worker;
      const id = ++last;
      return new Promise((resolve) => {
        const timer = setTimeout(() => void end(), validateMsMax);
        waiting.set(id, { settle: resolve, timer });
        thread.postMessage({ id, resource });
      });
    },
    close: end,
  };
}
