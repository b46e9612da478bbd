/** The small copies that the photographer looks at. */
import sharp from 'sharp';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { reduced, thumbnail } from '../../../../services/station/pictures/reduced.ts';
import { smallOf } from '../../../../services/station/quality/decode.ts';

const test = suite('reduced picture');

test('a picture is reduced for the screen', async () => {
  const picture = await sharp({ create: { width: 3000, height: 2000, channels: 3, background: '#a86' } })
    .jpeg()
    .toBuffer();
  const copy = await reduced(await smallOf(picture));
  assert.instance(copy, Uint8Array);
  assert.is((await sharp(copy as Uint8Array).metadata()).width, 1024);
});

test('a picture is reduced again for the strip', async () => {
  const picture = await sharp({ create: { width: 1024, height: 683, channels: 3, background: '#a86' } })
    .jpeg()
    .toBuffer();
  const copy = await thumbnail(picture);
  assert.instance(copy, Uint8Array);
  assert.is((await sharp(copy as Uint8Array).metadata()).width, 320);
});

test('bytes that cannot be decoded are told, and end nothing', async () => {
  assert.instance(await reduced(await smallOf(Buffer.from([0xff, 0xd8, 0xff, 0xdb, 0, 3, 0, 0xff, 0xd9]))), Error);
});

test.run();
