/** The order of the day, and finding somebody in it. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { found, partOf } from '../../../../ui/kiosk/clinic/day.ts';
import { appointmentShown, clinicShown } from '../../../support/shown.ts';

const test = suite('today’s list');

const day = clinicShown();
const names = (typed: string) => found(day, typed).map(({ familyName, givenName }) => `${givenName} ${familyName}`);

test('who waits stands in the order of the appointments; who is over stands apart', () => {
  const toSee = partOf(day.toReversed(), 'to-see');
  assert.equal(
    toSee.map(({ time }) => time),
    ['10:20', '10:40', '11:00', '11:20'],
  );
  assert.is(partOf(day, 'over').length, 4);
  assert.is(toSee.length + partOf(day, 'over').length, day.length);
});

test('the first letters of a family name find everybody who is called like that', () => {
  assert.equal(names('smi'), ['Daniel Smith', 'Danielle Smith']);
});

test('given name and family name in any order find one', () => {
  assert.equal(names('danielle smith'), ['Danielle Smith']);
  assert.equal(names('smith danielle'), ['Danielle Smith']);
});

test('accents, hyphens and apostrophes need not be typed', () => {
  assert.equal(names('wojcik'), ['Zofia Wójcik']);
  assert.equal(names('bright'), ['Margaret Okonkwo-Bright']);
  assert.equal(names('okonkwobright'), ['Margaret Okonkwo-Bright']);
  assert.equal(names('okonkwo-bright'), ['Margaret Okonkwo-Bright']);
  assert.equal(names('jeanmarie'), ['Jean-Marie Baptiste']);
  const polish = [appointmentShown({ familyName: 'Łuczak', givenName: 'Michał' })];
  assert.is(found(polish, 'luczak michal').length, 1);
  const irish = [appointmentShown({ familyName: 'O’Neill', givenName: 'Sean' })];
  for (const typed of ['oneill', "o'neill", 'neill']) assert.is(found(irish, typed).length, 1, typed);
});

test('the middle of a name finds nobody: one letter too many on the screen is a patient too many', () => {
  assert.equal(names('mith'), []);
});

test('digits find by the beginning of the NHS number', () => {
  assert.equal(names('999 000 0069'), ['Danielle Smith']);
  assert.is(found(day, '999').length, day.length);
});

test('nothing typed finds everybody', () => {
  assert.is(found(day, ' ').length, day.length);
});

test.run();
