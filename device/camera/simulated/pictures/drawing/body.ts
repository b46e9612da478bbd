/**
 * Forms of the body for the locating picture: where the body ends before the drape, and how it curves towards the light.
 * Millimetres, the middle of the picture is 0, 0; y goes down.
 *
 *      drape ░░░░░░░░░░░░░░░░░░          ░░░░▒▒▒▒▒▒▒▒▒▒
 *      ──────────────────────── limb      ░▒▒ spine ▒▒▒▒▒  trunk
 *           ·  lesion                     ▒▒▒▒▒│▒▒ · ▒▒▒▒
 *      ────────────────────────           ░▒▒▒▒│▒▒▒▒▒▒▒▒
 */
import type { Chance } from './paint/chance.ts';
import { layered, smoothstep } from './paint/noise.ts';
import { type Plane, slowly } from './paint/tissue.ts';

/** Length of a two-dimensional vector; `Math.hypot` guards against overflow and is many times slower. */
function root(a: number, b: number): number {
  return Math.sqrt(a * a + b * b);
}

export const regions = ['forearm', 'back', 'lower-leg', 'shoulder', 'upper-arm'] as const;
export type Region = (typeof regions)[number];

export interface Form {
  /** Width of skin and drape that the picture shows. */
  readonly fieldMm: number;
  /** How far inside the body's edge a point lies; negative on the drape. */
  edgeMm(x: number, y: number): number;
  /** Height of the surface towards the camera. */
  heightMm(x: number, y: number): number;
  /** The way that body hair grows here. */
  readonly hairRad: number;
  /** Hairs for a square centimetre on a hairy person. */
  readonly hairPerCm2: number;
}

function limb(random: Chance, fieldMm: number, wideMm: number, narrowMm: number, hairPerCm2: number): Form {
  const turn = random.between(-0.32, 0.32) + (random.happens(0.5) ? Math.PI : 0);
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const bow = random.between(-1, 1) * 0.0004;
  const offset = random.between(-0.25, 0.25) * narrowMm;
  const belly = random.between(0.03, 0.09);
  const bellyAt = random.between(-0.5, 0);
  const place = (x: number, y: number): readonly [across: number, halfMm: number] => {
    const along = x * cos + y * sin;
    const s = along / fieldMm; // -0.5 at the wide end, 0.5 at the narrow one
    const half = wideMm + (narrowMm - wideMm) * (s + 0.5) + wideMm * belly * Math.exp(-(((s - bellyAt) / 0.28) ** 2));
    const outline = 0.9 * Math.sin(s * 9 + bellyAt * 20) + 0.5 * Math.sin(s * 21);
    return [y * cos - x * sin - offset - bow * along * along, half + outline];
  };
  return {
    fieldMm,
    hairRad: turn + random.between(0.2, 0.6),
    hairPerCm2,
    edgeMm(x, y) {
      const [across, half] = place(x, y);
      return half - Math.abs(across);
    },
    heightMm(x, y) {
      const [across, half] = place(x, y);
      const q = Math.min(1, Math.abs(across) / half);
      // a limb is flatter than a cylinder, with a muscle's ridge off the middle
      const ridge = 0.06 * half * Math.exp(-(((across / half + 0.35) / 0.22) ** 2));
      return half * 0.82 * Math.sqrt(Math.max(0, 1 - q ** 2.2)) + ridge;
    },
  };
}

function back(random: Chance): Form {
  const spineMm = random.between(-90, 90);
  const lean = random.between(-0.08, 0.08);
  const halfMm = random.between(165, 190);
  const waist = random.between(0.05, 0.13);
  const bladeSide = spineMm > 0 ? -1 : 1;
  const across = (x: number, y: number): number => x - spineMm - lean * y;
  const half = (y: number): number => halfMm * (1 - waist * smoothstep(-120, 160, y));
  return {
    fieldMm: 310,
    hairRad: Math.PI / 2 + random.between(-0.3, 0.3),
    hairPerCm2: 0.5,
    edgeMm: (x, y) => half(y) - Math.abs(across(x, y)),
    heightMm(x, y) {
      const a = across(x, y);
      const q = Math.min(1, Math.abs(a) / half(y));
      const groove = -6.5 * Math.exp(-((a / 13) ** 2)) + 5 * Math.exp(-(((Math.abs(a) - 34) / 24) ** 2));
      const knuckles = 0.7 * Math.exp(-((a / 7) ** 2)) * Math.cos(y / 4.6);
      const blade = 11 * Math.exp(-(((a - bladeSide * 88) / 38) ** 2) - ((y + 70 + 0.4 * a * bladeSide) / 58) ** 2);
      return 95 * Math.sqrt(Math.max(0, 1 - q ** 2.6)) + groove + knuckles + blade;
    },
  };
}

function shoulder(random: Chance): Form {
  const side = random.happens(0.5) ? 1 : -1;
  // the slope from the neck runs into the round of the shoulder, a quarter of an oval, and that into the arm
  const [roundX, roundY] = [random.between(0, 25), random.between(-72, -58)];
  const [acrossMm, downMm] = [random.between(92, 108), random.between(125, 150)];
  const slope = random.between(0.16, 0.26);
  const edge = (x: number, y: number): number => {
    const u = x * side - roundX;
    const below = y - roundY;
    if (u <= 0) return below + slope * (root(u, 45) - 45);
    if (below >= downMm) return acrossMm - u;
    const rho = root(u / acrossMm, (below - downMm) / downMm);
    const steep = root(u / acrossMm ** 2, (below - downMm) / downMm ** 2) / Math.max(0.2, rho);
    return Math.min(90, (1 - rho) / steep);
  };
  return {
    fieldMm: 300,
    hairRad: Math.PI / 2 - side * 0.6,
    hairPerCm2: 0.6,
    edgeMm: edge,
    heightMm(x, y) {
      const u = x * side - roundX;
      const muscle = 20 * Math.exp(-(((u - 34) / 52) ** 2) - ((y - roundY - 95) / 85) ** 2);
      const hollow = -7 * Math.exp(-(((u + 40 + 0.25 * y) / 20) ** 2) - ((y - 40) / 70) ** 2);
      const rim = 66 * Math.sqrt(1 - (1 - Math.min(1, Math.max(0, edge(x, y)) / 88)) ** 2.2);
      return muscle + hollow + rim - 0.06 * root(y - 40, 40);
    },
  };
}

export function bodyForm(region: Region, random: Chance): Form {
  switch (region) {
    case 'forearm':
      return limb(random, 250, 47, 33, 5);
    case 'lower-leg':
      return limb(random, 300, 62, 46, 4.5);
    case 'upper-arm':
      return limb(random, 270, 58, 52, 1.6);
    case 'back':
      return back(random);
    case 'shoulder':
      return shoulder(random);
  }
}

export interface FormLight {
  /** Light on the skin at each raster pixel, about 0.25 to 1.05. */
  readonly light: Plane;
  /** Share of each raster pixel that the body covers. */
  readonly covers: Plane;
  /** How far outside the body, for its shadow on the drape. */
  readonly edgeMm: Plane;
}

/** Light from a soft box above on the left, and from the room. */
export function lightForm(form: Form, random: Chance, widthPx: number, heightPx: number, pxPerMm: number): FormLight {
  const uneven = layered(random.seed(), 2);
  const toMm = (x: number, y: number): readonly [number, number] => [
    (x - widthPx / 2) / pxPerMm,
    (y - heightPx / 2) / pxPerMm,
  ];
  const [lx, ly, lz] = [random.between(-0.5, -0.2), -0.52, 0.74];
  const step = Math.max(2, Math.round(widthPx / 300));
  const light = slowly(widthPx, heightPx, step, (px, py) => {
    const [x, y] = toMm(px, py);
    const gap = 1.5;
    const soft = (u: number, v: number): number => form.heightMm(u, v) + 0.75 * uneven(u / 30, v / 30);
    const dx = (soft(x + gap, y) - soft(x - gap, y)) / (2 * gap);
    const dy = (soft(x, y + gap) - soft(x, y - gap)) / (2 * gap);
    const normal = Math.sqrt(dx * dx + dy * dy + 1);
    const facing = (-dx * lx - dy * ly + lz) / normal;
    const wrapped = Math.max(0, (facing + 0.25) / 1.25);
    const turned = 1 / normal; // what the camera sees edge-on is darker
    return 0.2 + 0.16 * turned + 0.72 * wrapped ** 1.25;
  });
  const edgeMm = slowly(widthPx, heightPx, step, (px, py) => form.edgeMm(...toMm(px, py)));
  const covers = edgeMm.map((edge) => smoothstep(-0.9, 0.9, edge * pxPerMm));
  return { light, covers, edgeMm };
}
