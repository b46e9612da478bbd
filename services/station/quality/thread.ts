/** One measuring thread, seen from the station: questions go in, findings come out, and its end is no one's end. */
import { Worker } from 'node:worker_threads';
import type { Answer, Finding, Order, Question } from './measuring-thread.ts';

export interface Thread {
  /** Resolves with undefined when the thread ended on the way, or was closed before. Never rejects. */
  ask(question: Question): Promise<Finding | undefined>;
  /** Questions under way are answered with undefined. Safe to repeat. */
  close(): Promise<void>;
}

/** Starts with the first question, and again after it has ended by itself, which `ended` is told. */
export function openThread(ended: (error: Error) => void): Thread {
  const waiting = new Map<number, (finding: Finding | undefined) => void>();
  let worker: Worker | undefined;
  let orders = 0;
  let closed = false;

  function start(): Worker {
    const started = new Worker(new URL('./measuring-thread.ts', import.meta.url), { name: 'quality', execArgv: [] });
    started.on('message', ({ id, finding }: Answer) => settle(id, finding));
    started.on('error', ended);
    started.once('exit', () => {
      if (worker === started) worker = undefined;
      for (const id of [...waiting.keys()]) settle(id, undefined);
    });
    started.unref();
    return started;
  }

  function settle(id: number, finding: Finding | undefined): void {
    waiting.get(id)?.(finding);
    waiting.delete(id);
  }

  return {
    ask(question) {
      if (closed) return Promise.resolve(undefined);
      worker ??= start();
      orders += 1;
      const order: Order = { id: orders, question };
      const { promise, resolve } = Promise.withResolvers<Finding | undefined>();
      waiting.set(order.id, resolve);
      worker.postMessage(order);
      return promise;
    },
    async close() {
      closed = true;
      await worker?.terminate();
    },
  };
}
