/** A camera that is aimed, as somebody's hands do it. */
import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { drawnPictures } from '../../../../../device/camera/simulated/pictures/drawn.ts';
import { withLetter } from '../../../../../device/camera/simulated/pictures/held-letter.ts';
import type { Sight } from '../../../../../device/camera/simulated/pictures/sight.ts';
import { openAssessor } from '../../../../../services/station/quality/assess.ts';

const test = suite('a drawn camera that is aimed');
const small = { widthPx: 480, heightPx: 320 };
const mine = { person: 0, lesion: 0 };

const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A picture reduced to 30 × 20 grey values. */
async function glance(jpeg: Uint8Array): Promise<Buffer> {
  return sharp(jpeg).resize(30, 20, { fit: 'fill' }).greyscale().raw().toBuffer();
}

function difference(a: Buffer, b: Buffer): number {
  return a.reduce((sum, value, i) => sum + Math.abs(value - (b[i] ?? 0)), 0) / a.length;
}

test('live view and pictures stay with what it was aimed at, and no two of them are the same', async () => {
  const source = await drawnPictures({ seed: 8, ...small });
  const seen = new Set<string>();
  for (const subject of ['dermoscopic', 'close-up', 'close-up', 'locating', 'dermoscopic', 'dermoscopic'] as const) {
    await source.aimAt({ ...mine, subject });
    assert.is(source.subject(), subject);
    const before = await glance(await source.frame());
    for (let take = 0; take < 2; take++) {
      const jpeg = await source.take();
      assert.is(source.subject(), subject);
      const [taken, after] = [await glance(jpeg), await glance(await source.frame())];
      assert.ok(difference(before, taken) < 12, `${subject} differs by ${difference(before, taken)}`);
      assert.ok(difference(before, after) < 12, `the live view of ${subject} differs by ${difference(before, after)}`);
      seen.add(hash(jpeg));
    }
  }
  assert.is(seen.size, 12);
});

test('aimed elsewhere while something is drawn, the later aim holds', async () => {
  const source = await drawnPictures({ seed: 10, ...small });
  await Promise.all([
    source.aimAt({ person: 4, lesion: 7, subject: 'close-up' }),
    source.aimAt({ person: 5, lesion: 8, subject: 'locating' }),
    source.aimAt({ person: 6, lesion: 9, subject: 'dermoscopic' }),
  ]);
  assert.is(source.subject(), 'dermoscopic');
});

test('a picture that is taken before it was drawn is one of what the camera was aimed at', async () => {
  const source = await drawnPictures({ seed: 11, ...small });
  const sight = { person: 3, lesion: 3, subject: 'close-up' } as const;
  const aimed = source.aimAt(sight);
  const taken = await glance(await source.take());
  await aimed;
  assert.is(source.subject(), 'close-up');
  assert.ok(difference(taken, await glance(await source.frame())) < 12);
});

test('a letter that is held stays before the lens, and the camera is where it was aimed when it is taken away', async () => {
  const drawn = await drawnPictures({ seed: 12, ...small });
  const source = withLetter(drawn, { seed: 12, ...small });
  await source.holdLetter('0Z3H5K7M9PQRSTVWXYABCDEFG1');
  await drawn.aimAt({ ...mine, subject: 'dermoscopic' });
  assert.is(source.subject(), 'letter');
  await source.holdLetter(undefined);
  assert.is(source.subject(), 'dermoscopic');
});

test('lesions of one person lie in the same skin, those of others in another', async () => {
  const source = await drawnPictures({ seed: 13, ...small });
  const tone = async (sight: Sight): Promise<number> => {
    await source.aimAt(sight, []);
    const corner = { left: 330, top: 20, width: 100, height: 70 }; // neither lesion nor scale
    const [red] = (
      await sharp(await source.take())
        .extract(corner)
        .toBuffer()
        .then((part) => sharp(part).stats())
    ).channels;
    return red?.mean ?? 0;
  };
  const own = await tone({ person: 0, lesion: 0, subject: 'close-up' });
  const ownToo = await tone({ person: 0, lesion: 1, subject: 'close-up' });
  const other = await tone({ person: 1, lesion: 1, subject: 'close-up' });
  assert.ok(Math.abs(own - ownToo) < Math.abs(own - other) / 2, `${own}, ${ownToo} and ${other}`);
});

test('the station finds nothing amiss in what was aimed at, again and again', async () => {
  const size = { widthPx: 3000, heightPx: 2000 };
  const source = await drawnPictures({ seed: 14, ...size });
  const assessor = openAssessor();
  for (const subject of ['locating', 'close-up', 'dermoscopic'] as const) {
    await source.aimAt({ ...mine, subject }, []);
    for (let take = 0; take < 2; take++) {
      const { advice } = await assessor.assess({ bytes: await source.take(), ...size }, subject);
      assert.equal(advice, [], `${subject}, take ${take}`);
    }
  }
  await assessor.close();
});

test('people and lesions that have no number are refused', async () => {
  const source = await drawnPictures({ seed: 15, ...small });
  for (const numbers of [{ lesion: -1 }, { lesion: 1.5 }, { person: 2_000_000 }]) {
    const refused = await source.aimAt({ ...mine, ...numbers, subject: 'locating' }).then(
      () => undefined,
      (error: unknown) => error,
    );
    assert.instance(refused, RangeError);
  }
});

test.run();
