import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { ageOn } from '../../../../services/station/core/moment.ts';

const test = suite('moments');

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
