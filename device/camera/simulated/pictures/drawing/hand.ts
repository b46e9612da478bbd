/**
 * The hand that holds the camera: no two pictures of the same scene are held alike. Take 0 is the scene as it was
 * composed.
 */
import { type Chance, chance, mixed } from './paint/chance.ts';
import type { Raster } from './paint/colour.ts';

export interface Moved {
  /** Raster pixels to the right and down. */
  readonly xPx: number;
  readonly yPx: number;
}

export interface Hand {
  /** Moves what is in the picture a little; what comes in at an edge mirrors what lies there. */
  move(raster: Raster): Moved;
  /** A seed for what is another one in each picture. */
  varied(seed: number): number;
  /** Chance for what lies otherwise in each picture and is drawn last; `composed` for take 0. */
  chance(composed: Chance): Chance;
}

const stillHand: Hand = {
  move: () => ({ xPx: 0, yPx: 0 }),
  varied: (seed) => seed,
  chance: (composed) => composed,
};

/** How far a hand strays from take to take, each way, as a share of the picture's width. */
const strayShare = 0.012;

export function handOf(sceneSeed: number, take: number): Hand {
  if (take === 0) return stillHand;
  const random = chance(mixed(sceneSeed, take, 6));
  return {
    move(raster) {
      const stray = () => Math.round(random.between(-strayShare, strayShare) * raster.widthPx);
      const by = { xPx: stray(), yPx: stray() };
      for (const plane of [raster.red, raster.green, raster.blue]) shift(plane, raster.widthPx, raster.heightPx, by);
      return by;
    },
    varied: (seed) => mixed(seed, take),
    chance: () => chance(random.seed()),
  };
}

/** By whole pixels: nothing is blurred. */
function shift(plane: Float32Array, widthPx: number, heightPx: number, { xPx, yPx }: Moved): void {
  const still = plane.slice();
  for (let y = 0, i = 0; y < heightPx; y++) {
    const row = mirrored(y - yPx, heightPx) * widthPx;
    for (let x = 0; x < widthPx; x++, i++) plane[i] = still[row + mirrored(x - xPx, widthPx)] as number;
  }
}

/** An index beyond either end, led back into the row. */
function mirrored(at: number, count: number): number {
  return Math.min(count - 1, at < 0 ? -at : at < count ? at : 2 * count - 2 - at);
}
