/** Dermoscopic structures that several lesions share. */
import type { Chance } from '../paint/chance.ts';
import { cells, noise, smoothstep } from '../paint/noise.ts';
import type { PigmentName, Spot, Vessel } from './lesion.ts';
import type { Outline } from './outline.ts';

/** A pigment network: 1 on its lines, 0 in its holes. */
export type Network = (x: number, y: number) => number;

/**
 * Brown lines round paler holes: the rete ridges seen from above. `holeMm` is the width of a mesh, `line` the thickness
 * of the lines as a share of it, `disorder` 0 regular to 1 uneven (holes of different width, lines that break).
 */
export function network(random: Chance, holeMm: number, line: number, disorder: number): Network {
  const mesh = cells(random.seed(), 0.62 + 0.38 * disorder);
  const bend = noise(random.seed());
  const strength = noise(random.seed());
  return (x, y) => {
    const u = x / holeMm;
    const v = y / holeMm;
    const bx = bend(u / 3.1, v / 3.1) * (0.35 + 0.9 * disorder);
    const by = bend(u / 3.1 + 40, v / 3.1) * (0.35 + 0.9 * disorder);
    const wobble = 0.16 * bend(u * 1.1 + 9, v * 1.1);
    mesh.find(u + bx + wobble, v + by - wobble);
    const thick = line * (1 + disorder * 0.9 * strength(u / 5, v / 5));
    // lines between the meshes, widened where they meet: holes are round, not polygons
    const open = smoothstep(thick * 0.1, thick * 1.7, mesh.second - mesh.nearest);
    const on = 1 - open * smoothstep(0.72 - thick * 0.3, 0.42 - thick * 0.3, mesh.nearest);
    const broken = 1 - disorder * smoothstep(0.1, 0.5, strength(u / 2.2 + 60, v / 2.2));
    return on * broken * (0.8 + 0.35 * strength(u / 1.3, v / 1.3 + 70));
  };
}

/** Lines that run outwards from the middle, 0 to 1, `perRadian` of them; the same all the way along. */
export function rays(random: Chance, perRadian: number): (x: number, y: number) => number {
  const field = noise(random.seed());
  return (x, y) => {
    const d = Math.sqrt(x * x + y * y) + 1e-6;
    const n = field((x / d) * perRadian + d * 0.35, (y / d) * perRadian + d * 0.2);
    return smoothstep(-0.1, 0.6, n);
  };
}

/** Puts spots into the lesion by chance; `where` says how welcome one is at a point, 0 to 1. */
export function scattered(
  random: Chance,
  border: Outline,
  count: number,
  where: (x: number, y: number, inside: number) => number,
  spot: (x: number, y: number) => Spot,
): Spot[] {
  const spots: Spot[] = [];
  const triesMax = count * 12;
  for (let tries = 0; spots.length < count && tries < triesMax; tries++) {
    const x = random.between(-1, 1) * border.reachMm;
    const y = random.between(-1, 1) * border.reachMm;
    const inside = border.inside(x, y);
    if (inside > 0.02 && random.next() < where(x, y, inside)) spots.push(spot(x, y));
  }
  return spots;
}

export function round(
  plane: PigmentName,
  radius: number,
  amount: number,
  soft: number,
): (x: number, y: number) => Spot {
  return (x, y) => ({ x, y, radius, plane, amount, soft });
}

const vesselStepMm = 0.07;
const branchesMax = 60;

/** A tree of vessels that enters from the border, branches and thins: the arborising vessels of a basal cell carcinoma. */
export function vesselTree(random: Chance, border: Outline, trunks: number, radiusMm: number): Vessel[] {
  const vessels: Vessel[] = [];
  const grow = (x0: number, y0: number, heading0: number, radius0: number, lengthMm: number): void => {
    const points: [number, number, number][] = [];
    let [x, y, heading] = [x0, y0, heading0];
    let swing = 0;
    const steps = Math.ceil(lengthMm / vesselStepMm);
    for (let i = 0; i <= steps; i++) {
      const radius = radius0 * (1 - 0.6 * (i / steps));
      points.push([x, y, radius]);
      swing = swing * 0.62 + random.between(-0.13, 0.13);
      heading += swing;
      x += Math.cos(heading) * vesselStepMm;
      y += Math.sin(heading) * vesselStepMm;
      if (border.inside(x, y) < -0.12) break;
      if (i > 3 && random.happens(0.075) && radius > 0.014 && vessels.length < branchesMax) {
        const side = random.happens(0.5) ? 1 : -1;
        grow(x, y, heading + side * random.between(0.5, 1.1), radius * random.between(0.5, 0.75), lengthMm * 0.5);
      }
    }
    vessels.push(points);
  };
  const start = random.between(0, 2 * Math.PI);
  for (let i = 0; i < trunks; i++) {
    const angle = start + (i / trunks) * 2 * Math.PI + random.between(-0.5, 0.5);
    const from = border.reachMm * random.between(0.62, 0.85);
    const heading = angle + Math.PI + random.between(-0.7, 0.7);
    grow(
      Math.cos(angle) * from,
      Math.sin(angle) * from,
      heading,
      radiusMm * random.between(0.7, 1.2),
      border.reachMm * 1.1,
    );
  }
  return vessels;
}
