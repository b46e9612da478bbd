/** The locating picture: a part of the body before a clinic drape, the lesion small in it, marked if others are near. */
import { bodyForm, lightForm, regions } from './body.ts';
import { drawHairs } from './hairs.ts';
import type { Hand } from './hand.ts';
import type { Lesion } from './lesion/lesion.ts';
import { type Canvas, enlarged } from './paint/canvas.ts';
import { type Chance, chance } from './paint/chance.ts';
import { develop, linear, type Raster, type Rgb, shown } from './paint/colour.ts';
import { grain } from './paint/grain.ts';
import { layered, noise, smoothstep } from './paint/noise.ts';
import { drawLine, type Point } from './paint/strokes.ts';
import { addDisc, slowly, type Tissue, tissue } from './paint/tissue.ts';
import { gainFor, type Sheet } from './sheet.ts';
import { layFreckles, layMottle, type Skin } from './skin.ts';

/** Drapes and couch covers of clinics: blue, grey-blue, green. */
const drapes: readonly [Rgb, ...Rgb[]] = [
  [92, 121, 142],
  [112, 130, 142],
  [78, 110, 120],
  [104, 118, 150],
];
const gentianViolet: Rgb = [72, 38, 112];

function layDrape(over: Raster, random: Chance, pxPerMm: number, covers: Float32Array, edgeMm: Float32Array): void {
  const colour = random.pick(drapes);
  const [r, g, b] = [linear(colour[0]), linear(colour[1]), linear(colour[2])];
  const fold = layered(random.seed(), 2);
  const crumple = layered(random.seed(), 4);
  const turn = random.between(0.2, 1.2);
  const creaseMm = random.between(0, 150);
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const { widthPx, heightPx } = over;
  const lit = slowly(widthPx, heightPx, Math.max(2, widthPx / 250), (px, py) => {
    const x = px / pxPerMm;
    const y = py / pxPerMm;
    const along = (x * cos + y * sin) / 300;
    const across = (y * cos - x * sin) / 85;
    const ridge = 1 - Math.abs(fold(along, across));
    // a cloth that lay folded keeps its sharp creases
    const fromCrease = ((((y * cos - x * sin + creaseMm) % 150) + 150) % 150) - 75;
    const crease = Math.exp(-(fromCrease * fromCrease) / 5);
    return 0.78 + 0.22 * ridge ** 3 + 0.05 * crumple(x / 20, y / 20) + 0.07 * crease - 0.1 * (py / heightPx);
  });
  for (let y = 0, i = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++, i++) {
      const share = 1 - (covers[i] as number);
      if (share <= 0) continue;
      const outside = -(edgeMm[i] as number);
      const shadow = 1 - 0.55 * Math.exp(-Math.max(0, outside) / 11) - 0.18 * Math.exp(-Math.max(0, outside) / 45);
      const light = (lit[i] as number) * shadow * 0.95;
      over.red[i] = (over.red[i] as number) * (1 - share) + shown(r * light) * share;
      over.green[i] = (over.green[i] as number) * (1 - share) + shown(g * light) * share;
      over.blue[i] = (over.blue[i] as number) * (1 - share) + shown(b * light) * share;
    }
  }
}

/** The other marks of a skin: small moles and red spots, nowhere near the lesion itself. */
function layOthers(to: Tissue, random: Chance, lesionAt: Point, clearPx: number): void {
  const moles = random.whole(2, 11);
  for (let i = 0; i < moles; i++) {
    const x = random.next() * to.widthPx;
    const y = random.next() * to.heightPx;
    const radius = random.between(0.5, 1.7) * to.pxPerMm;
    const amount = random.between(0.5, 1.5);
    if (Math.hypot(x - lesionAt[0], y - lesionAt[1]) < clearPx) continue;
    for (let part = 0; part < 4; part++) {
      const xPx = x + random.between(-0.35, 0.35) * radius;
      const yPx = y + random.between(-0.35, 0.35) * radius;
      addDisc(to, to.melanin, { xPx, yPx, radiusPx: radius * random.between(0.6, 0.95) }, amount / 3, 0.7);
    }
  }
  for (let i = random.whole(0, 7); i > 0; i--) {
    const at = { xPx: random.next() * to.widthPx, yPx: random.next() * to.heightPx };
    addDisc(to, to.blood, { ...at, radiusPx: random.between(0.4, 1) * to.pxPerMm }, random.between(0.3, 0.9), 0.6);
  }
}

/** A ring by hand with a skin marker, not quite closed and not quite round; or four corner strokes. */
function drawMark(canvas: Canvas, random: Chance, at: Point, radiusPx: number, pxPerMm: number): void {
  const wobble = noise(random.seed());
  const start = random.between(0, 2 * Math.PI);
  const ring = random.happens(0.6);
  const pieces = 90;
  const sweep = random.between(5.7, 6.5);
  let last: Point | undefined;
  for (let i = 0; i <= pieces; i++) {
    const angle = start + (i / pieces) * sweep;
    const reach = radiusPx * (1 + 0.09 * wobble(Math.cos(angle) * 1.2, Math.sin(angle) * 1.2) + 0.02 * (i / pieces));
    const next: Point = [at[0] + Math.cos(angle) * reach, at[1] + Math.sin(angle) * reach * 0.94];
    const shownHere = ring || Math.floor(((angle - start) / (Math.PI / 4)) % 2) === 0;
    const pressure = 0.42 + 0.16 * wobble(i / 5, 30);
    if (last !== undefined && shownHere) {
      const widthPx = (1.05 + 0.3 * wobble(i / 9, 7)) * pxPerMm;
      drawLine(canvas, last, next, { widthPx, colour: gentianViolet, strength: pressure });
    }
    last = next;
  }
}

export function drawLocating(page: Sheet, skin: Skin, lesion: Lesion, seed: number, hand: Hand): Canvas {
  const random = chance(seed);
  const form = bodyForm(random.pick(regions), random);
  const { rasterWidthPx: w, rasterHeightPx: h, ratio } = page;
  const pxPerMm = w / form.fieldMm;
  const lit = lightForm(form, random, w, h, pxPerMm);
  const to = tissue(w, h, pxPerMm);
  layMottle(to, skin, random, 0.8);
  layFreckles(to, skin, random);
  const at: Point = [w * random.between(0.42, 0.58), h * random.between(0.44, 0.56)];
  const markMm = lesion.reachMm + random.between(4, 7);
  layOthers(to, random, at, markMm * 1.6 * pxPerMm);
  lesion.lay(to, { xPx: at[0], yPx: at[1], turnRad: random.between(-0.15, 0.15) });
  for (let y = 0, i = 0; y < h; y++) {
    for (let x = 0; x < w; x++, i++) {
      const shadow = 1 - Math.min(1, lit.light[i] as number);
      to.blood[i] = (to.blood[i] as number) + 0.22 * shadow; // light that comes back out of the skin is red
      to.height[i] = (to.height[i] as number) * 0.25;
    }
  }
  const raster = develop(to, {
    tone: skin.tone,
    light: lit.light,
    relief: 1.6,
    gloss: 0.05,
    gain: gainFor(skin, 0.36, 2.7, [1.01, 1, random.between(0.95, 1.03)]),
  });
  layDrape(raster, random, pxPerMm, lit.covers, lit.edgeMm);
  const moved = hand.move(raster);
  const grainSeed = hand.varied(random.seed());
  const canvas = enlarged(raster, ratio, page.widthPx, page.heightPx, grain(grainSeed, 2.9, 0.9));
  const full = pxPerMm * ratio;
  const onBody = (x: number, y: number): boolean => {
    const px = Math.min(w - 1, Math.max(0, Math.floor(x / ratio) - moved.xPx));
    const py = Math.min(h - 1, Math.max(0, Math.floor(y / ratio) - moved.yPx));
    return (lit.edgeMm[py * w + px] as number) > 1.5;
  };
  const areaCm2 = (page.widthPx * page.heightPx) / full ** 2 / 100;
  const coat = {
    count: Math.min(6000, Math.round(areaCm2 * form.hairPerCm2 * (0.08 + skin.hairiness))),
    lengthMm: 9,
    widthMm: 0.09,
    directionRad: form.hairRad,
    strayRad: 0.32,
    curl: 0.16,
    colour: skin.hairColour,
    strength: smoothstep(-0.4, 0.5, skin.hairiness) * 0.62,
  };
  const marked: Point = [(at[0] + moved.xPx) * ratio, (at[1] + moved.yPx) * ratio];
  drawHairs(canvas, random, coat, full, onBody);
  if (random.happens(0.8)) drawMark(canvas, random, marked, markMm * full, full);
  return canvas;
}
