/** For simulated stations: what the code of a letter says, of the patient who is here or of another one of today. */

import type { BenchLetter } from '../api/bench.ts';
import type { AppointmentView } from '../api/view.ts';
import type { State } from '../core/visit.ts';

/**
 * `own`: of the visit that is open, or of the next patient who waits (`rows`: the day as the kiosk shows it); `other`: of
 * another one of today's list. Undefined where there is none, and while the list is closed.
 */
export function whoseCode(
  { stage, list }: State,
  rows: readonly AppointmentView[],
  whose: BenchLetter,
): string | undefined {
  const open = 'visit' in stage ? stage.visit?.appointment : undefined;
  const next = rows.find(({ state }) => state === 'waiting');
  const own = open ?? list.appointments.find(({ id }) => id === next?.id);
  if (whose === 'own') return own?.code;
  return list.appointments.find(({ id, registeredByHand }) => id !== own?.id && !registeredByHand)?.code;
}
