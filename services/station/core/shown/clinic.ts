/** Today's rows. The day and month of birth are not in them: they are asked blind. */
import type { AppointmentView, EndedVisitView } from '../../api/view.ts';
import type { Appointment, EndedVisit, Picture, State } from '../visit.ts';

export function clinicRows({ list, ended }: State): readonly AppointmentView[] {
  return list.appointments.map((appointment) => {
    const visit = ended.findLast((one) => one.appointment === appointment.id);
    const { patient } = appointment;
    return {
      id: appointment.id,
      time: appointment.time,
      familyName: patient.familyName,
      givenName: patient.givenName,
      birthYear: patient.dateOfBirth.slice(0, 4),
      nhsNumber: patient.nhsNumber,
      lesions: appointment.lesions.length,
      urgency: appointment.urgency,
      questionnaire: appointment.questionnaire,
      registeredByHand: appointment.registeredByHand,
      lookAlike: appointment.lookAlikes.length > 0,
      state: stateOf(appointment, visit),
      ...(visit !== undefined && { visit: endedView(visit) }),
    };
  });
}

function stateOf({ state }: Appointment, visit: EndedVisit | undefined): AppointmentView['state'] {
  if (visit?.stillWaits) return 'waiting';
  if (visit !== undefined) return visit.outcome === 'did-not-attend' ? 'did-not-attend' : 'seen';
  return state === 'booked' ? 'waiting' : state;
}

function endedView({ id, outcome, pictures }: EndedVisit): EndedVisitView {
  const count = (state: Picture['state']) => pictures.filter((picture) => picture.state === state).length;
  return {
    id,
    outcome,
    pictures: pictures.length,
    waiting: count('saved'),
    atHospital: count('at-hospital'),
    quarantined: count('quarantined'),
    takenBack: count('taken-back') > 0,
  };
}
