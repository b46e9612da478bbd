/** Who of today could be taken for whom: found again whenever the list is another one, by hand registered patients among them. */
import type { AppointmentId } from '../../../wire/ids.ts';
import { likeness } from '../../../wire/look-alike.ts';
import type { Appointment, DayList, EndedVisit } from '../visit.ts';

/** The hospital's list with the rows of patients who were registered by hand, and who is like whom in all of it. */
export function dayOf(list: DayList, ended: readonly EndedVisit[]): DayList {
  const known = new Set(list.appointments.map(({ id }) => id));
  const byHand = ended.flatMap(({ registered }) => (registered && !known.has(registered.id) ? [registered] : []));
  const unique = byHand.filter(({ id }, place) => byHand.findIndex((other) => other.id === id) === place);
  const all = [...list.appointments, ...unique].toSorted((one, other) => (one.slotAt < other.slotAt ? -1 : 1));
  return { ...list, appointments: all.map((one) => ({ ...one, lookAlikes: lookAlikesOf(one, all) })) };
}

export function lookAlikesOf(one: Appointment, all: readonly Appointment[]): AppointmentId[] {
  return all
    .filter((other) => other.id !== one.id && likeness(one.patient, other.patient) !== undefined)
    .map(({ id }) => id);
}
