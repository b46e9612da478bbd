/**
 * Control 6: the press. It acts only where something is armed, asks before the shutter and not after, and decides whom and
 * what the picture shows.
 */
import type { Binding } from '../../../wire/capture.ts';
import type { Refusal } from '../../api/command.ts';
import { lesionTold } from '../book/lesions.ts';
import { viewOfShot } from '../book/pictures.ts';
import { type AtWork, go, type Happened, light, refuse, stay } from '../course.ts';
import { polarisedFor } from '../exposure.ts';
import type { Step } from '../happening.ts';
import {
  type Aim,
  betweenShotsMs,
  exposeDeadlineMs,
  type State,
  type Trigger,
  type Work,
  waitingMax,
} from '../visit.ts';
import { mayPhotograph } from './consent.ts';
import { frameAim } from './identify.ts';
import { paperAim } from './questionnaire.ts';
import { pressedInReview } from './reviewing.ts';

/** Of one visit; its record takes no more. */
const picturesMax = 200;

export function press(before: State, { trigger }: Happened<'press'>): Step {
  const { stage } = before;
  if (stage.kind === 'patient') return stay(before); // a patient's foot
  const second = stage.kind === 'reviewing' && stage.keepsAtMs !== undefined; // twice at once: take it again
  if (!second && tooSoon(before, trigger)) return stay(before);
  if (stage.kind === 'armed' && trigger.atMs < before.armedAtMs) return stay(before); // a foot that came down before
  const state = { ...before, lastPressAtMs: trigger.atMs };
  switch (stage.kind) {
    case 'locked':
      return refuse(state, 'locked');
    case 'clinic':
      return refuse(state, 'no-visit');
    case 'taking':
      return stay(state); // an impatient foot
    case 'identify':
      return stage.step === 'frame' ? shoot(state, stage, frameAim, trigger) : refuse(state, 'not-identified');
    case 'questionnaire':
      return stage.paper ? shoot(state, stage, paperAim, trigger) : refuse(state, unarmed(stage));
    case 'consent':
    case 'choosing':
    case 'ending':
      return refuse(state, unarmed(stage));
    case 'armed':
      return shoot(state, stage, stage.aim, trigger);
    case 'reviewing':
      return pressedInReview(state, stage, trigger);
  }
}

function unarmed({ visit }: AtWork): Refusal {
  return mayPhotograph(visit) ?? 'not-armed';
}

/** A press that belongs to the one before it: an impatient foot, and a camera or a finger that was fast in between. */
function tooSoon({ lastPressAtMs }: State, trigger: Trigger): boolean {
  return trigger.atMs - lastPressAtMs < betweenShotsMs;
}

function shoot(state: State, stage: AtWork, aim: Aim, trigger: Trigger): Step {
  if (state.work?.visit === stage.visit.id && stage.kind !== 'armed') return stay(state); // it is on its way
  const why = reasonAgainst(state, stage, aim);
  if (why !== undefined) return refuse(state, why);
  const { visit, staff } = stage;
  const work: Work = {
    trigger,
    visit: visit.id,
    aim,
    binding: bindingOf(stage, aim),
    phase: 'exposing',
    sha256: undefined,
    quality: undefined,
  };
  return go(
    { ...state, work },
    stage.kind === 'armed' ? { kind: 'taking', staff, visit, aim } : stage,
    light({ kind: 'flash', polarised: polarisedFor(aim) }),
    { kind: 'expose', trigger, deadlineMs: exposeDeadlineMs },
  );
}

/** Why no picture may be taken now, asked before the shutter and not after. */
function reasonAgainst(state: State, { visit }: AtWork, aim: Aim): Refusal | undefined {
  if (state.work !== undefined) return 'still-working';
  if (aim.kind === 'lesion' && mayPhotograph(visit) !== undefined) return 'no-consent';
  if (state.camera !== 'ready') return 'camera-not-ready';
  if (state.disk === 'full') return 'disk-full';
  if (state.disk === 'failed') return 'disk-failed';
  return state.waiting >= waitingMax || visit.pictures.length >= picturesMax ? 'too-many-waiting' : undefined;
}

function bindingOf({ visit }: AtWork, aim: Aim): Binding {
  const { appointment } = visit;
  const { id, patient } = appointment;
  if (aim.kind !== 'lesion') return { kind: 'attachment', visit: visit.id, appointment: id, patient, what: aim.kind };
  const { lesion, shot } = aim;
  const shown = lesionTold(appointment, lesion);
  return { kind: 'visit', visit: visit.id, appointment: id, patient, lesion: shown, view: viewOfShot(shot) };
}
