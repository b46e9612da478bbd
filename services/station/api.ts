/**
 * What the station tells its pages and what they may ask of it. Types only.
 *
 *   kiosk page  ── Command, JSON ──►  ws /kiosk  ── View, JSON · pictures, binary ──►  kiosk page
 *   bench page  ── BenchCommand ───►  ws /bench/socket  ── BenchView ──────────────►  bench page
 *
 * Both sockets carry the whole `View` (`BenchView`) as one JSON text whenever it changed and after every command, so a
 * page keeps no truth of its own and a page that reconnects is right at once. A binary message is one byte that says what it is
 * (`pictureTag`), then a JPEG. After drawing a live picture the page sends `{ kind: 'drawn' }`; at most two are under
 * way undrawn, newer ones replace waiting ones.
 */
import type { SimulatedFault } from '../../device/camera/simulated/faults.ts';
import type { CameraAdvice, CameraFacts, CameraFault, CameraStatus, LightScene } from '../../device/ports.ts';
import type { AppointmentId, LesionId, ParcelId, Sha256, StationId, VisitId } from '../wire/ids.ts';
import type { Lesion, Patient, ViewKind } from '../wire/patient.ts';

/** First byte of a binary message. */
export interface PictureTags {
  /** A frame of the live view. */
  readonly live: 1;
  /** A reduced copy of the picture just taken, to look at. It is shown until the next live picture is wanted. */
  readonly taken: 2;
}

/** Why the station did not do what was asked. Each has a sentence in `ui/kiosk/words.ts`. */
export type Refusal =
  | 'no-visit' // a press without an open visit
  | 'not-armed' // a press before lesion and view were chosen
  | 'unknown-appointment' // not in today's list
  | 'unknown-lesion' // not on this patient's referral
  | 'visit-open' // another visit has to end first
  | 'still-working' // the picture before this one is not safe yet
  | 'camera-not-ready' // the camera is in the fault that the view shows
  | 'disk-full' // no room to keep another picture safe
  | 'disk-failed' // the disk does not take writes
  | 'too-many-waiting'; // the outbox has reached its limit

/** What went wrong with the latest press: the station refused, or the picture could not be had or kept. */
export type Notice =
  | { readonly kind: 'refused'; readonly why: Refusal }
  | { readonly kind: 'camera'; readonly fault: CameraFault }
  | { readonly kind: 'not-kept' } // the picture was taken and could not be sealed or written: take it again
  | { readonly kind: 'pedal-stuck' };

/** Where one picture of the open visit is. */
export interface PictureView {
  readonly id: ParcelId;
  readonly lesion: LesionId;
  readonly view: ViewKind;
  /** SHA-256 of the camera's bytes. */
  readonly sha256: Sha256;
  readonly state: 'saved' | 'at-hospital' | 'quarantined';
  /** The hospital's own name for where it filed the picture. */
  readonly filedAs?: string;
  readonly pressToSavedMs: number;
}

export interface AppointmentView {
  readonly id: AppointmentId;
  /** Local time at the clinic, `09:20`. */
  readonly time: string;
  readonly patient: Patient;
  readonly lesions: readonly Lesion[];
}

/** What the station is doing, in the photographer's words: see the drawing in `core/visit.ts`. */
export type Stage = 'idle' | 'choosing' | 'armed' | 'exposing' | 'sealing' | 'saved';

export interface View {
  readonly station: StationId;
  readonly stage: Stage;
  /** Today's list; empty while a visit is open. */
  readonly clinic: readonly AppointmentView[];
  /** The open visit. */
  readonly visit?: {
    readonly id: VisitId;
    readonly patient: Patient;
    readonly lesions: readonly Lesion[];
    readonly pictures: readonly PictureView[];
  };
  /** The lesion and view that the next press takes, or the latest press took. */
  readonly aim?: { readonly lesion: LesionId; readonly view: ViewKind };
  readonly notice?: Notice;
  /** Counts the notices: the same trouble twice is two of them. */
  readonly notices: number;
  /** `advice`: what does not stop work, see the Camera port. */
  readonly camera: { readonly status: CameraStatus; readonly advice: CameraAdvice; readonly facts?: CameraFacts };
  readonly pedal: 'works' | 'missing';
  /** All pictures on this station: still here without a receipt, and at the hospital since the program started. */
  readonly outbox: { readonly waiting: number; readonly atHospital: number; readonly quarantined: number };
  readonly hospital: 'connected' | 'not-connected';
  readonly disk: 'ok' | 'full' | 'failed';
  /** The parts are simulated: the page offers the bench and says so. */
  readonly simulated: boolean;
}

/** What the kiosk may ask. Anything else is answered by closing the socket with code 1008. */
export type Command =
  | { readonly kind: 'open-visit'; readonly appointment: AppointmentId }
  | { readonly kind: 'arm'; readonly lesion: LesionId; readonly view: ViewKind }
  | { readonly kind: 'disarm' }
  | { readonly kind: 'press' } // the shutter on the screen; the pedal does the same
  | { readonly kind: 'close-visit' }
  | { readonly kind: 'confirm-camera'; readonly serial: string } // the body was exchanged on purpose
  | { readonly kind: 'drawn' };

export interface BenchView {
  readonly camera: {
    readonly faults: readonly SimulatedFault[];
    /** The subject in front of the lens when the camera draws its own pictures. */
    readonly subject?: ViewKind;
    readonly taken: number;
  };
  /** Absent where the pedal, the light is a real one. */
  readonly pedal?: { readonly down: boolean };
  readonly light?: LightScene;
}

export type BenchCommand =
  | { readonly kind: 'pedal'; readonly down: boolean }
  | { readonly kind: 'fault'; readonly fault: SimulatedFault; readonly on: boolean }
  | { readonly kind: 'own-button' }; // somebody presses the shutter on the camera itself
