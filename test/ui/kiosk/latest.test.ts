/** Of the pictures that come, only the newest is drawn, and the station hears of every live one. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { latestPicture, type PictureKind } from '../../../ui/kiosk/picture/latest.ts';

const test = suite('newest picture');

const live = (number: number): ArrayBuffer => new Uint8Array([1, number]).buffer;
const taken = (number: number): ArrayBuffer => new Uint8Array([2, number]).buffer;
const unreadable = 99;

/** A browser that decodes when it is told to. */
function screen() {
  const drawn: string[] = [];
  const decoding: (() => void)[] = [];
  let done = 0;
  const receive = latestPicture<number>({
    decode: (jpeg) =>
      new Promise((resolve, reject) => {
        const number = jpeg[0] ?? 0;
        decoding.push(() => (number === unreadable ? reject(new Error('not a picture')) : resolve(number)));
      }),
    draw: (kind: PictureKind, picture) => drawn.push(`${kind} ${picture}`),
    done: () => {
      done += 1;
    },
  });
  /** Finishes all decoding, also what begins meanwhile. */
  async function decodeAll(): Promise<void> {
    for (let next = decoding.shift(); next; next = decoding.shift()) {
      next();
      await new Promise(setImmediate);
    }
  }
  return { receive, decodeAll, drawn, done: () => done };
}

test('a live picture is drawn, and the station may send the next', async () => {
  const { receive, decodeAll, drawn, done } = screen();
  receive(live(1));
  assert.is(done(), 0, 'not before it is drawn');
  await decodeAll();
  assert.equal(drawn, ['live 1']);
  assert.is(done(), 1);
});

test('of pictures that came while one was being decoded, only the newest is drawn, and all are reported', async () => {
  const { receive, decodeAll, drawn, done } = screen();
  for (const number of [1, 2, 3, 4]) receive(live(number));
  await decodeAll();
  assert.equal(drawn, ['live 1', 'live 4']);
  assert.is(done(), 4, 'a picture that is not reported would stop the live view');
});

test('the picture just taken is neither lost to a live one nor made to wait for it', async () => {
  const { receive, decodeAll, drawn, done } = screen();
  receive(live(1));
  receive(live(2));
  receive(taken(7));
  receive(live(3));
  await decodeAll();
  assert.equal(drawn, ['live 1', 'taken 7', 'live 3']);
  assert.is(done(), 3, 'only live pictures are counted');
});

test('a picture that the browser cannot read is left out, and the live view goes on', async () => {
  const { receive, decodeAll, drawn, done } = screen();
  receive(live(unreadable));
  await decodeAll();
  receive(live(2));
  await decodeAll();
  assert.equal(drawn, ['live 2']);
  assert.is(done(), 2);
});

test('a kind of message that this page does not know is left alone', async () => {
  const { receive, decodeAll, drawn, done } = screen();
  receive(new Uint8Array([9, 1]).buffer);
  receive(new ArrayBuffer(0));
  await decodeAll();
  assert.equal(drawn, []);
  assert.is(done(), 0);
});

test.run();
