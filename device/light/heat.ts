/**
 * How much light the ring can bear: full brightness is an allowance that full light uses up and anything less restores.
 *
 *   allowance   5 s ┤───╮            ╭──────╮
 *                   │    ╲        ╭──╯       ╲
 *                 0 ┤     ╰───────╯           ╲
 *   light      full │   ████                 ████
 *         sustained │       ▄▄▄  (still asked for full: reduced, never off)
 *
 * Pure: what is wanted and when go in, what is allowed and until when comes out.
 */

/** The ring bears this duty for ever. */
export const sustainedDuty = 0.4;

/** Above it, so long at a time at most … */
export const brightMsAtATime = 5000;

/** … and so much of any minute at most. A picture of three seconds every eleven seconds can go on all day. */
export const brightMsOfAMinute = 20_000;

/** With less allowance than this, full light does not begin: it might change before the shutter has closed. */
export const brightMsLeast = 1500;

/** Less than a timer can tell apart: the allowance is spent. */
const spentMs = 1;

const minuteMs = 60_000;

/**
 * Allowance that comes back for each millisecond at or below `sustainedDuty`. In a minute with x ms of bright light at
 * most `brightMsAtATime` was there at its beginning and (60 000 - x) × this came in; that is x at `brightMsOfAMinute`.
 */
export const restoredPerMs = (brightMsOfAMinute - brightMsAtATime) / (minuteMs - brightMsOfAMinute);

export interface Heat {
  /** Bright milliseconds left. Below zero when somebody was late to reduce. */
  readonly allowanceMs: number;
  /** The light has been above `sustainedDuty` since `atMs`. */
  readonly bright: boolean;
  readonly atMs: number;
}

export interface Allowed {
  readonly heat: Heat;
  /** What to show: the duty wanted, or `sustainedDuty` in its place. */
  readonly duty: number;
  /** When to ask again, because the allowance ends; `undefined` when the duty may stay. */
  readonly untilMs: number | undefined;
}

/** A ring that has been off for long. */
export function coldRing(atMs: number): Heat {
  return { allowanceMs: brightMsAtATime, bright: false, atMs };
}

/** What the ring may show from `atMs` on. `wantedDuty` is the brighter segment's. */
export function allow(before: Heat, wantedDuty: number, atMs: number): Allowed {
  const passedMs = Math.max(0, atMs - before.atMs);
  const allowanceMs = before.bright
    ? before.allowanceMs - passedMs
    : Math.min(brightMsAtATime, before.allowanceMs + passedMs * restoredPerMs);
  const wantsBright = wantedDuty > sustainedDuty;
  const bright = wantsBright && (before.bright ? allowanceMs >= spentMs : allowanceMs >= brightMsLeast);
  return {
    heat: { allowanceMs, bright, atMs },
    duty: wantsBright && !bright ? sustainedDuty : wantedDuty,
    untilMs: bright ? atMs + allowanceMs : undefined,
  };
}
