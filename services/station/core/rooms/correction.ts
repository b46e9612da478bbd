/**
 * Control 9: "these pictures are another patient's", of the open visit or of one that ended today. They were sealed and stay
 * sent; the hospital takes them out of the record. The open visit ends with it, because nobody can say any more who is here.
 */
import type { Correction } from '../../../wire/correction.ts';
import type { AppointmentId, ParcelId, VisitId } from '../../../wire/ids.ts';
import type { StaffView } from '../../api/view.ts';
import { deed } from '../book/deeds.ts';
import { type AtWork, freshOf, type Happened, outOfPlace, refuse, typed } from '../course.ts';
import type { Effect, Step, VisitEvent } from '../happening.ts';
import type { Picture, State, Work } from '../visit.ts';
import { leaveReview } from './arming.ts';
import { closeVisit } from './ending.ts';

export function wrongPatient(state: State, event: Happened<'wrong-patient'>): Step {
  const { stage } = leaveReview(state);
  if (stage.kind === 'locked' || stage.kind === 'patient') return refuse(state, outOfPlace(state));
  const note = typed(event.note) ?? '';
  if (stage.kind !== 'clinic' && stage.visit.id === event.visit) {
    const named = said(stage.visit.pictures, event.pictures);
    if (event.pictures !== undefined && named.length === 0) return refuse(state, 'not-now');
    return giveUp(state, stage, named, note, 'pictures of another patient', event);
  }
  const ended = state.ended.find(({ id }) => id === event.visit);
  const named = said(ended?.pictures ?? [], event.pictures);
  if (ended === undefined || named.length === 0) return refuse(state, 'not-now');
  const stillWaits = ended.stillWaits || event.pictures === undefined; // all of it was somebody else's
  const corrected = { ...ended, stillWaits, pictures: takenBack(ended.pictures, named) };
  return {
    state: { ...state, ended: state.ended.map((one) => (one === ended ? corrected : one)), notice: undefined },
    effects: correcting(state, stage.staff, ended, named, note, event),
  };
}

/** The person here is not the one of the list. Whatever was taken in the visit is nobody's until the hospital has decided. */
export function notThisPatient(state: State, event: Happened<'not-this-patient'>): Step {
  const { stage } = state;
  if (stage.kind !== 'identify') return refuse(state, outOfPlace(state));
  const why = 'the person here was not the patient of the list';
  const ended = giveUp(state, stage, said(stage.visit.pictures, undefined), why, why, event);
  const about = { visit: stage.visit.id, appointment: stage.visit.appointment.id, detail: 'not this patient' };
  return { ...ended, effects: [...ended.effects, deed('identity-failed', event.now, stage, about)] };
}

/** The open visit ends early. What was taken back is in the correction and not in the visit's record. */
function giveUp(
  state: State,
  stage: AtWork,
  named: readonly ParcelId[],
  note: string,
  why: string,
  event: VisitEvent,
): Step {
  const { visit } = stage;
  const work = state.work?.visit === visit.id ? state.work : undefined;
  const onItsWay = work?.phase === 'sealing' && work.binding.kind !== 'unexplained' ? [work.trigger.id] : [];
  const all = [...named, ...onItsWay];
  const corrected = { ...stage, visit: { ...visit, pictures: takenBack(visit.pictures, named) } };
  const disowned = { ...state, work: work === undefined ? state.work : disown(work) };
  const effects =
    all.length === 0
      ? []
      : correcting(state, stage.staff, { id: visit.id, appointment: visit.appointment.id }, all, note, event);
  const closed = closeVisit(disowned, corrected, 'ended-early', why, freshOf(event).recordParcel, event.now);
  const ended = closed.state.ended.map((one) => (one.id === visit.id ? { ...one, stillWaits: true } : one));
  return { state: { ...closed.state, ended }, effects: [...effects, ...closed.effects] };
}

/** A picture that is not being sealed yet can still be made nobody's; a sealed one is named in the correction. */
function disown(work: Work): Work {
  return work.phase === 'sealing' ? work : { ...work, binding: { kind: 'unexplained' } };
}

function correcting(
  state: State,
  staff: StaffView,
  { id, appointment }: { readonly id: VisitId; readonly appointment: AppointmentId },
  pictures: readonly ParcelId[],
  note: string,
  event: VisitEvent,
): readonly Effect[] {
  const document: Correction = {
    kind: 'correction',
    version: 1,
    parcel: freshOf(event).parcel,
    station: state.station,
    at: event.now.at,
    why: 'wrong-patient',
    pictures: [...pictures],
    by: staff.name,
    note,
  };
  return [
    { kind: 'send', document },
    deed('wrong-patient', event.now, staff, { visit: id, appointment, detail: `${pictures.length} pictures` }),
  ];
}

/** Of these pictures the ones that are meant: all, or the named ones. What was taken back once is not taken back again. */
function said(pictures: readonly Picture[], names: readonly ParcelId[] | undefined): readonly ParcelId[] {
  const meant = pictures.filter(
    ({ id, state }) => state !== 'taken-back' && (names === undefined || names.includes(id)),
  );
  return meant.map(({ id }) => id);
}

function takenBack(pictures: readonly Picture[], names: readonly ParcelId[]): readonly Picture[] {
  return pictures.map((picture) =>
    names.includes(picture.id) ? { ...picture, state: 'taken-back' as const } : picture,
  );
}
