import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { paced, undrawnMax } from '../../../../services/station/kiosk/pacing.ts';

const test = suite('pacing of live pictures');
const jpeg = (number: number) => Uint8Array.of(number);

test('a page that draws gets every picture', () => {
  const sent: number[] = [];
  const live = paced(([number = 0]) => sent.push(number));
  for (let number = 1; number <= 5; number++) {
    live.offer(jpeg(number));
    live.drawn();
  }
  assert.equal(sent, [1, 2, 3, 4, 5]);
});

test('a page that is slow gets the newest picture and none that is old', () => {
  const sent: number[] = [];
  const live = paced(([number = 0]) => sent.push(number));
  for (let number = 1; number <= 9; number++) live.offer(jpeg(number));
  assert.equal(sent, [1, 2]);
  live.drawn();
  assert.equal(sent, [1, 2, 9]);
});

test('whatever a page does, no more than two pictures are under way, and they never go backwards', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { maxLength: 200 }), (moves) => {
      const sent: number[] = [];
      let drawn = 0;
      let number = 0;
      const live = paced(([next = 0]) => sent.push(next));
      for (const offers of moves) {
        if (offers) {
          number = (number + 1) % 256;
          live.offer(jpeg(number));
        } else {
          if (drawn < sent.length) drawn += 1;
          live.drawn();
        }
        assert.ok(sent.length - drawn <= undrawnMax);
      }
      assert.equal(
        sent,
        [...sent].sort((a, b) => a - b),
      );
    }),
  );
});

test.run();
