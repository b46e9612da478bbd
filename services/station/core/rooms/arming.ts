/** Control 6: a lesion of the referral and a shot are chosen before the pedal does anything. Camera and light get ready for it. */
import type { StaffView } from '../../api/view.ts';
import { withVerdict } from '../book/pictures.ts';
import { go, type Happened, light, lightOff, outOfPlace, refuse, stay } from '../course.ts';
import { polarisedFor, setupFor } from '../exposure.ts';
import type { Step } from '../happening.ts';
import type { Aim, OpenVisit, State } from '../visit.ts';
import { mayPhotograph } from './consent.ts';

export function arm(before: State, event: Happened<'arm'>): Step {
  const state = leaveReview(before);
  const { stage } = state;
  if (stage.kind !== 'choosing' && stage.kind !== 'armed' && stage.kind !== 'ending') {
    const reviewed =
      stage.kind === 'consent' || stage.kind === 'questionnaire' ? mayPhotograph(stage.visit) : undefined;
    return refuse(before, reviewed ?? outOfPlace(before));
  }
  if (state.work !== undefined) return refuse(before, 'still-working');
  const lesion = stage.visit.appointment.lesions.find(({ id }) => id === event.lesion);
  if (lesion === undefined) return refuse(before, 'unknown-lesion');
  if (stage.visit.cannot.some((one) => one.lesion === lesion.id)) return refuse(before, 'not-photographed');
  const why = mayPhotograph(stage.visit);
  if (why !== undefined) return refuse(before, why);
  return armed(state, stage.staff, stage.visit, { kind: 'lesion', lesion, shot: event.shot });
}

export function disarm(before: State): Step {
  const state = leaveReview(before);
  const { stage } = state;
  if (stage.kind === 'choosing') return go(state, stage);
  if (stage.kind !== 'armed') return stay(before);
  return go(state, { kind: 'choosing', staff: stage.staff, visit: stage.visit }, lightOff);
}

/** The next press takes this. */
export function armed(state: State, staff: StaffView, visit: OpenVisit, aim: Aim): Step {
  const aiming = light({ kind: 'aim', polarised: polarisedFor(aim) });
  return go(state, { kind: 'armed', staff, visit, aim }, aiming, { kind: 'prepare', setup: setupFor(aim) });
}

/** Whatever comes next, the picture under review is left: kept if a press had said so, otherwise nobody has looked at it. */
export function leaveReview(state: State): State {
  const { stage } = state;
  if (stage.kind !== 'reviewing') return state;
  const { staff, visit, picture, keepsAtMs } = stage;
  const left = keepsAtMs === undefined ? visit : withVerdict(visit, picture, 'kept');
  return { ...state, stage: { kind: 'choosing', staff, visit: left } };
}
