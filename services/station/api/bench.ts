/** What the bench page shows of the simulated parts, and what it may do with them. Types only; how they travel: `view.ts`. */
import type { SimulatedFault } from '../../../device/camera/simulated/faults.ts';
import type { LightScene } from '../../../device/ports.ts';
import type { ViewKind } from '../../wire/patient.ts';

export interface BenchView {
  readonly camera: {
    readonly faults: readonly SimulatedFault[];
    /** The subject in front of the lens when the camera draws its own pictures. */
    readonly subject?: BenchSubject;
    /** Whose letter is held in front of the lens. */
    readonly letter?: BenchLetter;
    readonly taken: number;
  };
  /** Absent where the pedal, the light is a real one. */
  readonly pedal?: { readonly down: boolean };
  readonly light?: LightScene;
}

export type BenchSubject = ViewKind | 'letter';

/** `own`: of the patient whose visit is open; `other`: of another one of today's list. */
export type BenchLetter = 'own' | 'other';

export type BenchCommand =
  | { readonly kind: 'pedal'; readonly down: boolean }
  | { readonly kind: 'fault'; readonly fault: SimulatedFault; readonly on: boolean }
  | { readonly kind: 'own-button' } // somebody presses the shutter on the camera itself
  /** Hold a letter with its code in front of the lens; without `whose`, take it away. */
  | { readonly kind: 'letter'; readonly whose?: BenchLetter }
  /** The scanner reads a letter: of the open visit, or of the next patient who waits; or another one's. */
  | { readonly kind: 'scan'; readonly whose: BenchLetter };
