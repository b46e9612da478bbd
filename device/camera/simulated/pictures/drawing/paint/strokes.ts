import { type Canvas, cover } from './canvas.ts';
import type { Rgb } from './colour.ts';

/** A point of the canvas, in pixels. */
export type Point = readonly [x: number, y: number];

export interface Pen {
  readonly widthPx: number;
  readonly colour: Rgb;
  /** 0 to 1: how much of what lies beneath it hides. */
  readonly strength: number;
}

/** A straight line with square ends and smooth sides. */
export function drawLine(canvas: Canvas, from: Point, to: Point, pen: Pen): void {
  const dx = to[0] - from[0];
  const dy = to[1] - from[1];
  const length = Math.hypot(dx, dy);
  if (length === 0) return;
  const radius = pen.widthPx / 2;
  const reach = radius + 1;
  const right = Math.ceil(Math.max(from[0], to[0]) + reach);
  const bottom = Math.ceil(Math.max(from[1], to[1]) + reach);
  for (let y = Math.floor(Math.min(from[1], to[1]) - reach); y <= bottom; y++) {
    for (let x = Math.floor(Math.min(from[0], to[0]) - reach); x <= right; x++) {
      const along = ((x - from[0]) * dx + (y - from[1]) * dy) / length;
      const off = Math.abs((x - from[0]) * dy - (y - from[1]) * dx) / length;
      const ends = Math.min(1, Math.max(0, Math.min(along, length - along) + 0.5));
      const sides = Math.min(1, Math.max(0, radius + 0.5 - off)) * Math.min(1, pen.widthPx);
      cover(canvas, x, y, pen.colour, ends * sides * pen.strength);
    }
  }
}

export function drawDot(canvas: Canvas, at: Point, radiusPx: number, colour: Rgb, strength: number): void {
  const reach = radiusPx + 1;
  for (let y = Math.floor(at[1] - reach); y <= at[1] + reach; y++) {
    for (let x = Math.floor(at[0] - reach); x <= at[0] + reach; x++) {
      const share = Math.min(1, Math.max(0, radiusPx + 0.5 - Math.hypot(x - at[0], y - at[1])));
      cover(canvas, x, y, colour, share * strength);
    }
  }
}

/** Figures as a plotter draws them, in a box 0.6 wide and 1 high, y downwards: no font has to be installed. */
const figures: readonly (readonly Point[])[] = [
  [
    [0.3, 0],
    [0.52, 0.12],
    [0.58, 0.5],
    [0.52, 0.88],
    [0.3, 1],
    [0.08, 0.88],
    [0.02, 0.5],
    [0.08, 0.12],
    [0.3, 0],
  ],
  [
    [0.1, 0.2],
    [0.34, 0],
    [0.34, 1],
  ],
  [
    [0.05, 0.22],
    [0.14, 0.05],
    [0.34, 0],
    [0.52, 0.1],
    [0.54, 0.3],
    [0.42, 0.52],
    [0.05, 1],
    [0.57, 1],
  ],
  [
    [0.06, 0.06],
    [0.54, 0.06],
    [0.28, 0.4],
    [0.5, 0.5],
    [0.56, 0.7],
    [0.48, 0.92],
    [0.28, 1],
    [0.05, 0.9],
  ],
  [
    [0.46, 1],
    [0.46, 0],
    [0.02, 0.7],
    [0.6, 0.7],
  ],
  [
    [0.52, 0],
    [0.12, 0],
    [0.08, 0.46],
    [0.3, 0.4],
    [0.5, 0.48],
    [0.57, 0.7],
    [0.48, 0.93],
    [0.26, 1],
    [0.04, 0.92],
  ],
  [
    [0.5, 0.06],
    [0.3, 0],
    [0.1, 0.2],
    [0.03, 0.62],
    [0.12, 0.92],
    [0.32, 1],
    [0.52, 0.9],
    [0.56, 0.68],
    [0.48, 0.48],
    [0.3, 0.42],
    [0.1, 0.5],
  ],
  [
    [0.03, 0],
    [0.57, 0],
    [0.24, 1],
  ],
  [
    [0.3, 0.46],
    [0.1, 0.34],
    [0.1, 0.1],
    [0.3, 0],
    [0.5, 0.1],
    [0.5, 0.34],
    [0.3, 0.46],
    [0.06, 0.62],
    [0.06, 0.88],
    [0.3, 1],
    [0.54, 0.88],
    [0.54, 0.62],
    [0.3, 0.46],
  ],
  [
    [0.5, 0.5],
    [0.3, 0.58],
    [0.1, 0.5],
    [0.04, 0.3],
    [0.1, 0.08],
    [0.3, 0],
    [0.5, 0.1],
    [0.57, 0.4],
    [0.5, 0.8],
    [0.3, 1],
    [0.1, 0.95],
  ],
];

/** One figure 0 to 9; `right` and `down` are the box's axes in pixels, so that it can be turned. */
export function drawFigure(canvas: Canvas, figure: number, corner: Point, right: Point, down: Point, pen: Pen): void {
  const points = figures[figure] ?? [];
  const placed = points.map(
    ([x, y]): Point => [corner[0] + right[0] * x + down[0] * y, corner[1] + right[1] * x + down[1] * y],
  );
  for (let i = 1; i < placed.length; i++) {
    const a = placed[i - 1];
    const b = placed[i];
    if (a !== undefined && b !== undefined) drawLine(canvas, a, b, pen);
  }
  for (const joint of placed) drawDot(canvas, joint, pen.widthPx / 2, pen.colour, pen.strength);
}
