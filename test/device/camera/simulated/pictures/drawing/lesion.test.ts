import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  type LesionLook,
  lesion,
  lesionLooks,
} from '../../../../../../device/camera/simulated/pictures/drawing/lesion/lesion.ts';
import { tissue } from '../../../../../../device/camera/simulated/pictures/drawing/paint/tissue.ts';

const test = suite('drawn lesions');

/** All pigment of a lesion as a view of that scale shows it, in squares of half a millimetre over 20 mm × 20 mm. */
function seenAt(look: LesionLook, seed: number, pxPerMm: number): number[] {
  const sidePx = 20 * pxPerMm;
  const to = tissue(sidePx, sidePx, pxPerMm);
  lesion(look, seed, 0.3).lay(to, { xPx: sidePx / 2, yPx: sidePx / 2, turnRad: 0 });
  const squares = new Array<number>(40 * 40).fill(0);
  const share = 1 / (pxPerMm / 2) ** 2;
  for (let y = 0, i = 0; y < sidePx; y++)
    for (let x = 0; x < sidePx; x++, i++) {
      const square = Math.floor((y * 2) / pxPerMm) * 40 + Math.floor((x * 2) / pxPerMm);
      const pigment = (to.melanin[i] ?? 0) + (to.blood[i] ?? 0) + (to.dermal[i] ?? 0);
      squares[square] = (squares[square] ?? 0) + pigment * share;
    }
  return squares;
}

function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [ma, mb] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  for (const [i, value] of a.entries()) {
    const [da, db] = [value - ma, (b[i] ?? 0) - mb];
    ab += da * db;
    aa += da * da;
    bb += db * db;
  }
  return ab / Math.sqrt(aa * bb);
}

for (const look of lesionLooks)
  test(`a lesion (${look}) is the same one in all its views`, () => {
    const closeUp = seenAt(look, 11, 24);
    const dermoscopic = seenAt(look, 11, 40);
    const another = seenAt(look, 12, 24);
    const itself = correlation(closeUp, dermoscopic);
    assert.ok(itself > 0.99, `only ${itself}`);
    assert.ok(correlation(closeUp, another) < itself - 0.03, `another is as like: ${correlation(closeUp, another)}`);
  });

test.run();
