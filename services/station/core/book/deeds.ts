/** Who did what, for the audit log: made where it is done, with ids and reasons and no word about a patient. */
import type { StationDeed } from '../../../wire/deeds.ts';
import type { StaffView } from '../../api/view.ts';
import type { Effect } from '../happening.ts';
import type { Moment, OpenVisit, Stage } from '../visit.ts';

type About = Omit<StationDeed, 'at' | 'by' | 'what'>;

/** A deed by whoever is signed in, or by nobody. */
export function deed(
  what: StationDeed['what'],
  now: Moment,
  stage: Stage | StaffView | undefined,
  about: About = {},
): Effect {
  const by = stage === undefined ? undefined : staffIn(stage)?.id;
  return { kind: 'deed', deed: { at: now.at, ...(by !== undefined && { by }), what, ...about } };
}

/** The deed is about this visit. */
export function about(visit: OpenVisit): About {
  return { visit: visit.id, appointment: visit.appointment.id };
}

function staffIn(stage: Stage | StaffView): StaffView | undefined {
  if (!('kind' in stage)) return stage;
  return stage.kind === 'locked' ? undefined : stage.staff;
}
