/** A patient's letter before the lens, read by the reader that the station uses. */
import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { drawLetter } from '../../../../../device/camera/simulated/pictures/drawing/letter/letter.ts';
import { drawnPictures } from '../../../../../device/camera/simulated/pictures/drawn.ts';
import { withLetter } from '../../../../../device/camera/simulated/pictures/held-letter.ts';

const test = suite('a letter before the lens');
const wasm = readFileSync(new URL(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm')));
prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer } }); // not from the network
const small = { widthPx: 1200, heightPx: 800 };
const invited = '0Z3H5K7M9PQRSTVWXYABCDEFG1'; // of the form that the hospital prints

async function readCode(jpeg: Uint8Array): Promise<readonly string[]> {
  const { data, info } = await sharp(jpeg).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const pixels = {
    data: new Uint8ClampedArray(data),
    width: info.width,
    height: info.height,
    colorSpace: 'srgb',
  } as const;
  return (await readBarcodes(pixels, { formats: ['QRCode'] })).map(({ text }) => text);
}

async function drawn(order: { code: string; seed: number; widthPx: number; heightPx: number }): Promise<Buffer> {
  const { rgb, widthPx, heightPx } = drawLetter({ subject: 'letter', ...order });
  return sharp(rgb, { raw: { width: widthPx, height: heightPx, channels: 3 } })
    .jpeg({ quality: 97 })
    .toBuffer();
}

test('the code is read however the letter is held, and says what was printed', async () => {
  for (let seed = 0; seed < 20; seed++)
    assert.equal(await readCode(await drawn({ code: invited, seed, ...small })), [invited], `seed ${seed}`);
  for (let seed = 20; seed < 25; seed++)
    assert.equal(await readCode(await drawn({ code: invited, seed, widthPx: 1800, heightPx: 1200 })), [invited]);
  assert.equal(await readCode(await drawn({ code: invited, seed: 1, widthPx: 6000, heightPx: 4000 })), [invited]);
});

test('the shortest and the longest code are read as well', async () => {
  for (const code of ['eightchr', `lower-case_${'x'.repeat(53)}`])
    for (let seed = 0; seed < 5; seed++)
      assert.equal(await readCode(await drawn({ code, seed, ...small })), [code], `seed ${seed}`);
});

test('while a letter is held live view and pictures show it, and no two pictures are the same', async () => {
  const pictures = withLetter(await drawnPictures({ seed: 1, ...small }), { seed: 1, ...small });
  assert.is(pictures.subject(), 'locating');
  await pictures.holdLetter(invited);
  assert.is(pictures.subject(), 'letter');
  assert.equal(await readCode(await pictures.frame()), [invited], 'the live view');
  const [one, other] = [await pictures.take(), await pictures.take()];
  for (const jpeg of [one, other]) assert.equal(await readCode(jpeg), [invited]);
  assert.not.equal(one, other);
  assert.is(pictures.subject(), 'letter');
});

test('a letter that is taken away leaves the lens where it was', async () => {
  const held = withLetter(await drawnPictures({ seed: 2, ...small }), { seed: 2, ...small });
  const alone = await drawnPictures({ seed: 2, ...small });
  await held.holdLetter(invited);
  await held.take();
  await held.holdLetter(undefined);
  assert.is(held.subject(), 'locating');
  assert.equal(await held.take(), await alone.take());
});

test('of two wishes at once the later one holds', async () => {
  const pictures = withLetter(await drawnPictures({ seed: 3, ...small }), { seed: 3, ...small });
  await Promise.all([pictures.holdLetter(invited), pictures.holdLetter('another-code')]);
  assert.equal(await readCode(await pictures.take()), ['another-code']);
  await Promise.all([pictures.holdLetter(invited), pictures.holdLetter(undefined)]);
  assert.is(pictures.subject(), 'locating');
});

test.run();
