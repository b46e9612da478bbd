/** Whose camera is it? A body that was exchanged is noticed before it takes a picture. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { oursIn } from '../../../device/camera/ours.ts';
import { otherSerial } from '../../../device/camera/simulated/camera.ts';
import type { CameraAdvice, CameraStatus } from '../../../device/ports.ts';
import { waitForPhoto } from '../../contract/photo.ts';
import { next, status } from '../../contract/waiting.ts';
import { newDesk, onDeskIn, type TestDesk } from './desk.ts';

const whose = suite('whose camera it is');
const onDesk = onDeskIn(whose);

/** Reached only when something is wrong: a busy machine takes its time. */
const limitMs = 60_000;
const exposureMs = 60_000;

async function exchanged(desk: TestDesk): Promise<void> {
  await desk.simulated.set('other-serial', true);
  await status<CameraStatus>(desk.camera, 'other-camera', limitMs);
}

for (const personality of ['nikon', 'canon-eos', 'ptp-1.1'] as const) {
  onDesk(
    `another ${personality} on the cable takes no picture, and ours is welcome again`,
    async (desk) => {
      const { camera, simulated } = desk;
      const ours = camera.facts()?.serial ?? '';
      await exchanged(desk);
      assert.is(await camera.expose(exposureMs), 'other-camera');
      assert.is(await camera.prepare({ shutter: '1/125', aperture: 'f/8', iso: '200' }), 'other-camera');
      assert.equal(camera.advice().serial, { expected: ours, is: otherSerial(ours) });
      assert.is(camera.facts()?.serial, otherSerial(ours));
      assert.equal(simulated.sent(), []);
      await simulated.set('other-serial', false);
      await waitForPhoto(camera);
      assert.is(camera.advice().serial, undefined);
    },
    { personality },
  );
}

onDesk('another body works once somebody has confirmed it, and is ours from then on', async (desk) => {
  await exchanged(desk);
  const healed = next<CameraAdvice>('advice', desk.camera.onAdvice, limitMs, ({ serial }) => serial === undefined);
  desk.camera.confirm(desk.camera.facts()?.serial ?? '');
  await healed;
  await waitForPhoto(desk.camera);
  await desk.simulated.set('other-serial', false);
  await status<CameraStatus>(desk.camera, 'other-camera', limitMs);
});

whose('a body that was exchanged while the station was off is noticed when it starts', async () => {
  const home = mkdtempSync(join(tmpdir(), 'lentigo-whose-'));
  const yesterday = await newDesk({ driver: { home } });
  await status<CameraStatus>(yesterday.camera, 'ready', limitMs);
  await yesterday.camera.close();
  await yesterday.simulated.close();
  const today = await newDesk({ driver: { home }, before: (simulated) => simulated.set('other-serial', true) });
  await status<CameraStatus>(today.camera, 'other-camera', limitMs);
  await today.close();
});

whose('a body that is not the configured one is not ours, even if it is the first that answers', async () => {
  const desk = await newDesk({ driver: { serial: '7000001' } });
  await status<CameraStatus>(desk.camera, 'other-camera', limitMs);
  assert.equal(desk.camera.advice().serial, { expected: '7000001', is: '6012345' });
  await desk.close();
});

whose('what was confirmed outlives a restart, and a new configuration outranks it', () => {
  const home = mkdtempSync(join(tmpdir(), 'lentigo-whose-'));
  assert.is(oursIn(home, undefined).serial(), undefined);
  assert.is(oursIn(home, 'A').serial(), 'A');
  oursIn(home, 'A').become('B');
  assert.is(oursIn(home, 'A').serial(), 'B');
  assert.is(oursIn(home, 'C').serial(), 'C');
  writeFileSync(join(home, 'body.json'), '{"ours":');
  assert.is(oursIn(home, undefined).serial(), undefined);
  rmSync(home, { recursive: true });
});

whose.run();
