/**
 * Before the first picture: is there a reason not to photograph, and does the patient agree? To the record, to teaching and
 * to publication each by itself. Without the first, or after it was withdrawn, no picture is taken.
 */
import type { ConsentEntry, Exclusion } from '../../../wire/visit-record.ts';
import type { Refusal } from '../../api/command.ts';
import { about, deed } from '../book/deeds.ts';
import { go, type Happened, outOfPlace, refuse, typed } from '../course.ts';
import type { Step } from '../happening.ts';
import { ageOn, dateIn } from '../moment.ts';
import type { OpenVisit, State } from '../visit.ts';

/** Facts on the clinic, exclusions. */
const youngestYears = 16;
const lesionsMost = 3;

/** What a visit record takes. */
const consentsMax = 20;

/** What age and referral say without asking. The excluded site and capacity have to be asked. */
export function knownExclusions({ appointment, openedAt }: OpenVisit): readonly Exclusion[] {
  const young = ageOn(dateIn(openedAt), appointment.patient.dateOfBirth) < youngestYears;
  const many = appointment.lesions.length > lesionsMost;
  return [...(young ? ['under-16' as const] : []), ...(many ? ['more-than-three-lesions' as const] : [])];
}

export function answerExclusions(state: State, event: Happened<'exclusions'>): Step {
  const { stage } = state;
  if (stage.kind !== 'consent') return refuse(state, outOfPlace(state));
  const exclusions = [...new Set([...knownExclusions(stage.visit), ...event.found])];
  const exclusionsWhy = exclusions.length === 0 ? undefined : typed(event.why);
  return go(state, { ...stage, visit: { ...stage.visit, exclusions, exclusionsWhy } });
}

/** What the patient agrees to. With pictures for the record the visit goes on to them. */
export function agree(state: State, event: Happened<'consent'>): Step {
  const { stage } = state;
  if (stage.kind !== 'consent') return refuse(state, outOfPlace(state));
  const { staff } = stage;
  const entry: ConsentEntry = { at: event.now.at, by: staff.id, given: event.given, how: event.how };
  const [first, ...others] = stage.visit.consent;
  const latest = [...others.slice(2 - consentsMax), entry]; // a withdrawal is never refused for want of room
  const visit = { ...stage.visit, consent: first === undefined ? latest : [first, ...latest] };
  const what = withdrawn(stage.visit.consent.at(-1), entry) ? 'withdraw-consent' : 'consent';
  const on = mayPhotograph(visit) === undefined;
  return go(state, { kind: on ? 'choosing' : 'consent', staff, visit }, deed(what, event.now, stage, about(visit)));
}

function withdrawn(before: ConsentEntry | undefined, now: ConsentEntry): boolean {
  if (before === undefined) return false;
  const purposes = ['record', 'teaching', 'publication'] as const;
  return purposes.some((purpose) => before.given[purpose] && !now.given[purpose]);
}

/** Why no lesion of this patient is photographed: nothing, once exclusions and consent are in order. */
export function mayPhotograph({ exclusions, exclusionsWhy, consent }: OpenVisit): Refusal | undefined {
  const excluded = exclusions === undefined || (exclusions.length > 0 && exclusionsWhy === undefined);
  return excluded || consent.at(-1)?.given.record !== true ? 'no-consent' : undefined;
}
