/**
 * A signature while it is being written: points of a finger in thousandths of the field, bounded as the record bounds it.
 *
 *   0,0 ┌───────────────┐
 *       │   ∿∿          │   strokes: [[x, y, x, y, …], …]
 *       └───────────────┘ 1000,1000
 */
import type { Signature } from '../../../services/wire/visit-record.ts';

/** As `signature` of the visit record. */
const strokesMax = 200;

/** All strokes together. A name is written with a few hundred points; so many are 12 kB, which is one message to the station. */
const pointsMax = 1_500;

/** A finger that rests sends points without end: nearer ones than this say nothing new. Thousandths of the field. */
const stepMin = 4;

/** All strokes together reach at least this far: a dot, or a glove that brushed the field, is no signature. */
const reachMin = 60;

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A finger is put down. Beyond the limits nothing is added. */
export function begin(strokes: Signature, at: Point): Signature {
  return strokes.length >= strokesMax || isFull(strokes) ? strokes : [...strokes, [thousandth(at.x), thousandth(at.y)]];
}

/** The finger that is down moves on. */
export function extend(strokes: Signature, to: Point): Signature {
  const stroke = strokes.at(-1);
  if (!stroke || isFull(strokes)) return strokes;
  const x = thousandth(to.x);
  const y = thousandth(to.y);
  const moved = Math.max(Math.abs(x - (stroke.at(-2) ?? 0)), Math.abs(y - (stroke.at(-1) ?? 0)));
  return moved < stepMin ? strokes : [...strokes.slice(0, -1), [...stroke, x, y]];
}

/** Whether something was written. */
export function isSigned(strokes: Signature): boolean {
  return reach(strokes, 0) >= reachMin || reach(strokes, 1) >= reachMin;
}

function isFull(strokes: Signature): boolean {
  return strokes.reduce((numbers, stroke) => numbers + stroke.length, 0) / 2 >= pointsMax;
}

function reach(strokes: Signature, axis: 0 | 1): number {
  const values = strokes.flatMap((stroke) => stroke.filter((_, place) => place % 2 === axis));
  return values.length === 0 ? 0 : Math.max(...values) - Math.min(...values);
}

/** `share`: 0 to 1 of the field's width or height; a finger may leave the field. */
function thousandth(share: number): number {
  return Math.round(Math.min(1, Math.max(0, share)) * 1_000);
}
