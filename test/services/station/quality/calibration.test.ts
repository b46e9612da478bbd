/**
 * The simulated camera's pictures of every view, sharp and spoilt, through all of it. What each must be told:
 *
 *   as it was taken ............ nothing          less light, a third ...... dark
 *   a blur of 2 reduced pixels . blurred          a flash in the glass ..... glare
 *   the same with sensor noise . blurred, unsure  reduced to 640 × 427 ..... too-small
 *   a blur of ½, 24 megapixels . maybe-blurred    without its ruler ........ no-scale (close-up)
 *
 * `LENTIGO_FIGURES=1` prints the figures.
 */
import sharp from 'sharp';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { draw, drawnSubjects } from '../../../../device/camera/simulated/pictures/drawing/scene.ts';
import { openAssessor } from '../../../../services/station/quality/assess.ts';
import type { Quality, QualityAdvice } from '../../../../services/wire/quality.ts';
import { deviates } from './rasters.ts';

const test = suite('advice on the simulated pictures');
const assessor = openAssessor({ deadlineMs: 60_000 }); // a busy machine is no reason for another answer
const small = { widthPx: 1200, heightPx: 800 };
const camera = { widthPx: 6000, heightPx: 4000 };
/** The width at which a middle of 1024 pixels is judged. */
const judgedPx = 1463;

interface Pixels {
  readonly data: Uint8Array | Uint8ClampedArray;
  readonly widthPx: number;
  readonly heightPx: number;
}

const opened = ({ data, widthPx, heightPx }: Pixels) =>
  sharp(data, { raw: { width: widthPx, height: heightPx, channels: 3 } });

function drawn(seed: number, subject: (typeof drawnSubjects)[number], size: typeof small): Pixels {
  return { ...size, data: draw({ seed, lesionNumber: seed % 10, subject, ...size }).rgb };
}

/** Three pictures of each view, for every way to spoil them. */
const views = drawnSubjects.flatMap((subject) =>
  [1, 5, 14].map((seed) => ({ subject, picture: drawn(seed, subject, small) })),
);

async function blurred(picture: Pixels, reducedPx: number): Promise<Pixels> {
  const sigma = reducedPx * Math.max(1, picture.widthPx / judgedPx);
  return { ...picture, data: await opened(picture).blur(sigma).raw().toBuffer() };
}

const deviate = deviates(1);
const sensorNoise = Float32Array.from({ length: small.widthPx * small.heightPx * 3 }, deviate);

function noisy(picture: Pixels, sigma: number): Pixels {
  const data = new Uint8ClampedArray(picture.data);
  for (let i = 0; i < data.length; i++) data[i] = (data[i] ?? 0) + sigma * (sensorNoise[i] ?? 0);
  return { ...picture, data };
}

async function told(picture: Pixels, shot: (typeof drawnSubjects)[number]): Promise<Quality> {
  const bytes = await opened(picture).jpeg({ quality: 97 }).toBuffer();
  const quality = await assessor.assess({ bytes, widthPx: picture.widthPx, heightPx: picture.heightPx }, shot);
  if (process.env.LENTIGO_FIGURES) console.log(shot, picture.widthPx, JSON.stringify(quality));
  return quality;
}

/** The advice on each of these pictures. */
async function onAll(
  spoil: (picture: Pixels) => Pixels | Promise<Pixels>,
): Promise<readonly (readonly QualityAdvice[])[]> {
  const all: (readonly QualityAdvice[])[] = [];
  for (const { subject, picture } of views) all.push((await told(await spoil(picture), subject)).advice);
  return all;
}

test('a sharp picture of any view, of pale skin or deep, is told nothing', async () => {
  for (const advice of await onAll((picture) => picture)) assert.equal(advice, []);
});

test('a blur of two pixels is told as blurred in every view', async () => {
  for (const advice of await onAll((picture) => blurred(picture, 2))) assert.equal(advice, ['blurred']);
});

test('a blurred and noisy picture does not pass for a sharp one', async () => {
  for (const advice of await onAll(async (picture) => noisy(await blurred(picture, 2), 5)))
    assert.ok(advice[0] === 'blurred' || advice[0] === 'focus-unsure', `${advice}`);
});

test('a third of the light is dark', async () => {
  const dimmed = async (picture: Pixels) => ({
    ...picture,
    data: await opened(picture).linear(0.33, 0).raw().toBuffer(),
  });
  for (const advice of await onAll(dimmed)) assert.ok(advice.includes('dark'), `${advice}`);
});

test('a flash in the glass is glare', async () => {
  const flash = Buffer.from(
    '<svg width="260" height="180"><ellipse cx="130" cy="90" rx="130" ry="90" fill="#fff"/></svg>',
  );
  const glaring = async (picture: Pixels) => ({
    ...picture,
    data: await opened(picture)
      .composite([{ input: flash, left: 500, top: 300 }])
      .removeAlpha()
      .raw()
      .toBuffer(),
  });
  for (const advice of await onAll(glaring)) assert.ok(advice.includes('glare'), `${advice}`);
});

test('a picture that was reduced below what a record needs is too small', async () => {
  const [widthPx, heightPx] = [640, 427];
  const reduced = async (picture: Pixels) => ({
    ...{ widthPx, heightPx },
    data: await opened(picture).resize(widthPx, heightPx).raw().toBuffer(),
  });
  for (const advice of await onAll(reduced)) assert.ok(advice.includes('too-small'), `${advice}`);
});

test('close-ups have their ruler found; without it they are told so, and other views never are', async () => {
  for (let seed = 20; seed < 28; seed++) {
    const closeUp = drawn(seed, 'close-up', small);
    assert.not.ok((await told(closeUp, 'close-up')).advice.includes('no-scale'), `seed ${seed}`);
    // its upper right: lesion, skin and hairs; the paper lies below and on the left
    const box = { left: 504, top: 0, width: 696, height: 336 };
    const data = await opened({
      ...closeUp,
      data: await opened(closeUp).extract(box).raw().toBuffer(),
      widthPx: box.width,
      heightPx: box.height,
    })
      .resize(1200, 800, { fit: 'fill' })
      .raw()
      .toBuffer();
    assert.ok(
      (await told({ ...closeUp, data }, 'close-up')).advice.some((each) => each === 'no-scale' || each === 'blurred'),
    );
    assert.not.ok((await told({ ...closeUp, data }, 'locating')).advice.includes('no-scale'));
  }
});

test('at 24 megapixels sharp pictures are told nothing, and a slight blur is seen in the crop of the middle', async () => {
  for (const subject of drawnSubjects) {
    const picture = drawn(3, subject, camera);
    assert.equal((await told(picture, subject)).advice, [], subject);
    assert.equal((await told(await blurred(picture, 0.5), subject)).advice, ['maybe-blurred'], subject);
  }
});

test.after(() => assessor.close());
test.run();
