/**
 * A picture is looked at while it is already safe. One press keeps it, and after a moment the next shot of the same lesion is
 * armed by itself; a second press within that moment asks for a new one instead. Both are kept and sent: the record says
 * which one counts.
 *
 *   deciding ──press──► keeping ──1.2 s──► kept, next shot armed
 *      │                   └──press──► retaken, same shot armed
 *      └── keep, retake on the screen: at once
 */

import { about, deed } from '../book/deeds.ts';
import { nextAim, withVerdict } from '../book/pictures.ts';
import { go, outOfPlace, refuse, stay } from '../course.ts';
import type { Step } from '../happening.ts';
import { type In, type Moment, type State, secondPressMs } from '../visit.ts';
import { armed } from './arming.ts';
import { mayPhotograph } from './consent.ts';

export function pressedInReview(state: State, stage: In<'reviewing'>, at: Moment): Step {
  if (stage.keepsAtMs !== undefined) return takeAgain(state, stage, at);
  return go(state, { ...stage, keepsAtMs: at.atMs + secondPressMs });
}

export function keep(state: State): Step {
  return state.stage.kind === 'reviewing' ? kept(state, state.stage) : refuse(state, outOfPlace(state));
}

export function retake(state: State, now: Moment): Step {
  return state.stage.kind === 'reviewing' ? takeAgain(state, state.stage, now) : refuse(state, outOfPlace(state));
}

/** The moment for a second press is over. */
export function keepWhenDue(state: State, atMs: number): Step {
  const { stage } = state;
  const due = stage.kind === 'reviewing' && stage.keepsAtMs !== undefined && atMs >= stage.keepsAtMs;
  return due ? kept(state, stage) : stay(state);
}

function kept(state: State, { staff, visit, picture, aim }: In<'reviewing'>): Step {
  const reviewed = withVerdict(visit, picture, 'kept');
  const next = mayPhotograph(reviewed) === undefined ? nextAim(reviewed, aim) : undefined;
  return next === undefined
    ? go(state, { kind: 'choosing', staff, visit: reviewed })
    : armed(state, staff, reviewed, next);
}

function takeAgain(state: State, stage: In<'reviewing'>, now: Moment): Step {
  const { staff, visit, picture, aim } = stage;
  const again = armed(state, staff, withVerdict(visit, picture, 'retaken'), aim);
  return { ...again, effects: [...again.effects, deed('retake', now, stage, { ...about(visit), picture })] };
}
