/** Waiting for something that a camera does, with a limit: no test sleeps and hopes. */
import type { Stop } from '../../device/ports.ts';

/** The next value that a subscription tells and `wanted` accepts. Rejects after `limitMs`, naming what did not come. */
export function next<T>(
  what: string,
  subscribe: (listener: (value: T) => void) => Stop,
  limitMs: number,
  wanted: (value: T) => boolean = () => true,
): Promise<T> {
  return new Promise((resolve, reject) => {
    let stop: Stop = () => {};
    let over = false;
    const end = () => {
      over = true;
      clearTimeout(timer);
      stop();
    };
    const timer = setTimeout(() => {
      end();
      reject(new Error(`${what} did not come within ${limitMs} ms`));
    }, limitMs);
    stop = subscribe((value) => {
      if (over || !wanted(value)) return;
      end();
      resolve(value);
    });
    if (over) stop(); // it was told while we subscribed
  });
}

/** Resolves once the camera is in a status; at once if it is already. */
export async function status<S>(
  camera: { status(): S; onStatus(listener: (status: S) => void): Stop },
  wanted: S,
  limitMs: number,
): Promise<void> {
  if (camera.status() === wanted) return;
  await next(`status ${String(wanted)}`, camera.onStatus, limitMs, (status) => status === wanted);
}

/**
 * True when `answer` is not there `limitMs` from now. A timer tells, and not the clock: of two timers that a busy machine held
 * up the earlier one comes first, so that an answer which a deadline in this process gives in time is never taken for late.
 */
export function isOverdue(answer: Promise<unknown>, limitMs: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(true), limitMs);
    answer
      .then(() => resolve(false), reject)
      .finally(() => {
        clearTimeout(timer);
      });
  });
}
