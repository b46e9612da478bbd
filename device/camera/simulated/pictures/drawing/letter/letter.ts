/**
 * A letter held before the lens: the printed sheet on a desk, a little turned, tilted away and out of focus, as a hand
 * holds it. A reader of the code has to find it as in a photograph.
 *
 *     picture (x, y) ──turn, tilt──► sheet (u, v in mm) ──► print ──light, grain──► pixel
 */
import type { Canvas } from '../paint/canvas.ts';
import { chance, mixed } from '../paint/chance.ts';
import { grain } from '../paint/grain.ts';
import { middleMm, type Print, printSheet, sheetHeightMm, sheetWidthMm } from './print.ts';

/** All that the picture follows from. */
export interface LetterOrder {
  readonly subject: 'letter';
  readonly code: string;
  readonly seed: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Finer print than this is not told apart from a lens that is a little soft. */
const printPxPerMmMax = 20;
const viewWidthMm = { from: 172, to: 200 } as const;
const turnRadMax = 0.11;
/** How much nearer one side of the sheet is than the middle, for each millimetre. */
const tiltPerMmMax = 0.0007;
const wanderMmMax = 6;
const defocusMm = { from: 0.05, to: 0.16 } as const;
/** Share of white that paper and desk throw back under the room's light, in display values. */
const paperTone = [0.9, 0.885, 0.85] as const;
const deskTone = [58, 62, 66] as const;
const textureDeviation = 0.8;
const noiseDeviation = 1.3;

export function drawLetter(order: LetterOrder): Canvas {
  const { widthPx, heightPx } = order;
  const random = chance(mixed(order.seed, 6));
  const pxPerMm = Math.max(widthPx, heightPx) / random.between(viewWidthMm.from, viewWidthMm.to);
  const turn = random.between(-turnRadMax, turnRadMax);
  const [cos, sin] = [Math.cos(turn) / pxPerMm, Math.sin(turn) / pxPerMm];
  const tiltX = random.between(-tiltPerMmMax, tiltPerMmMax) / pxPerMm;
  const tiltY = random.between(-tiltPerMmMax, tiltPerMmMax) / pxPerMm;
  const u0 = middleMm.u + random.between(-wanderMmMax, wanderMmMax);
  const v0 = middleMm.v + random.between(-wanderMmMax, wanderMmMax);
  const print = printSheet(order.code, Math.min(printPxPerMmMax, pxPerMm));
  soften(print, random.between(defocusMm.from, defocusMm.to) * print.pxPerMm);
  const brightX = random.between(-0.18, 0.18) / widthPx;
  const brightY = random.between(-0.14, 0.14) / heightPx;
  const specks = grain(random.seed(), textureDeviation, noiseDeviation);
  const rgb = new Uint8ClampedArray(widthPx * heightPx * 3);
  for (let y = 0; y < heightPx; y++) {
    const row = specks.row(y);
    const dy = y - heightPx / 2;
    for (let x = 0; x < widthPx; x++) {
      const dx = x - widthPx / 2;
      const near = 1 + tiltX * dx + tiltY * dy;
      const u = u0 + (dx * cos - dy * sin) / near;
      const v = v0 + (dx * sin + dy * cos) / near;
      const light = 1 + brightX * dx + brightY * dy;
      const tone = toneAt(print, u, v);
      const at = (y * widthPx + x) * 3;
      for (let channel = 0; channel < 3; channel++) {
        const flat = tone < 0 ? (deskTone[channel] as number) : tone * (paperTone[channel] as number);
        rgb[at + channel] = flat * light + (row[(at + channel) % row.length] as number);
      }
    }
  }
  return { widthPx, heightPx, rgb };
}

/** Grey of the sheet at a point in millimetres, between the printed pixels; -1 beside the sheet. */
function toneAt(print: Print, u: number, v: number): number {
  if (u < 0 || v < 0 || u >= sheetWidthMm - 1 || v >= sheetHeightMm - 1)
    return v >= sheetHeightMm - 1 && u > 0 && u < sheetWidthMm ? 255 : -1;
  const x = u * print.pxPerMm;
  const y = v * print.pxPerMm;
  const left = x | 0;
  const top = y | 0;
  const [fx, fy] = [x - left, y - top];
  const at = top * print.widthPx + left;
  const above = (print.grey[at] as number) * (1 - fx) + (print.grey[at + 1] as number) * fx;
  const below =
    (print.grey[at + print.widthPx] as number) * (1 - fx) + (print.grey[at + print.widthPx + 1] as number) * fx;
  return above * (1 - fy) + below * fy;
}

/** Out of focus by a circle of about this radius: two running means each way. */
function soften(print: Print, radiusPx: number): void {
  const reach = Math.round(radiusPx);
  if (reach < 1) return;
  for (let pass = 0; pass < 2; pass++) {
    for (let y = 0; y < print.heightPx; y++) runningMean(print.grey, y * print.widthPx, 1, print.widthPx, reach);
    for (let x = 0; x < print.widthPx; x++) runningMean(print.grey, x, print.widthPx, print.heightPx, reach);
  }
}

function runningMean(grey: Uint8Array, start: number, step: number, count: number, reach: number): void {
  const line = new Uint8Array(count);
  for (let i = 0; i < count; i++) line[i] = grey[start + i * step] as number;
  const last = count - 1;
  let sum = 0;
  for (let k = -reach; k <= reach; k++) sum += line[Math.min(last, Math.max(0, k))] as number;
  for (let i = 0; i < count; i++) {
    grey[start + i * step] = sum / (2 * reach + 1);
    sum += (line[Math.min(last, i + reach + 1)] as number) - (line[Math.max(0, i - reach)] as number);
  }
}
