/** What can happen at the station, and what the core then wants done: the two ends of `step`. */
import type { CameraFault, CameraSetup, CameraStatus, LightScene, Photo } from '../../../device/ports.ts';
import type { Capture } from '../../wire/capture.ts';
import type { Correction } from '../../wire/correction.ts';
import type { StationDeed } from '../../wire/deeds.ts';
import type { AppointmentId, ParcelId, StaffId, VisitId } from '../../wire/ids.ts';
import type { Quality } from '../../wire/quality.ts';
import type { AnswersGiven } from '../../wire/questionnaire.ts';
import type { VisitRecord } from '../../wire/visit-record.ts';
import type { Command } from '../api/command.ts';
import type { StaffView } from '../api/view.ts';
import type { DiskState } from './disk.ts';
import type { Aim, DayList, Now, State, Trigger } from './visit.ts';

/** What a page asks, as the core hears it: `drawn` and `confirm-camera` concern the shell alone. */
type Asked = Exclude<Command, { kind: 'drawn' | 'confirm-camera' | 'press' }>;

export type VisitEvent = { readonly now: Now } & (
  | Asked
  | { readonly kind: 'press'; readonly trigger: Trigger }
  | { readonly kind: 'patient-language'; readonly language: string }
  | { readonly kind: 'patient-answers'; readonly language: string; readonly answers: AnswersGiven }
  | { readonly kind: 'take-back'; readonly pin: string }
  | { readonly kind: 'secret-checked'; readonly who: StaffId | 'badge'; readonly staff: StaffView | undefined }
  | { readonly kind: 'list'; readonly roster: readonly StaffView[]; readonly list: DayList }
  | { readonly kind: 'tick' }
  | { readonly kind: 'pedal-stuck' }
  | { readonly kind: 'exposed'; readonly trigger: Trigger; readonly photo: Photo }
  | { readonly kind: 'exposure-failed'; readonly trigger: Trigger; readonly fault: CameraFault }
  | { readonly kind: 'unexplained'; readonly noticed: Trigger; readonly photo: Photo }
  /** `code`: what was read in a picture of a letter. */
  | {
      readonly kind: 'assessed';
      readonly trigger: Trigger;
      readonly photo: Photo;
      readonly quality: Quality | undefined;
      readonly code: string | undefined;
    }
  | { readonly kind: 'sealed'; readonly id: ParcelId; readonly atMs: number }
  | { readonly kind: 'seal-failed'; readonly id: ParcelId }
  | {
      readonly kind: 'receipt';
      readonly id: ParcelId;
      readonly outcome: 'filed' | 'quarantined';
      readonly filedAs: string;
    }
  | { readonly kind: 'camera'; readonly status: CameraStatus }
  | { readonly kind: 'disk'; readonly disk: DiskState }
  | { readonly kind: 'waiting'; readonly waiting: number }
) & { readonly fresh?: Fresh };

/**
 * Random names, in case the event begins something. Needed with open-visit, scan, register, did-not-attend, this-one,
 * not-this-patient, wrong-patient and end-visit.
 */
export interface Fresh {
  readonly visit: VisitId;
  readonly parcel: ParcelId;
  /** A second parcel: a correction of the open visit ends it, and its record travels as well. */
  readonly recordParcel: ParcelId;
  readonly appointment: AppointmentId;
  /** Local time at the clinic, for a visit that is registered by hand. */
  readonly time: string;
}

export type Effect =
  | { readonly kind: 'prepare'; readonly setup: CameraSetup } // when a view is armed, so that the shutter waits for nothing
  | { readonly kind: 'expose'; readonly trigger: Trigger; readonly deadlineMs: number }
  | { readonly kind: 'assess'; readonly trigger: Trigger; readonly photo: Photo; readonly aim: Aim }
  | { readonly kind: 'seal'; readonly capture: Capture; readonly photo: Photo }
  | { readonly kind: 'send'; readonly document: VisitRecord | Correction }
  | { readonly kind: 'deed'; readonly deed: StationDeed }
  | { readonly kind: 'light'; readonly scene: LightScene }
  | { readonly kind: 'check-pin'; readonly staff: StaffId; readonly pin: string }
  | { readonly kind: 'check-badge'; readonly code: string }
  /** Open the worklist in memory, now that somebody is signed in; let go of it again. Each is followed by a `list` event. */
  | { readonly kind: 'open-list' }
  | { readonly kind: 'close-list' }
  | { readonly kind: 'forget-pictures' }; // nothing of an ended visit stays in memory

export interface Step {
  readonly state: State;
  readonly effects: readonly Effect[];
}
