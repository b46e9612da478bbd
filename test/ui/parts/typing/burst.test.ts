/** A scanner types faster than a person: which is which, key by key. */
import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { burstReader, gapMsMax, scanCharactersMax, scanCharactersMin } from '../../../../ui/parts/typing/burst.ts';

const test = suite('scanner and person');

/** Types `keys` one after the other, `gapMs` apart, and returns what was heard in the end and all that was a person's. */
function type(keys: readonly string[], gapMs: number) {
  const reader = burstReader();
  const typed: string[] = [];
  const scans: string[] = [];
  keys.forEach((key, place) => {
    const heard = reader.key(key, place * gapMs);
    if (heard.kind === 'typed') typed.push(...heard.keys);
    if (heard.kind === 'scan') scans.push(heard.code);
  });
  typed.push(...reader.quiet());
  return { typed, scans };
}

test('a badge is read whole, and none of it counts as typed', () => {
  const { typed, scans } = type([...'LB-ABCDEFGH234567XY', 'Enter'], 3);
  assert.equal(scans, ['LB-ABCDEFGH234567XY']);
  assert.equal(typed, []);
});

test('a PIN typed by hand is typed, however it ends', () => {
  const { typed, scans } = type([...'2468', 'Enter'], 90);
  assert.equal(typed, ['2', '4', '6', '8', 'Enter']);
  assert.equal(scans, []);
});

test('whatever a person types slower than a scanner comes out in order, and is never a scan', () => {
  const key = fc.constantFrom(...'abcLB-0123456789', 'Enter', 'Backspace');
  fc.assert(
    fc.property(fc.array(key, { maxLength: 40 }), fc.integer({ min: gapMsMax + 1, max: 500 }), (keys, gapMs) => {
      const { typed, scans } = type(keys, gapMs);
      assert.equal(typed, keys);
      assert.equal(scans, []);
    }),
  );
});

test('whatever a scanner reads comes out whole, and none of it is typed', () => {
  const code = fc.string({ minLength: scanCharactersMin, maxLength: scanCharactersMax, unit: 'binary-ascii' });
  fc.assert(
    fc.property(code, fc.integer({ min: 0, max: gapMsMax }), (text, gapMs) => {
      const { typed, scans } = type([...text, 'Enter'], gapMs);
      assert.equal(scans, [text]);
      assert.equal(typed, []);
    }),
  );
});

test('a code that is too short or too long is nothing, and nobody’s typing', () => {
  for (const length of [5, scanCharactersMin - 1, scanCharactersMax + 1, 500]) {
    const { typed, scans } = type([...'7'.repeat(length), 'Enter'], 2);
    assert.equal(scans, [], `${length}`);
    assert.equal(typed, [], `${length}`);
  }
});

test('two fingers that roll over two keys are a person, and so is a quick Enter after them', () => {
  const reader = burstReader();
  assert.equal(reader.key('1', 0), { kind: 'wait' });
  assert.equal(reader.key('2', 20), { kind: 'wait' });
  assert.equal(reader.key('Enter', 40), { kind: 'typed', keys: ['1', '2', 'Enter'], wait: false });
});

test('a scan right after a typed digit takes only its own characters', () => {
  const reader = burstReader();
  assert.equal(reader.key('7', 0), { kind: 'wait' });
  assert.equal(reader.key('L', 200), { kind: 'typed', keys: ['7'], wait: true });
  for (const [place, key] of [...'B-ABCDEF'].entries()) reader.key(key, 202 + place);
  assert.equal(reader.key('Enter', 211), { kind: 'scan', code: 'LB-ABCDEF' });
});

test('a scanner without an Enter at its end leaves nothing behind', () => {
  assert.equal(type([...'LB-ABCDEFGH'], 2).typed, []);
});

test.run();
