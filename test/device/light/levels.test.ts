/** What the scenes look like. */
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { sustainedDuty } from '../../../device/light/heat.ts';
import {
  brightest,
  capped,
  momentLevels,
  type SignalName,
  signalMs,
  signals,
  steadyLevels,
  usualBrightness,
} from '../../../device/light/levels.ts';

const test = suite('levels of the ring light');
const names = Object.keys(signals) as SignalName[];
/** WCAG 2.2, 2.3.1: no more than three flashes in any one second. */
const flashesASecondMax = 3;

test('a dermoscopic view is lit through the polariser, a locating view is not', () => {
  assert.equal(steadyLevels({ kind: 'flash', polarised: true }, usualBrightness), { plain: 0, polarised: 1 });
  assert.equal(steadyLevels({ kind: 'flash', polarised: false }, usualBrightness), { plain: 1, polarised: 0 });
  assert.equal(steadyLevels({ kind: 'off' }, usualBrightness), { plain: 0, polarised: 0 });
});

test('aiming is gentler than the exposure, and may last', () => {
  const aim = brightest(steadyLevels({ kind: 'aim', polarised: true }, usualBrightness));
  assert.ok(aim > 0 && aim < usualBrightness.flashDuty);
  assert.ok(aim <= sustainedDuty);
});

test('saved is told within a second by two pulses, failed takes longer', () => {
  assert.ok(signalMs('saved') <= 1000);
  assert.ok(signalMs('failed') > 2 * signalMs('saved'));
  assert.is(pulses('saved'), 2);
  assert.is(pulses('failed'), 2);
});

test('no signal flashes often enough to harm anybody', () => {
  for (const name of names) {
    const starts: number[] = [];
    let [atMs, before, rising] = [0, 0, false];
    for (const { share, ms } of signals[name]) {
      if (share > before && !rising) starts.push(atMs);
      if (share !== before) rising = share > before;
      [atMs, before] = [atMs + ms, share];
    }
    assert.ok(starts.length > 0);
    for (const start of starts) {
      const within = starts.filter((other) => other >= start && other < start + 1000).length;
      assert.ok(within <= flashesASecondMax, `${name}: ${within} flashes in a second`);
    }
  }
});

test('no moment of a signal is brighter than the ring bears', () => {
  for (const name of names) {
    for (const moment of signals[name]) {
      assert.ok(brightest(momentLevels(moment, usualBrightness)) <= sustainedDuty);
    }
  }
});

test('a cap never makes a segment brighter', () => {
  const duty = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(duty, duty, duty, (plain, polarised, cap) => {
      const after = capped({ plain, polarised }, cap);
      assert.ok(after.plain <= plain && after.polarised <= polarised && brightest(after) <= cap);
    }),
  );
});

function pulses(name: SignalName): number {
  const shares = signals[name].map(({ share }) => share);
  return shares.filter((share, index) => share === 1 && (shares[index - 1] ?? 0) < 1).length;
}

test.run();
