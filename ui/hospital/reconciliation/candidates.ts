/** To whom a picture may belong: those the server found, and those a coordinator looks up. */

import type { ReconciliationDetail } from '../../../services/hospital/web/api/patients.ts';
import type { AppointmentLine, LesionLine, ReferralDetail } from '../../../services/hospital/web/api/referrals.ts';
import type { PatientLine, View } from '../../../services/hospital/web/api/shared.ts';
import { patientWords, siteWords } from '../parts/tags.ts';
import { momentWritten } from '../when.ts';
import { candidateWords, viewWords } from '../words.ts';

export interface Candidate {
  readonly appointment: AppointmentLine;
  readonly patient: PatientLine;
  readonly lesions: readonly LesionLine[];
  readonly why: string;
}

export function foundBy(detail: ReconciliationDetail): readonly Candidate[] {
  return detail.candidates.map(({ appointment, patient, lesions, why }) => ({
    appointment,
    patient,
    lesions,
    why: candidateWords[why],
  }));
}

/** Every appointment of a referral that somebody looked up, the newest first. */
export function ofReferral({ appointments, patient, lesions }: ReferralDetail): readonly Candidate[] {
  return [...appointments]
    .sort((a, b) => b.slotAt.localeCompare(a.slotAt))
    .map((appointment) => ({ appointment, patient, lesions, why: 'Looked up by you' }));
}

export interface Filing {
  readonly candidate: Candidate;
  readonly lesion: LesionLine;
  readonly view: View;
}

/** What is confirmed, in one sentence: whose picture this will be. */
export function filingWords({ candidate, lesion, view }: Filing): string {
  return (
    `File this picture to ${patientWords(candidate.patient)}, lesion ${lesion.ordinal}, ${siteWords(lesion)}, ` +
    `as the ${viewWords[view]} view, taken at the appointment of ${momentWritten(candidate.appointment.slotAt)}, ` +
    `${candidate.appointment.site}.`
  );
}

/** The same for what shows no lesion, or is no picture at all. */
export function besideWords(what: string, { patient, appointment }: Candidate): string {
  return `Keep ${what} with ${patientWords(patient)}, as of the appointment of ${momentWritten(appointment.slotAt)}, ${appointment.site}.`;
}
