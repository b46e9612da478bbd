/**
 * How often a PIN or a badge may be tried. A PIN has few digits, so after five wrong ones every other attempt waits:
 * 1 min, 2, 4, 8, and then 15 min each. The wait is kept on the clock, so pulling the plug does not shorten it.
 */
import type { Attempts, Now, State } from '../visit.ts';

/** Wrong attempts with one name before the first wait. */
export const attemptsFree = 5;
export const waitFirstMs = 60_000;
export const waitMaxMs = 15 * 60_000;

type Who = Attempts['who'];

/** How long no attempt is taken with this name; 0 when one may be made. */
export function waitMs(state: State, who: Who, epochMs: number): number {
  const until = attemptsOf(state, who)?.waitUntilEpochMs;
  const left = until === undefined ? 0 : until - epochMs;
  // A wait that is longer than any wait can be: somebody set the clock back. That is no reason to lock the staff out.
  return left > 0 && left <= waitMaxMs ? left : 0;
}

/** Attempts that are left before the next wait. */
export function attemptsLeft(state: State, who: Who): number {
  return Math.max(0, attemptsFree - (attemptsOf(state, who)?.failed ?? 0));
}

export function afterWrong(state: State, who: Who, { epochMs }: Now): State {
  const failed = (attemptsOf(state, who)?.failed ?? 0) + 1;
  const waits = Math.min(waitMaxMs, waitFirstMs * 2 ** (failed - attemptsFree));
  const waitUntilEpochMs = failed < attemptsFree ? undefined : epochMs + waits;
  return { ...state, attempts: [...others(state, who), { who, failed, waitUntilEpochMs }] };
}

export function afterRight(state: State, who: Who): State {
  return attemptsOf(state, who) === undefined ? state : { ...state, attempts: others(state, who) };
}

function attemptsOf(state: State, who: Who): Attempts | undefined {
  return state.attempts.find((entry) => entry.who === who);
}

function others(state: State, who: Who): readonly Attempts[] {
  return state.attempts.filter((entry) => entry.who !== who);
}
