/**
 * What was half filled in when its screen was taken away: by the lock, by somebody else's badge, by a station that did not
 * answer. It is kept in this page's memory and nowhere else, shown to nobody meanwhile, and given back once. Pure.
 *
 *   of the open visit ... to whoever has confirmed its patient again; gone with the visit
 *   of no visit ......... to the same member of staff; gone when the day is over
 */
import type { View } from '../../../services/station/api/view.ts';
import type { LesionId, ParcelId, StaffId, VisitId } from '../../../services/wire/ids.ts';
import type { Signature } from '../../../services/wire/visit-record.ts';
import type { ExclusionAnswers } from '../consent/exclusions.ts';
import type { Given } from '../consent/given.ts';
import type { ConsentStep } from '../consent/steps.ts';
import type { EarlyReason } from '../ending/early.ts';
import type { Draft, Picking, Step } from '../overlays/register/draft.ts';

export type HalfFilled =
  | {
      readonly kind: 'consent';
      readonly step: ConsentStep;
      readonly answers: ExclusionAnswers;
      readonly why: string;
      readonly given: Given;
      readonly strokes: Signature;
    }
  /** A lesion that cannot be photographed, and nobody has said why yet; or not even which one. */
  | { readonly kind: 'cannot'; readonly lesion: LesionId | undefined }
  | { readonly kind: 'ending'; readonly reason: EarlyReason | undefined; readonly why: string }
  | { readonly kind: 'text'; readonly what: 'wish' | 'note'; readonly text: string }
  | {
      readonly kind: 'wrong-patient';
      /** One that ended today; without it, the open one. */
      readonly ended: VisitId | undefined;
      readonly leftOut: ReadonlySet<ParcelId>;
      readonly note: string;
      readonly typing: boolean;
    }
  | {
      readonly kind: 'register';
      readonly draft: Draft;
      readonly step: Step;
      readonly picking: Picking | undefined;
    };

/** A screen, or what lies over one, on which something can be half filled in. */
export interface Fillable {
  /** What is half filled in now; undefined where nothing is. */
  takeDown(): HalfFilled | undefined;
  /** Goes on with it. What belongs to another screen is left alone. */
  putBack(half: HalfFilled): void;
}

/** Whether the next view takes the screen away from whoever filled something in. */
export function takesAway(before: View, now: View): boolean {
  const asksAgain = now.stage === 'identify' && before.stage !== 'identify';
  return asksAgain || before.staff?.id !== now.staff?.id || before.visit?.id !== now.visit?.id;
}

export interface HalfFilledMemory {
  /** The screen of this view was taken away with so much on it. `day`: the calendar day here, `2026-11-22`. */
  keep(view: View, halves: readonly HalfFilled[], day: string): void;
  /** Another view is there: what goes on in it, given once. What nobody may have any more is forgotten. */
  giveBack(view: View, day: string): readonly HalfFilled[];
  /** What was kept on another day is forgotten. */
  forgetOtherDays(day: string): void;
}

export function halfFilledMemory(): HalfFilledMemory {
  let ofVisit: { readonly visit: VisitId; readonly halves: readonly HalfFilled[] } | undefined;
  /** As many as work at this station: the last of each. */
  let ofStaff: ReadonlyMap<StaffId, readonly HalfFilled[]> = new Map();
  let keptOn = '';

  function forgetOtherDays(day: string): void {
    if (day === keptOn) return;
    keptOn = day;
    ofStaff = new Map();
  }

  function ofOpenVisit(view: View): readonly HalfFilled[] {
    if (ofVisit !== undefined && isOver(view, ofVisit.visit)) ofVisit = undefined;
    if (ofVisit === undefined || view.stage === 'identify' || view.visit?.patient === undefined) return [];
    const { halves } = ofVisit;
    ofVisit = undefined;
    return halves;
  }

  function ofTheirs({ stage, staff }: View): readonly HalfFilled[] {
    if (stage !== 'clinic' || staff === undefined) return [];
    const halves = ofStaff.get(staff.id) ?? [];
    ofStaff = new Map([...ofStaff].filter(([id]) => id !== staff.id));
    return halves;
  }

  return {
    forgetOtherDays,
    keep({ visit, staff }, halves, day) {
      forgetOtherDays(day);
      if (halves.length === 0) return;
      if (visit !== undefined) ofVisit = { visit: visit.id, halves };
      else if (staff !== undefined) ofStaff = new Map([...ofStaff, [staff.id, halves]]);
    },
    giveBack(view, day) {
      forgetOtherDays(day);
      return [...ofOpenVisit(view), ...ofTheirs(view)];
    },
  };
}

/** Whether this visit can no longer be gone on with. */
function isOver({ stage, visit, signIn }: View, kept: VisitId): boolean {
  if (visit !== undefined) return visit.id !== kept;
  return stage === 'clinic' || signIn?.visitWaits === false;
}
