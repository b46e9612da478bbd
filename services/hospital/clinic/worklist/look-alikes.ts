/** Who could be taken for whom: same surname or birthday, at the same station on the same day. */
import { likeness } from '../../../wire/look-alike.ts';
import { hospitalDay } from '../../database/clock.ts';
import type { Appointment, Clinic } from './content.ts';

/** The clinics of one station, each appointment with those of its day that could be mixed up with it. */
export function withLookAlikes(clinics: readonly Clinic[]): readonly Clinic[] {
  const days = Map.groupBy(
    clinics.flatMap(({ appointments }) => appointments),
    dayOf,
  );
  return clinics.map((clinic) => ({
    ...clinic,
    appointments: clinic.appointments.map((appointment) => ({
      ...appointment,
      lookAlikes: alike(appointment, days.get(dayOf(appointment)) ?? []).slice(0, lookAlikesMax),
    })),
  }));
}

/** As many as the form of a worklist allows. */
const lookAlikesMax = 200;

/** A patient with two appointments on a day is nobody else. */
function alike({ patient }: Appointment, day: readonly Appointment[]): Appointment['lookAlikes'] {
  return day
    .filter((other) => other.patient.nhsNumber !== patient.nhsNumber && likeness(patient, other.patient) !== undefined)
    .map(({ id }) => id);
}

function dayOf({ slotAt }: Appointment): string {
  return hospitalDay(new Date(slotAt));
}
