/** What a JPEG says of itself, and which ones cannot be filed as they are. */
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import sharp from 'sharp';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Unfit } from '../../../../services/hospital/dicom/api.ts';
import { colourSpaceOf } from '../../../../services/hospital/dicom/jpeg/icc.ts';
import { inspectJpeg, type JpegFacts } from '../../../../services/hospital/dicom/jpeg/inspect.ts';
import { readObject } from '../../../../services/hospital/dicom/read.ts';
import { draw, made, tool, verdict } from './record.ts';

const test = suite('JPEG files from cameras');

const toolMsMax = 60_000;
const picture = await draw(320, 240);
const pixels = execFileSync('djpeg', ['-pnm'], { input: picture, timeout: toolMsMax });
const cjpeg = (...args: string[]) => execFileSync('cjpeg', args, { input: pixels, timeout: toolMsMax });

function facts(jpeg: Uint8Array): JpegFacts {
  const found = inspectJpeg(jpeg);
  if ('kind' in found) throw new Error(`${found.why}: ${found.detail}`);
  return found;
}

function refusal(jpeg: Uint8Array): Unfit {
  const found = inspectJpeg(jpeg);
  if (!('kind' in found)) throw new Error('it was taken');
  return found;
}

test('size and sampling are found, and every sampling is filed as luminance and chrominance', async () => {
  for (const [sample, sampling] of [
    ['1x1', '4:4:4'],
    ['2x1', '4:2:2'],
    ['2x2', '4:2:0'],
  ] as const) {
    const jpeg = cjpeg('-sample', sample);
    assert.equal(facts(jpeg), { widthPx: 320, heightPx: 240, sampling, orientation: 1 });
    const { file } = await made({}, jpeg);
    assert.equal((await verdict(file)).errors, []);
    assert.is(readObject(file)?.dataset.PhotometricInterpretation, 'YBR_FULL_422');
    assert.ok((await tool('dcmj2pnm', ['+op'], file)).equals(await tool('djpeg', ['-pnm'], jpeg)));
  }
});

test('a sampling that photographers have no name for is taken as well', () => {
  assert.is(facts(cjpeg('-sample', '1x2')).sampling, 'other');
});

test('a colour profile is put together from its pieces, and named where DICOM has a name for it', async () => {
  for (const [profile, name] of [
    ['srgb', 'SRGB'],
    ['p3', undefined],
  ] as const) {
    const { iccProfile } = facts(await draw(64, 64, { profile }));
    if (iccProfile === undefined) throw new Error('no profile was found');
    assert.is(Buffer.from(iccProfile).readUInt32BE(0), iccProfile.length);
    assert.is(colourSpaceOf(iccProfile), name);
  }
  assert.is(facts(picture).iccProfile, undefined);
});

test('a profile in three pieces out of order is whole; one with a piece missing is left to the JPEG', async () => {
  const profiled = await draw(64, 64, { profile: 'srgb' });
  const profile = Buffer.from(facts(profiled).iccProfile ?? []);
  const third = Math.ceil(profile.length / 3);
  const piece = (number: number) => {
    const body = Buffer.concat([
      Buffer.from('ICC_PROFILE\0'),
      Buffer.from([number, 3]),
      profile.subarray((number - 1) * third, number * third),
    ]);
    return Buffer.concat([Buffer.from([0xff, 0xe2, (body.length + 2) >> 8, (body.length + 2) & 0xff]), body]);
  };
  const withPieces = (...numbers: number[]) =>
    Buffer.concat([picture.subarray(0, 2), ...numbers.map(piece), picture.subarray(2)]);
  assert.equal(Buffer.from(facts(withPieces(2, 3, 1)).iccProfile ?? []), profile);
  assert.is(facts(withPieces(1, 3)).iccProfile, undefined);
});

test('the orientation is found in either byte order, and one that the standard does not know counts as upright', async () => {
  for (let orientation = 1; orientation <= 8; orientation++) {
    const jpeg = await draw(64, 64, { orientation });
    assert.is(facts(jpeg).orientation, orientation);
    assert.is(facts(withOrientation('MM', orientation)).orientation, orientation);
    assert.is(facts(withOrientation('II', orientation)).orientation, orientation);
  }
  for (const unknown of [0, 9, 255]) assert.is(facts(withOrientation('MM', unknown)).orientation, 1);
});

test('progressive and arithmetic files are refused by name', () => {
  assert.equal(refusal(cjpeg('-progressive')), {
    kind: 'unfit',
    why: 'progressive',
    detail: 'JPEG process: progressive',
  });
  assert.is(refusal(cjpeg('-arithmetic')).detail, 'JPEG process: arithmetic sequential');
});

test('grey pictures, other formats, cut and empty files are no pictures of a lesion', async () => {
  const png = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#fff' } })
    .png()
    .toBuffer();
  for (const file of [
    cjpeg('-grayscale'),
    cjpeg('-rgb'),
    png,
    picture.subarray(0, 200),
    picture.subarray(0, -2),
    Buffer.alloc(0),
  ])
    assert.is(refusal(file).why, 'not-a-jpeg');
});

test('whatever bytes come, the answer is facts or a refusal', () => {
  const head = picture.subarray(0, picture.indexOf(Buffer.from([0xff, 0xda])));
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(head.length - 1), fc.nat(255)), { maxLength: 8 }),
      fc.nat(head.length),
      (changes, cut) => {
        const damaged = Buffer.from(picture);
        for (const [at, value] of changes) damaged[at] = value;
        inspectJpeg(damaged);
        inspectJpeg(damaged.subarray(0, cut));
      },
    ),
    { numRuns: 500 },
  );
});

/** The picture with an EXIF segment of one entry. */
function withOrientation(order: 'II' | 'MM', orientation: number): Buffer {
  const tiff = Buffer.alloc(26);
  tiff.write(order, 0, 'latin1');
  const [u16, u32] =
    order === 'II'
      ? [(v: number, at: number) => tiff.writeUInt16LE(v, at), (v: number, at: number) => tiff.writeUInt32LE(v, at)]
      : [(v: number, at: number) => tiff.writeUInt16BE(v, at), (v: number, at: number) => tiff.writeUInt32BE(v, at)];
  u16(42, 2);
  u32(8, 4);
  u16(1, 8);
  u16(0x0112, 10);
  u16(3, 12);
  u32(1, 14);
  u16(orientation, 18);
  const body = Buffer.concat([Buffer.from('Exif\0\0'), tiff]);
  const segment = Buffer.concat([Buffer.from([0xff, 0xe1, 0, body.length + 2]), body]);
  return Buffer.concat([picture.subarray(0, 2), segment, picture.subarray(2)]);
}

test.run();
