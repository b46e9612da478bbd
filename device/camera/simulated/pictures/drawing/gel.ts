/** What lies between the glass of the dermatoscope and the skin, and on the glass: bubbles in the gel, the reticle. */
import { type Canvas, cover, shade } from './paint/canvas.ts';
import type { Chance } from './paint/chance.ts';
import type { Rgb } from './paint/colour.ts';
import { drawLine, type Point } from './paint/strokes.ts';

const glint: Rgb = [246, 247, 250];

/** One bubble: a thin bright rim, brightest towards the light, a darker line within it, a clearer inside. */
function drawBubble(
  canvas: Canvas,
  at: Point,
  radiusPx: number,
  rimPx: number,
  strength: number,
  lightRad: number,
): void {
  const reach = radiusPx + rimPx + 1;
  for (let y = Math.floor(at[1] - reach); y <= at[1] + reach; y++) {
    for (let x = Math.floor(at[0] - reach); x <= at[0] + reach; x++) {
      const dx = x - at[0];
      const dy = y - at[1];
      const d = Math.hypot(dx, dy);
      if (d > reach) continue;
      const towards = (dx * Math.cos(lightRad) + dy * Math.sin(lightRad)) / (d + 0.01);
      const rim = Math.max(0, 1 - Math.abs(d - radiusPx) / rimPx);
      const inner = Math.max(0, 1 - Math.abs(d - radiusPx + rimPx * 1.8) / (rimPx * 1.6));
      if (d < radiusPx) shade(canvas, x, y, 1 + 0.035 * strength - 0.16 * strength * inner);
      if (rim > 0)
        cover(
          canvas,
          x,
          y,
          glint,
          rim * strength * (0.16 + 0.6 * Math.max(0, towards) ** 2 + 0.3 * Math.max(0, -towards) ** 4),
        );
    }
  }
}

/** Bubbles gather in a few clusters; `pxPerMm` is the canvas's. */
export function drawBubbles(canvas: Canvas, random: Chance, pxPerMm: number): void {
  const lightRad = random.between(-2.6, -1.8);
  const clusters = random.whole(1, 4);
  for (let c = 0; c < clusters; c++) {
    const cx = random.between(0.12, 0.88) * canvas.widthPx;
    const cy = random.between(0.12, 0.88) * canvas.heightPx;
    const spread = random.between(0.5, 1.7) * pxPerMm;
    const placed: [number, number, number][] = [];
    for (let tries = random.whole(6, 40); tries > 0; tries--) {
      const x = cx + (random.next() + random.next() - 1) * spread * 1.5;
      const y = cy + (random.next() + random.next() - 1) * spread;
      const r = (0.04 + 0.24 * random.next() ** 3) * pxPerMm;
      if (placed.some(([px, py, pr]) => Math.hypot(px - x, py - y) < (pr + r) * 0.98)) continue;
      placed.push([x, y, r]);
      drawBubble(canvas, [x, y], r, Math.max(1, 0.011 * pxPerMm), random.between(0.45, 0.95), lightRad);
    }
  }
}

/** Millimetre marks engraved near the lower edge of the contact plate, every fifth longer. */
export function drawReticle(canvas: Canvas, centreX: number, y: number, pxPerMm: number, marks: number): void {
  const pale: Rgb = [226, 226, 222];
  const dark: Rgb = [22, 22, 24];
  const widthPx = Math.max(1.2, 0.035 * pxPerMm);
  const start = centreX - (marks / 2) * pxPerMm;
  for (let i = 0; i <= marks; i++) {
    const x = start + i * pxPerMm;
    const lengthPx = (i % 5 === 0 ? 0.75 : 0.42) * pxPerMm;
    drawLine(canvas, [x + widthPx * 0.8, y], [x + widthPx * 0.8, y - lengthPx], {
      widthPx,
      colour: pale,
      strength: 0.3,
    });
    drawLine(canvas, [x, y], [x, y - lengthPx], { widthPx, colour: dark, strength: 0.88 });
  }
  drawLine(canvas, [start, y], [start + marks * pxPerMm, y], { widthPx, colour: dark, strength: 0.88 });
}
