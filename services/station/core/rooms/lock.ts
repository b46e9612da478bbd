/** Signing in by PIN or badge, locking, and the lock that comes by itself. A visit waits behind the lock. */
import type { StaffId } from '../../../wire/ids.ts';
import type { StaffView } from '../../api/view.ts';
import { afterRight, afterWrong, waitMs } from '../book/attempts.ts';
import { about, deed } from '../book/deeds.ts';
import { dark, go, type Happened, noticed, openVisitOf, refuse, stay, then } from '../course.ts';
import type { Step } from '../happening.ts';
import { dateIn } from '../moment.ts';
import { type Attempts, type Back, idleLockMs, idleWarnMs, type Now, type Stage, type State } from '../visit.ts';
import { leaveReview } from './arming.ts';
import { identifying } from './identify.ts';
import { taken } from './questionnaire.ts';

type Who = Attempts['who'];

/** What a badge's code begins with. */
export const badgeMark = 'LB-';

export function signIn(state: State, event: Happened<'sign-in'>): Step {
  if (state.stage.kind !== 'locked') return refuse(state, 'not-now');
  if (state.roster.length === 0) return refused(state, event.staff, 'no-list');
  if (!state.roster.some(({ id }) => id === event.staff)) return refused(state, event.staff, 'wrong');
  return checkPin(state, event.staff, event.pin, 'sign-in', event.now);
}

/** The photographer takes the screen back from the patient: with the PIN of whoever handed it over. */
export function takeBack(state: State, event: Happened<'take-back'>): Step {
  if (state.stage.kind !== 'patient') return stay(state);
  return checkPin(state, state.stage.staff.id, event.pin, 'take-back', event.now);
}

/** A badge signs in, takes the screen back from a patient, or changes who works with the open visit. */
export function badge(state: State, event: Happened<'scan'>): Step {
  const why = state.stage.kind === 'patient' ? 'take-back' : 'sign-in';
  if (state.roster.length === 0) return refused(state, 'badge', 'no-list');
  return check(state, 'badge', why, event.now, { kind: 'check-badge', code: event.code });
}

function checkPin(state: State, who: StaffId, pin: string, why: 'sign-in' | 'take-back', now: Now): Step {
  return check(state, who, why, now, { kind: 'check-pin', staff: who, pin });
}

function check(state: State, who: Who, why: 'sign-in' | 'take-back', now: Now, effect: Step['effects'][number]): Step {
  if (state.checking !== undefined) return stay(state); // one at a time: a second tap is an impatient finger
  if (waitMs(state, who, now.epochMs) > 0) return refused(state, who, 'wait');
  return {
    state: { ...state, checking: { who, why }, refusedSignIn: undefined, notice: undefined },
    effects: [effect],
  };
}

function refused(state: State, who: Who, why: NonNullable<State['refusedSignIn']>['why']): Step {
  return stay({ ...state, refusedSignIn: { who, why } });
}

/** The shell has compared a PIN or a badge. */
export function checked(state: State, event: Happened<'secret-checked'>): Step {
  const { checking } = state;
  if (checking === undefined || checking.who !== event.who) return stay(state); // of an attempt before a lock
  const asked = { ...state, checking: undefined };
  return event.staff === undefined
    ? whenWrong(asked, event)
    : whenRight(afterRight({ ...asked, refusedSignIn: undefined }, event.who), event.staff, event.now);
}

function whenWrong(before: State, { who, now }: Happened<'secret-checked'>): Step {
  const state = afterWrong(before, who, now);
  const why = waitMs(state, who, now.epochMs) > 0 ? 'wait' : who === 'badge' ? 'unknown-badge' : 'wrong';
  const about = who === 'badge' ? 'unknown badge' : 'wrong PIN';
  const effects = [deed('sign-in-refused', now, undefined, { detail: about })];
  const told = state.stage.kind === 'locked' || state.stage.kind === 'patient';
  const seen = told ? state : noticed(state, { kind: 'refused', why: 'unknown-code' });
  return { state: { ...seen, refusedSignIn: { who, why } }, effects };
}

function whenRight(state: State, staff: StaffView, now: Now): Step {
  const { stage } = state;
  switch (stage.kind) {
    case 'locked': {
      const opened: Step['effects'] = [{ kind: 'open-list' }, deed('sign-in', now, staff)];
      const ended = state.ended.filter(({ endedAt }) => dateIn(endedAt) === dateIn(now.at));
      const awake = { ...state, ended, activeAtMs: now.atMs, warned: false };
      if (stage.visit === undefined) return go(awake, { kind: 'clinic', staff }, ...opened);
      const seen = deed('view-patient', now, staff, about(stage.visit));
      return go(awake, identifying(stage.visit, staff, stage.back), ...opened, seen);
    }
    case 'patient': {
      const back = go(state, taken(stage), deed('take-back', now, staff, about(stage.visit)));
      return staff.id === stage.staff.id ? back : then(back, (next) => changeOfHands(next, staff, now));
    }
    default:
      return changeOfHands(state, staff, now);
  }
}

/** Somebody else's badge, with the first one still signed in: the visit goes on once they have confirmed the patient. */
function changeOfHands(state: State, staff: StaffView, now: Now): Step {
  const { stage } = leaveReview(state);
  if (stage.kind === 'locked' || stage.staff.id === staff.id) return stay(state);
  const signedIn = deed('sign-in', now, staff, { detail: 'change of hands' });
  if (stage.kind === 'clinic') return go(state, { kind: 'clinic', staff }, signedIn);
  return go(state, identifying(stage.visit, staff, backOf(stage)), ...dark(state), signedIn);
}

/** At once, from wherever the station is. A picture under way goes on: it is bound by its trigger. */
export function lock(state: State, now: Now, what: 'lock' | 'idle-lock' = 'lock'): Step {
  if (state.stage.kind === 'locked') return stay(state);
  const by = what === 'lock' ? state.stage : undefined;
  const visit = openVisitOf(state);
  const told = deed(what, now, by, visit && about(visit));
  const { stage } = leaveReview(state);
  const locked: Stage = { kind: 'locked', visit: openVisitOf({ stage }), back: backOf(stage) };
  const next = { ...state, checking: undefined, refusedSignIn: undefined, warned: false };
  return go(next, locked, ...dark(state), { kind: 'close-list' }, told);
}

/** Where a visit goes on, once its patient is confirmed again. */
export function backOf(stage: Stage): Back {
  switch (stage.kind) {
    case 'locked':
    case 'identify':
      return stage.back;
    case 'clinic':
    case 'questionnaire':
    case 'patient':
      return 'questionnaire';
    case 'consent':
    case 'choosing':
    case 'ending':
      return stage.kind;
    case 'armed':
    case 'taking':
    case 'reviewing':
      return 'choosing';
  }
}

/** Nobody has touched anything: a warning, then the lock. */
export function idle(state: State, now: Now): Step {
  if (state.stage.kind === 'locked') return stay(state);
  const idleMs = now.atMs - state.activeAtMs;
  if (idleMs >= idleLockMs) return lock(state, now, 'idle-lock');
  return stay(idleMs >= idleWarnMs && !state.warned ? { ...state, warned: true } : state);
}

/** When a tick is wanted for the warning or the lock. */
export function idleTickMs({ stage, activeAtMs, warned }: State): number | undefined {
  if (stage.kind === 'locked') return undefined;
  return activeAtMs + (warned ? idleLockMs : idleWarnMs);
}
