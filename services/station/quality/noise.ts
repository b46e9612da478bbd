/**
 * The sensor's noise (J. Immerkær, Fast Noise Variance Estimation, 1996): the difference of two Laplacians sees neither
 * plain areas nor straight edges, so what it answers with is mostly noise, and the finest structure.
 */

import { pixelsMin } from './focus.ts';
import type { Mask, Raster } from './raster.ts';

/** Standard deviation in grey levels; undefined where the mask leaves too little to judge by. */
export function noiseOf({ widthPx, heightPx, grey }: Raster, mask: Mask): number | undefined {
  let [count, sum] = [0, 0];
  for (let y = 1; y < heightPx - 1; y++) {
    for (let x = 1; x < widthPx - 1; x++) {
      const i = y * widthPx + x;
      if (mask[i] === 0) continue;
      const corners =
        (grey[i - widthPx - 1] as number) +
        (grey[i - widthPx + 1] as number) +
        (grey[i + widthPx - 1] as number) +
        (grey[i + widthPx + 1] as number);
      const sides =
        (grey[i - 1] as number) +
        (grey[i + 1] as number) +
        (grey[i - widthPx] as number) +
        (grey[i + widthPx] as number);
      sum += Math.abs(corners - 2 * sides + 4 * (grey[i] as number));
      count += 1;
    }
  }
  if (count < pixelsMin) return undefined;
  return (Math.sqrt(Math.PI / 2) * sum) / (6 * count);
}
