/**
 * When the station makes a sound, and which. Decided from two views in a row, so that a page that connects late is silent.
 *
 *   armed, the letter or a paper page awaited   armed    one soft tick: the pedal is live
 *   exposing, the letter being read             taken    one short tick: the press was felt (no shutter sound: nothing is safe yet)
 *   one picture more in the visit               saved    two tones, rising: it is sealed and on disk
 *   a new notice                                failed   a low tone, twice
 */
import type { View } from '../../services/station/api/view.ts';

export type Sound = 'armed' | 'taken' | 'saved' | 'failed';

/** The sound for the change from one view to the next, or none. */
export function soundFor(before: View | undefined, now: View): Sound | undefined {
  if (!before) return undefined;
  if (now.notice && before.notices !== now.notices) return 'failed';
  const sameVisit = before.visit !== undefined && before.visit.id === now.visit?.id;
  if (sameVisit && picturesIn(now) > picturesIn(before)) return 'saved';
  if (takingIn(now) && !takingIn(before)) return 'taken';
  const aim = aimIn(now);
  return aim !== undefined && aim !== aimIn(before) ? 'armed' : undefined;
}

function picturesIn(view: View): number {
  return view.visit?.pictures.length ?? 0;
}

function takingIn(view: View): boolean {
  return view.stage === 'exposing' || view.identify?.step === 'reading';
}

/** What the next press takes, by a name that differs for each; undefined while the pedal rests. */
function aimIn({ stage, aim, identify, visit }: View): string | undefined {
  if (stage === 'armed') return `${aim?.lesion} ${aim?.shot}`;
  if (stage === 'identify' && identify?.step === 'frame') return 'letter';
  return stage === 'questionnaire' && visit?.questionnaire.paperArmed ? 'paper' : undefined;
}
