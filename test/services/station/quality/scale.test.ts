/** Rulers drawn on a plain ground, and what could be taken for one. The simulated camera's pictures: calibration.test.ts. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { scaleIn } from '../../../../services/station/quality/scale.ts';
import { deviates, painted, ruler } from './rasters.ts';

const test = suite('a ruler in the picture');

test('a ruler is found however it lies, with the distance of its ticks', () => {
  for (const tickPx of [6, 14, 40]) {
    for (const degrees of [0, 3, 30, 45, 76, 90, 150]) {
      const turnRad = (degrees * Math.PI) / 180;
      const found = scaleIn(ruler({ ticks: Math.min(40, Math.floor(500 / tickPx)), tickPx, turnRad }));
      assert.ok(found, `${tickPx} px, ${degrees}°`);
      // lines are followed by the picture's axes: a distance is as long as its share of the nearer axis
      const along = Math.max(Math.abs(Math.cos(turnRad)), Math.abs(Math.sin(turnRad)));
      const off = found.spacingPx / (tickPx * along);
      assert.ok(off > 0.85 && off < 1.4, `${tickPx} px, ${degrees}°: ${found.spacingPx}`);
    }
  }
});

test('bright ticks on a dark ruler are found as well', () => {
  assert.ok(scaleIn(ruler({ ticks: 20, tickPx: 15, turnRad: 0.05, dark: false })));
});

test('six strokes are no ruler', () => {
  assert.is(scaleIn(ruler({ ticks: 6, tickPx: 15, turnRad: 0 })), undefined);
});

test('uneven strokes are no ruler: hairs, a comb with broken teeth', () => {
  const deviate = deviates(3);
  const places = Array.from({ length: 24 }, (_, i) => 40 + i * 34 + 11 * deviate());
  const hairs = painted(900, 600, (x, y) =>
    y > 250 && y < 320 && places.some((at) => Math.abs(x - at) < 2) ? 40 : 190,
  );
  assert.is(scaleIn(hairs), undefined);
});

test('stripes over the whole picture are cloth, not a ruler', () => {
  const cloth = painted(900, 600, (x) => (x % 16 < 5 ? 50 : 190));
  assert.is(scaleIn(cloth), undefined);
});

test('plain and noisy ground has no ruler', () => {
  const deviate = deviates(8);
  assert.is(scaleIn(painted(900, 600, () => 140 + 12 * deviate())), undefined);
});

test.run();
