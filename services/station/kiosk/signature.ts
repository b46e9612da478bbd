/** A signature as small as it may be and still look like itself: a visit's record has room for several. */
import type { Command } from '../api/command.ts';

/** Coordinates of one signature, two for each point: more than a minute of writing at a screen's pace, thinned. */
export const signatureNumbersMax = 1_500;

type Strokes = readonly (readonly number[])[];

/** Leaves points out evenly until the strokes fit; each keeps its first and its last. */
export function thinned(strokes: Strokes): number[][] {
  const all = strokes.map((stroke) => [...stroke]);
  let fewer = all;
  for (let every = 2; count(fewer) > signatureNumbersMax && every <= count(all); every += 1) {
    fewer = all.map((stroke) => thinnedStroke(stroke, every));
  }
  return count(fewer) > signatureNumbersMax ? cut(fewer) : fewer;
}

/** The command as the station takes it. */
export function withThinSignature<Said extends Command>(said: Said): Said | Extract<Command, { kind: 'consent' }> {
  if (said.kind !== 'consent' || said.how.kind !== 'signed') return said;
  return { ...said, how: { kind: 'signed', strokes: thinned(said.how.strokes) } };
}

function thinnedStroke(stroke: readonly number[], every: number): number[] {
  const points = Math.floor(stroke.length / 2);
  const kept: number[] = [];
  for (let point = 0; point < points; point += 1) {
    if (point % every === 0 || point === points - 1) kept.push(...stroke.slice(2 * point, 2 * point + 2));
  }
  return kept;
}

/** So many strokes that their ends alone are too many: nobody's hand makes them. */
function cut(strokes: readonly number[][]): number[][] {
  let numbers = 0;
  return strokes.filter((stroke) => {
    numbers += stroke.length;
    return numbers <= signatureNumbersMax;
  });
}

function count(strokes: readonly (readonly number[])[]): number {
  return strokes.reduce((sum, stroke) => sum + stroke.length, 0);
}
