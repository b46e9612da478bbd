/** A foot on a pedal: makes presses of the contact's edges, as `core/pedal.ts` decides. */
import type { Pedal, Stop } from '../../device/ports.ts';
import { type PedalEvent, type PedalState, pedalAtRest, stepPedal } from './core/pedal.ts';

export interface FootListener {
  /** `atMs`: when the contact closed, on the monotonic clock. */
  press(atMs: number): void;
  /** The contact has been closed for longer than any foot presses. */
  stuck(): void;
}

export function footOn(pedal: Pedal, listener: FootListener): Stop {
  let state: PedalState = pedalAtRest;
  let timer: NodeJS.Timeout | undefined;

  function happen(event: PedalEvent): void {
    const step = stepPedal(state, event);
    state = step.state;
    clearTimeout(timer);
    if (step.tickAtMs !== undefined) {
      timer = setTimeout(() => happen({ kind: 'tick', atMs: performance.now() }), step.tickAtMs - performance.now());
    }
    if (step.says === 'press') listener.press(event.atMs);
    if (step.says === 'stuck') listener.stuck();
  }

  const stop = pedal.onEdge(({ down, atMs }) => happen({ kind: 'edge', down, atMs }));
  return () => {
    clearTimeout(timer);
    stop();
  };
}
