/** Pictures that come late, twice, from another day or as something else: none of them is ever the present patient's. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { personalityNames } from '../../../device/camera/simulated/makes.ts';
import type { CameraStatus, Photo } from '../../../device/ports.ts';
import { waitForPhoto } from '../../contract/photo.ts';
import { next, status } from '../../contract/waiting.ts';
import { newDesk, onBorrowedDeskIn, type TestDesk } from './desk.ts';

const doubtful = suite('doubtful pictures');
const onDesk = onBorrowedDeskIn(doubtful);

const limitMs = 60_000;
const exposureMs = 20_000;
/** Later than anybody here waits. */
const lateAfterMs = 2 * limitMs;
const impatientMs = 700;

function straysOf({ camera }: TestDesk): Photo[] {
  const strays: Photo[] = [];
  camera.onUnexplained((photo) => strays.push(photo));
  return strays;
}

for (const personality of personalityNames) {
  onDesk(
    `${personality}: a picture that comes after its press was given up is nobody’s`,
    async (desk) => {
      const { camera, simulated } = desk;
      const late = next<Photo>('the late picture', camera.onUnexplained, limitMs);
      await simulated.set('late-event', true);
      assert.is(await camera.expose(impatientMs), 'timed-out');
      const stray = await late;
      assert.equal(simulated.sent(), [stray.sha256]);
      await simulated.set('late-event', false);
      assert.is.not((await waitForPhoto(camera)).sha256, stray.sha256);
    },
    { personality, lateAfterMs: 2 * impatientMs },
  );

  onDesk(
    `${personality}: a late picture does not pass for the next patient’s, who is photographed meanwhile`,
    async (desk) => {
      const { camera, simulated } = desk;
      const strays = straysOf(desk);
      await simulated.set('late-event', true);
      assert.is(await camera.expose(impatientMs), 'timed-out');
      await simulated.set('late-event', false); // it comes now, in the midst of the next press
      const result = await camera.expose(exposureMs);
      const photo = typeof result === 'string' ? await waitForPhoto(camera) : result;
      assert.is(photo.sha256, simulated.sent().at(-1));
      assert.ok(simulated.sent().indexOf(photo.sha256) > 0, 'the first was the late one');
      assert.not(strays.some(({ sha256 }) => sha256 === photo.sha256));
    },
    { personality, lateAfterMs },
  );

  onDesk(
    `${personality}: a picture that is announced twice is one picture`,
    async (desk) => {
      const { camera, simulated } = desk;
      const strays = straysOf(desk);
      await simulated.set('double-event', true);
      const photos = [await waitForPhoto(camera), await waitForPhoto(camera), await waitForPhoto(camera)];
      assert.is(new Set(photos.map(({ sha256 }) => sha256)).size, 3);
      assert.equal(strays, []);
    },
    { personality, lateAfterMs },
  );

  doubtful(`${personality}: an old picture is taken out and told of before the camera is ready`, async () => {
    const desk = await newDesk({ personality, before: (simulated) => simulated.set('stale-picture', true) });
    const told: CameraStatus[] = [];
    desk.camera.onUnexplained(() => told.push(desk.camera.status()));
    try {
      const photo = await waitForPhoto(desk.camera);
      assert.equal(told, ['starting']);
      assert.is(photo.sha256, desk.simulated.sent().at(-1));
    } finally {
      await desk.close();
    }
  });

  for (const fault of ['empty-picture', 'raw-picture'] as const) {
    onDesk(
      `${personality}: an ${fault} is not a photo, and the next one is`,
      async ({ camera, simulated }) => {
        await simulated.set(fault, true);
        assert.is(await camera.expose(exposureMs), 'bad-bytes');
        await simulated.set(fault, false);
        assert.is((await waitForPhoto(camera)).sha256, simulated.sent().at(-1));
      },
      { personality, lateAfterMs },
    );
  }

  onDesk(
    `${personality}: half a gigabyte is refused, and the camera that holds it works again`,
    async ({ camera, simulated, notes }) => {
      await simulated.set('huge-picture', true);
      assert.type(await camera.expose(exposureMs), 'string');
      for (let presses = 0; presses < 1; presses += 1) {
        await status<CameraStatus>(camera, 'ready', limitMs); // although it is in there still
        assert.type(await camera.expose(exposureMs), 'string');
      }
      await simulated.set('huge-picture', false);
      assert.is((await waitForPhoto(camera)).sha256, simulated.sent().at(-1));
      assert.not(notes.some((note) => note.kind === 'worker-late' && note.during === 'open'));
    },
    { personality, lateAfterMs },
  );
}

doubtful.run();
