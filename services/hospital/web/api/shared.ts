/**
 * What the hospital's pages and its services say to each other: JSON over HTTP below `/api`. Types only. Here is what all of
 * it shares; the files beside this one are a page's part each. Every answer that is not 2xx is a `Refusal`. Writing requests
 * carry `x-csrf-token` from `Me`.
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

/** GET /api/overview: the numbers beside the pages' names. */
export interface Overview {
  readonly inbox: number;
  readonly overdue: number;
  readonly reconciliation: number;
  readonly toPrint: number;
  readonly failedMessages: number;
  readonly deadLetters: number;
}
