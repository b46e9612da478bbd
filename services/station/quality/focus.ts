/**
 * How much fine structure a picture has: the variance of the Laplacian of a Gaussian (Marr and Hildreth 1980). The
 * Gaussian keeps a sensor's noise from being taken for structure, which fools a plain Laplacian.
 *
 *              │╲  at σ 1.4: `focus`, as large as the skin is rough and its contrast strong
 *   variance   │ ╲
 *              │  ╲__ at σ 1 it is 4 times as large in a sharp picture, 1.4 times in a blurred one, whatever it shows
 *              └───────
 *
 * So the quotient of the two (`fineness`) judges deep skin, far views and close ones by the same measure. For pictures
 * whose spectrum falls as natural ones do it is ((1.96 + b²) / (1 + b²))² after a blur of b pixels.
 */
import type { Mask, Raster } from './raster.ts';

/** The scale of the figure that travels with a picture, in pixels of the raster. */
export const focusSigmaPx = 1.4;
/** The finer scale that it is compared with. */
export const fineSigmaPx = 1;

/** Fewer pixels say nothing of a picture. */
export const pixelsMin = 10_000;

const reachSigmas = 3.5; // beyond it the weights are below a thousandth

function weightsOf(sigmaPx: number): Float64Array {
  const reach = Math.ceil(reachSigmas * sigmaPx);
  const raw = Float64Array.from({ length: 2 * reach + 1 }, (_, i) =>
    Math.exp(-((i - reach) ** 2) / (2 * sigmaPx ** 2)),
  );
  const sum = raw.reduce((total, weight) => total + weight, 0);
  return raw.map((weight) => weight / sum);
}

/** Variance in squared grey levels; undefined where the mask leaves fewer than `pixelsMin` to judge by. */
export function structureOf(raster: Raster, mask: Mask, sigmaPx: number): number | undefined {
  const { widthPx, heightPx } = raster;
  const weights = weightsOf(sigmaPx);
  const edge = (weights.length >> 1) + 1;
  const soft = smoothed(raster, weights);
  let [count, sum, squares] = [0, 0, 0];
  for (let y = edge; y < heightPx - edge; y++) {
    for (let x = edge, i = y * widthPx + edge; x < widthPx - edge; x++, i++) {
      if (mask[i] === 0) continue;
      const laplacian =
        (soft[i - 1] as number) +
        (soft[i + 1] as number) +
        (soft[i - widthPx] as number) +
        (soft[i + widthPx] as number) -
        4 * (soft[i] as number);
      count += 1;
      sum += laplacian;
      squares += laplacian * laplacian;
    }
  }
  if (count < pixelsMin) return undefined;
  return squares / count - (sum / count) ** 2;
}

/** What white noise of one grey level adds to `structureOf`: the squares of the whole filter's weights. */
export function noiseGain(sigmaPx: number): number {
  const weights = weightsOf(sigmaPx);
  const size = weights.length;
  const at = (x: number, y: number): number => (weights[x] ?? 0) * (weights[y] ?? 0);
  let gain = 0;
  for (let y = -1; y <= size; y++)
    for (let x = -1; x <= size; x++)
      gain += (at(x - 1, y) + at(x + 1, y) + at(x, y - 1) + at(x, y + 1) - 4 * at(x, y)) ** 2;
  return gain;
}

/** The Gaussian, along the rows and then down the columns. The outermost pixels are left as they are. */
function smoothed({ widthPx, heightPx, grey }: Raster, weights: Float64Array): Float32Array {
  const reach = weights.length >> 1;
  const across = Float32Array.from(grey);
  for (let y = 0; y < heightPx; y++) {
    for (let x = reach, i = y * widthPx + x; x < widthPx - reach; x++, i++) {
      let sum = 0;
      for (let k = 0; k < weights.length; k++) sum += (weights[k] as number) * (grey[i + k - reach] as number);
      across[i] = sum;
    }
  }
  const down = across.slice();
  for (let y = reach; y < heightPx - reach; y++) {
    const row = down.subarray(y * widthPx, (y + 1) * widthPx).fill(0);
    for (let k = 0; k < weights.length; k++) {
      const weight = weights[k] as number;
      const from = (y + k - reach) * widthPx;
      for (let x = 0; x < widthPx; x++) row[x] = (row[x] as number) + weight * (across[from + x] as number);
    }
  }
  return down;
}
