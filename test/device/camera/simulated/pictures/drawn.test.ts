import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { inspectJpeg } from '../../../../../device/camera/jpeg.ts';
import type { PictureSource, Subject } from '../../../../../device/camera/simulated/picture-source.ts';
import { drawnPictures } from '../../../../../device/camera/simulated/pictures/drawn.ts';
import { readExif } from './exif-reader.ts';

const test = suite('drawn pictures');
const small = { widthPx: 480, heightPx: 320 };
const drawingMsMax = 20_000; // far longer than a small picture takes on any machine

const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

async function shows(source: PictureSource, subject: Subject): Promise<void> {
  const givenUp = performance.now() + drawingMsMax;
  while (source.subject() !== subject) {
    assert.ok(performance.now() < givenUp, `the live view never came to the ${subject} picture`);
    await new Promise(setImmediate);
  }
}

/** A picture reduced to 30 × 20 grey values. */
async function glance(jpeg: Uint8Array): Promise<Buffer> {
  return sharp(jpeg).resize(30, 20, { fit: 'fill' }).greyscale().raw().toBuffer();
}

function difference(a: Buffer, b: Buffer): number {
  return a.reduce((sum, value, i) => sum + Math.abs(value - (b[i] ?? 0)), 0) / a.length;
}

test('a lesion comes as locating picture, close-up and dermoscopic picture, then the next lesion', async () => {
  const source = await drawnPictures({ seed: 1, ...small });
  const seen: (Subject | undefined)[] = [];
  for (const expected of ['locating', 'close-up', 'dermoscopic', 'locating', 'close-up'] as const) {
    await shows(source, expected);
    seen.push(source.subject());
    await source.take();
  }
  assert.equal(seen, ['locating', 'close-up', 'dermoscopic', 'locating', 'close-up']);
});

test('every picture is one whole baseline JPEG of the size the camera has', async () => {
  const source = await drawnPictures({ seed: 2, widthPx: 1203, heightPx: 801 });
  for (let i = 0; i < 2; i++) {
    const jpeg = await source.take();
    const found = inspectJpeg(jpeg, undefined);
    assert.is(found.kind, 'whole');
    if (found.kind !== 'whole') return;
    assert.equal([found.widthPx, found.heightPx, found.progressive], [1203, 801, false]);
    assert.is(found.lengthBytes, jpeg.length, 'nothing lies behind its end');
    assert.ok(Buffer.from(jpeg).includes(Buffer.from([0xff, 0xc0])), 'SOF0: baseline');
  }
});

test('the picture says which camera made it, how it was set, and that it shows no patient', async () => {
  const source = await drawnPictures({ seed: 3, ...small, serial: '7654321' });
  const { exif } = await sharp(await source.take()).metadata();
  assert.ok(exif);
  const tags = readExif(exif);
  assert.is(tags.get(0x010f), 'NIKON CORPORATION');
  assert.is(tags.get(0x0110), 'NIKON D7500');
  assert.is(tags.get(0x0112), 1, 'orientation');
  assert.match(String(tags.get(0x0131)), /^Ver\.1\.11/);
  assert.is(tags.get(0x010e), 'Drawn by Lentigo: no patient');
  assert.is(tags.get(0x8298), 'Drawn by Lentigo: no patient');
  assert.is(tags.get(0x9003), '2026:01:05 09:00:00');
  assert.is(tags.get(0xa001), 1, 'sRGB');
  assert.is(tags.get(0xa431), '7654321');
  assert.match(String(tags.get(0xa434)), /NIKKOR/);
  assert.equal(
    [0x829a, 0x829d, 0x8827, 0x920a].map((tag) => tags.get(tag)),
    [1 / 125, 8, 200, 35],
  );
});

test('a text planted in the picture is there to be looked for', async () => {
  const source = await drawnPictures({ seed: 3, ...small, imageDescription: 'canary 5b1f' });
  const jpeg = Buffer.from(await source.take());
  assert.ok(jpeg.includes('canary 5b1f'));
  assert.ok(jpeg.includes('Drawn by Lentigo: no patient'), 'the notice stays');
});

test('the same seed draws the same bytes, another seed others', async () => {
  const takes = async (seed: number): Promise<string[]> => {
    const source = await drawnPictures({ seed, ...small });
    return [hash(await source.take()), hash(await source.take()), hash(await source.take())];
  };
  const first = await takes(4);
  assert.equal(await takes(4), first);
  for (const other of await takes(5)) assert.not.ok(first.includes(other));
});

test('twelve pictures are twelve different ones, and so is what a camera without seed takes', async () => {
  const seeded = await drawnPictures({ seed: 6, ...small });
  const hashes = new Set<string>();
  for (let i = 0; i < 12; i++) hashes.add(hash(await seeded.take()));
  hashes.add(hash(await (await drawnPictures(small)).take()));
  assert.is(hashes.size, 13);
});

test('takes that overlap still come in order', async () => {
  const one = await drawnPictures({ seed: 7, ...small });
  const other = await drawnPictures({ seed: 7, ...small });
  const together = await Promise.all([one.take(), one.take(), one.take(), one.take()]);
  for (const jpeg of together) assert.is(hash(jpeg), hash(await other.take()));
});

test('the live view shows what the next picture will show', async () => {
  const source = await drawnPictures({ seed: 8, ...small });
  const locating = await glance(await source.frame());
  const taken = await glance(await source.take());
  await shows(source, 'close-up');
  const closeUp = await glance(await source.frame());
  const closeUpTaken = await glance(await source.take());
  assert.ok(difference(locating, taken) < 8, `locating differs by ${difference(locating, taken)}`);
  assert.ok(difference(closeUp, closeUpTaken) < 8, `close-up differs by ${difference(closeUp, closeUpTaken)}`);
  assert.ok(difference(locating, closeUp) > 15, 'the lens moved on');
});

test('the live view lives, and costs nothing once it has gone round', async () => {
  const source = await drawnPictures({ seed: 9, ...small });
  const round: string[] = [];
  for (let i = 0; i < 24; i++) {
    const jpeg = await source.frame();
    round.push(hash(jpeg));
    if (i === 0) {
      const { width, height, format } = await sharp(jpeg).metadata();
      assert.equal([width, height, format], [1024, 680, 'jpeg']);
    }
  }
  assert.ok(new Set(round).size > 20, 'frames differ');
  for (let i = 0; i < 24; i++) {
    const again = source.frame();
    assert.instance(again, Uint8Array, 'no promise: it is in hand');
    assert.is(hash(await again), round[i]);
  }
});

test('a size that no camera has is refused', async () => {
  for (const size of [{ widthPx: 20 }, { heightPx: 20_000 }, { widthPx: 1000.5 }]) {
    const refused = await drawnPictures(size).then(
      () => undefined,
      (error: unknown) => error,
    );
    assert.instance(refused, RangeError);
  }
});

test('a program that has its picture can end, though another is being drawn', async () => {
  const source = new URL('../../../../../device/camera/simulated/pictures/drawn.ts', import.meta.url);
  const program = `import { drawnPictures } from ${JSON.stringify(source.href)};
    const pictures = await drawnPictures({ widthPx: 480, heightPx: 320 });
    await pictures.take();
    await pictures.take();
    console.log('done');`;
  const arguments_ = ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', program];
  const { stdout } = await promisify(execFile)(process.execPath, arguments_, { timeout: drawingMsMax });
  assert.is(stdout, 'done\n');
});

test.run();
