/** What is being confirmed, without the answer. */
import { likeness } from '../../../wire/look-alike.ts';
import type { IdentifyView, LookAlikeView } from '../../api/view.ts';
import type { Appointment, In, State } from '../visit.ts';

export function identifyView({ list, work }: State, stage: In<'identify'>): IdentifyView {
  const { visit, step, again } = stage;
  const { addressLine } = visit.appointment;
  const reading = step === 'frame' && work?.visit === visit.id;
  return {
    step: reading ? 'reading' : step,
    again,
    opened: visit.opened,
    people: step === 'look-alike' ? peopleOf(visit, list.appointments) : [],
    ...(addressLine !== undefined && { addressLine }),
    ...(visit.frameProblem !== undefined && { frame: visit.frameProblem }),
    wrongBirthdays: visit.wrongBirthdays,
  };
}

/** The patient of the visit among the others, in the order of the day. What they share is said, not what it is. */
function peopleOf(
  { appointment, lookAlikes }: In<'identify'>['visit'],
  all: readonly Appointment[],
): readonly LookAlikeView[] {
  const others = all.filter(({ id }) => lookAlikes.includes(id));
  const found = others.flatMap((other) => likeness(appointment.patient, other.patient) ?? []);
  const shared = new Set(found.flatMap((one) => (one === 'both' ? ['same-surname', 'same-birthday'] : [one])));
  const own = shared.size > 1 ? 'both' : shared.has('same-birthday') ? 'same-birthday' : 'same-surname';
  return [appointment, ...others]
    .toSorted((one, other) => (one.slotAt < other.slotAt ? -1 : 1))
    .map(({ id, time, patient, addressLine }) => ({
      appointment: id,
      time,
      familyName: patient.familyName,
      givenName: patient.givenName,
      nhsNumber: patient.nhsNumber,
      ...(addressLine !== undefined && { addressLine }),
      likeness: id === appointment.id ? own : (likeness(appointment.patient, patient) ?? own),
    }));
}
