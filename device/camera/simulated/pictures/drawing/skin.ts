/**
 * The skin of one (invented) person: its tone, from the palest to the deepest of the Fitzpatrick and Monk scales, its
 * mottling, its furrows and pores, its hair.
 */
import type { Chance } from './paint/chance.ts';
import { linear, type Rgb } from './paint/colour.ts';
import { cells, layered, noise, smoothstep } from './paint/noise.ts';
import { addDisc, addSlowly, slowly, type Tissue } from './paint/tissue.ts';

export interface Skin {
  /** 0 palest, 1 deepest. */
  readonly depth: number;
  /** Absorption of the plain skin for red, green, blue. */
  readonly tone: Rgb;
  readonly hairColour: Rgb;
  /** 0 hardly any, 1 dense. */
  readonly hairiness: number;
  /** 0 none, 1 many. */
  readonly freckles: number;
  /** How uneven the colour is, about 1. */
  readonly mottle: number;
}

/** Skin as a balanced camera shows it in even light, palest first, in steps of equal difference to the eye. */
const tones: readonly [Rgb, ...Rgb[]] = [
  [238, 207, 193],
  [232, 196, 177],
  [225, 184, 161],
  [213, 167, 139],
  [193, 147, 119],
  [167, 121, 95],
  [138, 97, 76],
  [109, 76, 61],
  [83, 56, 45],
  [63, 44, 37],
];

/** The plain skin at `depth` (0 palest, 1 deepest) as absorption. */
function toneAt(depth: number): Rgb {
  const at = Math.min(0.9999, Math.max(0, depth)) * (tones.length - 1);
  const a = tones[Math.floor(at)] ?? tones[0];
  const b = tones[Math.floor(at) + 1] ?? a;
  const f = at - Math.floor(at);
  const mix = (i: 0 | 1 | 2): number => -Math.log(linear(a[i] + (b[i] - a[i]) * f));
  return [mix(0), mix(1), mix(2)];
}

export function skinOf(random: Chance, depth: number): Skin {
  const plain = toneAt(depth);
  const ruddy = random.between(-0.05, 0.07);
  const sallow = random.between(-0.04, 0.08);
  const greying = random.happens(0.25) ? random.between(60, 110) : 0;
  const fair = depth < 0.35 ? random.between(0, 70) : 0;
  return {
    depth,
    tone: [plain[0], plain[1] + ruddy, plain[2] + ruddy + sallow],
    hairColour: [48 + fair + greying, 36 + fair * 0.75 + greying, 28 + fair * 0.5 + greying],
    hairiness: random.next() ** 1.6,
    freckles: depth < 0.5 && random.happens(0.45) ? random.between(0.2, 1) : 0,
    mottle: random.between(0.7, 1.3),
  };
}

/** Patches of more or less blood and pigment, from hand-wide to a millimetre. */
export function layMottle(to: Tissue, skin: Skin, random: Chance, strength: number): void {
  const bloodField = layered(random.seed(), 4);
  const pigmentField = layered(random.seed(), 3);
  const fineField = layered(random.seed(), 2);
  const { widthPx, heightPx, pxPerMm } = to;
  const k = strength * skin.mottle;
  const wideStep = Math.max(2, widthPx / 130);
  const fineStep = Math.max(2, pxPerMm * 0.1);
  const pigmentShare = k * (0.05 + 0.05 * skin.depth);
  addSlowly(to.blood, widthPx, heightPx, wideStep, (x, y) => {
    const u = x / pxPerMm;
    const v = y / pxPerMm;
    return k * (bloodField(u / 14, v / 14) * 0.075 + bloodField(u / 3 + 40, v / 3) * 0.055);
  });
  addSlowly(
    to.melanin,
    widthPx,
    heightPx,
    wideStep,
    (x, y) => pigmentShare * pigmentField(x / pxPerMm / 22, y / pxPerMm / 22),
  );
  addSlowly(
    to.blood,
    widthPx,
    heightPx,
    fineStep,
    (x, y) => k * 0.04 * fineField((x / pxPerMm) * 1.7, (y / pxPerMm) * 1.7),
  );
}

/**
 * The net of furrows between little plateaus, finer lines within coarser ones, drawn out along the skin's tension lines.
 * `cellMm` is the width of a plateau, `depth` how deep the lines are.
 */
export function layFurrows(to: Tissue, random: Chance, cellMm: number, depth: number, directionRad: number): void {
  const coarse = cells(random.seed(), 0.85);
  const fine = cells(random.seed(), 0.95);
  const bend = noise(random.seed());
  const { widthPx, heightPx, pxPerMm } = to;
  const [cos, sin] = [Math.cos(directionRad), Math.sin(directionRad)];
  const melaninShare = 0.035 * depth;
  // two raster pixels are finer than any furrow once a plateau is a dozen wide
  const step = pxPerMm * cellMm > 12 ? 2 : 1;
  const relief = slowly(widthPx, heightPx, step, (x, y) => {
    const mmX = x / pxPerMm / cellMm;
    const mmY = y / pxPerMm / cellMm;
    const u = (mmX * cos + mmY * sin) * 0.74 + 0.34 * bend(mmX / 2.4, mmY / 2.4);
    const v = (mmY * cos - mmX * sin) * 1.15 + 0.34 * bend(mmX / 2.4 + 50, mmY / 2.4 + 9);
    coarse.find(u, v);
    const uneven = 0.95 + 0.4 * bend(mmX / 6 + 90, mmY / 6);
    const wide = smoothstep(0, 0.2 + 0.3 * coarse.id, coarse.second - coarse.nearest) * (0.55 + 0.45 * uneven);
    const plateau = (coarse.id - 0.5) * 0.3;
    fine.find(u * 2.2 + 31, v * 2.2);
    const narrow = smoothstep(0, 0.5, fine.second - fine.nearest);
    return uneven * (wide * (0.8 + plateau) + 0.5 * narrow);
  });
  for (let i = 0; i < relief.length; i++) {
    const h = relief[i] as number;
    to.height[i] = (to.height[i] as number) + depth * h;
    // a furrow keeps a little shadow and colour whatever the light
    to.melanin[i] = (to.melanin[i] as number) + melaninShare * (1.1 - h);
  }
}

/** Openings of hair follicles: small, soft, a little darker than the skin, each with its faint halo. */
export function layPores(to: Tissue, random: Chance, perCm2: number, strength: number): void {
  const areaCm2 = (to.widthPx * to.heightPx) / to.pxPerMm ** 2 / 100;
  const count = Math.min(4000, Math.round(areaCm2 * perCm2)); // a limit, should a view ever be metres wide
  for (let i = 0; i < count; i++) {
    const at = { xPx: random.next() * to.widthPx, yPx: random.next() * to.heightPx };
    const radiusPx = random.between(0.05, 0.11) * to.pxPerMm;
    addDisc(to, to.melanin, { ...at, radiusPx }, 0.22 * strength, 1);
    addDisc(to, to.blood, { ...at, radiusPx: radiusPx * 3 }, 0.05 * strength * random.next(), 1);
    addDisc(to, to.height, { ...at, radiusPx: radiusPx * 1.2 }, -0.25 * strength, 1);
  }
}

/** Freckles and sun spots, pale brown, in no order. */
export function layFreckles(to: Tissue, skin: Skin, random: Chance): void {
  if (skin.freckles === 0) return;
  const areaCm2 = (to.widthPx * to.heightPx) / to.pxPerMm ** 2 / 100;
  const count = Math.min(1500, Math.round(areaCm2 * skin.freckles * 1.3));
  for (let i = 0; i < count; i++) {
    const radiusPx = (0.4 + 1.1 * random.next() ** 3) * to.pxPerMm;
    const at = { xPx: random.next() * to.widthPx, yPx: random.next() * to.heightPx, radiusPx };
    addDisc(to, to.melanin, at, random.between(0.06, 0.26), 1);
  }
}
