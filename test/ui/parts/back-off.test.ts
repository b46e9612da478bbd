/** How long a page waits before it tries the station again. */
import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { retryDelayMs } from '../../../ui/parts/back-off.ts';

const test = suite('trying again');

test('the first attempt comes within a quarter of a second, so that a restart is hardly seen', () => {
  assert.ok(retryDelayMs(0, 1) <= 250);
});

test('the wait grows, is never more than four seconds, and is never nothing', () => {
  fc.assert(
    fc.property(fc.nat(2_000), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, chance) => {
      const wait = retryDelayMs(attempt, chance);
      assert.ok(wait >= 125 && wait <= 4_000, `${wait}`);
      assert.ok(retryDelayMs(attempt + 1, chance) >= wait);
    }),
  );
});

test.run();
