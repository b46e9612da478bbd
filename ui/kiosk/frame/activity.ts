/** Tells the station that somebody is there: at a touch or a key, and not for every one of them. */

/** The station warns after a minute: more often is of no use to it. */
export const tellEveryMsMin = 5_000;

export interface Activity {
  /** A touch or a key at this moment, in milliseconds of a clock that never goes back. */
  touched(atMs: number): void;
}

/** `urgent`: the station is about to lock, so that this touch counts at once. */
export function activity(tell: () => void, urgent: () => boolean): Activity {
  let toldAtMs = Number.NEGATIVE_INFINITY;
  return {
    touched(atMs) {
      if (atMs - toldAtMs < tellEveryMsMin && !urgent()) return;
      toldAtMs = atMs;
      tell();
    },
  };
}
