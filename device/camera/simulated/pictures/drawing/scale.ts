/**
 * The paper scale of the close-up: an L with millimetre ticks along its inner edges, figures for the centimetres, and a
 * neutral grey patch (18 % reflectance, 119 in sRGB) with a black and a white one for judging colour.
 *
 *      ┌──┐
 *      │ ─┤            the inner corner is 0, 0; u runs right, v runs up, both in millimetres
 *      │ ─┤   lesion
 *      │  └┬─┬─┬─┬─┐
 *      │▓▓ 1   2   │
 *      └───────────┘
 */
import type { Canvas } from './paint/canvas.ts';
import { type Raster, type Rgb, shown } from './paint/colour.ts';
import { drawFigure, drawLine, type Point } from './paint/strokes.ts';
import type { Plane } from './paint/tissue.ts';

export interface PaperScale {
  /** The inner corner, in raster pixels. */
  readonly corner: Point;
  readonly turnRad: number;
  /** Width of the arms and how far they reach from the inner corner. */
  readonly armMm: number;
  readonly rightMm: number;
  readonly upMm: number;
}

const paper = 0.74; // reflectance
const grey = 0.18;
const black = 0.035;
const shadowMm = 2.5; // how far the shadow of the paper reaches over the skin
const ink: Rgb = [34, 33, 35];

/** How far a point lies outside a rectangle; negative inside. */
function outsideBox(u: number, v: number, u0: number, v0: number, u1: number, v1: number): number {
  const du = Math.max(u0 - u, u - u1);
  const dv = Math.max(v0 - v, v - v1);
  return du > 0 && dv > 0 ? Math.hypot(du, dv) : Math.max(du, dv);
}

/** Lays the paper, its patches and its shadow over the developed skin. */
export function layScale(over: Raster, scale: PaperScale, pxPerMm: number, light: Plane, gain: Rgb): void {
  const { armMm: arm, rightMm, upMm } = scale;
  const [cos, sin] = [Math.cos(scale.turnRad), Math.sin(scale.turnRad)];
  const patch = arm * 0.3;
  const covered = (du: number, dv: number, half: number): number =>
    Math.min(1, Math.max(0, 0.5 + (half - Math.max(Math.abs(du), Math.abs(dv))) * pxPerMm));
  for (let y = 0, i = 0; y < over.heightPx; y++) {
    for (let x = 0; x < over.widthPx; x++, i++) {
      const dx = (x - scale.corner[0]) / pxPerMm;
      const dy = (y - scale.corner[1]) / pxPerMm;
      const u = dx * cos + dy * sin;
      const v = dx * sin - dy * cos;
      if (u > shadowMm && v > shadowMm) continue; // where the lesion is: neither paper nor shadow
      const d = Math.min(outsideBox(u, v, -arm, -arm, rightMm, 0), outsideBox(u, v, -arm, -arm, 0, upMm));
      const share = Math.min(1, Math.max(0, 0.5 - d * pxPerMm));
      if (d > 0 && d < shadowMm) {
        // the paper stands off the skin a little: light from the upper left, so its shadow falls right and down
        const shadow = 1 - (0.4 * Math.exp(-d / 0.4) + 0.08) * (1 - d / shadowMm) ** 2;
        over.red[i] = (over.red[i] as number) * shadow;
        over.green[i] = (over.green[i] as number) * shadow;
        over.blue[i] = (over.blue[i] as number) * shadow;
      }
      if (share <= 0) continue;
      const inGrey = covered(u + arm / 2, v + arm / 2, patch);
      const inBlack = covered(u - rightMm + arm * 0.38, v + arm * 0.6, patch * 0.7);
      const l = (light[i] as number) * (paper + (grey - paper) * inGrey + (black - paper) * inBlack);
      over.red[i] = (over.red[i] as number) * (1 - share) + shown(l * gain[0]) * share;
      over.green[i] = (over.green[i] as number) * (1 - share) + shown(l * gain[1]) * share;
      over.blue[i] = (over.blue[i] as number) * (1 - share) + shown(l * gain[2] * 0.99) * share;
    }
  }
}

/** Prints ticks and figures on the paper, at the canvas's full sharpness; `ratio` is canvas pixels for a raster pixel. */
export function printScale(canvas: Canvas, scale: PaperScale, pxPerMm: number, ratio: number): void {
  const [cos, sin] = [Math.cos(scale.turnRad), Math.sin(scale.turnRad)];
  const full = pxPerMm * ratio;
  const at = (u: number, v: number): Point => [
    scale.corner[0] * ratio + (u * cos + v * sin) * full,
    scale.corner[1] * ratio + (u * sin - v * cos) * full,
  ];
  const pen = { widthPx: 0.15 * full, colour: ink, strength: 0.93 };
  const bold = { widthPx: 0.26 * full, colour: ink, strength: 1 };
  const heightMm = scale.armMm * 0.26;
  const right: Point = [cos * heightMm * full, sin * heightMm * full];
  const down: Point = [-sin * heightMm * full, cos * heightMm * full];
  const lengthOf = (mm: number): number => scale.armMm * (mm % 10 === 0 ? 0.38 : mm % 5 === 0 ? 0.3 : 0.2);
  for (let mm = 0; mm <= scale.rightMm - 0.5; mm++) {
    drawLine(canvas, at(mm, -0.02), at(mm, -lengthOf(mm)), pen);
    if (mm > 0 && mm % 10 === 0 && mm < scale.rightMm - scale.armMm * 0.6)
      drawFigure(canvas, (mm / 10) % 10, at(mm - heightMm * 0.3, -scale.armMm * 0.48), right, down, bold);
  }
  for (let mm = 1; mm <= scale.upMm - 0.5; mm++) {
    drawLine(canvas, at(-0.02, mm), at(-lengthOf(mm), mm), pen);
    if (mm % 10 === 0)
      drawFigure(canvas, (mm / 10) % 10, at(-scale.armMm * 0.66, mm + heightMm / 2), right, down, bold);
  }
}
