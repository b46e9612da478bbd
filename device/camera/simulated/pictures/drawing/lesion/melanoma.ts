import { layered, noise, smoothstep } from '../paint/noise.ts';
import type { LesionMaker } from './lesion.ts';
import { outline } from './outline.ts';
import { network, rays, round, scattered } from './structures.ts';

/**
 * Irregular as a melanoma is: two halves that differ, several browns to black, a blue-white veil, a pale scar-like part,
 * a network with thick broken lines, streaks on one side, dots and globules without order.
 */
export const melanoma: LesionMaker = (random, skinDepth) => {
  const radiusMm = random.between(4, 6.6);
  const border = outline(random, {
    radiusMm,
    elongation: random.between(1.15, 1.65),
    lobes: random.between(0.15, 0.24),
    ragged: 0.075,
    raggedPerMm: 0.8,
  });
  const strength = random.between(0.9, 1.25) * (1 - 0.1 * skinDepth);
  const zones = layered(random.seed(), 3);
  const shades = layered(random.seed(), 4);
  const lines = network(random, random.between(0.2, 0.28), random.between(0.32, 0.44), 0.85);
  const outward = rays(random, random.between(15, 22));
  const darkSide = random.between(0, 2 * Math.PI);
  const [darkX, darkY] = [Math.cos(darkSide), Math.sin(darkSide)];
  const streakSide = darkSide + random.between(-0.9, 0.9);
  const veilX = darkX * radiusMm * 0.3;
  const veilY = darkY * radiusMm * 0.3;
  const veilMm = radiusMm * random.between(0.4, 0.62);
  const scarSide = darkSide + Math.PI + random.between(-0.8, 0.8);
  const scarX = Math.cos(scarSide) * radiusMm * 0.42;
  const scarY = Math.sin(scarSide) * radiusMm * 0.42;
  const scarMm = radiusMm * random.between(0.25, 0.42);
  const pepper = noise(random.seed());
  const spots = [
    ...scattered(
      random,
      border,
      random.whole(25, 60),
      (_x, _y, inside) => (inside < 0.45 ? 0.9 : 0.35),
      (x, y) => round('melanin', 0.04 + 0.13 * random.next() ** 2, random.between(0.7, 1.7) * strength, 0.6)(x, y),
    ),
    ...scattered(
      random,
      border,
      random.whole(10, 30),
      (x, y) => smoothstep(scarMm * 1.3, 0, Math.hypot(x - scarX, y - scarY)),
      (x, y) => round('dermal', random.between(0.03, 0.07), 0.6, 1)(x, y),
    ),
  ];
  return {
    outline: border,
    vessels: [],
    spots,
    paint(x, y, inside, fine, out) {
      const d = Math.sqrt(x * x + y * y) + 1e-6;
      const towardsStreaks = smoothstep(0.35, 0.95, (x * Math.cos(streakSide) + y * Math.sin(streakSide)) / d);
      const ray = outward(x, y);
      const reach = inside + towardsStreaks * (0.17 * ray - 0.06) * smoothstep(0.5, 0.05, inside);
      const zone = zones(x / radiusMm + 3, y / radiusMm);
      const shade = shades(x * 0.55, y * 0.55);
      const edge = 0.07 + 0.16 * smoothstep(-0.3, 0.5, zone);
      const body = smoothstep(-0.03, edge, reach);
      const dark = smoothstep(-0.75, 0.8, (x * darkX + y * darkY) / radiusMm + 0.65 * zone);
      const on = (0.4 + (lines(x, y) - 0.4) * fine) * smoothstep(0.85, 0.25, inside);
      const fromVeil = (Math.hypot(x - veilX, y - veilY) / veilMm) * (1 + 0.3 * shade) + 0.2 * zone;
      const fromScar = (Math.hypot(x - scarX, y - scarY) / scarMm) * (1 + 0.3 * shade) - 0.2 * zone;
      const veil = smoothstep(1.35, 0.3, fromVeil) * body;
      const scar = smoothstep(1.5, 0.35, fromScar) * body;
      const brown = 0.45 + 1.55 * dark + 0.5 * shade + on * (0.75 + 0.35 * zone) + 0.55 * towardsStreaks * ray;
      out.melanin = strength * body * Math.max(0.1, brown) * (1 - 0.68 * scar) * (1 - 0.25 * veil);
      out.blood = body * (0.16 + 0.3 * scar + 0.14 * Math.max(0, -zone)) + 0.08 * smoothstep(-0.34, 0, inside);
      out.dermal =
        body * (0.12 * dark + veil * (0.8 + 0.3 * shade) + 0.12 * scar * smoothstep(0.1, 0.5, pepper(x * 9, y * 9)));
      out.keratin = 0.08 * body;
      out.white = Math.max(0, veil * (0.08 + 0.03 * shade) + scar * (0.2 + 0.05 * shade));
      out.height = body * (0.8 + 1.4 * veil + 0.5 * shade - 0.4 * scar);
    },
  };
};
