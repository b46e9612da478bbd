import { layered, smoothstep } from '../paint/noise.ts';
import type { LesionMaker, Spot } from './lesion.ts';
import { outline } from './outline.ts';
import { round, scattered, vesselTree } from './structures.ts';

/**
 * Like a basal cell carcinoma: a pearly pink plaque with bright branching vessels, shiny white strands, blue-grey nests
 * and a small erosion. On deep skin most of them are pigmented.
 */
export const basalCell: LesionMaker = (random, skinDepth) => {
  const radiusMm = random.between(2.8, 5);
  const border = outline(random, {
    radiusMm,
    elongation: random.between(1.05, 1.4),
    lobes: 0.08,
    ragged: 0.07,
    raggedPerMm: 1.1,
  });
  const patches = layered(random.seed(), 4);
  const strands = layered(random.seed(), 2);
  const strandTurn = random.between(0, Math.PI);
  const [cos, sin] = [Math.cos(strandTurn), Math.sin(strandTurn)];
  const pigmented = 0.25 + 0.75 * skinDepth + (random.happens(0.3) ? 0.3 : 0);
  const nests: Spot[] = [];
  const clusters = scattered(
    random,
    border,
    random.whole(4, 9),
    (_x, _y, inside) => (inside > 0.12 ? 1 : 0),
    (x, y) => round('dermal', random.between(0.2, 0.5), random.between(0.6, 1.1) * (0.6 + 0.5 * pigmented), 1)(x, y),
  );
  for (const nest of clusters) {
    for (let lobe = 0; lobe < 4; lobe++) {
      const x = nest.x + random.between(-0.7, 0.7) * nest.radius;
      const y = nest.y + random.between(-0.7, 0.7) * nest.radius;
      nests.push({ ...nest, x, y, radius: nest.radius * random.between(0.4, 0.9), amount: nest.amount * 0.6 });
    }
  }
  const dots = scattered(
    random,
    border,
    random.whole(6, 18),
    () => 0.8,
    (x, y) => round('dermal', random.between(0.04, 0.08), random.between(0.5, 0.9), 0.8)(x, y),
  );
  const erosionX = random.between(-0.4, 0.4) * radiusMm;
  const erosionY = random.between(-0.4, 0.4) * radiusMm;
  const erosionMm = random.happens(0.65) ? random.between(0.35, 0.9) : 0;
  return {
    outline: border,
    vessels: vesselTree(random, border, random.whole(4, 7), random.between(0.045, 0.07)),
    spots: [...nests, ...dots],
    paint(x, y, inside, fine, out) {
      const body = smoothstep(-0.05, 0.2, inside);
      const patch = patches(x * 0.7, y * 0.7);
      const strand = smoothstep(0.25, 0.75, strands((x * cos + y * sin) * 0.8, (y * cos - x * sin) * 4)) * fine;
      const away = Math.hypot(x - erosionX, y - erosionY) * (1 + 0.35 * patches(x * 1.6 + 9, y * 1.6));
      const sore = erosionMm === 0 ? 0 : smoothstep(erosionMm * 1.1, erosionMm * 0.75, away);
      const rolled = smoothstep(0, 0.13, inside) * smoothstep(0.42, 0.16, inside);
      out.melanin = body * (0.55 * skinDepth + 0.08 * pigmented * (1 + patch)) + 0.75 * sore;
      out.blood = body * (0.3 + 0.16 * patch + 0.1 * rolled) + 0.75 * sore + 0.09 * smoothstep(-0.34, 0, inside);
      out.dermal = body * 0.09 * pigmented * Math.max(0, 1 + 1.4 * patch);
      out.keratin = 0.9 * sore;
      out.white = Math.max(
        0,
        (1 - 0.6 * skinDepth) * body * (0.1 + 0.09 * patch + 0.13 * strand * (1 - sore) + 0.09 * rolled),
      );
      out.height = body * (1.2 + 2.4 * rolled + 0.4 * patch) - 1.3 * sore;
    },
  };
};
