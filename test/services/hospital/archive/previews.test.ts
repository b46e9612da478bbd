/** Small copies for the pages. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { openPreviews } from '../../../../services/hospital/archive/previews.ts';
import { temporaryFolder } from '../../../support/places.ts';
import { uid } from './records.ts';

const test = suite('previews');
const folder = temporaryFolder('previews');
test.after(() => folder.remove());
const previews = openPreviews(folder.path);

const plain = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#b07050' } });
const sizeOf = async (jpeg: Uint8Array | undefined) => {
  assert.ok(jpeg !== undefined);
  const { format, width, height, exif } = await sharp(jpeg).metadata();
  return { format, width, height, exif };
};

test('a copy for the screen and one for lists, in the picture’s own shape', async () => {
  const sop = uid();
  await previews.make(sop, await plain(3000, 2000).jpeg().toBuffer());
  const exif = undefined;
  assert.equal(await sizeOf(await previews.read(sop, 'preview')), { format: 'jpeg', width: 1600, height: 1067, exif });
  assert.equal(await sizeOf(await previews.read(sop, 'thumbnail')), { format: 'jpeg', width: 320, height: 213, exif });
});

test('a small picture is not blown up', async () => {
  const sop = uid();
  await previews.make(sop, await plain(200, 300).jpeg().toBuffer());
  for (const size of ['preview', 'thumbnail'] as const) {
    const { width, height } = await sizeOf(await previews.read(sop, size));
    assert.equal({ width, height }, { width: 200, height: 300 });
  }
});

test('a picture with an orientation flag is shown upright, and says nothing of the camera', async () => {
  const sop = uid();
  const camera = { IFD0: { Copyright: 'the camera’s own note', Orientation: '6' } };
  const turned = await plain(800, 400).withExif(camera).withMetadata({ orientation: 6 }).jpeg().toBuffer();
  await previews.make(sop, turned);
  const { width, height, exif } = await sizeOf(await previews.read(sop, 'preview'));
  assert.equal({ width, height, exif }, { width: 400, height: 800, exif: undefined });
});

test('made again, or by several at once, the copies stay as they are', async () => {
  const sop = uid();
  const jpeg = await plain(1000, 800).jpeg().toBuffer();
  const other = openPreviews(folder.path);
  await Promise.all([previews.make(sop, jpeg), previews.make(sop, jpeg), other.make(sop, jpeg)]);
  const first = await previews.read(sop, 'preview');
  await previews.make(sop, await plain(10, 10).jpeg().toBuffer());
  assert.equal(await previews.read(sop, 'preview'), first);
  const place = join(folder.path, 'previews', sop.slice(-2), sop);
  assert.equal(readdirSync(place).sort(), ['preview.jpg', 'thumbnail.jpg']);
  for (const file of readdirSync(place)) assert.is(statSync(join(place, file)).mode & 0o777, 0o600);
  assert.is(statSync(place).mode & 0o777, 0o700);
});

test('a picture that cannot be decoded has no copies, and says so', async () => {
  const sop = uid();
  const failed = await previews.make(sop, Buffer.from('no picture')).catch((error: unknown) => error);
  assert.ok(failed instanceof Error);
  assert.is(await previews.read(sop, 'preview'), undefined);
  await previews.make(sop, await plain(50, 50).jpeg().toBuffer());
  assert.ok((await previews.read(sop, 'preview')) !== undefined);
});

test('a name that is no identifier leads to no file', async () => {
  const answer = await previews.read('../../secret', 'preview').catch((error: unknown) => error);
  assert.match(String(answer), /unique identifier/);
});

test.run();
