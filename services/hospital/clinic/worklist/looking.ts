/**
 * A look at the record that is repeated: when somebody says that it changed, every minute anyway, and sooner when something
 * could not be done. Looks never overlap, and calls that come while one waits are that one.
 */

/** Changes by other processes, and a new day, are noticed this late at most. */
const pollMs = 60_000;
const backOffMsMin = 1_000;
const backOffMsMax = 60_000;

export interface Looking {
  changed(): void;
  /** Resolves after a look that began after the call. */
  once(): Promise<void>;
  closed(): boolean;
  close(): Promise<void>;
}

/** `look` answers `again` when something has to be tried again soon; what it rejects with is a bug. */
export function looking(look: () => Promise<'done' | 'again'>): Looking {
  let closed = false;
  let next: Promise<void> | undefined;
  let last: Promise<void> = Promise.resolve();
  let backOffMs = backOffMsMin;
  let timer = setTimeout(queue, pollMs);

  function queue(): Promise<void> {
    if (closed) return last;
    if (next === undefined) {
      next = last.then(run);
      last = next;
    }
    return next;
  }

  async function run(): Promise<void> {
    next = undefined;
    clearTimeout(timer);
    if (closed) return;
    const outcome = await look();
    const waitMs = outcome === 'done' ? pollMs : backOffMs;
    backOffMs = outcome === 'done' ? backOffMsMin : Math.min(backOffMs * 2, backOffMsMax);
    if (!closed) timer = setTimeout(queue, waitMs);
  }

  return {
    changed: () => void queue(),
    once: queue,
    closed: () => closed,
    async close() {
      closed = true;
      clearTimeout(timer);
      await last;
    },
  };
}

/** Of an error what the log may hold: a database's sentence may hold a value. */
export function errorForLog(error: unknown): { readonly error: string } {
  if (!(error instanceof Error)) return { error: String(error) };
  return { error: 'code' in error ? `${error.name} ${String(error.code)}` : error.message };
}
