/**
 * One appointment as a FHIR R4 Task: what the station is asked to do for whom, and how it went.
 *
 *   for      the patient            focus    the referral (ServiceRequest)
 *   owner    the station (Device)   output   the imaging studies that came of it
 *
 * `restriction.period` is the slot: when it is to be done. What is not known (when it really began) is left out.
 */
import {
  idOf,
  type Naming,
  patientReference,
  type Resource,
  requestIdentifier,
  requestReference,
  studyIdentifier,
} from './fhir.ts';
import type { AppointmentRecord } from './records.ts';

const msPerMinute = 60_000;

/** How an appointment stands, in the words of a Task (R4, task-status). */
const statuses = {
  booked: { status: 'ready' },
  seen: { status: 'completed' },
  'did-not-attend': { status: 'failed', why: 'The patient did not attend.' },
  cancelled: { status: 'cancelled', why: 'The appointment was cancelled.' },
  moved: { status: 'cancelled', why: 'The appointment was moved: another task replaces this one.' },
} as const satisfies Record<AppointmentRecord['state'], { status: string; why?: string }>;

/** R4, request-priority. A suspected cancer is before an urgent referral: the 28-day clock runs for it. */
const priorities = { routine: 'routine', urgent: 'urgent', 'suspected-cancer': 'asap' } as const;

export function taskOf(appointment: AppointmentRecord, naming: Naming): Resource {
  const { id, state, slotAt, slotMinutes, station, site, referral, studyUids } = appointment;
  const said: { readonly status: string; readonly why?: string } = statuses[state];
  const why = [said.why, appointment.reason].filter((part) => part !== undefined && part !== '').join(' ');
  return {
    resourceType: 'Task',
    id: idOf(id),
    identifier: [{ system: `${naming.ownSystem}/appointment`, value: id }],
    groupIdentifier: requestIdentifier(referral),
    status: said.status,
    ...(said.why !== undefined && { statusReason: { text: why } }),
    intent: 'order',
    priority: priorities[appointment.urgency],
    code: { text: 'Medical photography of the skin lesions that the referral names' },
    focus: requestReference(referral),
    for: patientReference(appointment.patient, naming),
    authoredOn: appointment.bookedAt.toISOString(),
    owner: {
      type: 'Device',
      identifier: { system: `${naming.ownSystem}/station`, value: station },
      display: `Capture station ${station}`,
    },
    location: {
      type: 'Location',
      identifier: { system: `${naming.ownSystem}/site`, value: site.id },
      display: site.name,
    },
    restriction: {
      period: {
        start: slotAt.toISOString(),
        end: new Date(slotAt.getTime() + slotMinutes * msPerMinute).toISOString(),
      },
    },
    ...(studyUids.length > 0 && {
      output: studyUids.map((studyUid) => ({
        type: { text: 'Imaging study' },
        valueReference: { type: 'ImagingStudy', identifier: studyIdentifier(studyUid) },
      })),
    }),
  };
}
