/** Time for the ring light, as a parameter: tests turn it by hand. */
import type { Stop } from '../ports.ts';

/** Waits, then calls. Returns what takes the call back. */
export type Later = (call: () => void, delayMs: number) => Stop;

export interface Clock {
  /** Milliseconds on a clock that never goes back. */
  nowMs(): number;
  later: Later;
}

export const systemClock: Clock = {
  nowMs: () => performance.now(),
  later(call, delayMs) {
    const timer = setTimeout(call, delayMs);
    return () => clearTimeout(timer);
  },
};
