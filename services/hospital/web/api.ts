/**
 * What the hospital's pages and its services say to each other: JSON over HTTP below `/api`. Types only. Beside it:
 * `patient-api.ts` (pictures that wait, one patient, the audit log), `visit-api.ts` (visits at stations, who works there).
 * Every answer that is not 2xx is a `Refusal`. Writing requests carry `x-csrf-token` from `Me`.
 */
export type Role = 'coordinator' | 'consultant' | 'engineer' | 'it' | 'auditor';
export type Urgency = 'routine' | 'urgent' | 'suspected-cancer';
export type ReferralState = 'received' | 'accepted' | 'booked' | 'seen' | 'closed' | 'rejected' | 'duplicate';
export type AppointmentState = 'booked' | 'seen' | 'did-not-attend' | 'cancelled' | 'moved';
export type View = 'locating' | 'close-up' | 'dermoscopic';
export type Side = 'left' | 'right' | 'midline';

export interface Refusal {
  /** A sentence for whoever stands there. */
  readonly error: string;
  /** For a form: which field each sentence is about. */
  readonly fields?: Readonly<Record<string, string>>;
}

/** At most `pageRowsMax` rows; `next` goes into `after` of the following request. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly next?: string;
}

/** GET /api/me; 401 sends the page to `/sign-in?to=<where it was>`. POST /sign-out ends the session. */
export interface Me {
  readonly name: string;
  readonly roles: readonly Role[];
  readonly csrf: string;
}

/** The faster diagnosis standard: 28 days from the referral (NHS England). Dates are `2026-11-22`. */
export interface Clock {
  readonly startsOn: string;
  readonly dueOn: string;
  /** Until the due day; negative after it. */
  readonly daysLeft: number;
  readonly stoppedOn?: string;
}

export interface PatientLine {
  readonly id: string;
  readonly hospitalNumber: string;
  readonly nhsNumber?: string;
  readonly familyName: string;
  readonly givenName: string;
  readonly dateOfBirth: string;
}

// --- referrals -------------------------------------------------------------------------------------------------------

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

// --- clinics ---------------------------------------------------------------------------------------------------------

/** GET /api/sites. POST /api/sites with a SiteForm. */
export interface Site {
  readonly id: string;
  readonly name: string;
  readonly address: readonly string[];
  readonly directions: string;
  readonly parking: string;
  readonly stations: readonly string[];
}

/** GET /api/clinics?from=2026-11-22&to=2026-11-29 → ClinicLine[] */
export interface ClinicLine {
  readonly id: string;
  readonly site: { readonly id: string; readonly name: string };
  readonly station: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly slotMinutes: number;
  readonly photographer: string;
  readonly state: 'open' | 'cancelled';
  readonly slots: number;
  readonly taken: number;
  readonly seen: number;
  readonly didNotAttend: number;
}

/** GET /api/clinics/:id */
export interface ClinicDay extends Omit<ClinicLine, 'slots'> {
  readonly slots: readonly {
    readonly at: string;
    readonly booked?: {
      readonly appointment: string;
      readonly state: AppointmentState;
      readonly patient: PatientLine;
      readonly referral: string;
      readonly urgency: Urgency;
      readonly clock: Clock;
      readonly lesions: number;
      readonly questionnaire: 'none' | 'in-progress' | 'completed';
      readonly pictures: number;
    };
  }[];
}

/** POST /api/clinics → { id }. Times of day are the hospital's own (Europe/London). */
export interface ClinicForm {
  readonly site: string;
  readonly station: string;
  readonly day: string;
  readonly from: string;
  readonly to: string;
  readonly slotMinutes: number;
  readonly photographer: string;
}

/** POST /api/appointments → { id }. 409 when the slot was taken meanwhile. */
export interface Booking {
  readonly referral: string;
  readonly session: string;
  readonly slotAt: string;
}

// POST /api/clinics/:id/cancel                   { reason }            its appointments are cancelled and told
// POST /api/appointments/:id/move                { session, slotAt }   → { id } of the new one
// POST /api/appointments/:id/cancel              { reason }
// POST /api/appointments/:id/did-not-attend      {}
// GET  /api/messages/:id/pdf                     the letter
// POST /api/messages/:id/printed                 {}
// POST /api/messages/:id/again                   {}                    a failed e-mail is tried anew

/** GET /api/messages?state=to-print,failed,waiting → Page<MessageLine> */
export interface MessageLine {
  readonly id: string;
  readonly kind: 'invitation' | 'moved' | 'cancelled';
  readonly state: 'waiting' | 'sent' | 'to-print' | 'printed' | 'failed';
  readonly patient: PatientLine;
  readonly slotAt: string;
  readonly recipient?: string;
  readonly lastError?: string;
}

// --- the way out -----------------------------------------------------------------------------------------------------

/** GET /api/outbound?state=dead,waiting → Page<OutboundLine>. POST /api/outbound/:seq/again {} tries a dead letter anew. */
export interface OutboundLine {
  readonly seq: number;
  readonly subject: 'task' | 'imaging-study' | 'document';
  readonly state: 'waiting' | 'sent' | 'dead';
  readonly attempts: number;
  readonly dueAt: string;
  readonly lastError?: string;
  readonly queuedAt: string;
  readonly patient?: PatientLine;
}

/** GET /api/overview: the numbers beside the pages' names. */
export interface Overview {
  readonly inbox: number;
  readonly overdue: number;
  readonly reconciliation: number;
  readonly toPrint: number;
  readonly failedMessages: number;
  readonly deadLetters: number;
}
