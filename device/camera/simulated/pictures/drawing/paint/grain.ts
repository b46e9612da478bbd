import { chance } from './chance.ts';

/** A tile of fine structure in display values, seamless when repeated. */
export interface Grain {
  /** Red, green, blue, red, … for row `y` of a picture; repeats sideways as often as needed. */
  row(y: number): Float32Array;
}

const sizePx = 512;

/** Each pixel becomes the mean of its neighbours within `reach`, both ways, round the edge. */
function smoothed(values: Float32Array, reach: number): Float32Array {
  const mask = sizePx - 1;
  const across = new Float32Array(values.length);
  const share = 1 / (2 * reach + 1);
  for (let y = 0; y < sizePx; y++) {
    let sum = 0;
    for (let k = -reach; k <= reach; k++) sum += values[y * sizePx + (k & mask)] as number;
    for (let x = 0; x < sizePx; x++) {
      across[y * sizePx + x] = sum * share;
      sum +=
        (values[y * sizePx + ((x + reach + 1) & mask)] as number) -
        (values[y * sizePx + ((x - reach) & mask)] as number);
    }
  }
  const down = new Float32Array(values.length);
  for (let x = 0; x < sizePx; x++) {
    let sum = 0;
    for (let k = -reach; k <= reach; k++) sum += across[(k & mask) * sizePx + x] as number;
    for (let y = 0; y < sizePx; y++) {
      down[y * sizePx + x] = sum * share;
      sum +=
        (across[((y + reach + 1) & mask) * sizePx + x] as number) -
        (across[((y - reach) & mask) * sizePx + x] as number);
    }
  }
  return down;
}

function scaledTo(values: Float32Array, deviation: number): Float32Array {
  let square = 0;
  for (const value of values) square += value * value;
  const factor = deviation / Math.sqrt(square / values.length);
  return values.map((value) => value * factor);
}

/** Texture and noise of one strength, red, green, blue, red, …: worked out once, for every picture of that strength. */
function tile(textureDeviation: number, noiseDeviation: number): Float32Array {
  const random = chance(1);
  const white = new Float32Array(sizePx * sizePx);
  for (let i = 0; i < white.length; i++) white[i] = random.next() + random.next() + random.next() - 1.5;
  const soft = smoothed(smoothed(white, 1), 1);
  const softer = smoothed(smoothed(soft, 2), 1);
  for (let i = 0; i < soft.length; i++) soft[i] = (soft[i] as number) - (softer[i] as number);
  const texture = scaledTo(soft, textureDeviation);
  const noise = scaledTo(white, noiseDeviation).reverse(); // turned round: the two must not follow each other
  const values = new Float32Array(sizePx * sizePx * 3);
  for (let i = 0; i < white.length; i++) {
    const speck = (texture[i] as number) + (noise[i] as number);
    const tint = 0.35 * (noise[(i + 211 * sizePx + 97) & (white.length - 1)] as number);
    values[i * 3] = speck + tint;
    values[i * 3 + 1] = speck;
    values[i * 3 + 2] = speck - tint;
  }
  return values;
}

const tiles = new Map<string, Float32Array>(); // one for each of the three views

/**
 * The finest structure of a picture: the skin's own micro-relief, a few pixels wide, and the sensor's noise, pixel by
 * pixel. Both as standard deviations in display values.
 */
export function grain(seed: number, textureDeviation: number, noiseDeviation: number): Grain {
  const name = `${textureDeviation} ${noiseDeviation}`;
  const values = tiles.get(name) ?? tile(textureDeviation, noiseDeviation);
  tiles.set(name, values);
  return {
    row: (y) => {
      // each band takes the rows in another order, so that the repetition shows nowhere
      const at = (y + seed + (y >> 9) * 197) & (sizePx - 1);
      return values.subarray(at * sizePx * 3, (at + 1) * sizePx * 3);
    },
  };
}
