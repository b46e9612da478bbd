import { chance } from './chance.ts';

/** A continuous random field over the plane, about -1 to 1, with features about one unit wide. */
export type Noise = (x: number, y: number) => number;

const period = 256; // cells until a field repeats; far beyond any picture here

export function smoothstep(from: number, to: number, value: number): number {
  const t = Math.min(1, Math.max(0, (value - from) / (to - from)));
  return t * t * (3 - 2 * t);
}

function shuffled(seed: number): Uint8Array {
  const random = chance(seed);
  const table = new Uint8Array(period * 2);
  for (let i = 0; i < period; i++) table[i] = i;
  for (let i = period - 1; i > 0; i--) {
    const j = random.whole(0, i);
    const kept = table[i] as number;
    table[i] = table[j] as number;
    table[j] = kept;
  }
  table.copyWithin(period, 0, period);
  return table;
}

/** Gradient noise (Perlin 2002: quintic fade) with 32 directions instead of few, so that no axis shows. */
export function noise(seed: number): Noise {
  const hash = shuffled(seed);
  const gx = new Float32Array(period);
  const gy = new Float32Array(period);
  for (let i = 0; i < period; i++) {
    gx[i] = Math.cos((i / 32) * 2 * Math.PI) * 1.5;
    gy[i] = Math.sin((i / 32) * 2 * Math.PI) * 1.5;
  }
  return (x, y) => {
    const ix = Math.floor(x);
    const iy = Math.floor(y);
    const fx = x - ix;
    const fy = y - iy;
    const a = hash[ix & 255] as number;
    const b = hash[(ix + 1) & 255] as number;
    const h00 = hash[a + (iy & 255)] as number;
    const h01 = hash[a + ((iy + 1) & 255)] as number;
    const h10 = hash[b + (iy & 255)] as number;
    const h11 = hash[b + ((iy + 1) & 255)] as number;
    const u = fx * fx * fx * (fx * (fx * 6 - 15) + 10);
    const v = fy * fy * fy * (fy * (fy * 6 - 15) + 10);
    const n00 = (gx[h00] as number) * fx + (gy[h00] as number) * fy;
    const n10 = (gx[h10] as number) * (fx - 1) + (gy[h10] as number) * fy;
    const n01 = (gx[h01] as number) * fx + (gy[h01] as number) * (fy - 1);
    const n11 = (gx[h11] as number) * (fx - 1) + (gy[h11] as number) * (fy - 1);
    const top = n00 + (n10 - n00) * u;
    return top + (n01 + (n11 - n01) * u - top) * v;
  };
}

/** Noise over noise: each octave twice as fine and half as strong. */
export function layered(seed: number, octaves: number): Noise {
  const field = noise(seed);
  return (x, y) => {
    let sum = 0;
    let strength = 1;
    let scale = 1;
    for (let i = 0; i < octaves; i++) {
      sum += strength * field(x * scale + i * 17.3, y * scale - i * 9.1);
      strength *= 0.5;
      scale *= 2;
    }
    return sum;
  };
}

/** Where a point lies among scattered seeds, one per unit square on average: the polygons of skin and of pigment. */
export interface Cells {
  /** Looks the point up; the answers below then hold until the next call (no object per pixel). */
  find(x: number, y: number): void;
  /** Distance to the nearest seed. */
  nearest: number;
  /** Distance to the second nearest: `second - nearest` is 0 on the border between two polygons. */
  second: number;
  /** 0 to 1, the same for all points of one polygon. */
  id: number;
}

/** `jitter` 0 gives a square grid, 1 full disorder. */
export function cells(seed: number, jitter: number): Cells {
  const hash = shuffled(seed);
  const random = chance(seed ^ 0x5bd1e995);
  const jx = new Float32Array(period);
  const jy = new Float32Array(period);
  for (let i = 0; i < period; i++) {
    jx[i] = 0.5 + (random.next() - 0.5) * jitter;
    jy[i] = 0.5 + (random.next() - 0.5) * jitter;
  }
  const found: Cells = {
    nearest: 0,
    second: 0,
    id: 0,
    find(x, y) {
      const ix = Math.floor(x);
      const iy = Math.floor(y);
      let first = 9;
      let second = 9;
      let id = 0;
      for (let cx = ix - 1; cx <= ix + 1; cx++) {
        const column = hash[cx & 255] as number;
        for (let cy = iy - 1; cy <= iy + 1; cy++) {
          const h = hash[column + (cy & 255)] as number;
          const dx = cx + (jx[h] as number) - x;
          const dy = cy + (jy[h] as number) - y;
          const d = dx * dx + dy * dy;
          if (d < first) {
            second = first;
            first = d;
            id = h;
          } else if (d < second) second = d;
        }
      }
      found.nearest = Math.sqrt(first);
      found.second = Math.sqrt(second);
      found.id = id / 255;
    },
  };
  return found;
}
