/**
 * What is printed on a patient's letter: the heading, a few lines, the square code as the hospital prints it.
 *
 *     ┌────────────────────────────────┐
 *     │ COMMUNITY CLINIC               │   millimetres of an A4 sheet, from its upper left corner
 *     │ YOUR APPOINTMENT               │
 *     │ ▄▄▄▄  SHOW THIS CODE TO THE    │   only the upper half is before the lens
 *     │ █▄█▄  PHOTOGRAPHER             │
 *     │ PLEASE BRING THIS LETTER …     │
 */
import qrcode from 'qrcode';
import { drawnNotice } from '../../exif.ts';
import { advance, isDrawable, strokesOf } from './alphabet.ts';

/** Grey values of the printed part of the sheet, row by row. */
export interface Print {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly pxPerMm: number;
  readonly grey: Uint8Array<ArrayBuffer>;
}

export const sheetWidthMm = 210;
/** So much of the sheet is printed and may be seen. */
export const sheetHeightMm = 170;

/** The middle of what the photographer holds under the lens. */
export const middleMm = { u: 86, v: 72 } as const;

const marginMm = 24;
const codeMm = { u: marginMm, v: 54, side: 32 } as const; // as large as the hospital prints it
const quietModules = 4; // ISO/IEC 18004: as much white as four modules round it
const paper = 255;
const ink = 26;
const penShare = 0.11; // of a capital's height

/** Prints the sheet. The code stands on it exactly as it is, as bytes of UTF-8 where it is more than figures and capitals. */
export function printSheet(code: string, pxPerMm: number): Print {
  const widthPx = Math.ceil(sheetWidthMm * pxPerMm);
  const heightPx = Math.ceil(sheetHeightMm * pxPerMm);
  const print = { widthPx, heightPx, pxPerMm, grey: new Uint8Array(widthPx * heightPx).fill(paper) };
  printCode(print, code);
  const beside = codeMm.u + codeMm.side + 6;
  writeLine(print, 'COMMUNITY CLINIC', marginMm, 20, 5.2);
  writeLine(print, 'YOUR APPOINTMENT', marginMm, 34, 4);
  writeLine(print, 'SHOW THIS CODE TO', beside, 60, 3.4);
  writeLine(print, 'THE PHOTOGRAPHER.', beside, 67, 3.4);
  if (isDrawable(code) && code.length <= 32) writeLine(print, code, beside, 78, 2.6);
  const body = [
    'PLEASE BRING THIS LETTER WITH YOU.',
    'PICTURES ARE TAKEN OF YOUR SKIN. A DERMATOLOGIST',
    'LOOKS AT THEM. YOU GET THE RESULT BY POST.',
    'PLEASE WEAR NO MAKE-UP ON THE DAY.',
    drawnNotice.toUpperCase(),
  ];
  for (const [at, line] of body.entries()) writeLine(print, line, marginMm, 100 + at * 8, 2.9);
  return print;
}

function printCode(print: Print, code: string): void {
  const { modules } = qrcode.create(code, { errorCorrectionLevel: 'M' });
  const sideMm = codeMm.side / (modules.size + 2 * quietModules);
  const at = (start: number, module: number): number =>
    Math.round((start + (module + quietModules) * sideMm) * print.pxPerMm);
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size; column++) {
      if (!modules.get(row, column)) continue;
      const [left, right] = [at(codeMm.u, column), at(codeMm.u, column + 1)];
      for (let y = at(codeMm.v, row); y < at(codeMm.v, row + 1); y++)
        print.grey.fill(ink, y * print.widthPx + left, y * print.widthPx + right);
    }
  }
}

function writeLine(print: Print, text: string, u: number, v: number, heightMm: number): void {
  const radius = (heightMm * penShare) / 2;
  for (const [at, letter] of [...text].entries()) {
    const left = u + at * heightMm * advance;
    for (const stroke of strokesOf(letter)) {
      for (let i = 1; i < stroke.length; i++) {
        const [from, to] = [stroke[i - 1], stroke[i]];
        if (from === undefined || to === undefined) continue;
        drawStroke(
          print,
          left + from[0] * heightMm,
          v + from[1] * heightMm,
          left + to[0] * heightMm,
          v + to[1] * heightMm,
          radius,
        );
      }
    }
  }
}

/** A line with round ends, between two points of the sheet. */
function drawStroke(print: Print, u0: number, v0: number, u1: number, v1: number, radiusMm: number): void {
  const { pxPerMm, widthPx } = print;
  const [x0, y0, x1, y1, radius] = [u0 * pxPerMm, v0 * pxPerMm, u1 * pxPerMm, v1 * pxPerMm, radiusMm * pxPerMm];
  const [dx, dy] = [x1 - x0, y1 - y0];
  const squared = dx * dx + dy * dy;
  const reach = Math.ceil(radius + 1);
  for (let y = Math.floor(Math.min(y0, y1)) - reach; y <= Math.max(y0, y1) + reach; y++) {
    for (let x = Math.floor(Math.min(x0, x1)) - reach; x <= Math.max(x0, x1) + reach; x++) {
      const along = Math.min(1, Math.max(0, ((x - x0) * dx + (y - y0) * dy) / squared));
      const off = Math.hypot(x - x0 - along * dx, y - y0 - along * dy);
      const share = Math.min(1, Math.max(0, radius + 0.5 - off));
      const at = y * widthPx + x;
      const tone = paper + (ink - paper) * share;
      if (tone < (print.grey[at] ?? 0)) print.grey[at] = tone;
    }
  }
}
