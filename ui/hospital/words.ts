/**
 * The words for everything the server says in one: states, reasons, steps of the journey, deeds. Plain English, for a
 * coordinator on the telephone. A new value of a union does not compile here until it has its words; what the server
 * names by text only (reasons, steps, deeds) is shown as it is named when there are none.
 */
import type { MessageLine } from '../../services/hospital/web/api/clinics.ts';
import type { OutboundLine } from '../../services/hospital/web/api/outbound.ts';
import type { ReconciliationLine } from '../../services/hospital/web/api/patients.ts';
import type { ReferralLine } from '../../services/hospital/web/api/referrals.ts';
import type {
  AppointmentState,
  ReferralState,
  Role,
  Side,
  Urgency,
  View,
} from '../../services/hospital/web/api/shared.ts';

/** `sign`: urgency is told without colour, too. */
export const urgencyWords: Record<Urgency, { readonly sign: string; readonly words: string }> = {
  'suspected-cancer': { sign: '▲▲', words: 'Suspected cancer' },
  urgent: { sign: '▲', words: 'Urgent' },
  routine: { sign: '', words: 'Routine' },
};

export const referralStateWords: Record<ReferralState, string> = {
  received: 'To decide',
  accepted: 'To book',
  booked: 'Booked',
  seen: 'Seen',
  closed: 'Closed',
  rejected: 'Rejected',
  duplicate: 'Duplicate',
};

export const sourceWords: Record<ReferralLine['source'], string> = {
  fhir: 'sent by the GP’s system',
  ers: 'through the e-Referral Service',
  csv: 'from an uploaded list',
  form: 'typed in from the letter',
};

export const appointmentWords: Record<AppointmentState, string> = {
  booked: 'Booked',
  seen: 'Seen',
  'did-not-attend': 'Did not attend',
  cancelled: 'Cancelled',
  moved: 'Moved to another time',
};

export const questionnaireWords: Record<'none' | 'in-progress' | 'completed', string> = {
  none: 'Not answered',
  'in-progress': 'Begun',
  completed: 'Answered',
};

export const sideWords: Record<Side, string> = { left: 'left', right: 'right', midline: 'midline' };

export const viewWords: Record<View, string> = {
  locating: 'locating',
  'close-up': 'close-up',
  dermoscopic: 'dermoscopic',
};

export const messageKindWords: Record<MessageLine['kind'], string> = {
  invitation: 'Invitation',
  moved: 'New time',
  cancelled: 'Cancellation',
};

export const messageStateWords: Record<MessageLine['state'], string> = {
  waiting: 'Waiting to be sent',
  sent: 'Sent',
  'to-print': 'To print and post',
  printed: 'Printed',
  failed: 'Could not be sent',
};

export const outboundWords: Record<OutboundLine['subject'], string> = {
  task: 'Appointment',
  'imaging-study': 'Pictures of a visit',
  document: 'Document',
};

export const outboundStateWords: Record<OutboundLine['state'], string> = {
  waiting: 'Waiting',
  sent: 'Sent',
  dead: 'Given up',
};

export const roleWords: Record<Role, string> = {
  coordinator: 'Coordinator',
  consultant: 'Consultant',
  engineer: 'Field engineer',
  it: 'Central IT',
  auditor: 'Auditor',
};

/** Why a picture was not filed: what is the matter, and what to look at. */
const setAsideWords: Readonly<Record<string, { readonly what: string; readonly look: string }>> = {
  unexplained: {
    what: 'The station could not say whose picture this is',
    look: 'The camera took it at a moment when no visit was open. Ask the photographer before filing it.',
  },
  'cannot-open': {
    what: 'The picture cannot be opened',
    look: 'It is sealed to other keys, or was damaged. Central IT has to look at it; keep it waiting until they have.',
  },
  'not-a-parcel': {
    what: 'What arrived is not a picture of ours',
    look: 'Central IT has to look at the station.',
  },
  'does-not-match-offer': {
    what: 'The station announced another picture than it sent',
    look: 'Central IT has to look at the station before anything of it is filed.',
  },
  'unknown-appointment': {
    what: 'There is no such appointment',
    look: 'The patient was registered by hand at the station, or by mistake. Find the referral it belongs to.',
  },
  'appointment-not-open': {
    what: 'The appointment had been moved, cancelled or marked as not attended',
    look: 'The patient may have come all the same. Check with the clinic.',
  },
  'other-station': {
    what: 'The appointment is at another station',
    look: 'The patient may have gone to another clinic. Check with both.',
  },
  'another-day': {
    what: 'Taken on another day than the appointment',
    look: 'The patient may have come on another day, or the station’s clock was wrong.',
  },
  'patient-differs': {
    what: 'The patient’s details are not those of the referral',
    look: 'It may be a spelling, or another person. Compare every line.',
  },
  'lesion-differs': {
    what: 'The lesion is not the one in the letter',
    look: 'Compare site and side with the letter and with the picture.',
  },
  'picture-unfit': {
    what: 'The picture is in a form that the archive cannot take',
    look: 'Central IT has to look at the camera’s settings.',
  },
  'filed-differently-before': {
    what: 'Another picture is already filed under the same name',
    look: 'Central IT has to look at the station before anything of it is filed.',
  },
  'wrong-patient': {
    what: 'Somebody said that this is another patient’s picture',
    look: 'Find out whose it is before filing it anew.',
  },
};

export function setAsideReason(reason: string): { readonly what: string; readonly look: string } {
  return setAsideWords[reason] ?? { what: `Set aside: ${reason.replaceAll('-', ' ')}`, look: '' };
}

/** What waits, as it is called in a sentence. */
export const waitingWords: Record<ReconciliationLine['what'], string> = {
  picture: 'this picture',
  attachment: 'this photographed paper',
  'visit-record': 'this visit’s record',
};

export const candidateWords: Record<'named' | 'same-patient' | 'same-clinic', string> = {
  named: 'The appointment that the picture names',
  'same-patient': 'The same patient',
  'same-clinic': 'At the same station that day',
};

const fieldWords: Readonly<Record<string, string>> = {
  nhsNumber: 'NHS number',
  familyName: 'Family name',
  givenName: 'Given name',
  dateOfBirth: 'Date of birth',
  lesion: 'Lesion',
  site: 'Site',
  side: 'Side',
  station: 'Station',
  day: 'Day',
};

export function fieldName(field: string): string {
  return fieldWords[field] ?? field;
}

/** What a deed of the audit log is called: `book-appointment` is readable as it is. */
export function deedWords(action: string): string {
  const words = action.replaceAll('-', ' ');
  return words.charAt(0).toLocaleUpperCase('en-GB') + words.slice(1);
}
