import { type Canvas, cover } from './paint/canvas.ts';
import type { Chance } from './paint/chance.ts';
import type { Rgb } from './paint/colour.ts';

/** One curved hair in pixels of the canvas: where it leaves the skin, where it ends, how it bends between. */
interface Hair {
  readonly from: readonly [number, number];
  readonly bend: readonly [number, number];
  readonly to: readonly [number, number];
  readonly widthPx: number;
  readonly colour: Rgb;
  /** 0 to 1. */
  readonly strength: number;
}

/** How the hairs of one view lie. Lengths in millimetres of skin. */
export interface HairCoat {
  readonly count: number;
  readonly lengthMm: number;
  readonly widthMm: number;
  /** Where they all lean, in radians, and how far single ones stray from it. */
  readonly directionRad: number;
  readonly strayRad: number;
  /** Bend sideways as a share of the length. */
  readonly curl: number;
  readonly colour: Rgb;
  readonly strength: number;
}

/** The pieces of a hair are about this long: short enough to look round, long enough to be quick. */
const piecePx = 7;

function drawHair(canvas: Canvas, hair: Hair): void {
  const [x0, y0] = hair.from;
  const [x1, y1] = hair.bend;
  const [x2, y2] = hair.to;
  const pieces = Math.max(6, Math.ceil((Math.hypot(x1 - x0, y1 - y0) + Math.hypot(x2 - x1, y2 - y1)) / piecePx));
  const light: Rgb = [hair.colour[0] + 40, hair.colour[1] + 38, hair.colour[2] + 34];
  let ax = x0;
  let ay = y0;
  for (let i = 1; i <= pieces; i++) {
    const t = i / pieces;
    const bx = (1 - t) * (1 - t) * x0 + 2 * t * (1 - t) * x1 + t * t * x2;
    const by = (1 - t) * (1 - t) * y0 + 2 * t * (1 - t) * y1 + t * t * y2;
    const radius = (hair.widthPx / 2) * (t < 0.7 ? 1 - 0.25 * t : 0.825 * (1 - (t - 0.7) / 0.32));
    const dx = bx - ax;
    const dy = by - ay;
    const length2 = dx * dx + dy * dy || 1;
    const length = Math.sqrt(length2);
    const reach = radius + 1;
    const left = Math.floor(Math.min(ax, bx) - reach);
    const right = Math.ceil(Math.max(ax, bx) + reach);
    const bottom = Math.ceil(Math.max(ay, by) + reach);
    for (let y = Math.floor(Math.min(ay, by) - reach); y <= bottom; y++) {
      for (let x = left; x <= right; x++) {
        const along = ((x - ax) * dx + (y - ay) * dy) / length2;
        if (along < 0 || along >= 1) continue;
        const side = ((x - ax) * dy - (y - ay) * dx) / length;
        const off = Math.abs(side);
        // a hair thinner than a pixel covers only part of it
        const share = Math.min(1, Math.max(0, radius + 0.5 - off)) * Math.min(1, radius * 2);
        if (share <= 0) continue;
        const sheen = radius > 1.5 && Math.abs(side / radius + 0.3) < 0.28;
        cover(canvas, x, y, sheen ? light : hair.colour, share * hair.strength);
      }
    }
    ax = bx;
    ay = by;
  }
}

/**
 * Grows hairs all over the canvas, or only where `grows` says so (in pixels). `pxPerMm` is the canvas's.
 */
export function drawHairs(
  canvas: Canvas,
  random: Chance,
  coat: HairCoat,
  pxPerMm: number,
  grows: (x: number, y: number) => boolean,
): void {
  for (let i = 0; i < coat.count; i++) {
    const x = random.between(-0.05, 1.05) * canvas.widthPx;
    const y = random.between(-0.05, 1.05) * canvas.heightPx;
    const stray = random.next() + random.next() + random.next() - 1.5;
    const direction = coat.directionRad + stray * coat.strayRad;
    const lengthPx = coat.lengthMm * random.between(0.45, 1.25) * pxPerMm;
    const bend = coat.curl * (random.next() - random.next() * 0.6) * lengthPx * (random.happens(0.8) ? 1 : -1);
    const widthPx = coat.widthMm * random.between(0.6, 1.25) * pxPerMm;
    const lighter = random.between(-10, 22);
    const strength = coat.strength * random.between(0.6, 1);
    if (!grows(x, y)) continue;
    const [ux, uy] = [Math.cos(direction), Math.sin(direction)];
    drawHair(canvas, {
      from: [x, y],
      bend: [x + ux * lengthPx * 0.5 - uy * bend, y + uy * lengthPx * 0.5 + ux * bend],
      to: [x + ux * lengthPx - uy * bend * 0.4, y + uy * lengthPx + ux * bend * 0.4],
      widthPx,
      colour: [coat.colour[0] + lighter, coat.colour[1] + lighter, coat.colour[2] + lighter],
      strength,
    });
  }
}
