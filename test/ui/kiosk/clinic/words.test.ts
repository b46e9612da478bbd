/** What a row says of a visit that has ended: good only once nothing of it is here any more. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { visitWords } from '../../../../ui/kiosk/clinic/words.ts';
import { endedShown } from '../../../support/shown.ts';

const test = suite('words on an ended visit');

test('while one picture waits on the station it is not called at the hospital', () => {
  const told = visitWords(endedShown({ pictures: 9, waiting: 1, atHospital: 8 }));
  assert.is(told.tone, 'care');
  assert.is(told.words, '1 waiting here, 8 at the hospital');
});

test('all receipts in: at the hospital', () => {
  const told = visitWords(endedShown({ pictures: 9, waiting: 0, atHospital: 9 }));
  assert.equal(told, { sign: '✓', words: '9 pictures at the hospital', tone: 'good' });
});

test('what the hospital set aside is said before that the rest is there', () => {
  const told = visitWords(endedShown({ pictures: 9, atHospital: 7, quarantined: 2 }));
  assert.is(told.tone, 'care');
  assert.match(told.words, /^2 set aside/);
});

test('a visit that was taken back says so, whatever else is true of it', () => {
  assert.match(visitWords(endedShown({ takenBack: true, waiting: 3 })).words, /another patient/);
});

test('seen elsewhere, without pictures, and ended early are told apart', () => {
  const told = [undefined, endedShown({ pictures: 0, atHospital: 0 }), endedShown({ outcome: 'ended-early' })];
  const words = told.map((visit) => visitWords(visit).words);
  assert.equal(words, ['Seen', 'No pictures', '9 pictures at the hospital, ended early']);
});

test.run();
