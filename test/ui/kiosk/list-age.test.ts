/** How old the list is, in the words of the clinic. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { listAgeWords } from '../../../ui/kiosk/list-age.ts';

const test = suite('age of the list');

const nowMs = new Date(2026, 10, 22, 14, 0).getTime(); // a Sunday afternoon, in the clinic's own time
const at = (...parts: [number, number, number, number, number]) => new Date(...parts).toISOString();

test('a list of this morning is told by its time', () => {
  assert.equal(listAgeWords(at(2026, 10, 22, 7, 2), nowMs), { words: 'from 07:02', old: false });
});

test('a list of yesterday evening is told with its day, and is not yet old', () => {
  const told = listAgeWords(at(2026, 10, 21, 22, 30), nowMs);
  assert.match(told.words, /^from Sat,? 22:30$/);
  assert.not(told.old);
});

test('a list from before the weekend is old', () => {
  const told = listAgeWords(at(2026, 10, 20, 7, 2), nowMs);
  assert.match(told.words, /^from Fri,? 07:02$/);
  assert.ok(told.old);
});

test('after a week the weekday would mislead: the date is told', () => {
  assert.equal(listAgeWords(at(2026, 10, 13, 7, 2), nowMs), { words: 'from 13 Nov', old: true });
});

test('no list at all is something to look at', () => {
  assert.equal(listAgeWords(undefined, nowMs), { words: 'none yet', old: true });
});

test.run();
