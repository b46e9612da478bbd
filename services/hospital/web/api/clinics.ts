/** Sites, clinics, appointments and messages to patients on the pages, as `shared.ts` says. Types only. */
import type { AppointmentState, Clock, PatientLine, Urgency } from './shared.ts';

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
