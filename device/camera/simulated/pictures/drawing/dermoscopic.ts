/** The dermoscopic picture: contact plate and gel, no surface shine, the lesion large, darker corners, mm marks. */

import { drawBubbles, drawReticle } from './gel.ts';
import { drawHairs } from './hairs.ts';
import type { Hand } from './hand.ts';
import type { Lesion } from './lesion/lesion.ts';
import { network, vesselTree } from './lesion/structures.ts';
import { type Canvas, enlarged } from './paint/canvas.ts';
import { chance } from './paint/chance.ts';
import { develop, type Raster } from './paint/colour.ts';
import { grain } from './paint/grain.ts';
import { layered, smoothstep } from './paint/noise.ts';
import { addSlowly, addThread, slowly, type Tissue, tissue } from './paint/tissue.ts';
import { gainFor, type Sheet } from './sheet.ts';
import { layMottle, layPores, type Skin } from './skin.ts';

/** Deep skin shows its own faint, regular network between the lesion and the rim; pale skin shows fine vessels. */
function layBackground(to: Tissue, skin: Skin, seed: number): void {
  const random = chance(seed);
  if (skin.depth > 0.35) {
    const lines = network(random, 0.24, 0.36, 0.6);
    const strength = 0.3 * smoothstep(0.35, 0.9, skin.depth);
    const { melanin, widthPx, heightPx, pxPerMm } = to;
    addSlowly(melanin, widthPx, heightPx, pxPerMm * 0.03, (x, y) => strength * lines(x / pxPerMm, y / pxPerMm));
    return;
  }
  const everywhere = { reachMm: to.widthPx / to.pxPerMm / 2, inside: () => 1 };
  const vessels = vesselTree(random, everywhere, random.whole(2, 5), 0.035);
  for (const vessel of vessels) {
    const points = vessel.map(
      ([x, y, r]) => [x * to.pxPerMm + to.widthPx / 2, y * to.pxPerMm + to.heightPx / 2, r * to.pxPerMm] as const,
    );
    addThread(to, to.blood, { points }, 0.1);
  }
}

/** The round black rim of the instrument, or only darker corners. */
function layRim(over: Raster, circle: { x: number; y: number; radius: number; soft: number }): void {
  const { widthPx, heightPx } = over;
  for (let y = 0, i = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++, i++) {
      const d = Math.sqrt((x - circle.x) ** 2 + (y - circle.y) ** 2);
      if (d < circle.radius - circle.soft) continue;
      const open = smoothstep(circle.radius + circle.soft * 0.3, circle.radius - circle.soft, d);
      over.red[i] = 9 + ((over.red[i] as number) - 9) * open;
      over.green[i] = 8 + ((over.green[i] as number) - 8) * open;
      over.blue[i] = 9 + ((over.blue[i] as number) - 9) * open;
    }
  }
}

export function drawDermoscopic(page: Sheet, skin: Skin, lesion: Lesion, seed: number, hand: Hand): Canvas {
  const random = chance(seed);
  const { rasterWidthPx: w, rasterHeightPx: h, ratio } = page;
  const pxPerMm = (h * random.between(0.66, 0.8)) / (2 * lesion.reachMm);
  const to = tissue(w, h, pxPerMm);
  layMottle(to, skin, random, 1.1);
  layBackground(to, skin, random.seed());
  layPores(to, random, 12, 0.5);
  const at = { xPx: w * random.between(0.46, 0.54), yPx: h * random.between(0.46, 0.52) };
  lesion.lay(to, { ...at, turnRad: random.between(-0.4, 0.4) });
  const uneven = layered(random.seed(), 2);
  const light = slowly(w, h, w / 120, (x, y) => {
    const u = (x - w * 0.5) / h;
    const v = (y - h * 0.48) / h;
    return 1.06 - 0.36 * (u * u + v * v) + 0.03 * uneven(u * 2, v * 2);
  });
  const raster = develop(to, {
    tone: skin.tone,
    light,
    relief: 0.016,
    gloss: 0,
    gain: gainFor(skin, 0.42, 3.2, [1.01, 1, random.between(0.98, 1.07)]),
  });
  hand.move(raster); // the skin under the plate
  const round = random.happens(0.5);
  layRim(
    raster,
    round
      ? { x: w * 0.5, y: h * 0.5, radius: h * random.between(0.7, 0.78), soft: h * 0.022 }
      : { x: w * 0.5, y: h * 0.5, radius: h * 1.02, soft: h * 0.34 },
  );
  const canvas = enlarged(raster, ratio, page.widthPx, page.heightPx, grain(hand.varied(random.seed()), 3.6, 0.9));
  const full = pxPerMm * ratio;
  const directionRad = random.between(0, 2 * Math.PI);
  const hairs = {
    count: 3 + Math.round(skin.hairiness * 26),
    lengthMm: 5,
    widthMm: 0.055,
    directionRad,
    strayRad: 0.5,
    curl: 0.5,
    colour: skin.hairColour,
    strength: 0.82,
  };
  const seen = (x: number, y: number): boolean =>
    !round || Math.hypot(x - page.widthPx / 2, y - page.heightPx / 2) < page.heightPx * 0.56;
  const gel = hand.chance(random); // laid on anew for each picture, and hairs lie otherwise in it
  drawHairs(canvas, gel, hairs, full, seen);
  drawHairs(canvas, gel, { ...hairs, count: 30, lengthMm: 1.6, widthMm: 0.02, strength: 0.3 }, full, seen);
  drawBubbles(canvas, gel, full);
  drawReticle(canvas, page.widthPx / 2, page.heightPx * 0.955, full, 10);
  return canvas;
}
