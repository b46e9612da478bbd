/** What the lock screen says when it did not open. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { refusedWords, waitWords } from '../../../../ui/kiosk/lock/words.ts';

const test = suite('words of the lock');

test('a wrong PIN says how many tries are left, and says one as one', () => {
  assert.match(refusedWords('wrong', 3) ?? '', /3 tries left/);
  assert.match(refusedWords('wrong', 1) ?? '', /1 try left/);
});

test('an unknown badge sends to name and PIN, and counts nobody’s tries', () => {
  assert.match(refusedWords('unknown-badge', 2) ?? '', /name and PIN\.$/);
});

test('nobody is told to come back too early', () => {
  assert.match(waitWords(250_000), /Wait 5 minutes/);
  assert.match(waitWords(60_001), /Wait 61 seconds/);
  assert.match(waitWords(1), /Wait 1 second,/);
});

test('without a refusal there is nothing to say', () => {
  assert.is(refusedWords(undefined, 3), undefined);
});

test.run();
