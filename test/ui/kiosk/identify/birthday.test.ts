/** Day and month of birth while they are typed: only what is a date is sent, and mending it is one tap. */
import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Birthday, dateOf, keyed, retyped, untyped } from '../../../../ui/kiosk/identify/birthday.ts';

const test = suite('birthday');

/** The keys as they are pressed. */
function keys(digits: string, from: Birthday = untyped): Birthday {
  return [...digits].reduce((birthday, digit) => keyed(birthday, birthday[birthday.at] + digit), from);
}

test('the third of April is typed with zeros or without', () => {
  assert.equal(dateOf(keys('0304')), { day: 3, month: 4 });
  assert.equal(dateOf(keys('34')), { day: 3, month: 4 });
  assert.equal(dateOf(keys('304')), { day: 30, month: 4 });
});

test('a day that takes no further digit hands over to the month', () => {
  assert.is(keys('4').at, 'month');
  assert.is(keys('31').at, 'month');
  assert.is(keys('3').at, 'day');
});

test('no month after December, and no day that the month has not', () => {
  assert.is(keys('0113').month, '1');
  assert.is(dateOf(keys('3102')), undefined);
  assert.is(dateOf(keys('3104')), undefined);
  assert.equal(dateOf(keys('2902')), { day: 29, month: 2 });
});

test('nothing is a date before both are typed', () => {
  assert.is(dateOf(keys('')), undefined);
  assert.is(dateOf(keys('12')), undefined);
  assert.is(dateOf(keys('120')), undefined);
});

test('a field that is tapped is typed again, and the other one stays', () => {
  const mended = keys('07', retyped(keys('1912'), 'day'));
  assert.equal(dateOf(mended), { day: 7, month: 12 });
  assert.is(mended.at, 'day');
});

test('whatever is pressed, what is sent is a day that some year has', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'0123456789'), maxLength: 8 }), (digits) => {
      const date = dateOf(keys(digits));
      if (!date) return;
      const real = new Date(Date.UTC(2024, date.month - 1, date.day));
      assert.equal([real.getUTCMonth() + 1, real.getUTCDate()], [date.month, date.day]);
    }),
  );
});

test.run();
