/** Waiting for something that can only be looked at, with a limit. */
import { setTimeout as wait } from 'node:timers/promises';

const untilMsMax = 15_000;
const pollMs = 5;

export async function until(what: string, isSo: () => boolean): Promise<void> {
  const limitMs = performance.now() + untilMsMax;
  while (!isSo()) {
    if (performance.now() > limitMs) throw new Error(`${what}: not within ${untilMsMax} ms`);
    await wait(pollMs);
  }
}
