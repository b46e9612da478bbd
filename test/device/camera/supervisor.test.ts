/** What can go wrong with a camera in a clinic, tried on a simulated body that the unmodified libgphoto2 talks to. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { SimulatedFault } from '../../../device/camera/simulated/faults.ts';
import type { CameraFault, CameraStatus, Frame, Photo } from '../../../device/ports.ts';
import { waitForPhoto } from '../../contract/photo.ts';
import { isOverdue, next, status } from '../../contract/waiting.ts';
import { onBorrowedDeskIn, onDeskIn, workers } from './desk.ts';
import { watchLag } from './rounds/lag.ts';

const supervisor = suite('a camera with trouble');

/** Reached only when something is wrong: a busy machine takes its time. */
const readyLimitMs = 60_000;
const frameLimitMs = 30_000;
const slackMs = 100;
/** The screen answers within 200 ms; the station's process does more than waiting for a camera. */
const lagMsMax = 200;

const onDesk = onBorrowedDeskIn(supervisor);
const onOwnDesk = onDeskIn(supervisor);

/** A camera that only refuses does so at once. */
const refusedWithinMs = 20_000;

const troubles: readonly {
  readonly title: string;
  readonly fault: SimulatedFault;
  readonly says: CameraFault;
  readonly deadlineMs: number;
  /** Whether the same worker goes on: the camera only refused. Without, the library may get over it or not. */
  readonly sameWorker?: boolean;
}[] = [
  { title: 'unplugged', fault: 'unplugged', says: 'unplugged', deadlineMs: refusedWithinMs, sameWorker: false },
  { title: 'that falls silent', fault: 'hangs', says: 'timed-out', deadlineMs: 1500 },
  { title: 'that is busy', fault: 'busy', says: 'busy', deadlineMs: refusedWithinMs, sameWorker: true },
  {
    title: 'that cannot focus',
    fault: 'out-of-focus',
    says: 'out-of-focus',
    deadlineMs: refusedWithinMs,
    sameWorker: true,
  },
  {
    title: 'with an empty battery',
    fault: 'battery-empty',
    says: 'battery-low',
    deadlineMs: refusedWithinMs,
    sameWorker: true,
  },
  { title: 'with a full card', fault: 'card-full', says: 'card-full', deadlineMs: refusedWithinMs, sameWorker: true },
  { title: 'that stops in mid-download', fault: 'cuts-off', says: 'timed-out', deadlineMs: 5000, sameWorker: false },
];

for (const { title, fault, says, deadlineMs, sameWorker } of troubles) {
  onDesk(`a camera ${title} says so in time, holds nobody up, and works again once it is well`, async (desk) => {
    const { camera, simulated } = desk;
    camera.onFrame(() => {});
    await next<Frame>('a frame', camera.onFrame, frameLimitMs);
    const lag = watchLag();

    await simulated.set(fault, true);
    const answer = camera.expose(deadlineMs);
    assert.not(await isOverdue(answer, deadlineMs + slackMs), 'late');
    assert.is(await answer, says);

    await simulated.set(fault, false);
    const photo = await waitForPhoto(camera);
    assert.is(photo.sha256, simulated.sent().at(-1));
    await next<Frame>('a frame afterwards', camera.onFrame, frameLimitMs);
    lag.stop();
    assert.ok(lag.ownMsMax < lagMsMax, `the event loop was held up for ${lag.ownMsMax} ms`);
    if (sameWorker !== undefined) assert.is(workers(desk.notes).length === 1, sameWorker);
  });
}

onDesk('an empty battery that stops the live view is told without an exposure, and the end of it too', async (desk) => {
  desk.camera.onFrame(() => {});
  await next<Frame>('a frame', desk.camera.onFrame, frameLimitMs);
  await desk.simulated.set('battery-empty', true);
  await status<CameraStatus>(desk.camera, 'battery-low', readyLimitMs);
  await desk.simulated.set('battery-empty', false);
  await status<CameraStatus>(desk.camera, 'ready', readyLimitMs);
  await next<Frame>('a frame afterwards', desk.camera.onFrame, frameLimitMs);
});

onDesk('a camera that is unplugged while nobody looks is missed all the same', async ({ camera, simulated }) => {
  await simulated.set('unplugged', true);
  await status<CameraStatus>(camera, 'unplugged', readyLimitMs);
  await simulated.set('unplugged', false);
  await status<CameraStatus>(camera, 'ready', readyLimitMs);
});

onDesk('a live view that stalls is started anew', async (desk) => {
  desk.camera.onFrame(() => {});
  await next<Frame>('a frame', desk.camera.onFrame, frameLimitMs);
  await desk.simulated.set('hangs', true);
  await status<CameraStatus>(desk.camera, 'timed-out', readyLimitMs);
  await desk.simulated.set('hangs', false);
  await next<Frame>('a frame afterwards', desk.camera.onFrame, readyLimitMs);
  assert.is(workers(desk.notes).length > 1, true);
});

let half = true;
onOwnDesk(
  'half a picture is no picture, whatever length the camera announced; the next one is',
  async ({ camera, notes }) => {
    assert.is(await camera.expose(readyLimitMs), 'bad-bytes');
    assert.type(await camera.expose(readyLimitMs), 'object');
    assert.is(workers(notes).length, 1);
    assert.equal(
      notes.flatMap((note) => (note.kind === 'not-a-photo' ? [note.reason] : [])),
      ['cut-short'],
    );
  },
  {
    spoil(jpeg) {
      const spoilt = half ? jpeg.subarray(0, jpeg.length / 2) : jpeg;
      half = false;
      return spoilt;
    },
  },
);

onDesk('a picture whose download broke off is not lost, and is nobody’s', async ({ camera, simulated }) => {
  await simulated.set('cuts-off', true);
  const stray = next<Photo>('the stray picture', camera.onUnexplained, readyLimitMs);
  assert.is(await camera.expose(5000), 'timed-out');
  const [taken] = simulated.sent();
  await simulated.set('cuts-off', false);
  assert.is((await stray).sha256, taken);
  const photo = await waitForPhoto(camera);
  assert.is(photo.sha256, simulated.sent().at(-1));
  assert.is.not(photo.sha256, taken);
});

supervisor.run();
