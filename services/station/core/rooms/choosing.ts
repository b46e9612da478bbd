/** Between the pictures: back and on through the visit, what cannot be photographed, and what the consultant should be told. */
import { dark, go, type Happened, identified, lightOff, outOfPlace, refuse, typed } from '../course.ts';
import type { Step } from '../happening.ts';
import type { OpenVisit, State } from '../visit.ts';
import { leaveReview } from './arming.ts';
import { mayPhotograph } from './consent.ts';

/** What a visit record takes. */
const wishesMax = 20;
const cannotMax = 20;

export function goTo(before: State, { to }: Happened<'go'>): Step {
  const state = leaveReview(before);
  const stage = identified(state);
  if (stage === undefined || stage.kind === 'taking') return refuse(before, outOfPlace(before));
  const { staff, visit } = stage;
  if (stage.kind === to) return go(state, stage);
  const why = to === 'choosing' ? mayPhotograph(visit) : undefined;
  if (why !== undefined) return refuse(before, why);
  const next = to === 'questionnaire' ? { kind: to, staff, visit, paper: false } : { kind: to, staff, visit };
  return go(state, next, ...dark(state));
}

/** A lesion cannot be photographed, or it can after all. */
export function cannot(before: State, { lesion, why }: Happened<'cannot'>): Step {
  const state = leaveReview(before);
  const stage = identified(state);
  if (stage === undefined || stage.kind === 'taking') return refuse(before, outOfPlace(before));
  const { staff, visit } = stage;
  if (!visit.appointment.lesions.some(({ id }) => id === lesion)) return refuse(before, 'unknown-lesion');
  const others = visit.cannot.filter((entry) => entry.lesion !== lesion).slice(0, cannotMax - 1);
  const changed = { ...visit, cannot: why === undefined ? others : [...others, { lesion, why }] };
  const aimed = stage.kind === 'armed' && stage.aim.kind === 'lesion' && stage.aim.lesion.id === lesion;
  return aimed && why !== undefined
    ? go(state, { kind: 'choosing', staff, visit: changed }, lightOff)
    : go(state, { ...stage, visit: changed });
}

/** A place that the patient would have liked to be looked at as well: told, not photographed. */
export function wish(state: State, event: Happened<'wish'>): Step {
  const text = typed(event.text);
  return write(state, (visit) =>
    text === undefined || visit.wishes.length >= wishesMax ? undefined : { ...visit, wishes: [...visit.wishes, text] },
  );
}

export function note(state: State, event: Happened<'note'>): Step {
  return write(state, (visit) => ({ ...visit, note: typed(event.text) ?? '' }));
}

/** From identify onwards, while the photographer has the screen. */
function write(state: State, change: (visit: OpenVisit) => OpenVisit | undefined): Step {
  const { stage } = state;
  if (stage.kind === 'locked' || stage.kind === 'clinic' || stage.kind === 'patient')
    return refuse(state, outOfPlace(state));
  const changed = change(stage.visit);
  return changed === undefined ? refuse(state, 'not-now') : go(state, { ...stage, visit: changed });
}
