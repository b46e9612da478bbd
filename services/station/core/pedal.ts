/**
 * From the edges of a contact to presses of a foot. Figures: facts on screen, pedal and sound. Two presses shortly after each
 * other mean something of their own, and how far apart two pictures are is the visit's to say: `betweenShotsMs`.
 *
 *   contact  ▁▁▁▇▁▇▇▇▇▇▇▇▁▇▁▁▁▁▁▁▁▁▁▁▁▇▇▇
 *   press       ●                     ●      at the leading edge, then not before the foot has been off for a while
 */

/** A contact that opens for less than this has only bounced. Longer than any chatter that was measured (40 ms). */
export const rearmMs = 150;
/** A contact closed for longer than this is a fault of the pedal, or a bag on it. */
export const stuckMs = 10_000;

export interface PedalState {
  readonly down: boolean;
  /** When the contact last opened; it counts as open for ever before the first edge. */
  readonly upAtMs: number;
  /** When the foot went down, chatter aside. */
  readonly heldSinceMs: number;
  /** The fault has been told for the present hold. */
  readonly stuck: boolean;
}

export type PedalEvent =
  | { readonly kind: 'edge'; readonly down: boolean; readonly atMs: number }
  | { readonly kind: 'tick'; readonly atMs: number };

export interface PedalStep {
  readonly state: PedalState;
  readonly says: 'nothing' | 'press' | 'stuck';
  /** When a tick is wanted next, if the pedal stays as it is. */
  readonly tickAtMs: number | undefined;
}

const longAgo = Number.NEGATIVE_INFINITY;
export const pedalAtRest: PedalState = {
  down: false,
  upAtMs: longAgo,
  heldSinceMs: longAgo,
  stuck: false,
};

export function stepPedal(state: PedalState, event: PedalEvent): PedalStep {
  switch (event.kind) {
    case 'edge':
      return event.down ? whenDown(state, event.atMs) : whenUp(state, event.atMs);
    case 'tick':
      return whenTicked(state, event.atMs);
  }
}

function whenDown(state: PedalState, atMs: number): PedalStep {
  if (state.down) return { state, says: 'nothing', tickAtMs: stuckAt(state) }; // the same edge twice tells nothing new
  if (atMs - state.upAtMs < rearmMs) {
    const bounced = { ...state, down: true };
    return { state: bounced, says: 'nothing', tickAtMs: stuckAt(bounced) };
  }
  const held: PedalState = { ...state, down: true, heldSinceMs: atMs, stuck: false };
  return { state: held, says: 'press', tickAtMs: stuckAt(held) };
}

function whenUp(state: PedalState, atMs: number): PedalStep {
  const up = { ...state, down: false, upAtMs: atMs };
  // A contact that opens though nobody saw it close: a foot stood on it when the station started, or when the pedal was
  // plugged in. It bounces now as after any press, and this hold has no other beginning. Not so while it chatters.
  const unseen = !state.down && atMs - state.upAtMs >= rearmMs;
  return { state: unseen ? { ...up, heldSinceMs: atMs } : up, says: 'nothing', tickAtMs: undefined };
}

function whenTicked(state: PedalState, atMs: number): PedalStep {
  const due = stuckAt(state);
  if (due === undefined || atMs < due) return { state, says: 'nothing', tickAtMs: due };
  return { state: { ...state, stuck: true }, says: 'stuck', tickAtMs: undefined };
}

function stuckAt(state: PedalState): number | undefined {
  return state.down && !state.stuck ? state.heldSinceMs + stuckMs : undefined;
}
