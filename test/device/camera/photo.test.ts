/** Nothing that a worker says of its bytes is believed. */
import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { photoFrom } from '../../../device/camera/photo.ts';

const photo = suite('from bytes to a photo');

const camera = { manufacturer: 'Nikon Corporation', model: 'D7500', serial: '6012345', firmware: 'V1.11' };
const jpeg = await sharp({ create: { width: 800, height: 600, channels: 3, background: '#b48a78' } })
  .jpeg()
  .toBuffer();
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const fetched = (bytes: Uint8Array, changes: { sha256?: string; announcedBytes?: number } = {}) =>
  ({ kind: 'fetched', bytes, sha256: hashOf(bytes), announcedBytes: bytes.length, ...changes }) as const;

photo('a whole picture becomes a photo with the hash it left the worker with', async () => {
  assert.equal(await photoFrom(fetched(jpeg), camera), {
    bytes: jpeg,
    sha256: hashOf(jpeg),
    widthPx: 800,
    heightPx: 600,
    camera,
  });
});

photo('a byte that changed on the way is noticed', async () => {
  const changed = Buffer.from(jpeg);
  changed[jpeg.length - 10] = (changed[jpeg.length - 10] ?? 0) ^ 1;
  assert.is(await photoFrom(fetched(changed, { sha256: hashOf(jpeg) }), camera), 'hash-differs');
});

photo('padding is cut off, and the hash is that of the picture which is left', async () => {
  const padded = await photoFrom(fetched(Buffer.concat([jpeg, Buffer.alloc(512)])), camera);
  assert.ok(typeof padded === 'object');
  assert.is(Buffer.compare(padded.bytes, jpeg), 0);
  assert.is(padded.sha256, hashOf(jpeg));
});

photo('a picture shorter than the camera announced is none', async () => {
  assert.is(await photoFrom(fetched(jpeg, { announcedBytes: jpeg.length + 1 }), camera), 'length-differs');
});

photo.run();
