/** How long a page waits before it tries the station again. */

const retryMsFirst = 250;
const retryMsMax = 4_000;

/** The wait before attempt number `attempt` (from 0), in milliseconds. `chance`, from 0 to 1, keeps pages out of step. */
export function retryDelayMs(attempt: number, chance: number): number {
  return Math.min(retryMsMax, retryMsFirst * 2 ** attempt) * (0.5 + chance / 2);
}
