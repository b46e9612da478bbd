/**
 * When the station makes a sound, and which. Decided from two views in a row, so that a page that connects late is silent.
 *
 *   choosing, saved → armed   armed    one soft tick: the pedal is live
 *   armed → exposing          taken    one short tick: the press was felt (no shutter sound: nothing is safe yet)
 *   sealing → saved           saved    two tones, rising
 *   a new notice              failed   a low tone, twice
 */
import type { View } from '../../services/station/api.ts';

export type Sound = 'armed' | 'taken' | 'saved' | 'failed';

/** The sound for the change from one view to the next, or none. */
export function soundFor(before: View | undefined, now: View): Sound | undefined {
  if (!before) return undefined;
  if (now.notice && before.notices !== now.notices) return 'failed';
  if (now.stage === 'saved' && before.stage !== 'saved') return 'saved';
  if (now.stage === 'exposing' && before.stage !== 'exposing') return 'taken';
  const armedAnew = before.stage !== 'armed' || !same(before.aim, now.aim);
  if (now.stage === 'armed' && armedAnew) return 'armed';
  return undefined;
}

/** Both came out of JSON, where the station writes the keys of a kind in one order. */
function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
