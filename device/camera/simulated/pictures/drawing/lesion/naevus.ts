import { cells, layered, smoothstep } from '../paint/noise.ts';
import type { LesionMaker } from './lesion.ts';
import { outline } from './outline.ts';
import { network, rays, round, scattered } from './structures.ts';

/** A common mole with a pigment network: even, symmetrical, thinning out towards its border. */
export const reticularNaevus: LesionMaker = (random, skinDepth) => {
  const radiusMm = random.between(2.6, 4.6);
  const border = outline(random, {
    radiusMm,
    elongation: random.between(1.05, 1.4),
    lobes: 0.07,
    ragged: 0.05,
    raggedPerMm: 1.4,
  });
  const strength = random.between(0.85, 1.35) * (1 - 0.15 * skinDepth);
  const hole = random.between(0.15, 0.21);
  const lines = network(random, hole, random.between(0.24, 0.34), 0.22);
  const outward = rays(random, random.between(9, 14));
  const blotches = layered(random.seed(), 4);
  const centre = random.happens(0.7) ? random.between(0.5, 1.1) : random.between(-0.35, -0.1);
  const dots = scattered(
    random,
    border,
    random.whole(8, 26),
    (_x, _y, inside) => inside,
    (x, y) => round('melanin', random.between(0.035, 0.075), 1.1 * strength, 0.6)(x, y),
  );
  return {
    outline: border,
    vessels: [],
    spots: dots,
    paint(x, y, inside, fine, out) {
      const fringe = outward(x, y);
      const reach = inside - 0.1 * (1 - fringe) * smoothstep(0.45, 0, inside);
      const body = smoothstep(-0.02, 0.34, reach);
      const wide = smoothstep(-0.1, 0.16, reach);
      const blot = blotches(x * 0.9, y * 0.9);
      const on = 0.32 + (lines(x, y) - 0.32) * fine;
      const heart = centre * smoothstep(0.25, 0.8, inside + 0.12 * blot);
      out.melanin =
        strength *
        (body * (0.62 + 0.2 * blot + heart) + wide * on * (0.95 + 0.3 * blot) + 0.16 * body * (fringe - 0.5));
      out.blood = 0.1 * body + 0.07 * smoothstep(-0.3, -0.02, inside);
      out.dermal = 0.22 * Math.max(0, heart) * strength;
      out.keratin = 0.1 * body;
      out.white = 0;
      out.height = 0.5 * body;
    },
  };
};

/** A raised mole of closely set brown globules: cobblestones. */
export const globularNaevus: LesionMaker = (random, skinDepth) => {
  const radiusMm = random.between(2.8, 4.2);
  const border = outline(random, {
    radiusMm,
    elongation: random.between(1.02, 1.25),
    lobes: 0.05,
    ragged: 0.045,
    raggedPerMm: 2,
  });
  const strength = random.between(0.8, 1.2) * (1 - 0.15 * skinDepth);
  const stones = cells(random.seed(), 0.8);
  const sizeMm = random.between(0.22, 0.32);
  const warp = layered(random.seed(), 2);
  const blotches = layered(random.seed(), 3);
  return {
    outline: border,
    vessels: [],
    spots: scattered(
      random,
      border,
      random.whole(6, 14),
      (_x, _y, inside) => (inside < 0.35 ? 1 : 0.3),
      (x, y) => round('melanin', random.between(0.07, 0.14), 0.9 * strength, 0.7)(x, y),
    ),
    paint(x, y, inside, fine, out) {
      const body = smoothstep(-0.04, 0.14, inside);
      stones.find(x / sizeMm + 0.55 * warp(x * 1.2, y * 1.2), y / sizeMm + 0.55 * warp(x * 1.2 + 30, y * 1.2));
      const gap = stones.second - stones.nearest;
      const stone = smoothstep(-0.05, 0.42, gap) * smoothstep(0.85, 0.1 + 0.3 * stones.id, stones.nearest);
      const shownStone = 0.55 + (stone - 0.55) * fine;
      const blot = blotches(x * 0.7, y * 0.7);
      const heart = smoothstep(0.1, 0.75, inside + 0.15 * blot);
      const shadeOfOne = 0.7 + 0.6 * stones.id * fine + 0.3 * (1 - fine);
      out.melanin = strength * body * (0.85 + 0.4 * blot + 0.5 * heart + shownStone * shadeOfOne * 0.95);
      out.blood = body * (0.22 + 0.1 * (1 - shownStone));
      out.dermal = 0.2 * strength * body * shownStone * smoothstep(0.3, 0.8, inside);
      out.keratin = 0.16 * body;
      out.white = 0.03 * body * (1 - shownStone);
      out.height = body * (2.2 * Math.sqrt(Math.max(0, inside)) + 0.4 * shownStone);
    },
  };
};
