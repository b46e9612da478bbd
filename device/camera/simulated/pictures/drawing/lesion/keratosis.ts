import { layered, noise, smoothstep } from '../paint/noise.ts';
import type { LesionMaker } from './lesion.ts';
import { outline } from './outline.ts';
import { round, scattered } from './structures.ts';

/**
 * Like a seborrhoeic keratosis: stuck on, sharply bordered with moth-eaten bites, waxy yellow-brown with fissures, white
 * milia-like cysts and dark comedo-like openings.
 */
export const keratosis: LesionMaker = (random, skinDepth) => {
  const radiusMm = random.between(3.6, 6.2);
  const border = outline(random, {
    radiusMm,
    elongation: random.between(1.1, 1.5),
    lobes: 0.1,
    ragged: 0.1,
    raggedPerMm: 1.1,
  });
  const strength = random.between(0.8, 1.4) * (1 + 0.15 * skinDepth);
  const ridged = random.happens(0.5);
  const folds = noise(random.seed());
  const warp = layered(random.seed(), 2);
  const blotches = layered(random.seed(), 4);
  const crumbs = layered(random.seed(), 3);
  const within = (_x: number, _y: number, inside: number): number => smoothstep(0.06, 0.25, inside);
  const cysts = scattered(random, border, random.whole(9, 30), within, (x, y) =>
    round('white', random.between(0.06, 0.2), random.between(0.25, 0.55), 1)(x, y),
  );
  const openings = scattered(random, border, random.whole(7, 22), within, (x, y) =>
    round('melanin', random.between(0.08, 0.26), random.between(0.9, 1.9), 0.55)(x, y),
  );
  const pits = openings.map((opening) => ({ ...opening, plane: 'height' as const, amount: -1.6, soft: 0.8 }));
  return {
    outline: border,
    vessels: [],
    spots: [...openings, ...pits, ...cysts],
    paint(x, y, inside, fine, out) {
      const body = smoothstep(-0.012, 0.035, inside);
      const wx = 0.5 * warp(x * 0.8, y * 0.8);
      const wy = 0.5 * warp(x * 0.8 + 20, y * 0.8);
      const fold = Math.abs(folds(x * 1.15 + wx, y * 1.15 + wy));
      const fissure = ridged ? smoothstep(0.2, 0, fold) * smoothstep(-0.5, 0.5, warp(x * 0.5 + 40, y * 0.5)) : 0;
      const gyrus = ridged ? smoothstep(0.05, 0.5, fold) : 0.5 + 0.35 * folds(x * 2.2, y * 2.2);
      const blot = blotches(x * 0.45, y * 0.45);
      const crumb = crumbs(x * 5, y * 5) * (0.3 + 0.7 * fine);
      const rim = smoothstep(0.25, 0.02, inside) * body;
      out.melanin =
        strength *
        body *
        (1.15 + 0.5 * blot + 0.75 * fissure * (0.4 + 0.6 * fine) - 0.2 * gyrus + 0.13 * crumb + 0.2 * rim);
      out.blood = 0.07 * body;
      out.dermal = body * Math.max(0, 0.24 * blot) * strength;
      out.keratin = (1 - 0.7 * skinDepth) * body * (0.42 + 0.18 * crumb + 0.2 * gyrus);
      out.white = body * Math.max(0, 0.07 + 0.09 * crumb + 0.05 * gyrus);
      out.height = body * (2.6 * Math.min(0.5, Math.max(0, inside)) + 2 + 1.5 * gyrus + 0.7 * crumb - 0.8 * fissure);
    },
  };
};
