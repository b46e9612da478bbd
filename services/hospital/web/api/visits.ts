/** Visits at stations, and who may sign in there, on the pages, as `shared.ts` says. Types only. */
import type { PatientLine, Side } from './shared.ts';

// --- who may sign in at stations --------------------------------------------------------------------------------------

/** GET /api/station-staff → StationStaffLine[], by name. Coordinators and IT; so are all that change them. */
export interface StationStaffLine {
  readonly id: string;
  readonly name: string;
  readonly active: boolean;
  readonly hasPin: boolean;
  readonly hasBadge: boolean;
  readonly changedAt: string;
}

// POST /api/station-staff                 { name }            → { id }. 409 when somebody active is called so
// POST /api/station-staff/:id/pin         { pin, again }      both the same; or { generate: true } → { pin }, shown once
// POST /api/station-staff/:id/badge       {}                  → GivenBadge; the one before does not open any more
// POST /api/station-staff/:id/badge-back  {}                  the badge was handed in, or lost
// POST /api/station-staff/:id/state       { active }          who leaves loses PIN and badge

/** A badge's code, told once. `picture`: its QR code, as the address of an image. */
export interface GivenBadge {
  readonly code: string;
  readonly picture: string;
}

// --- one patient's visits ---------------------------------------------------------------------------------------------

export type ConsentPurpose = 'record' | 'teaching' | 'publication';

/** What happened in a visit beside its pictures, as the station wrote it down. */
export interface VisitLine {
  /** The parcel that the record travelled in. */
  readonly record: string;
  readonly visit: string;
  readonly station: string;
  readonly referral?: string;
  readonly outcome: 'completed' | 'ended-early' | 'did-not-attend';
  readonly why?: string;
  readonly openedAt: string;
  readonly endedAt: string;
  /** Names, the first one first. */
  readonly staff: readonly string[];
  readonly registeredByHand: boolean;
  readonly identity: {
    readonly opened: 'scanned' | 'list' | 'by-hand';
    readonly confirmed: readonly {
      readonly at: string;
      readonly by: string;
      readonly name: boolean;
      readonly birthday: boolean;
      readonly address: boolean;
    }[];
    /** How many others of that day could have been taken for this patient. */
    readonly lookAlikes: number;
    readonly frame: 'matched' | 'no-letter' | 'unreadable' | 'not-taken';
  };
  readonly questionnaire: {
    readonly how: 'before' | 'at-station' | 'paper' | 'declined' | 'not-asked';
    readonly language?: string;
  };
  readonly exclusions: { readonly found: readonly string[]; readonly why?: string };
  /** In the order in which they were given; the last one holds. */
  readonly consent: readonly {
    readonly at: string;
    readonly by: string;
    readonly given: Readonly<Record<ConsentPurpose, boolean>>;
    /** Lists of x, y, x, y … from 0 to 1000; absent where it was given by word of mouth. */
    readonly strokes?: readonly (readonly number[])[];
  }[];
  readonly cannot: readonly {
    readonly lesion: { readonly site: string; readonly side?: Side; readonly typed?: true };
    readonly why: string;
  }[];
  readonly wishes: readonly string[];
  readonly note?: string;
  /** How many of its pictures were taken again. */
  readonly retaken: number;
}

/** GET /api/attachments/:parcel: JPEG, reduced. Who looks is on record. Coordinators and consultants. */
export interface AttachmentLine {
  readonly parcel: string;
  readonly visit: string;
  readonly what: 'identity-frame' | 'paper-questionnaire';
  readonly takenAt: string;
  readonly state: 'filed' | 'rejected';
}

// POST /api/attachments/:parcel/wrong-patient  { why }   it is taken out, and waits in reconciliation

// --- reconciliation ---------------------------------------------------------------------------------------------------

/** What was typed or chosen at the station for the visit that a picture belongs to, and whether it agreed with an appointment. */
export interface VisitBeside {
  readonly parcel: string;
  readonly visit: VisitLine;
  readonly patient: {
    readonly familyName: string;
    readonly givenName: string;
    readonly dateOfBirth: string;
    readonly nhsNumber: string;
  };
  /** `typed`: the words were typed at the station, from the letter; no table has them. */
  readonly lesions: readonly { readonly site: string; readonly side?: Side; readonly typed?: true }[];
  /** `unmatched`: it waits for a person itself. `settled`: a person has said whose it is. */
  readonly state: 'matched' | 'unmatched' | 'settled' | 'kept-out';
  /** Whose it is, where that is known. */
  readonly belongsTo?: PatientLine;
}
