/**
 * Feet on a worn pedal, made up from chance: what the contact did, and how many presses a person meant by it.
 *
 *   bounce    ▁▇▁▇▇▇▇▇▇▇▁▇▁▁▁    at either end, up to 40 ms
 *   chatter   ▁▇▇▇▁▇▇▇▇▁▇▇▇▁▁    a worn contact that opens for up to 40 ms while the foot is down
 *   double    ▁▇▇▁▇▇▇▁▁▁▁▁▁▁▁    twice within 700 ms: an impatient foot means one picture
 *   held      ▁▇▇▇▇▇▇▇▇▇▇▇▇▁▁    for seconds
 *   stuck     ▁▇▇▇▇▇▇▇▇▇▇▇▇▇▇    for more than ten
 *   foot on   ▇▇▇▇▇▁▇▁▁▁▁▁▁▁▁    the station starts with a foot on the pedal: no press at all
 */

export interface Edge {
  readonly atMs: number;
  readonly down: boolean;
}

export const moves = ['clean', 'bounce', 'chatter', 'double', 'held', 'stuck'] as const;
export type Move = (typeof moves)[number];

/** Longest chatter of a contact. */
export const chatterMs = 40;
/** Two closings within this time are one press. */
export const doubleMs = 700;
/** A foot that is off for this long means its next press. */
export const offMs = 150;
export const stuckAfterMs = 10_000;

/** Between two limits. */
export type Between = (from: number, to: number) => number;

/** What the contact does in one move that begins at `startMs`; it ends open. */
export function edgesOf(move: Move, startMs: number, between: Between): readonly Edge[] {
  switch (move) {
    case 'clean':
      return hold(startMs, startMs + between(60, 900), []);
    case 'bounce':
      return press(startMs, startMs + between(100, 900), between);
    case 'chatter': {
      const endMs = startMs + between(300, 3000);
      return hold(startMs, endMs, openings(startMs, endMs, between(1, 12), between));
    }
    case 'double': {
      const again = startMs + between(90, doubleMs - 1);
      const first = press(startMs, startMs + between(45, again - startMs - 45), between);
      return [...first, ...press(Math.max(again, endOf(first) + 1), again + between(120, 2000), between)];
    }
    case 'held':
      return press(startMs, startMs + between(1000, stuckAfterMs - 2 * chatterMs), between);
    case 'stuck': {
      const endMs = startMs + between(stuckAfterMs + 1000, 30_000);
      return hold(startMs, endMs, openings(startMs, endMs, between(0, 20), between));
    }
  }
}

/** A foot leaves the pedal on which it stood when the station started. */
export function footLeaves(atMs: number, between: Between): readonly Edge[] {
  return [{ atMs, down: false }, ...bounces(atMs, true, between)];
}

export function endOf(edges: readonly Edge[]): number {
  return edges.at(-1)?.atMs ?? 0;
}

/** Down and up with bounces at both ends. The foot is down for longer than its bounces. */
function press(downMs: number, upMs: number, between: Between): readonly Edge[] {
  const closing = bounces(downMs, false, between);
  const leavesMs = Math.max(upMs, endOf(closing) + 1);
  return [
    { atMs: downMs, down: true },
    ...closing,
    { atMs: leavesMs, down: false },
    ...bounces(leavesMs, true, between),
  ];
}

/** An even number of flips within the chatter time after a change, so that the contact ends where it came to. */
function bounces(afterMs: number, firstDown: boolean, between: Between): readonly Edge[] {
  const flips = 2 * Math.floor(between(0, 5));
  const times = Array.from({ length: flips }, () => afterMs + between(0.2, chatterMs)).sort(
    (one, other) => one - other,
  );
  return times.map((atMs, index) => ({ atMs, down: (index % 2 === 0) === firstDown }));
}

/** Closed from one time to another except for short openings. */
function hold(
  downMs: number,
  upMs: number,
  gaps: readonly (readonly [fromMs: number, toMs: number])[],
): readonly Edge[] {
  return [
    { atMs: downMs, down: true },
    ...gaps.flatMap(([fromMs, toMs]) => [
      { atMs: fromMs, down: false },
      { atMs: toMs, down: true },
    ]),
    { atMs: upMs, down: false },
  ];
}

function openings(
  fromMs: number,
  toMs: number,
  count: number,
  between: Between,
): readonly (readonly [number, number])[] {
  const room = (toMs - fromMs) / (Math.floor(count) + 1);
  return Array.from({ length: Math.floor(count) }, (_, index) => {
    const at = fromMs + (index + 0.4) * room;
    return [at, at + Math.min(between(0.2, chatterMs), room / 2)] as const;
  });
}
