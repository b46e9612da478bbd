/** How names, dates and numbers are written for people. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { counted, dateWritten, nameWritten, nhsNumberWritten } from '../../../ui/parts/written.ts';
import { margaret } from '../../support/invented.ts';

const test = suite('written for people');

test('an NHS number is shown 3-3-4', () => {
  assert.is(nhsNumberWritten('9990000018'), '999 000 0018');
});

test('a number that has not ten digits is shown as it came, not made to look like one', () => {
  assert.is(nhsNumberWritten('999000001'), '999000001');
  assert.is(nhsNumberWritten('99900000181'), '99900000181');
});

test('a date of birth names its month, so that nobody takes the third of April for the fourth of March', () => {
  assert.is(dateWritten('1958-04-03'), '3 Apr 1958');
  assert.is(dateWritten('2004-12-31'), '31 Dec 2004');
});

test('the family name stands out, and accents stay', () => {
  assert.is(nameWritten(margaret), 'OKONKWO-BRIGHT, Margaret');
  assert.is(nameWritten({ familyName: 'Ó Súilleabháin', givenName: 'Siobhán' }), 'Ó SÚILLEABHÁIN, Siobhán');
});

test('one lesion, two lesions', () => {
  assert.is(counted(1, 'lesion', 'lesions'), '1 lesion');
  assert.is(counted(0, 'lesion', 'lesions'), '0 lesions');
  assert.is(counted(2, 'lesion', 'lesions'), '2 lesions');
});

test.run();
