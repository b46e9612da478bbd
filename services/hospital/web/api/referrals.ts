/** Referrals and patients on the pages, as `shared.ts` says. Types only. */
import type { AppointmentState, Clock, PatientLine, ReferralState, Side, Urgency } from './shared.ts';

/** GET /api/referrals?state=received,accepted&urgency=urgent&q=smith&after=… → Page<ReferralLine>, most urgent clock first. */
export interface ReferralLine {
  readonly id: string;
  readonly patient: PatientLine;
  readonly urgency: Urgency;
  readonly state: ReferralState;
  readonly source: 'fhir' | 'ers' | 'csv' | 'form';
  readonly practice: string;
  readonly lesions: number;
  readonly receivedAt: string;
  readonly clock: Clock;
  /** The open or last appointment. */
  readonly appointment?: AppointmentLine;
}

export interface AppointmentLine {
  readonly id: string;
  readonly slotAt: string;
  readonly site: string;
  readonly state: AppointmentState;
  readonly reason?: string;
}

export interface BodySite {
  readonly scheme: string;
  readonly code: string;
  readonly meaning: string;
}

export interface LesionLine {
  readonly id: string;
  readonly ordinal: number;
  /** Words of the letter. */
  readonly site: string;
  readonly side?: Side;
  readonly coded?: BodySite;
}

/** GET /api/referrals/:id */
export interface ReferralDetail extends Omit<ReferralLine, 'lesions'> {
  readonly ubrn?: string;
  readonly practitioner: string;
  readonly clinicalText: string;
  readonly stateReason?: string;
  readonly duplicateOf?: string;
  readonly lesions: readonly LesionLine[];
  /** Opened with GET /api/documents/:id. */
  readonly documents: readonly { readonly id: string; readonly title: string; readonly mediaType: string }[];
  readonly questionnaire: 'none' | 'in-progress' | 'completed';
  readonly appointments: readonly AppointmentLine[];
  /** Other open referrals of the same patient, and patients who may be the same person. */
  readonly sameReferral: readonly ReferralLine[];
  readonly samePatient: readonly PatientLine[];
  /** Sentences on what to look at before accepting: what the pathway excludes, or what is missing. */
  readonly advice: readonly string[];
  readonly address: readonly string[];
  readonly postcode?: string;
  readonly email?: string;
  readonly telephone?: string;
  readonly language: string;
}

/** POST /api/referrals → `{ id }`, or 422 with `fields` named as here (`lesions.0.site`). For a coordinator who has only the letter. */
export interface ReferralForm {
  readonly nhsNumber: string;
  readonly familyName: string;
  readonly givenName: string;
  readonly dateOfBirth: string;
  readonly sex?: 'female' | 'male' | 'other' | 'unknown';
  readonly address: readonly string[];
  readonly postcode?: string;
  readonly email?: string;
  readonly telephone?: string;
  readonly language: string;
  readonly urgency: Urgency;
  readonly practice: string;
  readonly practitioner: string;
  readonly clinicalText: string;
  /** Day the letter was received. */
  readonly receivedOn: string;
  /** The most is three: the pathway excludes more. */
  readonly lesions: readonly { readonly site: string; readonly side?: Side; readonly code?: string }[];
  /** The letter as PDF, base64. */
  readonly letter?: { readonly title: string; readonly base64: string };
}

/** POST /api/referrals/csv, text/csv. Rows that are right are taken, the others told one by one. */
export interface CsvOutcome {
  readonly taken: number;
  /** Had been taken before. */
  readonly known: number;
  readonly refused: readonly { readonly line: number; readonly why: string }[];
}

/** POST /api/referrals/:id/decision */
export type ReferralDecision =
  | { readonly kind: 'accept' }
  | { readonly kind: 'reject'; readonly reason: string }
  | { readonly kind: 'duplicate'; readonly of: string };

// POST /api/referrals/:id/lesions               { site: string, side?: Side, code?: string } → { id }   one that only the
//                                               letter names, before the referral is booked
// POST /api/referrals/:id/lesions/:lesion/site  { code: string }   a code of GET /api/body-sites → BodySite[]
// GET  /api/patients?q=…&after=…                Page<PatientLine>
// POST /api/patients/:id/merge                  { into: string, why: string, otherBirthday?: true }   409 without
//                                               `otherBirthday` where the two dates of birth differ
