/**
 * Control 1: a visit begins from today's list, best by the code of the letter; a patient who is not in it is registered by
 * hand, which the record says.
 */
import type { AppointmentId, LesionId } from '../../../wire/ids.ts';
import type { StaffView } from '../../api/view.ts';
import { about, deed } from '../book/deeds.ts';
import { dayOf } from '../book/likenesses.ts';
import { openVisit } from '../book/opening.ts';
import { endedVisit, recordOf } from '../book/record.ts';
import { freshOf, go, type Happened, refuse, stay, typed } from '../course.ts';
import type { Step, VisitEvent } from '../happening.ts';
import type { Appointment, OpenVisit, State } from '../visit.ts';
import { identifying, settleLookAlike } from './identify.ts';
import { badge, badgeMark } from './lock.ts';

/** Of a referral letter; a visit record takes no more. */
const lesionsMax = 20;
const siteCharactersMax = 120;

/** How the appointment of a patient registered by hand is named: the hospital has to find whose it is. */
const byHandMark = 'by-hand-';

export function listed(state: State, event: Happened<'list'>): Step {
  const open = state.stage.kind !== 'locked'; // behind the lock nobody's row is in memory
  const list = open ? dayOf(event.list, state.ended) : event.list;
  return stay({ ...state, roster: event.roster, list });
}

export function openFromList(state: State, event: Happened<'open-visit'>): Step {
  const { stage } = state;
  if (stage.kind !== 'clinic') return refuse(state, notClinic(state));
  const appointment = state.list.appointments.find(({ id }) => id === event.appointment);
  if (appointment === undefined) return refuse(state, 'unknown-appointment');
  return open(state, stage, appointment, 'list', event);
}

/** A code from the scanner: a badge, or a letter. */
export function scanned(state: State, event: Happened<'scan'>): Step {
  if (event.code.startsWith(badgeMark)) return badge(state, event);
  const { stage } = state;
  const whose = state.list.appointments.find(({ code, registeredByHand }) => !registeredByHand && code === event.code);
  switch (stage.kind) {
    case 'locked':
      return refuse(state, 'locked');
    case 'patient':
      return stay(state); // the patient plays with the scanner
    case 'clinic':
      return whose === undefined ? refuse(state, 'unknown-code') : open(state, stage, whose, 'scanned', event);
    default: {
      const { appointment } = stage.visit;
      if (appointment.registeredByHand || event.code !== appointment.code)
        return refuse(state, whose === undefined ? 'unknown-code' : 'other-patient');
      return stage.kind === 'identify' ? settleLookAlike(state, stage) : stay(state);
    }
  }
}

export function register(state: State, event: Happened<'register'>): Step {
  const { stage } = state;
  if (stage.kind !== 'clinic') return refuse(state, notClinic(state));
  const lesions = lesionsOf(event);
  if (lesions.length === 0) return refuse(state, 'unknown-lesion'); // the letter names what is photographed, and nothing else is
  const { appointment: fresh, time } = freshOf(event);
  const id = (fresh.startsWith(byHandMark) ? fresh : `${byHandMark}${fresh}`) as AppointmentId;
  const appointment: Appointment = {
    id,
    code: id, // no letter says it: nothing that is scanned is taken for this patient's
    slotAt: event.now.at,
    time,
    state: 'booked',
    patient: event.patient,
    language: 'en',
    urgency: 'routine',
    lesions,
    questionnaire: 'none',
    answers: [],
    lookAlikes: [],
    registeredByHand: true,
  };
  return open(state, stage, appointment, 'by-hand', event);
}

function lesionsOf({ lesions }: Happened<'register'>): Appointment['lesions'] {
  const named = lesions.flatMap(({ site, ...rest }) => {
    const words = typed(site, siteCharactersMax);
    return words === undefined ? [] : [{ ...rest, site: words }];
  });
  return named.slice(0, lesionsMax).map(({ site, side, code }, index) => ({
    id: `L${index + 1}` as LesionId, // as a referral letter numbers them
    site,
    ...(side !== undefined && { side }),
    ...(code !== undefined && { code: { scheme: 'SCT', code, meaning: site } }),
  }));
}

export function didNotAttend(state: State, event: Happened<'did-not-attend'>): Step {
  const { stage } = state;
  if (stage.kind !== 'clinic') return refuse(state, notClinic(state));
  const appointment = state.list.appointments.find(({ id }) => id === event.appointment);
  if (appointment === undefined) return refuse(state, 'unknown-appointment');
  if (isOver(state, appointment)) return refuse(state, 'not-now');
  const began = openVisit(appointment, 'list', stage.staff, state.list, event);
  const document = recordOf(state.station, began, 'did-not-attend', undefined, freshOf(event).parcel, event.now);
  const next = { ...state, ended: [...state.ended, endedVisit(began, 'did-not-attend', event.now)] };
  return go(next, stage, { kind: 'send', document }, deed('did-not-attend', event.now, stage, about(began)));
}

/** Somebody was here already today, or was said not to come. */
function isOver(state: State, { id, state: told }: Appointment): boolean {
  const last = state.ended.findLast(({ appointment }) => appointment === id);
  return last === undefined ? told !== 'booked' : !last.stillWaits;
}

/** A patient is chosen. Nothing is confirmed yet: that is the next room. */
function open(
  state: State,
  { staff }: { readonly staff: StaffView },
  appointment: Appointment,
  how: OpenVisit['opened'],
  event: VisitEvent,
): Step {
  const began = openVisit(appointment, how, staff, state.list, event);
  const what = how === 'by-hand' ? 'register-by-hand' : 'open-visit';
  return go(state, identifying(began, staff, 'questionnaire'), deed(what, event.now, staff, about(began)));
}

function notClinic(state: State): 'locked' | 'visit-open' {
  return state.stage.kind === 'locked' ? 'locked' : 'visit-open';
}
