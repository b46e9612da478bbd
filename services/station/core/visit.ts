/**
 * The visit, from the clinic list to the last picture. It decides and never acts: an event comes in, the next state and
 * what to do about it come out. Time and chance arrive inside events.
 *
 *            open-visit            arm              press               exposed             sealed
 *   idle ───────────────► choosing ───► armed ───────────► exposing ───────────► sealing ───────────► saved
 *    ▲                       ▲           │ ▲                  │                     │                   │
 *    │                       └─ disarm ──┘ └── exposure-failed┴──── seal-failed ────┘                   │
 *    │                                     └─────────────────────── arm ────────────────────────────────┤
 *    └──────────────── close-visit (from choosing, armed, saved) ───────────────────────────────────────┘
 *
 * A picture belongs to visit, lesion and view by its trigger, the press that asked for it. A picture with another
 * trigger, or with none, is sealed as unexplained: it may show another patient.
 */
import type { CameraFault, CameraSetup, CameraStatus, LightScene, Photo } from '../../../device/ports.ts';
import type { Capture } from '../../wire/capture.ts';
import type { LesionId, ParcelId, Sha256, StationId, VisitId } from '../../wire/ids.ts';
import type { Lesion, ViewKind } from '../../wire/patient.ts';
import type { AppointmentView, Notice, PictureView } from '../api.ts';
import type { DiskState } from './disk.ts';

/** How long the shutter, the camera's own work and the download may take together. */
export const exposeDeadlineMs = 15_000;

/** Pictures that may wait on the station; a full clinic day is about a hundred. */
export const waitingMax = 2_000;

export interface OpenVisit {
  readonly id: VisitId;
  readonly appointment: AppointmentView;
}

export interface Aim {
  readonly lesion: Lesion;
  readonly view: ViewKind;
}

/** The press that asks for a picture. Its name becomes the picture's. */
export interface Trigger {
  readonly id: ParcelId;
  /** Clock time, as the record will say it. */
  readonly at: string;
  readonly atMs: number;
}

export type Visit =
  | { readonly kind: 'idle' }
  | { readonly kind: 'choosing'; readonly visit: OpenVisit }
  | { readonly kind: 'armed'; readonly visit: OpenVisit; readonly aim: Aim }
  | { readonly kind: 'exposing'; readonly visit: OpenVisit; readonly aim: Aim; readonly trigger: Trigger }
  | {
      readonly kind: 'sealing';
      readonly visit: OpenVisit;
      readonly aim: Aim;
      readonly trigger: Trigger;
      readonly sha256: Sha256;
    }
  | { readonly kind: 'saved'; readonly visit: OpenVisit; readonly aim: Aim };

export type In<Kind extends Visit['kind']> = Extract<Visit, { kind: Kind }>;

export interface State {
  readonly station: StationId;
  readonly clinic: readonly AppointmentView[];
  readonly visit: Visit;
  /** Pictures of the open visit, in the order in which they were saved. */
  readonly pictures: readonly PictureView[];
  readonly notice: Notice | undefined;
  /** Counts the notices, so that the same one twice can be told from one. */
  readonly notices: number;
  readonly camera: CameraStatus;
  readonly disk: DiskState;
  readonly waiting: number;
}

export type VisitEvent =
  | { readonly kind: 'clinic'; readonly list: readonly AppointmentView[] }
  | { readonly kind: 'open-visit'; readonly appointment: string; readonly newId: VisitId }
  | { readonly kind: 'arm'; readonly lesion: LesionId; readonly view: ViewKind }
  | { readonly kind: 'disarm' }
  | { readonly kind: 'close-visit' }
  | { readonly kind: 'press'; readonly trigger: Trigger }
  | { readonly kind: 'pedal-stuck' }
  | { readonly kind: 'exposed'; readonly trigger: Trigger; readonly photo: Photo }
  | { readonly kind: 'exposure-failed'; readonly trigger: Trigger; readonly fault: CameraFault }
  | { readonly kind: 'unexplained'; readonly noticed: Trigger; readonly photo: Photo }
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
  | { readonly kind: 'waiting'; readonly waiting: number };

export type Effect =
  | { readonly kind: 'prepare'; readonly setup: CameraSetup } // when a view is armed, so that the shutter waits for nothing
  | { readonly kind: 'expose'; readonly trigger: Trigger; readonly deadlineMs: number }
  | { readonly kind: 'seal'; readonly capture: Capture; readonly photo: Photo }
  | { readonly kind: 'light'; readonly scene: LightScene }
  | { readonly kind: 'forget-pictures' }; // nothing of an ended visit stays in memory

export interface Step {
  readonly state: State;
  readonly effects: readonly Effect[];
}

export const begin = (station: StationId): State => ({
  station,
  clinic: [],
  visit: { kind: 'idle' },
  pictures: [],
  notice: undefined,
  notices: 0,
  camera: 'starting',
  disk: 'ok',
  waiting: 0,
});
