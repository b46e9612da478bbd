/** The letter before the camera: what is read in the picture of it, and whose visit that is. */

import sharp from 'sharp';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { forkSimulatedCamera } from '../../../../device/camera/simulated/process.ts';
import { gphotoCamera } from '../../../../device/camera/supervisor.ts';
import { countingCode, openLetterReader } from '../../../../services/station/letter-code.ts';
import { status } from '../../../contract/waiting.ts';
import { temporaryFolder } from '../../../support/clinic.ts';
import { letterPicture } from '../../../support/letter.ts';
import { openVisit, press, signIn, stationRig } from '../../../support/station.ts';

const test = suite('letters');
const reader = openLetterReader();
const code = 'K7QM2XW9RT4H';

test('the code of a letter is read in a picture of it, however it is held', async () => {
  const letter = await letterPicture(code);
  assert.equal(await reader.codesIn(letter), [code]);
  for (const degrees of [90, 180, 17]) {
    const turned = await sharp(letter).rotate(degrees, { background: '#e9e4da' }).jpeg().toBuffer();
    assert.equal(await reader.codesIn(turned), [code], `${degrees}°`);
  }
  const small = sharp(letter).resize({ width: 1500 });
  const far = await sharp({ create: { width: 6000, height: 4000, channels: 3, background: '#777' } })
    .composite([{ input: await small.toBuffer(), left: 2000, top: 1200 }])
    .jpeg()
    .toBuffer();
  assert.equal(await reader.codesIn(far), [code], 'far away in a picture of 24 megapixels');
});

test('a letter before the simulated camera is read as its body sent it', async () => {
  const folder = temporaryFolder('letter');
  const simulated = await forkSimulatedCamera({ seed: 7, widthPx: 2400, heightPx: 1600 });
  const camera = gphotoCamera({ address: simulated.address, home: folder.path, log: () => {} });
  try {
    await status(camera, 'ready', 30_000);
    await simulated.holdLetter(code);
    const photo = await camera.expose(15_000);
    if (typeof photo === 'string') throw new Error(photo);
    assert.equal(await reader.codesIn(photo.bytes), [code]);
    await simulated.holdLetter(undefined);
  } finally {
    await camera.close();
    await simulated.close();
    folder.remove();
  }
});

test('skin has no code, and neither has what is no picture', async () => {
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const;
  const skin = sharp({ create: { width: 1600, height: 1200, channels: 3, background: '#b48a78', noise } });
  assert.equal(await reader.codesIn(await skin.jpeg().toBuffer()), []);
  assert.equal(await reader.codesIn(Buffer.from('not a picture')), []);
});

test('a reader that finds nothing in time says so, and the next letter is read', async () => {
  const hurried = openLetterReader({ withinMs: 1 });
  assert.equal(await hurried.codesIn(await letterPicture(code)), []);
  await hurried.close();
  assert.equal(await reader.codesIn(await letterPicture(code)), [code]);
});

test('two letters in one picture: another patient of today counts before the own', () => {
  const today = new Set(['own-code', 'other-code']);
  assert.is(countingCode(['own-code', 'other-code'], 'own-code', today), 'other-code');
  assert.is(countingCode(['a-badge', 'own-code'], 'own-code', today), 'own-code');
  assert.is(countingCode(['of-yesterday'], 'own-code', today), 'of-yesterday');
  assert.is(countingCode([], 'own-code', today), undefined);
});

test('another patient’s letter stops the visit, no letter stops it too, and the own one lets it go on', async () => {
  const rig = await stationRig();
  try {
    await rig.until('the camera', ({ camera }) => camera.status === 'ready');
    await signIn(rig);
    await openVisit(rig);
    const [own, other] = rig.clinic;
    const [, month, day] = (own?.patient.dateOfBirth ?? '').split('-').map(Number);
    rig.station.dispatch({ kind: 'identify', name: true, address: true, day: day ?? 0, month: month ?? 0 });
    await rig.until('the letter', ({ identify }) => identify?.step === 'frame');

    await press(rig);
    await rig.until('no code', ({ identify }) => identify?.step === 'frame' && identify.frame === 'no-code');
    await rig.holdLetter(other?.code);
    await press(rig);
    await rig.until('another’s', ({ identify }) => identify?.step === 'frame' && identify.frame === 'other-patient');
    await rig.holdLetter(own?.code);
    await press(rig);
    const view = await rig.until('identified', ({ stage }) => stage !== 'identify');
    assert.is(view.stage, 'questionnaire');
    assert.ok((view.visit?.pictures.length ?? 0) >= 1);
    assert.ok(view.visit?.pictures.every(({ shows }) => shows.kind === 'identity-frame'));
  } finally {
    await rig.close();
  }
});

test.after(() => reader.close());
test.run();
