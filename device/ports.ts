/**
 * The parts on the desk, as the station sees them: a contact camera, a foot pedal, a ring light.
 *
 * A driver and a simulator stand behind each port and keep the same promises; `test/contract` holds one suite for each.
 * Expected trouble is a value here. A rejected promise is a bug of ours, and nobody catches it.
 */

/** Ends a subscription. Calling it twice does nothing the second time. */
export type Stop = () => void;

// ---------------------------------------------------------------------------------------------------------- camera

/** Why the camera could not do what was asked. Each has a sentence for the photographer in `ui/kiosk/words.ts`. */
export type CameraFault =
  | 'unplugged' // no camera answers where it should be
  | 'busy' // it answers, and asks for patience
  | 'battery-low' // it refuses to work on this battery
  | 'card-full' // it has nowhere to put a picture
  | 'out-of-focus' // it refused to release the shutter
  | 'timed-out' // it did not answer before the deadline; if it never does, its worker is ended and starts anew
  | 'bad-bytes' // what it sent is not one whole JPEG
  | 'other-camera' // it answers, and is not the body that belongs to this station; until somebody confirms it
  | 'failed'; // it reported something that none of the above describes

/** `starting` until the camera has answered once; afterwards it can be used, or a fault says why not. */
export type CameraStatus = 'starting' | 'ready' | CameraFault;

/** Who the camera says it is. Texts as the camera gives them, trimmed. */
export interface CameraFacts {
  readonly manufacturer: string;
  readonly model: string;
  readonly serial: string;
  readonly firmware: string;
}

/** One whole picture in memory. */
export interface Photo {
  /** The JPEG file exactly as the camera made it, from SOI to EOI. */
  readonly bytes: Uint8Array;
  /** SHA-256 of `bytes` in lower-case hexadecimal, taken in the process that talks to the camera. */
  readonly sha256: string;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly camera: CameraFacts;
}

/** Manual exposure, in libgphoto2's texts. The lens and the ring light are fixed, so each view has its own that never changes. */
export interface CameraSetup {
  /** Such as `1/125`. */
  readonly shutter: string;
  /** Such as `f/8`. */
  readonly aperture: string;
  /** Such as `200`. */
  readonly iso: string;
  /** Such as `Daylight`; left as it is when not given. */
  readonly whiteBalance?: string;
}

/** A setting that is not as it should be. */
export interface SettingDrift {
  readonly name: 'capture-target' | 'format' | 'mode' | 'auto-iso' | 'shutter' | 'aperture' | 'iso' | 'white-balance';
  readonly wanted: string;
  /** What the camera says; `undefined` where it has no such setting. */
  readonly is: string | undefined;
}

/** Things to know about the camera that do not stop work. Empty until it was asked; what it cannot tell stays `undefined`. */
export interface CameraAdvice {
  readonly batteryPercent: number | undefined;
  /** Pictures that still fit on its card. */
  readonly shotsLeft: number | undefined;
  /** Its clock minus ours: positive when it is ahead. Its clock counts whole seconds. */
  readonly clockOffsetS: number | undefined;
  readonly settings: readonly SettingDrift[];
  /** Why the status is `other-camera`: whose serial number was expected, and whose was found. */
  readonly serial: { readonly expected: string; readonly is: string } | undefined;
}

/** One picture of the live view: a small JPEG, about 640 to 1024 pixels wide. */
export interface Frame {
  readonly bytes: Uint8Array;
  /** Counts up by one for each frame the camera gave, so that a reader sees which it missed. */
  readonly number: number;
}

export interface Camera {
  /** The latest known status; `onStatus` tells every change. */
  status(): CameraStatus;

  /** Calls back on every change of status, not with the present one. */
  onStatus(listener: (status: CameraStatus) => void): Stop;

  /** Known once the status has been `ready`; kept through faults, replaced when another camera answers. */
  facts(): CameraFacts | undefined;

  /**
   * Take one picture and return its bytes as the camera made them. Never retries: the core decides that.
   *
   * Live view pauses meanwhile. Resolves with a fault for everything that can happen in a clinic, at the latest
   * `deadlineMs` after the call. Only bytes that are one whole JPEG of at least 800 × 600 pixels count.
   * Rejects only on a programming error: a call after `close`, or while another exposure is under way.
   */
  expose(deadlineMs: number): Promise<Photo | CameraFault>;

  /**
   * The exposure for the pictures that follow. Call it when a view is armed: the shutter then waits for nothing. Remembered,
   * and set again whenever the camera is opened anew; a later call replaces it.
   *
   * Resolves with `prepared` once the camera was asked and its answer read back; what it would not take is in `advice().settings`
   * and stops nothing. Resolves with a fault, in bounded time, when nobody could be asked; it is set as soon as that is over.
   * Rejects after `close`.
   */
  prepare(setup: CameraSetup): Promise<'prepared' | CameraFault>;

  /**
   * The picture is safe with us: the camera's own copy may go. Until then a copy on a card stays there, whatever happens to the
   * photo in our memory. A picture that went to the camera's memory instead of a card has no copy once it was handed over.
   * Safe to repeat; a photo of another camera is left alone.
   */
  forget(photo: Photo): void;

  /** The latest known advice. It is gathered now and then, never while an exposure is under way. */
  advice(): CameraAdvice;

  /** Calls back when the advice has changed, not with the present one. */
  onAdvice(listener: (advice: CameraAdvice) => void): Stop;

  /**
   * From now on the body with this serial number is this station's, also after a restart. Without it, the first one that
   * answers is. Heals `other-camera` when it is the one that is there.
   */
  confirm(serial: string): void;

  /**
   * Frames while at least one listener is there; the newest one wins, older ones are dropped, never queued.
   * No frames come while an exposure is under way or the camera is in a fault; they resume by themselves.
   */
  onFrame(listener: (frame: Frame) => void): Stop;

  /**
   * Pictures that no `expose` asked for: the camera's own button was pressed, or a picture came after its exposure had
   * been given up. They must not be lost and must never be bound to a patient; `forget` them once they are safe.
   */
  onUnexplained(listener: (photo: Photo) => void): Stop;

  /** Ends the camera's process and every subscription. Safe to repeat. */
  close(): Promise<void>;
}

// ----------------------------------------------------------------------------------------------------------- pedal

/** The contact closed or opened. Raw: contacts bounce, and making one press of many edges is the core's work. */
export interface PedalEdge {
  readonly down: boolean;
  /** Milliseconds on the process's monotonic clock (`performance.now()`). */
  readonly atMs: number;
}

export interface Pedal {
  /** Every edge in the order it happened. Says nothing of the state at the time of the call. */
  onEdge(listener: (edge: PedalEdge) => void): Stop;

  /** Releases the line; no edge is told afterwards. Safe to repeat. */
  close(): Promise<void>;
}

// ------------------------------------------------------------------------------------------------------ ring light

/** What the ring shows. `polarised` chooses the segment behind the polarising filter. */
export type LightScene =
  | { readonly kind: 'off' }
  | { readonly kind: 'aim'; readonly polarised: boolean } // steady and gentle, to find the lesion
  | { readonly kind: 'flash'; readonly polarised: boolean } // full brightness for the exposure
  | { readonly kind: 'signal'; readonly what: 'saved' | 'failed' }; // seen from the corner of the eye; ends by itself in the scene before it

export interface RingLight {
  /**
   * Resolves once the light shows the scene (for a signal: once it has begun). A later call replaces an earlier one.
   * Resolves with `'failed'` when the board does not answer; a visit goes on without it.
   */
  show(scene: LightScene): Promise<'shown' | 'failed'>;

  /** Turns the light off and releases the board. Safe to repeat. */
  close(): Promise<void>;
}
