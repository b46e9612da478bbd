/** The 28 days, counted in the hospital's own days; and names that are the same, alike, or neither. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { clockOf, dayAfter, daysBetween, hospitalDay } from '../../../../services/hospital/database/clock.ts';
import { sameName, similarName } from '../../../../services/hospital/referral/record/names.ts';

const test = suite('clock and names');

test('the clock is due 28 days after the day of receipt, and stands still when it is stopped', () => {
  assert.equal(clockOf('2026-11-20', undefined, '2026-11-22'), {
    startsOn: '2026-11-20',
    dueOn: '2026-12-18',
    daysLeft: 26,
  });
  assert.is(clockOf('2026-10-01', undefined, '2026-11-22').daysLeft, -24);
  assert.is(clockOf('2026-10-01', '2026-10-11', '2026-11-22').daysLeft, 18);
  assert.throws(() => clockOf('soon', undefined, '2026-11-22'), /not a day/);
});

test('a day begins at midnight in the hospital, in summer an hour before UTC', () => {
  assert.is(hospitalDay(new Date('2026-06-30T23:30:00Z')), '2026-07-01');
  assert.is(hospitalDay(new Date('2026-11-30T23:30:00Z')), '2026-11-30');
  assert.is(dayAfter('2026-03-28', 2), '2026-03-30');
  assert.is(daysBetween('2024-02-28', '2024-03-01'), 2);
});

test('case, accents and hyphens make no other name; a letter or two make a like one', () => {
  assert.ok(sameName('O’Brien-Smïth', 'OBRIEN SMITH'));
  assert.not(sameName('Smith', 'Smyth'));
  assert.ok(similarName('Smith', 'Smyth'));
  assert.ok(similarName('Okonkwo', 'Okonkwo-Bright'));
  assert.not(similarName('Smith', 'Jones'));
  assert.not(similarName('Li', 'Wu'));
});

test.run();
