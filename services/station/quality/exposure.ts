/** How bright a picture is, and how much of it is burnt out. */
import { pixelsMin } from './focus.ts';
import type { Mask, Raster } from './raster.ts';

/** From here on a sensor has told all it can; facts on image quality. */
const burntOutFrom = 250;

export interface Exposure {
  /** Share of pixels of 250 and more, 0 to 1. */
  readonly burntOut: number;
  /** Mean grey level, 0 to 255. */
  readonly mean: number;
}

/** Undefined where the mask leaves too little to judge by. */
export function exposureOf({ grey }: Raster, mask: Mask): Exposure | undefined {
  let [count, sum, burnt] = [0, 0, 0];
  for (let i = 0; i < grey.length; i++) {
    if (mask[i] === 0) continue;
    const value = grey[i] as number;
    count += 1;
    sum += value;
    if (value >= burntOutFrom) burnt += 1;
  }
  if (count < pixelsMin) return undefined;
  return { burntOut: burnt / count, mean: sum / count };
}
