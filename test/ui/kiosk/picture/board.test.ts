/** What is drawn, what is kept, and that nothing is held on to: the pictures in the kiosk's memory. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { pictureBoard } from '../../../../ui/kiosk/picture/board.ts';

const test = suite('pictures in memory');

const encode = (text: string) => [...new TextEncoder().encode(text)];
const live = (number: number): ArrayBuffer => new Uint8Array([1, number]).buffer;
const taken = (number: number): ArrayBuffer => new Uint8Array([2, number]).buffer;
const thumbnail = (id: string, number: number): ArrayBuffer => new Uint8Array([3, ...encode(id), number]).buffer;
const earlier = (name: string, number: number): ArrayBuffer =>
  new Uint8Array([4, encode(name).length, ...encode(name), number]).buffer;
const oneId = '0b1f7a52-5f1c-4a54-9d0e-1f6f4f3f9a11';
const otherId = '7d9f4a3c-5c42-4b7b-8a6e-2f8f9d1b2c22';
const unreadable = 99;

/** A browser that decodes when it is told to. */
function screen(options: { readonly looked: boolean } = { looked: true }) {
  const shown: string[] = [];
  const decoding: (() => void)[] = [];
  const open: number[] = [];
  let drawn = 0;
  let changes = 0;
  const board = pictureBoard({
    decode: (jpeg) =>
      new Promise<{ number: number; close(): void }>((resolve, reject) => {
        const number = jpeg[0] ?? 0;
        decoding.push(() => {
          if (number === unreadable) return reject(new Error('not a picture'));
          open.push(number);
          resolve({ number, close: () => void open.splice(open.indexOf(number), 1) });
        });
      }),
    drawn: () => {
      drawn += 1;
    },
  });
  const stop = options.looked
    ? board.onPicture((kind, picture) => shown.push(`${kind} ${picture.number}`))
    : () => undefined;
  board.onChange(() => {
    changes += 1;
  });
  /** Finishes all decoding, also what begins meanwhile. */
  async function decodeAll(): Promise<void> {
    for (let next = decoding.shift(); next; next = decoding.shift()) {
      next();
      await new Promise(setImmediate);
    }
  }
  return { board, stop, decodeAll, shown, open, drawn: () => drawn, changes: () => changes };
}

test('a live picture is shown and let go, and the station may send the next', async () => {
  const { board, decodeAll, shown, open, drawn } = screen();
  board.receive(live(1));
  assert.is(drawn(), 0, 'not before it is drawn');
  await decodeAll();
  assert.equal(shown, ['live 1']);
  assert.is(drawn(), 1);
  assert.is(open.length, 0);
});

test('of live pictures that came while one was being decoded, only the newest is shown, and all are reported', async () => {
  const { board, decodeAll, shown, drawn } = screen();
  for (const number of [1, 2, 3, 4]) board.receive(live(number));
  await decodeAll();
  assert.equal(shown, ['live 1', 'live 4']);
  assert.is(drawn(), 4, 'a picture that is not reported would stop the live view');
});

test('the picture just taken does not wait for live ones or small ones, and stays until the next is taken', async () => {
  const { board, decodeAll, shown, open } = screen();
  board.receive(live(1));
  board.receive(thumbnail(oneId, 5));
  board.receive(live(2));
  board.receive(taken(7));
  await decodeAll();
  assert.equal(shown, ['live 1', 'taken 7', 'live 2']);
  assert.is(board.taken()?.number, 7);
  board.receive(taken(8));
  await decodeAll();
  assert.is(board.taken()?.number, 8);
  assert.not(open.includes(7), 'the one before is let go');
});

test('whoever is told of a picture just taken finds it on the board already', async () => {
  const { board, decodeAll } = screen();
  let found: number | undefined;
  board.onPicture(() => {
    found = board.taken()?.number;
  });
  board.receive(taken(7));
  await decodeAll();
  assert.is(found, 7);
});

test('small copies are found by the picture’s name, earlier pictures by lesion and shot', async () => {
  const { board, decodeAll, changes } = screen();
  board.receive(thumbnail(oneId, 1));
  board.receive(thumbnail(otherId, 2));
  board.receive(earlier('L1 close-up', 3));
  board.receive(earlier('Muttermal über 5 mm dermoscopic-polarised', 4));
  await decodeAll();
  assert.is(board.thumbnail(oneId)?.number, 1);
  assert.is(board.thumbnail(otherId)?.number, 2);
  assert.is(board.earlier('L1', 'close-up')?.number, 3);
  assert.is(board.earlier('L1', 'locating'), undefined);
  assert.is(board.earlier('Muttermal über 5 mm', 'dermoscopic-polarised')?.number, 4);
  assert.is(changes(), 4);
});

test('while nobody looks at the live view its pictures are not decoded, and the station still hears of them', async () => {
  const { board, decodeAll, open, drawn } = screen({ looked: false });
  board.receive(live(1));
  board.receive(live(2));
  await decodeAll();
  assert.is(drawn(), 2);
  assert.is(open.length, 0);
  board.receive(taken(3));
  await decodeAll();
  assert.is(board.taken()?.number, 3, 'a screen that comes later finds it');
});

test('whoever stops listening hears nothing more', async () => {
  const { board, stop, decodeAll, shown } = screen();
  stop();
  board.receive(taken(1));
  await decodeAll();
  assert.equal(shown, []);
});

test('when the visit ends nothing is left, nor does what was still being decoded come back', async () => {
  const { board, decodeAll, shown, open, drawn } = screen();
  board.receive(taken(1));
  board.receive(thumbnail(oneId, 2));
  board.receive(earlier('L1 locating', 3));
  await decodeAll();
  assert.is(open.length, 3);
  board.receive(live(4));
  board.receive(live(5));
  board.receive(taken(6));
  board.forget();
  await decodeAll();
  assert.equal(shown, ['taken 1']);
  assert.is(open.length, 0, 'every picture is closed');
  assert.is(board.taken(), undefined);
  assert.is(board.thumbnail(oneId), undefined);
  assert.is(board.earlier('L1', 'locating'), undefined);
  assert.is(drawn(), 2, 'both live pictures are reported, or the live view of the next visit would stand still');
});

test('a picture that the browser cannot read is left out, and the live view goes on', async () => {
  const { board, decodeAll, shown, drawn } = screen();
  board.receive(live(unreadable));
  await decodeAll();
  board.receive(live(2));
  await decodeAll();
  assert.equal(shown, ['live 2']);
  assert.is(drawn(), 2);
});

test('more small copies than are kept push the oldest ones out', async () => {
  const { board, decodeAll, open } = screen();
  const id = (number: number) => oneId.slice(0, 32) + String(number).padStart(4, '0');
  for (let number = 0; number < 210; number++) {
    board.receive(new Uint8Array([3, ...encode(id(number)), number % 90, number]).buffer);
    await decodeAll();
  }
  assert.is(board.thumbnail(id(0)), undefined);
  assert.ok(board.thumbnail(id(209)));
  assert.ok(open.length <= 200);
});

test('a kind of message that this page does not know is left alone', async () => {
  const { board, decodeAll, shown } = screen();
  board.receive(new Uint8Array([9, 1]).buffer);
  board.receive(new ArrayBuffer(0));
  await decodeAll();
  assert.equal(shown, []);
});

test.run();
