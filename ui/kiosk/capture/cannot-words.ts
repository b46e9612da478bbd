/** Why a lesion is not photographed, in words: for the button that says it, and for the list. */
import type { CannotReason } from '../../../services/wire/visit-record.ts';

export const cannotWords: Record<CannotReason, string> = {
  gone: 'Nothing to be seen any more',
  'not-found': 'Not found on the skin',
  'patient-declined': 'The patient does not want it',
  painful: 'Too painful',
  dressing: 'Under a dressing',
  'cannot-reach': 'Cannot be reached',
  'excluded-site': 'Not photographed here',
  'no-time': 'No time left',
  equipment: 'Equipment failed',
};

/** In the order in which they are offered. */
export const cannotReasons = [
  'gone',
  'not-found',
  'patient-declined',
  'dressing',
  'painful',
  'cannot-reach',
  'excluded-site',
  'equipment',
  'no-time',
] as const satisfies CannotReason[];
