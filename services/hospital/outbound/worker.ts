/** Runs the queue: sends while something is due, then looks again after a while, or at once when told to. */
import { type QueueDeps, sendNext } from './queue.ts';

/** How long a change waits at most when nobody wakes the worker. */
const pollMsDefault = 2_000;

export interface OutboundWorker {
  /** Something was queued: look now. */
  wake(): void;
  /** Resolves once the row in hand is finished; closes the endpoint. */
  stop(): Promise<void>;
}

/** `failed` gets what nobody expected (a database that is gone, a bug); the worker has ended then. */
export function startOutbound(
  deps: QueueDeps,
  failed: (error: unknown) => void,
  pollMs: number = pollMsDefault,
): OutboundWorker {
  let stopped = false;
  let woken = false;
  let wake = () => {
    woken = true;
  };

  async function run(): Promise<void> {
    while (!stopped) {
      if ((await sendNext(deps)) !== 'idle') continue;
      if (!stopped && !woken) await rest();
      woken = false;
    }
  }

  function rest(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(done, pollMs);
      const before = wake;
      wake = done;
      function done(): void {
        clearTimeout(timer);
        wake = before;
        resolve();
      }
    });
  }

  const ended = run().catch(failed);
  return {
    wake: () => wake(),
    async stop() {
      stopped = true;
      wake();
      await ended;
      await deps.endpoint.close();
    },
  };
}
