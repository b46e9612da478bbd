/** What the station does about an event: see the drawing in `visit.ts`. Each room of the visit answers for its own. */
import { noticed, stay, then } from './course.ts';
import type { Step, VisitEvent } from './happening.ts';
import { arm, disarm } from './rooms/arming.ts';
import { cannot, goTo, note, wish } from './rooms/choosing.ts';
import { didNotAttend, listed, openFromList, register, scanned } from './rooms/clinic.ts';
import { agree, answerExclusions } from './rooms/consent.ts';
import { notThisPatient, wrongPatient } from './rooms/correction.ts';
import { endVisit } from './rooms/ending.ts';
import { chooseLookAlike, confirm, noFrame } from './rooms/identify.ts';
import { checked, idle, idleTickMs, lock, signIn, takeBack } from './rooms/lock.ts';
import { answer, chooseLanguage, handOver, photographPaper, questionnaireDone } from './rooms/questionnaire.ts';
import { keep, keepWhenDue, retake } from './rooms/reviewing.ts';
import { assessed, exposed, exposureFailed, received, sealed, sealFailed, unexplained } from './rooms/saving.ts';
import { press } from './rooms/taking.ts';
import type { Aim, State } from './visit.ts';

export function step(state: State, event: VisitEvent): Step {
  const atMs = event.kind === 'press' ? event.trigger.atMs : event.now.atMs; // a foot means the moment in which it came down
  const passed = then(keepWhenDue(state, atMs), (next) => idle(next, { ...event.now, atMs }));
  const answered = then(passed, (next) => answerTo(byHand(event) ? active(next, event) : next, event));
  return aimOf(answered.state) === aimOf(state)
    ? answered
    : { ...answered, state: { ...answered.state, armedAtMs: atMs } };
}

/** What the next press takes, when something is armed: the same object as long as it is. */
function aimOf({ stage }: State): Aim | undefined {
  return stage.kind === 'armed' ? stage.aim : undefined;
}

/** When a `tick` is wanted, on the monotonic clock; undefined when nothing is waited for. */
export function nextTickMs(state: State): number | undefined {
  const keepsAtMs = state.stage.kind === 'reviewing' ? state.stage.keepsAtMs : undefined;
  const idleAtMs = idleTickMs(state);
  return keepsAtMs === undefined ? idleAtMs : Math.min(keepsAtMs, idleAtMs ?? keepsAtMs);
}

/** Somebody is there: the lock waits for two minutes more. */
function active(state: State, { now }: VisitEvent): State {
  return { ...state, activeAtMs: Math.max(state.activeAtMs, now.atMs), warned: false };
}

function answerTo(state: State, event: VisitEvent): Step {
  switch (event.kind) {
    case 'active':
    case 'tick':
      return stay(state);
    case 'scan':
      return scanned(state, event);
    case 'lock':
      return lock(state, event.now);
    case 'sign-in':
      return signIn(state, event);
    case 'take-back':
      return takeBack(state, event);
    case 'secret-checked':
      return checked(state, event);
    case 'list':
      return listed(state, event);
    case 'open-visit':
      return openFromList(state, event);
    case 'register':
      return register(state, event);
    case 'did-not-attend':
      return didNotAttend(state, event);
    case 'this-one':
      return chooseLookAlike(state, event);
    case 'identify':
      return confirm(state, event);
    case 'no-frame':
      return noFrame(state, event);
    case 'not-this-patient':
      return notThisPatient(state, event);
    case 'wrong-patient':
      return wrongPatient(state, event);
    case 'hand-over':
      return handOver(state, event);
    case 'patient-language':
      return chooseLanguage(state, event);
    case 'patient-answers':
      return answer(state, event);
    case 'photograph-paper':
      return photographPaper(state, event);
    case 'questionnaire-done':
      return questionnaireDone(state, event);
    case 'exclusions':
      return answerExclusions(state, event);
    case 'consent':
      return agree(state, event);
    case 'arm':
      return arm(state, event);
    case 'disarm':
      return disarm(state);
    case 'press':
      return press(state, event);
    case 'keep':
      return keep(state);
    case 'retake':
      return retake(state, event.now);
    case 'cannot':
      return cannot(state, event);
    case 'wish':
      return wish(state, event);
    case 'note':
      return note(state, event);
    case 'go':
      return goTo(state, event);
    case 'end-visit':
      return endVisit(state, event);
    case 'exposed':
      return exposed(state, event);
    case 'exposure-failed':
      return exposureFailed(state, event);
    case 'unexplained':
      return unexplained(state, event);
    case 'assessed':
      return assessed(state, event);
    case 'sealed':
      return sealed(state, event);
    case 'seal-failed':
      return sealFailed(state, event);
    case 'receipt':
      return received(state, event);
    case 'pedal-stuck':
      return stay(noticed(state, { kind: 'pedal-stuck' }));
    case 'camera':
      return stay({ ...state, camera: event.status });
    case 'disk':
      return stay({ ...state, disk: event.disk });
    case 'waiting':
      return stay({ ...state, waiting: event.waiting });
  }
}

/** A person did this: a finger, a foot, a scanner. Everything else happens by itself and keeps no screen open. */
function byHand(event: VisitEvent): boolean {
  switch (event.kind) {
    case 'secret-checked':
    case 'list':
    case 'tick':
    case 'pedal-stuck':
    case 'exposed':
    case 'exposure-failed':
    case 'unexplained':
    case 'assessed':
    case 'sealed':
    case 'seal-failed':
    case 'receipt':
    case 'camera':
    case 'disk':
    case 'waiting':
      return false;
    default:
      return true;
  }
}
