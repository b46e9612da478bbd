import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { beforeTheLensWords, faultsOnWords, faultWords, letterDeeds } from '../../../ui/bench/words.ts';

const test = suite('words on the bench');

test('what a switch does fits on the switch', () => {
  for (const { label, explanation } of Object.values(faultWords)) {
    assert.ok(label.length <= 14, label);
    assert.ok(explanation.length <= 45, explanation);
  }
});

test('what a hand does with a letter fits on its button', () => {
  for (const { label, explanation } of letterDeeds) {
    assert.ok(label.length <= 32, label);
    assert.ok(explanation.length <= 36, explanation);
  }
});

test('whose letter is before the lens is told', () => {
  assert.is(beforeTheLensWords('letter', 'own'), 'the patient’s letter');
  assert.is(beforeTheLensWords('letter', undefined), 'a letter');
  assert.is(beforeTheLensWords('locating', 'own'), 'body, from afar', 'it is still being drawn');
});

test('what is on is told by name, or counted when it is much', () => {
  assert.is(faultsOnWords([]), 'No trouble is on.');
  assert.is(faultsOnWords(['unplugged', 'wrong-clock']), 'On: Cable out, Wrong clock.');
  assert.is(faultsOnWords(['unplugged', 'wrong-clock', 'busy']), '3 troubles are on.');
});

test.run();
