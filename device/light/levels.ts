/**
 * What each scene means in light: the duty of the ring's two segments.
 *
 *   duty 1 ┤            ┌──┐ flash
 *          │            │  │
 *          │            │  │   ╭╮ ╭╮ saved     ┌───┐ ┌───┐ failed
 *     aim ┤────────────┘  └───╯╰─╯╰──         ─┘   └─┘   └─
 *        0 ┴─────────────────────────────────────────────────
 *
 * Pure. How long full brightness may last is `heat.ts`.
 */
import type { LightScene } from '../ports.ts';

/** `plain` has no filter before it; `polarised` has. */
export type Segment = 'plain' | 'polarised';

export const segments: readonly Segment[] = ['plain', 'polarised'];

/** Duty of each segment: 0 is dark, 1 is all that the supply gives. */
export type Levels = { readonly [segment in Segment]: number };

export const dark: Levels = { plain: 0, polarised: 0 };

/** Duties of a scene's lit segment. A clinic sets them to its camera and its room. */
export interface Brightness {
  readonly aimDuty: number;
  readonly flashDuty: number;
  readonly signalDuty: number;
}

/** Aiming at a quarter lets an eye and a live view find the lesion without dazzling; the exposure wants everything. */
export const usualBrightness: Brightness = { aimDuty: 0.25, flashDuty: 1, signalDuty: 0.35 };

export type SteadyScene = Exclude<LightScene, { readonly kind: 'signal' }>;
export type SignalName = Extract<LightScene, { readonly kind: 'signal' }>['what'];

/** One moment of a signal: this part of `signalDuty` on both segments, for so long. */
export interface Moment {
  readonly share: number;
  readonly ms: number;
}

/**
 * The signals. At most three flashes in any second, so that none can harm a patient with photosensitive epilepsy
 * (WCAG 2.2, success criterion 2.3.1). They differ in rhythm, not in brightness: a second look is not needed.
 */
export const signals: { readonly [name in SignalName]: readonly Moment[] } = {
  // two soft pulses
  saved: [
    { share: 0.35, ms: 60 },
    { share: 1, ms: 120 },
    { share: 0.35, ms: 60 },
    { share: 0, ms: 120 },
    { share: 0.35, ms: 60 },
    { share: 1, ms: 120 },
    { share: 0.35, ms: 60 },
  ],
  // dark, a slow blink, dark, another
  failed: [
    { share: 0, ms: 300 },
    { share: 1, ms: 500 },
    { share: 0, ms: 300 },
    { share: 1, ms: 500 },
    { share: 0, ms: 300 },
  ],
};

/** How long a signal is shown before the light returns to the scene before it. */
export function signalMs(name: SignalName): number {
  return signals[name].reduce((sum, { ms }) => sum + ms, 0);
}

/** The levels of a scene that stays. */
export function steadyLevels(scene: SteadyScene, brightness: Brightness): Levels {
  switch (scene.kind) {
    case 'off':
      return dark;
    case 'aim':
      return one(scene.polarised, brightness.aimDuty);
    case 'flash':
      return one(scene.polarised, brightness.flashDuty);
  }
}

/** The levels of one moment of a signal: both segments, for it is seen, not photographed by. */
export function momentLevels({ share }: Moment, { signalDuty }: Brightness): Levels {
  return { plain: share * signalDuty, polarised: share * signalDuty };
}

/** The same light, no segment above `duty`. */
export function capped(levels: Levels, duty: number): Levels {
  return { plain: Math.min(levels.plain, duty), polarised: Math.min(levels.polarised, duty) };
}

/** The brighter segment's duty: both sit on one piece of aluminium. */
export function brightest(levels: Levels): number {
  return Math.max(levels.plain, levels.polarised);
}

function one(polarised: boolean, duty: number): Levels {
  return polarised ? { plain: 0, polarised: duty } : { plain: duty, polarised: 0 };
}
