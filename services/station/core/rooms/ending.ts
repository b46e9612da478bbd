/** Control 8: one visit at a time, and it ends with a strip of all its pictures. Its record goes to the hospital. */

import type { ParcelId } from '../../../wire/ids.ts';
import type { VisitRecord } from '../../../wire/visit-record.ts';
import { about, deed } from '../book/deeds.ts';
import { dayOf } from '../book/likenesses.ts';
import { endedVisit, recordOf } from '../book/record.ts';
import { type AtWork, dark, freshOf, go, type Happened, isWorking, outOfPlace, refuse } from '../course.ts';
import type { Step } from '../happening.ts';
import type { Now, State } from '../visit.ts';

/**
 * All pictures of the strip are this patient's. Things may be missing: the page asks. A patient who leaves before they were
 * confirmed, and of whom nothing was taken, needs no strip.
 */
export function endVisit(state: State, event: Happened<'end-visit'>): Step {
  const { stage } = state;
  const nothingYet = stage.kind === 'identify' && stage.visit.pictures.length === 0 && event.outcome === 'ended-early';
  if (stage.kind !== 'ending' && !nothingYet) return refuse(state, outOfPlace(state));
  if (isWorking(state, stage.visit)) return refuse(state, 'still-working');
  return closeVisit(state, stage, event.outcome, event.why, freshOf(event).parcel, event.now);
}

/** The visit is over, and nothing of it stays on the screen. */
export function closeVisit(
  state: State,
  stage: AtWork,
  outcome: VisitRecord['outcome'],
  why: string | undefined,
  parcel: ParcelId,
  now: Now,
): Step {
  const { staff, visit } = stage;
  const ended = [...state.ended, endedVisit(visit, outcome, now)];
  return go(
    { ...state, ended, list: dayOf(state.list, ended) },
    { kind: 'clinic', staff },
    ...dark(state),
    { kind: 'send', document: recordOf(state.station, visit, outcome, why, parcel, now) },
    deed('end-visit', now, stage, { ...about(visit), detail: outcome }),
    { kind: 'forget-pictures' },
  );
}
