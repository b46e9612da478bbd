/** A clock that stands still until a test moves it. */
import type { Clock } from '../../../device/light/clock.ts';

export interface HandClock extends Clock {
  /** Moves on, and calls what falls due on the way at the time it is due. */
  advance(ms: number): Promise<void>;
  /** Calls that are still to come. */
  waiting(): number;
}

export function handClock(startMs = 1000): HandClock {
  let nowMs = startMs;
  const due = new Set<{ readonly atMs: number; readonly call: () => void }>();
  return {
    nowMs: () => nowMs,
    later(call, delayMs) {
      const entry = { atMs: nowMs + Math.max(0, delayMs), call };
      due.add(entry);
      return () => due.delete(entry);
    },
    waiting: () => due.size,
    async advance(ms) {
      const untilMs = nowMs + ms;
      await settle();
      for (;;) {
        const next = [...due].sort((one, other) => one.atMs - other.atMs)[0];
        if (next === undefined || next.atMs > untilMs) break;
        due.delete(next);
        nowMs = next.atMs;
        next.call();
        await settle();
      }
      nowMs = untilMs;
    },
  };
}

/** Until every promise that can go on has gone on. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
