/** What the day's rows say of a patient and of a visit that has ended. */
import type { AppointmentView, EndedVisitView } from '../../../services/station/api/view.ts';
import { counted } from '../../parts/written.ts';

/** A sign that does not need colour, and words. `good` only once nothing of it is on this station any more. */
export interface Told {
  readonly sign: string;
  readonly words: string;
  readonly tone: 'good' | 'care' | 'plain';
}

export const urgencyWords: Record<AppointmentView['urgency'], string | undefined> = {
  routine: undefined,
  urgent: 'Urgent',
  'suspected-cancer': 'Suspected cancer',
};

export const questionnaireWords: Record<AppointmentView['questionnaire'], string> = {
  none: 'no questionnaire yet',
  'in-progress': 'questionnaire begun',
  completed: 'questionnaire ✓',
};

/** Where the pictures of an ended visit are. `undefined`: the hospital says that the patient was seen, elsewhere. */
export function visitWords(visit: EndedVisitView | undefined): Told {
  if (!visit) return { sign: '✓', words: 'Seen', tone: 'plain' };
  const { waiting, atHospital, quarantined, pictures } = visit;
  if (visit.takenBack) return { sign: '!', words: 'Taken back as another patient’s', tone: 'care' };
  if (waiting > 0) return { sign: '↑', words: `${waiting} waiting here, ${atHospital} at the hospital`, tone: 'care' };
  if (quarantined > 0)
    return { sign: '!', words: `${quarantined} set aside at the hospital for checking`, tone: 'care' };
  if (pictures === 0) return { sign: '✓', words: 'No pictures', tone: 'plain' };
  const early = visit.outcome === 'ended-early' ? ', ended early' : '';
  return { sign: '✓', words: `${counted(pictures, 'picture', 'pictures')} at the hospital${early}`, tone: 'good' };
}
