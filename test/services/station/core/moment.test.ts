import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { ageOn, later, untilMs } from '../../../../services/station/core/moment.ts';

const test = suite('moments');

test('in 20,000 pairs of moments the calendar without a clock agrees with the platform’s', () => {
  const from = new Date('1970-01-01T00:00:00.000Z');
  const to = new Date('2399-12-31T23:59:59.999Z');
  const moment = fc.date({ min: from, max: to, noInvalidDate: true });
  fc.assert(
    fc.property(moment, moment, (one, other) => {
      const ms = other.getTime() - one.getTime();
      assert.is(untilMs(one.toISOString(), other.toISOString()), ms);
      assert.is(later(one.toISOString(), ms), other.toISOString());
    }),
    { numRuns: 20_000 },
  );
});

test('every midnight from 1999 to 2101 follows the one before it', () => {
  let at = '1999-01-01T00:00:00.000Z';
  for (let ms = Date.parse(at); ms < Date.parse('2101-01-01T00:00:00.000Z'); ms += 86_400_000) {
    assert.is(at, new Date(ms).toISOString());
    at = later(at, 86_400_000);
  }
});

test('a birthday counts on its day, a leap day’s on the first of March in other years', () => {
  assert.equal(
    [
      ageOn('2026-11-21', '2010-11-22'),
      ageOn('2026-11-22', '2010-11-22'),
      ageOn('2026-02-28', '2008-02-29'),
      ageOn('2026-03-01', '2008-02-29'),
    ],
    [15, 16, 17, 18],
  );
});

test.run();
