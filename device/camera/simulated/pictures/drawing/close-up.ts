/** The close-up from about 20 cm: the lesion a fifth of the picture's width, skin relief by oblique flash, paper scale. */

import { drawHairs } from './hairs.ts';
import type { Hand } from './hand.ts';
import type { Lesion } from './lesion/lesion.ts';
import { type Canvas, enlarged } from './paint/canvas.ts';
import { chance } from './paint/chance.ts';
import { develop } from './paint/colour.ts';
import { grain } from './paint/grain.ts';
import { layered, smoothstep } from './paint/noise.ts';
import { slowly, tissue } from './paint/tissue.ts';
import { layScale, type PaperScale, printScale } from './scale.ts';
import { gainFor, type Sheet } from './sheet.ts';
import { layFreckles, layFurrows, layMottle, layPores, type Skin } from './skin.ts';

export function drawCloseUp(page: Sheet, skin: Skin, lesion: Lesion, seed: number, hand: Hand): Canvas {
  const random = chance(seed);
  const { rasterWidthPx: w, rasterHeightPx: h, ratio } = page;
  const pxPerMm = w / 5 / lesion.diameterMm;
  const to = tissue(w, h, pxPerMm);
  const grainRad = random.between(-0.6, 0.6);
  layMottle(to, skin, random, 1);
  layFreckles(to, skin, random);
  layFurrows(to, random, random.between(0.75, 1.15), random.between(0.75, 1.15), grainRad);
  layPores(to, random, 14, 0.9);
  const at = { xPx: w * random.between(0.5, 0.57), yPx: h * random.between(0.4, 0.46) };
  lesion.lay(to, { ...at, turnRad: random.between(-0.2, 0.2) });
  const uneven = layered(random.seed(), 2);
  const light = slowly(w, h, w / 120, (x, y) => {
    const u = x / w - 0.38;
    const v = (y - h * 0.36) / w;
    return 1.02 - 0.75 * (u * u + 1.2 * v * v) + 0.035 * uneven(u * 3, v * 3);
  });
  const gain = gainFor(skin, 0.44, 1.28, [random.between(0.99, 1.02), 1, random.between(0.97, 1.02)]);
  const raster = develop(to, { tone: skin.tone, light, relief: 0.28, gloss: 0.024, gain });
  const marginPx = lesion.reachMm * 1.75 * pxPerMm;
  const armMm = Math.min(8, (w * 0.14) / pxPerMm);
  const corner = [at.xPx - marginPx * random.between(1, 1.15), at.yPx + marginPx * random.between(0.95, 1.1)] as const;
  const roomMm = (w - corner[0]) / pxPerMm - armMm;
  const scale: PaperScale = {
    corner,
    turnRad: random.between(-0.09, 0.09),
    armMm,
    // ends between two figures, where the black patch has room
    rightMm: Math.max(10, Math.floor(roomMm / 10) * 10) + armMm * 0.85,
    upMm: Math.min(40, Math.max(14, Math.round((h * 0.6) / pxPerMm))),
  };
  hand.move(raster); // the skin under the scale
  layScale(raster, scale, pxPerMm, light, gain);
  const canvas = enlarged(raster, ratio, page.widthPx, page.heightPx, grain(hand.varied(random.seed()), 3.2, 0.9));
  const full = pxPerMm * ratio;
  const areaCm2 = (page.widthPx * page.heightPx) / full ** 2 / 100;
  const vellus = {
    count: Math.min(600, Math.round(areaCm2 * 7)),
    lengthMm: 2.6,
    widthMm: 0.028,
    directionRad: grainRad + 0.9,
    strayRad: 0.5,
    curl: 0.25,
    colour: skin.hairColour,
    strength: 0.4,
  };
  const terminal = {
    ...vellus,
    count: Math.min(300, Math.round(areaCm2 * 5 * smoothstep(0.2, 1, skin.hairiness))),
    lengthMm: 9,
    widthMm: 0.06,
    strength: 0.8,
  };
  const [cos, sin] = [Math.cos(scale.turnRad), Math.sin(scale.turnRad)];
  // paper lies on top of hairs: none begins so near that it would reach across
  const clearOf = (marginMm: number) => (x: number, y: number) => {
    const dx = x / ratio - scale.corner[0];
    const dy = y / ratio - scale.corner[1];
    return dx * cos + dy * sin > marginMm * pxPerMm && dx * sin - dy * cos > marginMm * pxPerMm;
  };
  const coat = hand.chance(random);
  drawHairs(canvas, coat, vellus, full, clearOf(2.5));
  drawHairs(canvas, coat, terminal, full, clearOf(6));
  printScale(canvas, scale, pxPerMm, ratio);
  return canvas;
}
