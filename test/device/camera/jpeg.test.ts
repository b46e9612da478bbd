/** One whole JPEG, or the reason why not. */
import * as fc from 'fast-check';
import sharp from 'sharp';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { inspectJpeg, zeroPaddingBytesMax } from '../../../device/camera/jpeg.ts';

const jpeg = suite('is it one whole JPEG');

const noise = { type: 'gaussian', mean: 128, sigma: 30 } as const;
const drawn = (width: number, height: number, progressive = false) =>
  sharp({ create: { width, height, channels: 3, background: '#b48a78', noise } })
    .jpeg({ quality: 70, progressive })
    .toBuffer();
const baseline = await drawn(1000, 700);
const progressive = await drawn(800, 600, true);

const reasonOf = (bytes: Uint8Array, announcedBytes?: number) => {
  const found = inspectJpeg(bytes, announcedBytes);
  return found.kind === 'broken' ? found.reason : 'whole';
};

/** A JPEG by its parts; the entropy-coded bytes mean nothing, which nobody looks at. */
function built(parts: readonly (readonly number[])[]): Buffer {
  return Buffer.from(parts.flat());
}
const soi = [0xff, 0xd8];
const eoi = [0xff, 0xd9];
const frame = (code = 0xc0, height = 700, width = 1000) => {
  const size = [height >> 8, height & 255, width >> 8, width & 255];
  return [0xff, code, 0, 11, 8, ...size, 1, 1, 0x11, 0];
};
const scan = [0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0];
const restart = (n: number) => [0xff, 0xd0 + n];
const coded = [1, 2, 0xff, 0x00, 3];

jpeg('a picture of the camera is whole, and its size is read', () => {
  assert.equal(inspectJpeg(baseline, baseline.length), {
    kind: 'whole',
    widthPx: 1000,
    heightPx: 700,
    progressive: false,
    lengthBytes: baseline.length,
  });
});

jpeg('a progressive picture is whole too, and said to be one', () => {
  const found = inspectJpeg(progressive, undefined);
  assert.ok(found.kind === 'whole' && found.progressive && found.widthPx === 800 && found.heightPx === 600);
});

jpeg('cut off anywhere, it is not whole', () => {
  for (const whole of [baseline, progressive]) {
    fc.assert(
      fc.property(fc.nat(whole.length - 1), (length) => reasonOf(whole.subarray(0, length)) !== 'whole'),
      { numRuns: 500 },
    );
  }
});

jpeg('cut off at every one of its first and last thousand bytes, it is not whole', () => {
  for (let cut = 0; cut < 1000; cut += 1) {
    assert.is.not(reasonOf(baseline.subarray(0, cut)), 'whole');
    assert.is.not(reasonOf(baseline.subarray(0, baseline.length - 1 - cut)), 'whole');
  }
});

jpeg('bytes changed anywhere never make it throw or hang', () => {
  const change = fc.tuple(fc.nat(baseline.length - 1), fc.integer({ min: 0, max: 255 }));
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 20 }), (changes) => {
      const bytes = Buffer.from(baseline);
      for (const [at, value] of changes) bytes[at] = value;
      const found = inspectJpeg(bytes, undefined);
      return found.kind === 'broken' || found.lengthBytes <= bytes.length;
    }),
    { numRuns: 300 },
  );
});

jpeg('structure changed among the first bytes, where the segments are, never makes it throw', () => {
  const change = fc.tuple(fc.nat(700), fc.constantFrom(0x00, 0x01, 0xc0, 0xd8, 0xd9, 0xda, 0xe2, 0xff));
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), (changes) => {
      const bytes = Buffer.from(baseline);
      for (const [at, value] of changes) bytes[at] = value;
      return ['whole', 'broken'].includes(inspectJpeg(bytes, undefined).kind);
    }),
    { numRuns: 2000 },
  );
});

jpeg('anything at all never makes it throw', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 400 }),
      (bytes) => reasonOf(Buffer.concat([Buffer.from(soi), bytes])) !== 'whole',
    ),
  );
});

jpeg('fewer or more bytes than the camera announced are not the picture', () => {
  assert.is(reasonOf(baseline, baseline.length + 1), 'length-differs');
  assert.is(reasonOf(baseline, baseline.length - 1), 'length-differs');
});

jpeg('nothing is no picture, and neither is what does not begin like one', () => {
  assert.is(reasonOf(Buffer.alloc(0)), 'empty');
  assert.is(reasonOf(Buffer.from('II*\0 a raw file')), 'no-start');
});

jpeg('zeros behind the end are padding and not part of it; too many are not padding', () => {
  const padded = inspectJpeg(Buffer.concat([baseline, Buffer.alloc(500)]), undefined);
  assert.ok(padded.kind === 'whole' && padded.lengthBytes === baseline.length);
  assert.is(reasonOf(Buffer.concat([baseline, Buffer.alloc(zeroPaddingBytesMax + 1)])), 'junk-behind');
});

jpeg('a second picture behind the end is junk, unless the file tells of previews there', () => {
  assert.is(reasonOf(Buffer.concat([baseline, progressive])), 'junk-behind');
  const multiPicture = [0xff, 0xe2, 0, 8, 0x4d, 0x50, 0x46, 0, 1, 2];
  const told = built([soi, multiPicture, frame(), scan, coded, eoi, soi, frame(), scan, coded, eoi]);
  const found = inspectJpeg(told, told.length);
  assert.ok(found.kind === 'whole' && found.lengthBytes < told.length);
});

jpeg('a thumbnail is too small, held either way', () => {
  assert.is(reasonOf(built([soi, frame(0xc0, 599, 1000), scan, coded, eoi])), 'too-small');
  assert.is(reasonOf(built([soi, frame(0xc0, 799, 799), scan, coded, eoi])), 'too-small');
  assert.is(reasonOf(built([soi, frame(0xc0, 800, 600), scan, coded, eoi])), 'whole');
});

jpeg('restart markers out of their order tell of a missing piece', () => {
  const pieces = (order: readonly number[]) =>
    built([soi, frame(), scan, coded, ...order.flatMap((n) => [restart(n), coded]), eoi]);
  assert.is(reasonOf(pieces([0, 1, 2, 3, 4, 5, 6, 7, 0])), 'whole');
  assert.is(reasonOf(pieces([0, 1, 3])), 'bad-segment');
});

jpeg('a coding that no viewer in the hospital reads is not taken', () => {
  assert.is(reasonOf(built([soi, frame(0xc3), scan, coded, eoi])), 'unknown-coding');
  assert.is(reasonOf(built([soi, frame(0xc9), scan, coded, eoi])), 'unknown-coding');
});

jpeg('a frame without a scan, or a scan without a frame, is no picture', () => {
  assert.is(reasonOf(built([soi, frame(), eoi])), 'no-picture');
  assert.is(reasonOf(built([soi, scan, coded, eoi])), 'bad-segment');
});

jpeg.run();
