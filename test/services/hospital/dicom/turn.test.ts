/** A picture that lies on its side is turned without a single pixel being computed anew; otherwise a person looks at it. */
import { execFileSync } from 'node:child_process';
import sharp from 'sharp';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { inspectJpeg } from '../../../../services/hospital/dicom/jpeg/inspect.ts';
import { canTurn, turnUpright } from '../../../../services/hospital/dicom/jpeg/turn.ts';
import { dicomPicture } from '../../../../services/hospital/dicom/picture.ts';
import { draw, made, options, record, verdict } from './record.ts';

const test = suite('pictures that lie on their side');

/** The decoder rounds, and spreads chrominance, from left to right: a turned block, itself exact, may look this different. */
const roundingMax = 5;
const toolMsMax = 60_000;

/** What undoes the turn that makes each orientation upright. */
const back = {
  2: ['-flip', 'horizontal'],
  3: ['-rotate', '180'],
  4: ['-flip', 'vertical'],
  5: ['-transpose'],
  6: ['-rotate', '270'],
  7: ['-transverse'],
  8: ['-rotate', '90'],
} as const;

for (const orientation of [2, 3, 4, 5, 6, 7, 8] as const) {
  test(`orientation ${orientation} becomes upright, and turning it back gives the camera’s pixels exactly`, async () => {
    const jpeg = await draw(320, 240, { orientation, profile: 'srgb' });
    const object = await made({}, jpeg);

    const upright = inspectJpeg(object.jpeg);
    if ('kind' in upright) throw new Error(upright.detail);
    assert.is(upright.orientation, 1);
    assert.equal([upright.widthPx, upright.heightPx], orientation >= 5 ? [240, 320] : [320, 240]);
    assert.ok(upright.iccProfile !== undefined, 'the colour profile was lost');
    assert.equal((await verdict(object.file)).errors, []);

    const seen = await sharp(object.jpeg).raw().toBuffer();
    const wanted = await sharp(await sharp(jpeg).autoOrient().png().toBuffer())
      .raw()
      .toBuffer();
    assert.is(seen.length, wanted.length);
    const difference = seen.reduce((most, value, at) => Math.max(most, Math.abs(value - (wanted[at] ?? 999))), 0);
    assert.ok(difference <= roundingMax, `it differs by ${difference}`);

    const again = execFileSync('jpegtran', ['-perfect', ...back[orientation]], {
      input: object.jpeg,
      timeout: toolMsMax,
    });
    const decoded = (input: Uint8Array) => execFileSync('djpeg', ['-pnm'], { input, timeout: toolMsMax });
    assert.ok(decoded(again).equals(decoded(jpeg)));
  });
}

test('an upright picture is not touched', async () => {
  const jpeg = await draw(320, 240, { orientation: 1 });
  assert.is(await turnUpright(jpeg, 1), jpeg);
  assert.ok(Buffer.from((await made({}, jpeg)).jpeg).equals(jpeg));
});

test('a picture whose edge lies within a block cannot be turned, and nothing is filed', async () => {
  for (const orientation of [3, 6, 8]) {
    const jpeg = await draw(321, 243, { orientation });
    const answer = await dicomPicture(record, jpeg, options);
    assert.equal(answer, { kind: 'unfit', why: 'cannot-turn', detail: `EXIF orientation ${orientation}` });
  }
});

test('a damaged picture cannot be turned', async () => {
  const jpeg = await draw(320, 240, { orientation: 6 });
  const cut = Buffer.concat([jpeg.subarray(0, jpeg.length / 2), Buffer.from([0xff, 0xd9])]);
  const answer = await dicomPicture(record, cut, options);
  assert.is('kind' in answer && answer.why, 'cannot-turn');
});

test('a picture that claims to be larger than any memory cannot be turned', async () => {
  const jpeg = await draw(320, 240, { orientation: 6 });
  const frame = jpeg.indexOf(Buffer.from([0xff, 0xc0]));
  jpeg.writeUInt16BE(65_488, frame + 5);
  jpeg.writeUInt16BE(65_488, frame + 7);
  const answer = await dicomPicture(record, jpeg, options);
  assert.is('kind' in answer && answer.why, 'cannot-turn');
});

test('a hospital without jpegtran notices when it starts', async () => {
  assert.is(await canTurn(), true);
  const path = process.env.PATH;
  process.env.PATH = '/nowhere';
  try {
    assert.is(await canTurn(), false);
  } finally {
    process.env.PATH = path;
  }
});

test('the same picture is turned to the same bytes', async () => {
  const jpeg = await draw(320, 240, { orientation: 8 });
  assert.equal((await made({}, jpeg)).file, (await made({}, jpeg)).file);
});

test.run();
