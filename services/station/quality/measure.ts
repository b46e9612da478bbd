/** All that is measured on one picture, from its two rasters. Arithmetic only, for the thread in `measuring-thread.ts`. */
import type { Shot } from '../api/picture.ts';
import { exposureOf } from './exposure.ts';
import { fineSigmaPx, focusSigmaPx, noiseGain, structureOf } from './focus.ts';
import { noiseOf } from './noise.ts';
import { middleOf, type Raster } from './raster.ts';
import { scaleIn } from './scale.ts';
import { inView } from './vignette.ts';

/** The middle of the reduced picture that is judged; facts on image quality. The rest is border, cloth and table. */
export const middleShare = 0.7;

export interface Rasters {
  /** The whole picture, reduced so that its middle is at most 1024 pixels wide. */
  readonly reduced: Raster;
  /** A crop of the middle at the camera's own size. */
  readonly native: Raster;
  /** Pixels of the camera for one of `reduced`, 1 and more. */
  readonly reduction: number;
}

/** Each is undefined where there was too little to judge by. */
export interface Figures {
  readonly focus: number | undefined;
  /** Structure at the finer scale over that at the scale of `focus`, without what noise adds to both. */
  readonly fineness: number | undefined;
  /** Share of the finest structure that noise explains, 0 to 1. */
  readonly noiseShare: number | undefined;
  readonly focusNative: number | undefined;
  readonly noise: number | undefined;
  readonly burntOut: number | undefined;
  readonly mean: number | undefined;
  /** A ruler is in the picture; looked for in close-ups only. */
  readonly hasScale: boolean | undefined;
}

const gain = { focus: noiseGain(focusSigmaPx), fine: noiseGain(fineSigmaPx) };

export function measure(rasters: Rasters, shot: Shot): Figures {
  return { ...structureIn(rasters), hasScale: shot === 'close-up' ? hasScale(rasters.reduced) : undefined };
}

export function hasScale(reduced: Raster): boolean {
  return scaleIn(reduced) !== undefined;
}

/** All but the search for a ruler. */
export function structureIn({ reduced, native, reduction }: Rasters): Omit<Figures, 'hasScale'> {
  const middle = middleOf(reduced, middleShare);
  const seen = inView(middle);
  const seenNative = inView(native);
  const exposure = exposureOf(middle, seen);
  const noise = noiseOf(native, seenNative);
  const focus = structureOf(middle, seen, focusSigmaPx);
  return {
    focus,
    ...finenessOf(focus, structureOf(middle, seen, fineSigmaPx), (noise ?? 0) / reduction),
    focusNative: structureOf(native, seenNative, focusSigmaPx),
    noise,
    burntOut: exposure?.burntOut,
    mean: exposure?.mean,
  };
}

/** `noise`: of the raster. Reducing by `n` averages `n` times `n` pixels, and leaves an `n`th of the camera's noise. */
function finenessOf(
  focus: number | undefined,
  fine: number | undefined,
  noise: number,
): Pick<Figures, 'fineness' | 'noiseShare'> {
  if (focus === undefined || fine === undefined || fine === 0) return { fineness: undefined, noiseShare: undefined };
  const noiseShare = Math.min(1, (gain.fine * noise ** 2) / fine);
  const bare = focus - gain.focus * noise ** 2;
  return { fineness: bare > 0 ? (fine * (1 - noiseShare)) / bare : undefined, noiseShare };
}
