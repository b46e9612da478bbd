/** Focus, noise, exposure and border on rasters whose answer is known. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { exposureOf } from '../../../../services/station/quality/exposure.ts';
import {
  fineSigmaPx,
  focusSigmaPx,
  noiseGain,
  pixelsMin,
  structureOf,
} from '../../../../services/station/quality/focus.ts';
import { noiseOf } from '../../../../services/station/quality/noise.ts';
import { middleOf } from '../../../../services/station/quality/raster.ts';
import { inView } from '../../../../services/station/quality/vignette.ts';
import { all, deviates, painted } from './rasters.ts';

const test = suite('arithmetic on a picture');

const near = (value: number | undefined, expected: number, share: number): void => {
  assert.ok(value !== undefined && Math.abs(value - expected) <= share * expected, `${value}, not ${expected}`);
};

test('a plain wall has no structure, no noise and its own brightness', () => {
  const wall = painted(300, 200, () => 120);
  assert.is(structureOf(wall, all(wall), focusSigmaPx), 0);
  assert.is(noiseOf(wall, all(wall)), 0);
  assert.equal(exposureOf(wall, all(wall)), { burntOut: 0, mean: 120 });
});

test('of waves, as much structure is found as a Laplacian of a Gaussian lets through', () => {
  const [amplitude, periodPx] = [60, 12];
  const waves = painted(400, 300, (x) => 128 + amplitude * Math.sin((2 * Math.PI * x) / periodPx));
  const k = (2 * Math.PI) / periodPx;
  // a sine's variance is half its squared height; the discrete Laplacian of a sine is 2 cos k - 2
  const through = (2 - 2 * Math.cos(k)) * Math.exp((-(focusSigmaPx ** 2) * k ** 2) / 2);
  near(structureOf(waves, all(waves), focusSigmaPx), (amplitude * through) ** 2 / 2, 0.03);
});

test('noise is estimated in grey levels, and adds to structure what its gain says', () => {
  for (const sigma of [2, 6]) {
    const deviate = deviates(sigma);
    const noisy = painted(500, 400, () => 128 + sigma * deviate());
    near(noiseOf(noisy, all(noisy)), sigma, 0.03);
    for (const scale of [fineSigmaPx, focusSigmaPx])
      near(structureOf(noisy, all(noisy), scale), noiseGain(scale) * (sigma ** 2 + 1 / 12), 0.05);
  }
});

test('straight edges are no noise', () => {
  const squares = painted(400, 300, (x, y) => (((x >> 5) + (y >> 5)) % 2 === 0 ? 60 : 190));
  const value = noiseOf(squares, all(squares)) ?? Number.NaN;
  assert.ok(value < 2, `${value}`);
});

test('what is burnt out is counted by its share', () => {
  const spot = painted(200, 200, (x, y) => (x < 20 && y < 40 ? 255 : 100));
  assert.equal(exposureOf(spot, all(spot)), { burntOut: 0.02, mean: 103.1 });
});

test('nothing is said of too few pixels', () => {
  const few = painted(99, 101, () => 90);
  assert.ok(few.grey.length < pixelsMin);
  assert.is(structureOf(few, all(few), focusSigmaPx), undefined);
  assert.is(noiseOf(few, all(few)), undefined);
  assert.is(exposureOf(few, all(few)), undefined);
});

test('the black border of a dermatoscope counts for nothing, and its rim neither', () => {
  const radius = 190;
  const disc = (inside: number) => painted(600, 400, (x, y) => (Math.hypot(x - 300, y - 200) < radius ? inside : 4));
  const skin = disc(140);
  const mask = inView(skin);
  assert.equal(exposureOf(skin, mask), { burntOut: 0, mean: 140 });
  assert.is(structureOf(skin, mask, focusSigmaPx), 0);
  const seen = mask.reduce((sum, each) => sum + each, 0) / (Math.PI * radius ** 2);
  assert.ok(seen > 0.75 && seen < 1, `${seen} of the view is left`);
});

test('a black mole in the middle is no border, and a dark picture has none', () => {
  const mole = painted(600, 400, (x, y) => (Math.hypot(x - 300, y - 200) < 60 ? 6 : 150));
  assert.ok(inView(mole).every((each) => each === 1));
  const dark = painted(600, 400, (x) => (x < 500 ? 10 : 60));
  assert.ok(inView(dark).every((each) => each === 1));
});

test('the middle of a picture is its middle', () => {
  const raster = painted(10, 20, (x, y) => x + 10 * y);
  const middle = middleOf(raster, 0.5);
  assert.equal([middle.widthPx, middle.heightPx], [5, 10]);
  assert.is(middle.grey[0], 2 + 10 * 5);
});

test.run();
