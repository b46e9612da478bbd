/** One patient, what waits to be settled, and who did what, on the pages, as `shared.ts` says. Types only. */
import type { AppointmentLine, LesionLine, ReferralLine } from './referrals.ts';
import type { PatientLine, Side, View } from './shared.ts';
import type { AttachmentLine, VisitBeside, VisitLine } from './visits.ts';

// --- reconciliation --------------------------------------------------------------------------------------------------

/** GET /api/reconciliation?state=open → Page<ReconciliationLine>, oldest first */
export interface ReconciliationLine {
  readonly parcel: string;
  /** A picture of a lesion, another picture of a visit, or a visit's record without the pictures. */
  readonly what: 'picture' | 'attachment' | 'visit-record';
  readonly station: string;
  readonly reason: string;
  readonly noticedAt: string;
  readonly takenAt?: string;
  readonly state: 'open' | 'filed' | 'kept-out';
  /** As the picture says. */
  readonly patient?: {
    readonly familyName: string;
    readonly givenName: string;
    readonly dateOfBirth: string;
    readonly nhsNumber: string;
  };
  readonly decision?: { readonly by: string; readonly at: string; readonly why: string };
}

/** GET /api/reconciliation/:parcel. Its picture: GET /api/reconciliation/:parcel/picture, reduced; 404 when it cannot be opened. */
export interface ReconciliationDetail extends ReconciliationLine {
  /** `typed`: the words were typed at the station, from the letter; no table has them. */
  readonly lesion?: { readonly site: string; readonly side?: Side; readonly typed?: true };
  readonly view?: View;
  /** What an attachment is. */
  readonly paper?: AttachmentLine['what'];
  readonly openable: boolean;
  readonly differences: readonly { readonly field: string; readonly picture?: string; readonly record?: string }[];
  /** To whom it may belong, best first: the named appointment, the same day at the same station, the same patient. */
  readonly candidates: readonly {
    readonly appointment: AppointmentLine;
    readonly patient: PatientLine;
    readonly referral: string;
    readonly lesions: readonly LesionLine[];
    readonly why: 'named' | 'same-patient' | 'same-clinic';
  }[];
  /** Where it is filed now and should not be, after a wrong-patient correction. */
  readonly wasFiledTo?: PatientLine;
  /** The record of the visit that it belongs to, once that has come. */
  readonly visit?: VisitBeside;
}

// POST /api/reconciliation/:parcel/decision   Decision of services/hospital/ingest/api.ts; 409 when somebody was quicker
// POST /api/pictures/:sopUid/wrong-patient    { why }    the object is rejected, its picture waits in reconciliation
// GET  /api/pictures/:sopUid/preview, …/thumbnail        JPEG

// --- one patient -----------------------------------------------------------------------------------------------------

/** GET /api/patients/:id/journey */
export interface Journey {
  readonly patient: PatientLine & {
    readonly mergedInto?: string;
    readonly email?: string;
    readonly telephone?: string;
  };
  readonly referrals: readonly ReferralLine[];
  /** Oldest first. `kind` as in services/hospital/database/trail.ts; each has words in ui/hospital. */
  readonly events: readonly {
    readonly at: string;
    readonly referral?: string;
    readonly kind: string;
    readonly detail: Readonly<Record<string, string | number | boolean>>;
  }[];
  readonly pictures: readonly {
    readonly sopUid: string;
    readonly takenAt: string;
    readonly lesion: { readonly ordinal: number; readonly site: string; readonly side?: Side };
    readonly view: View;
    readonly polarised: boolean;
    readonly state: 'filed' | 'rejected';
    readonly referral: string;
    /** A better one follows it: the photographer took it again. */
    readonly retaken?: true;
  }[];
  /** Oldest first. */
  readonly visits: readonly VisitLine[];
  /** Letters and pages of all visits, oldest first. */
  readonly attachments: readonly AttachmentLine[];
}

/** GET /api/patients/:id/access-report → AccessReport. Auditor and coordinator. */
export interface AccessReport {
  readonly patient: PatientLine;
  readonly entries: readonly DeedLine[];
}

export interface DeedLine {
  readonly seq: number;
  readonly at: string;
  readonly who: string;
  readonly action: string;
  readonly patient?: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

// GET /api/audit?after=…   Page<DeedLine>, newest first. Auditor.

/** GET /api/audit/check. Auditor. */
export interface AuditCheck {
  readonly entries: number;
  /** First entry whose hash or predecessor is not right. */
  readonly brokenAt?: number;
  readonly lastHash: string;
}
