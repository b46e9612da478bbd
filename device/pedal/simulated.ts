/** A foot pedal without a foot: its contact is closed and opened by a call. */
import type { Pedal, PedalEdge } from '../ports.ts';

export interface SimulatedPedal extends Pedal {
  /** Close or open the contact. The same state twice is no edge, as on a real line. */
  set(down: boolean): void;
  down(): boolean;
}

/** `nowMs` is the process's monotonic clock, or a test's. */
export function simulatedPedal(nowMs: () => number = () => performance.now()): SimulatedPedal {
  const listeners = new Set<{ tell(edge: PedalEdge): void }>();
  let down = false;
  let closed = false;
  return {
    onEdge(listener) {
      const entry = { tell: listener };
      listeners.add(entry);
      return () => listeners.delete(entry);
    },
    set(next) {
      if (closed || next === down) return;
      down = next;
      const edge: PedalEdge = { down, atMs: nowMs() };
      for (const { tell } of listeners) tell(edge);
    },
    down: () => down,
    async close() {
      closed = true;
      listeners.clear();
    },
  };
}
