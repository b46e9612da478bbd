/** What the kiosk may ask of the station, and why the station may refuse. Types only; how they travel: `view.ts`. */
import type { CameraFault } from '../../../device/ports.ts';
import type { AppointmentId, LesionId, ParcelId, StaffId, VisitId } from '../../wire/ids.ts';
import type { Laterality, Patient } from '../../wire/patient.ts';
import type { CannotReason, ConsentPurpose, Exclusion, Signature } from '../../wire/visit-record.ts';
import type { Shot } from './picture.ts';

/** What the kiosk may ask. Anything else is answered by closing the socket with code 1008. */
export type Command =
  // at any time
  | { readonly kind: 'active' } // somebody touched the screen; every other command but `drawn` says so too
  | { readonly kind: 'drawn' }
  | { readonly kind: 'scan'; readonly code: string } // a badge, or a letter's code, from the scanner
  | { readonly kind: 'lock' }
  | { readonly kind: 'confirm-camera'; readonly serial: string } // the body was exchanged on purpose
  // locked
  | { readonly kind: 'sign-in'; readonly staff: StaffId; readonly pin: string }
  // clinic
  | { readonly kind: 'open-visit'; readonly appointment: AppointmentId }
  /** A site of the table has its code; one without a code was typed, as the letter says it. */
  | {
      readonly kind: 'register';
      readonly patient: Patient;
      readonly lesions: readonly { readonly site: string; readonly side?: Laterality; readonly code?: string }[];
    }
  | { readonly kind: 'did-not-attend'; readonly appointment: AppointmentId }
  /** Pictures of this visit are another patient's: the open one, or one that has ended today. All of them, or the named ones. */
  | {
      readonly kind: 'wrong-patient';
      readonly visit: VisitId;
      readonly pictures?: readonly ParcelId[];
      readonly note: string;
    }
  // identify
  | { readonly kind: 'this-one'; readonly appointment: AppointmentId } // of the look-alikes
  | {
      readonly kind: 'identify';
      readonly name: boolean; // the patient said the name that is on the screen
      readonly address: boolean; // and the first line of the address; false where there is none to compare
      readonly day: number;
      readonly month: number;
    }
  | { readonly kind: 'no-frame'; readonly why: 'no-letter' | 'unreadable' }
  /** The person here is not the one of the list: the visit ends and is recorded, with whatever was taken set aside. */
  | { readonly kind: 'not-this-patient' }
  // questionnaire
  | { readonly kind: 'hand-over'; readonly language: string } // the patient gets the screen
  | { readonly kind: 'photograph-paper'; readonly on: boolean }
  | { readonly kind: 'questionnaire-done'; readonly declined: boolean }
  // consent
  | { readonly kind: 'exclusions'; readonly found: readonly Exclusion[]; readonly why?: string } // `why`: go on all the same
  | {
      readonly kind: 'consent';
      readonly given: Readonly<Record<ConsentPurpose, boolean>>;
      readonly how: { readonly kind: 'signed'; readonly strokes: Signature } | { readonly kind: 'verbal' };
    }
  // taking pictures
  | { readonly kind: 'arm'; readonly lesion: LesionId; readonly shot: Shot }
  | { readonly kind: 'disarm' }
  | { readonly kind: 'press' } // the shutter on the screen; the pedal does the same
  | { readonly kind: 'keep' } // at once, without waiting for a second press
  | { readonly kind: 'retake' }
  | { readonly kind: 'cannot'; readonly lesion: LesionId; readonly why?: CannotReason } // without `why`: it can after all
  | { readonly kind: 'wish'; readonly text: string }
  | { readonly kind: 'note'; readonly text: string }
  /** Back or on to another part of the visit. On only as far as what came before is done. */
  | { readonly kind: 'go'; readonly to: 'questionnaire' | 'consent' | 'choosing' | 'ending' }
  /** All pictures of the strip are this patient's; the visit's record goes to the hospital. */
  | { readonly kind: 'end-visit'; readonly outcome: 'completed' | 'ended-early'; readonly why?: string };

/** What went wrong with the latest press or tap: the station refused, or the picture could not be had or kept. */
export type Notice =
  | { readonly kind: 'refused'; readonly why: Refusal }
  | { readonly kind: 'camera'; readonly fault: CameraFault }
  | { readonly kind: 'not-kept' } // the picture was taken and could not be sealed or written: take it again
  | { readonly kind: 'set-aside' } // a picture came that nobody had asked for: it goes to the hospital, to nobody's record
  | { readonly kind: 'pedal-stuck' };

/** Why the station did not do what was asked. Each has a sentence in `ui/kiosk/words.ts`. */
export type Refusal =
  | 'locked' // somebody has to sign in first
  | 'no-visit' // a press without an open visit
  | 'not-armed' // a press before lesion and view were chosen
  | 'not-identified' // a press before the patient's identity was confirmed
  | 'no-consent' // a press before the patient agreed to pictures for the record
  | 'unknown-appointment' // not in today's list
  | 'unknown-code' // a code that is no appointment's of today and no badge's
  | 'other-patient' // the code of another appointment than the open visit's
  | 'unknown-lesion' // not on this patient's referral
  | 'not-photographed' // a lesion that was said not to be photographed
  | 'visit-open' // another visit has to end first
  | 'wrong-birthday' // day and month are not those of the list
  | 'not-asked' // name or address were not asked
  | 'not-now' // nothing to do with what is on the screen
  | 'still-working' // the picture before this one is not safe yet
  | 'camera-not-ready' // the camera is in the fault that the view shows
  | 'disk-full' // no room to keep another picture safe
  | 'disk-failed' // the disk does not take writes
  | 'too-many-waiting'; // the outbox has reached its limit
