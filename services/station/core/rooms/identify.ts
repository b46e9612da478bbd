/**
 * Controls 2, 3 and 4: which of the look-alikes is here, what the patient says of themselves, and their letter in front of the
 * camera. Day and month are typed in without having been shown. After a lock the questions come again.
 */

import { about, deed } from '../book/deeds.ts';
import { openVisit } from '../book/opening.ts';
import { go, type Happened, isWorking, light, lightOff, outOfPlace, refuse, stay } from '../course.ts';
import { setupFor } from '../exposure.ts';
import type { Step } from '../happening.ts';
import type { Aim, In, OpenVisit, Picture, Stage, State } from '../visit.ts';
import { mayPhotograph } from './consent.ts';

export const frameAim: Aim = { kind: 'identity-frame' };

/** What a visit record takes. */
const confirmedMax = 100;
const staffMax = 20;

/** The patient of this visit has to be confirmed, by these hands. */
export function identifying(
  visit: OpenVisit,
  staff: In<'identify'>['staff'],
  back: In<'identify'>['back'],
): In<'identify'> {
  const known = visit.staff.some(({ id }) => id === staff.id) || visit.staff.length >= staffMax;
  return {
    kind: 'identify',
    staff,
    visit: known ? visit : { ...visit, staff: [...visit.staff, staff] },
    step: visit.lookAlikeSettled ? 'questions' : 'look-alike',
    again: visit.confirmed.length > 0,
    back,
  };
}

/** Of the people who are like each other, this one is here: perhaps not the one whose row was tapped. */
export function chooseLookAlike(state: State, event: Happened<'this-one'>): Step {
  const { stage } = state;
  if (stage.kind !== 'identify' || stage.step !== 'look-alike') return refuse(state, outOfPlace(state));
  const { visit, staff } = stage;
  if (event.appointment === visit.appointment.id) return settleLookAlike(state, stage);
  const other = state.list.appointments.find(({ id }) => id === event.appointment);
  if (other === undefined || !visit.lookAlikes.includes(other.id)) return refuse(state, 'unknown-appointment');
  const shown = new Set([visit.appointment.id, ...visit.lookAlikes]);
  const began = openVisit(other, 'list', staff, state.list, event);
  const settled = began.lookAlikes.every((id) => shown.has(id)); // anybody else has to be asked about as well
  return go(
    state,
    identifying({ ...began, lookAlikeSettled: settled }, staff, 'questionnaire'),
    deed('identity-failed', event.now, stage, { ...about(visit), detail: 'a look-alike is here' }),
    deed('open-visit', event.now, stage, about(began)),
  );
}

export function settleLookAlike(state: State, stage: In<'identify'>): Step {
  if (stage.step !== 'look-alike') return stay(state);
  return go(state, { ...stage, step: 'questions', visit: { ...stage.visit, lookAlikeSettled: true } });
}

/** What the patient said, compared with the list. */
export function confirm(state: State, event: Happened<'identify'>): Step {
  const { stage } = state;
  if (stage.kind !== 'identify' || stage.step !== 'questions') return refuse(state, outOfPlace(state));
  const { visit, staff } = stage;
  const addressKnown = visit.appointment.addressLine !== undefined;
  if (!event.name || (addressKnown && !event.address)) return refuse(state, 'not-asked');
  const { dateOfBirth } = visit.appointment.patient;
  if (Number(dateOfBirth.slice(5, 7)) !== event.month || Number(dateOfBirth.slice(8, 10)) !== event.day) {
    const failed = { ...stage, visit: { ...visit, wrongBirthdays: visit.wrongBirthdays + 1 } };
    const wrong = refuse({ ...state, stage: failed }, 'wrong-birthday');
    return { ...wrong, effects: [deed('identity-failed', event.now, stage, { ...about(visit), detail: 'birthday' })] };
  }
  const answered = {
    at: event.now.at,
    by: staff.id,
    name: true,
    birthday: true,
    address: addressKnown && event.address,
  };
  const confirmed = [...visit.confirmed.slice(0, 1), ...visit.confirmed.slice(1).slice(2 - confirmedMax), answered];
  const done = { ...stage, visit: { ...visit, confirmed } };
  const told = deed('confirm-identity', event.now, stage, about(visit));
  return visit.frame === 'not-taken'
    ? go(state, { ...done, step: 'frame' }, told, light({ kind: 'aim', polarised: false }), prepareFrame)
    : go(state, onFrom(done), told);
}

const prepareFrame: Step['effects'][number] = { kind: 'prepare', setup: setupFor(frameAim) };

/** There is no letter, or none that can be read. */
export function noFrame(state: State, event: Happened<'no-frame'>): Step {
  const { stage } = state;
  if (stage.kind !== 'identify' || stage.step !== 'frame') return refuse(state, outOfPlace(state));
  if (isWorking(state, stage.visit)) return refuse(state, 'still-working');
  return go(state, onFrom({ ...stage, visit: { ...stage.visit, frame: event.why } }), lightOff);
}

/** What a picture of a letter says of a visit: whose letter it is. */
export function readFrame(visit: OpenVisit, code: string | undefined, codes: readonly string[]): OpenVisit {
  const { appointment } = visit;
  if (code !== undefined && code !== appointment.code && (codes.includes(code) || !appointment.registeredByHand))
    return { ...visit, frameProblem: 'other-patient' };
  if (appointment.registeredByHand) return { ...visit, frame: 'unreadable', frameProblem: undefined }; // nothing to compare with
  if (code === undefined) return { ...visit, frameProblem: 'no-code' };
  return { ...visit, frame: 'matched', frameProblem: undefined };
}

/** The picture of the letter could not be kept: it is as if it had not been taken. */
export function withoutFrame(visit: OpenVisit): OpenVisit {
  return visit.pictures.some(isFrame) ? visit : { ...visit, frame: 'not-taken', frameProblem: undefined };
}

function isFrame({ shows }: Picture): boolean {
  return shows.kind === 'identity-frame';
}

/** Where the visit goes on now that its patient is confirmed. */
export function onFrom({ visit, staff, back }: In<'identify'>): Stage {
  switch (back) {
    case 'questionnaire':
      return { kind: 'questionnaire', staff, visit, paper: false };
    case 'choosing':
      return { kind: mayPhotograph(visit) === undefined ? 'choosing' : 'consent', staff, visit };
    case 'consent':
    case 'ending':
      return { kind: back, staff, visit };
  }
}
