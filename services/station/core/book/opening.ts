/** A visit as it begins: nobody is confirmed, nothing was asked, nothing was taken. */
import type { StaffView } from '../../api/view.ts';
import { freshOf } from '../course.ts';
import type { VisitEvent } from '../happening.ts';
import type { Appointment, DayList, OpenVisit } from '../visit.ts';
import { lookAlikesOf } from './likenesses.ts';

export function openVisit(
  appointment: Appointment,
  opened: OpenVisit['opened'],
  staff: StaffView,
  list: DayList,
  event: VisitEvent,
): OpenVisit {
  const lookAlikes = lookAlikesOf(appointment, list.appointments);
  const lesions = appointment.lesions.map(({ earlier, ...lesion }) => lesion); // pictures stay in the list: they are large
  return {
    id: freshOf(event).visit,
    appointment: { ...appointment, lesions, lookAlikes },
    opened,
    openedAt: event.now.at,
    staff: [staff],
    confirmed: [],
    lookAlikes,
    lookAlikeSettled: lookAlikes.length === 0,
    wrongBirthdays: 0,
    frame: 'not-taken',
    frameProblem: undefined,
    questionnaire: { how: appointment.questionnaire === 'completed' ? 'before' : 'not-asked' },
    exclusions: undefined,
    exclusionsWhy: undefined,
    consent: [],
    pictures: [],
    cannot: [],
    wishes: [],
    note: '',
  };
}
