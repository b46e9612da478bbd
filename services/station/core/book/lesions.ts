/** A lesion of the letter as the hospital is told of it. */
import type { Lesion } from '../../../wire/patient.ts';
import type { Appointment } from '../visit.ts';

type Listed = Appointment['lesions'][number];

export function lesionTold(appointment: Appointment, lesion: Listed): Lesion {
  const { id, site, side } = lesion;
  return { id, site, ...(side !== undefined && { side }), ...(isTyped(appointment, lesion) && { typed: true }) };
}

/** Registering by hand offers sites that have a code; without one the place was typed as the letter says it. */
export function isTyped({ registeredByHand }: Appointment, { code }: Listed): boolean {
  return registeredByHand && code === undefined;
}
