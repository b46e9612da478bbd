/** What stays of a visit when it ends: its record for the hospital, and what the station remembers until tomorrow. */
import type { ParcelId, StationId } from '../../../wire/ids.ts';
import type { VisitRecord } from '../../../wire/visit-record.ts';
import { typed } from '../course.ts';
import type { EndedVisit, Now, OpenVisit } from '../visit.ts';
import { lesionTold } from './lesions.ts';

/** What a record takes of each. */
const lookAlikesMax = 20;
const wishesMax = 20;

/** The record of a visit, in a parcel of its own. Pictures that were taken back before it are in their correction instead. */
export function recordOf(
  station: StationId,
  visit: OpenVisit,
  outcome: VisitRecord['outcome'],
  why: string | undefined,
  parcel: ParcelId,
  now: Now,
): VisitRecord {
  const { appointment } = visit;
  const [reason, note] = [typed(why), typed(visit.note)];
  return {
    kind: 'visit-record',
    version: 1,
    parcel,
    station,
    visit: visit.id,
    appointment: appointment.id,
    patient: appointment.patient,
    outcome,
    ...(reason !== undefined && { why: reason }),
    openedAt: visit.openedAt,
    endedAt: now.at,
    staff: [...visit.staff],
    registeredByHand: appointment.registeredByHand,
    lesions: appointment.lesions.map((lesion) => lesionTold(appointment, lesion)),
    identity: {
      opened: visit.opened,
      confirmed: [...visit.confirmed],
      lookAlikes: visit.lookAlikes.slice(0, lookAlikesMax),
      frame: visit.frame,
    },
    questionnaire: visit.questionnaire,
    exclusions: {
      found: [...(visit.exclusions ?? [])],
      ...(visit.exclusionsWhy !== undefined && { why: visit.exclusionsWhy }),
    },
    consent: [...visit.consent],
    pictures: visit.pictures
      .filter(({ state }) => state !== 'taken-back')
      .map(({ id, verdict }) => ({ parcel: id, verdict })),
    cannot: [...visit.cannot],
    wishes: visit.wishes.slice(0, wishesMax),
    ...(note !== undefined && { note }),
  };
}

export function endedVisit(visit: OpenVisit, outcome: VisitRecord['outcome'], now: Now): EndedVisit {
  const { id, appointment, pictures } = visit;
  const registered = appointment.registeredByHand ? { registered: appointment } : {};
  return { id, appointment: appointment.id, endedAt: now.at, outcome, stillWaits: false, pictures, ...registered };
}
