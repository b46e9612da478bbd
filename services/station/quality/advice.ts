/**
 * From figures to what the photographer is told. Where the limits come from:
 *
 *   facts    five real dermoscopy pictures and their degraded copies, see facts on image quality
 *   drawn    the simulated camera's pictures of all views, skins and sizes, in `test/…/calibration.test.ts`
 *
 * All are provisional until pictures of the service's own camera have been through them.
 */
import type { QualityAdvice } from '../../wire/quality.ts';
import type { Figures } from './measure.ts';

/** facts: below it real pictures are blurred. In plain or deep skin sharp ones are below it too: `fineness` has to agree. */
export const focusMin = 1;
/** drawn: sharp 2.0 to 4.7, a blur of one pixel 1.7 to 2.9, of two pixels 1.3 to 1.9. */
export const finenessMin = { blurred: 1.65, sharp: 1.95 } as const;
/** drawn, 24 megapixels: sharp 0.7 to 2.3, a blur of two camera pixels 0.1 to 0.4. */
export const focusNativeMin = 0.45;
/** A picture that is hardly reduced shows a slight blur in `fineness` already. */
export const nativeMattersFrom = 2.5;
/** facts: Immerkær's estimate above it, focus cannot be trusted; … */
export const noiseMax = 1.5;
/** … when noise may be this much of what there is. */
export const noiseShareMax = 0.25;
/** facts */
export const burntOutMax = 0.01;
/** facts */
export const meanMin = 60;
/** American Telemedicine Association, in facts on the clinic: a picture has at least 800 × 600 pixels. */
export const longSideMinPx = 800;
export const shortSideMinPx = 600;

export interface Size {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** In the order in which it matters. Without figures only the size can be judged. */
export function adviceFor(figures: Figures, size: Size, reduction: number): readonly QualityAdvice[] {
  const focus = focusAdvice(figures, reduction);
  const { burntOut, mean, hasScale } = figures;
  const found: readonly (QualityAdvice | undefined)[] = [
    focus,
    burntOut !== undefined && burntOut > burntOutMax ? 'glare' : undefined,
    mean !== undefined && mean < meanMin ? 'dark' : undefined,
    isSmall(size) ? 'too-small' : undefined,
    // in a blurred picture ticks run into each other: whether there is a ruler cannot be told
    hasScale === false && focus !== 'blurred' ? 'no-scale' : undefined,
  ];
  return found.filter((each) => each !== undefined);
}

function focusAdvice(
  { focus, fineness, noiseShare, noise, focusNative }: Figures,
  reduction: number,
): QualityAdvice | undefined {
  if (focus === undefined || noiseShare === undefined || noise === undefined) return undefined;
  if (noise > noiseMax && noiseShare > noiseShareMax) return 'focus-unsure';
  if (fineness === undefined || fineness < finenessMin.blurred) return 'blurred';
  if (fineness < finenessMin.sharp) return focus < focusMin ? 'blurred' : 'maybe-blurred';
  const nativeMatters = reduction >= nativeMattersFrom && focusNative !== undefined;
  return nativeMatters && focusNative < focusNativeMin ? 'maybe-blurred' : undefined;
}

function isSmall({ widthPx, heightPx }: Size): boolean {
  return Math.max(widthPx, heightPx) < longSideMinPx || Math.min(widthPx, heightPx) < shortSideMinPx;
}
