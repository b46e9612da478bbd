/** A signature while it is written: always what the record takes, and never more than one message to the station. */
import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Signature, signature } from '../../../../services/wire/visit-record.ts';
import { begin, extend, isSigned } from '../../../../ui/kiosk/consent/strokes.ts';

/** What the station takes in one message. */
const messageBytesMax = 16 * 1024;

const test = suite('strokes');
const point = fc.record({
  x: fc.double({ min: -2, max: 3, noNaN: true }),
  y: fc.double({ min: -2, max: 3, noNaN: true }),
});
const moves = fc.array(fc.record({ down: fc.boolean(), at: point }), { minLength: 1, maxLength: 400 });

function written(
  path: readonly { readonly down: boolean; readonly at: { readonly x: number; readonly y: number } }[],
): Signature {
  return path.reduce<Signature>(
    (strokes, { down, at }, place) => (down || place === 0 ? begin(strokes, at) : extend(strokes, at)),
    [],
  );
}

test('whatever a finger does, it is a signature that the record takes', () => {
  fc.assert(fc.property(moves, (path) => signature.safeParse(written(path)).success));
});

test('a hand that never stops writing ends at what one message holds', () => {
  let strokes: Signature = [];
  for (let round = 0; round < 50; round++) {
    strokes = begin(strokes, { x: 0, y: 0 });
    for (let step = 0; step < 400; step++)
      strokes = extend(strokes, { x: ((step * 37) % 101) / 100, y: ((step * 53) % 101) / 100 });
  }
  assert.ok(signature.safeParse(strokes).success);
  const command = {
    kind: 'consent',
    given: { record: true, teaching: true, publication: true },
    how: { kind: 'signed', strokes },
  };
  assert.ok(JSON.stringify(command).length < messageBytesMax);
});

test('a dot is no signature, a line is', () => {
  assert.not(isSigned([]));
  assert.not(isSigned(extend(begin([], { x: 0.5, y: 0.5 }), { x: 0.51, y: 0.52 })));
  assert.ok(isSigned(extend(begin([], { x: 0.2, y: 0.5 }), { x: 0.6, y: 0.5 })));
});

test('a finger that rests adds nothing', () => {
  const resting = extend(begin([], { x: 0.5, y: 0.5 }), { x: 0.5, y: 0.5 });
  assert.equal(resting, [[500, 500]]);
});

test.run();
