/**
 * The promises of the Camera port (`device/ports.ts`). Every adapter keeps them: the driver against the simulated camera on
 * each run, and against a real body on the bench.
 */
import { createHash } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Camera, CameraAdvice, CameraFault, CameraSetup, CameraStatus, Frame, Photo } from '../../device/ports.ts';
import { heard } from './heard.ts';
import { waitForPhoto } from './photo.ts';
import { isOverdue, next, status } from './waiting.ts';

/** A camera on a desk, and the hands around it. */
export interface CameraRig {
  readonly camera: Camera;
  /** Presses the camera's own button; absent where nobody can. */
  readonly pressOwnButton?: () => Promise<void>;
  /** Clears the desk. Called after `camera.close()`. */
  close(): Promise<void>;
}

/** Reached only when something is wrong: a busy machine takes its time. */
const readyLimitMs = 60_000;
const exposureLimitMs = 60_000;
const frameLimitMs = 30_000;
const slackMs = 100;
const shortDeadlineMs = 1;
/** Every body has these. */
const setup: CameraSetup = { shutter: '1/125', aperture: 'f/8', iso: '200' };

/**
 * Runs the suite. `open` puts a camera on the desk. It goes through one promise after the other as through a clinic's day;
 * a promise about the beginning wants it switched on anew, and after one that was not kept there is another as well.
 */
export function cameraContract(name: string, open: () => Promise<CameraRig>): void {
  const contract = suite(`camera contract: ${name}`);
  let onDesk: CameraRig | undefined;

  async function clear(): Promise<void> {
    const rig = onDesk;
    onDesk = undefined;
    await rig?.camera.close();
    await rig?.close();
  }

  /** With the camera that is on the desk; nobody listens to it any more, and it is ready unless `from` the start. */
  const promise = (
    title: string,
    body: (rig: CameraRig) => Promise<void>,
    from: 'ready' | 'the start' = 'ready',
  ): void => {
    contract(title, async () => {
      if (from === 'the start') await clear();
      onDesk ??= await open();
      const { camera, silence, isClosed } = heard(onDesk.camera);
      if (from === 'ready') await status<CameraStatus>(camera, 'ready', readyLimitMs);
      let kept = false;
      try {
        await body({ ...onDesk, camera });
        kept = true;
      } finally {
        silence();
        if (!kept || isClosed()) await clear();
      }
    });
  };

  contract.after(clear);

  promise(
    'an exposure asked for before the camera has answered waits for it',
    async ({ camera }) => {
      assert.is(camera.status(), 'starting');
      await exposed(camera);
      assert.is(camera.status(), 'ready');
    },
    'the start',
  );

  promise(
    'what is known of the camera’s condition is told without being asked for',
    async ({ camera }) => {
      const known = ({ batteryPercent, shotsLeft, clockOffsetS }: CameraAdvice) =>
        batteryPercent !== undefined || shotsLeft !== undefined || clockOffsetS !== undefined;
      const told = await next<CameraAdvice>('advice', camera.onAdvice, readyLimitMs, known);
      assert.ok(told.batteryPercent === undefined || (told.batteryPercent >= 0 && told.batteryPercent <= 100));
      assert.is(told.serial, undefined);
    },
    'the start',
  );

  promise('a camera that is ready says who it is', async ({ camera }) => {
    const facts = camera.facts();
    assert.ok(facts !== undefined);
    for (const [what, text] of Object.entries(facts)) {
      assert.is.not(text, '', `${what} is empty`);
      assert.is(text, text.trim());
    }
  });

  promise(
    'an exposure gives one whole JPEG with its size, its hash and the camera that made it',
    async ({ camera }) => {
      const photo = await exposed(camera);
      assert.is(createHash('sha256').update(photo.bytes).digest('hex'), photo.sha256);
      assert.equal([...photo.bytes.subarray(0, 2)], [0xff, 0xd8]);
      assert.equal([...photo.bytes.subarray(-2)], [0xff, 0xd9]);
      assert.ok(Math.max(photo.widthPx, photo.heightPx) >= 800 && Math.min(photo.widthPx, photo.heightPx) >= 600);
      assert.equal(photo.camera, camera.facts());
    },
  );

  promise('three views, one after the other, are three exposures', async ({ camera }) => {
    for (let view = 0; view < 3; view += 1) await exposed(camera);
  });

  promise('a second press while the shutter is open is a bug of the caller, and spoils nothing', async ({ camera }) => {
    const first = camera.expose(exposureLimitMs);
    await rejects(camera.expose(exposureLimitMs));
    assertPhoto(await first);
  });

  promise('live view frames come while somebody looks, are small JPEGs and count up', async ({ camera }) => {
    const frames: Frame[] = [];
    const stop = camera.onFrame((frame) => frames.push(frame));
    await next<Frame>('the fifth frame', camera.onFrame, readyLimitMs, () => frames.length >= 5);
    stop();
    stop();
    frames.forEach((frame, index) => {
      assert.equal([...frame.bytes.subarray(0, 2)], [0xff, 0xd8]);
      assert.ok(index === 0 || frame.number > (frames[index - 1]?.number ?? Number.POSITIVE_INFINITY));
    });
    const seen = frames.length;
    await next<Frame>('a frame for another viewer', camera.onFrame, frameLimitMs);
    assert.is(frames.length, seen, 'a listener that was stopped hears nothing');
  });

  promise('no frame comes while the shutter is open, and they resume by themselves', async ({ camera }) => {
    const during: number[] = [];
    let exposing = false;
    camera.onFrame((frame) => {
      if (exposing) during.push(frame.number);
    });
    await next<Frame>('the first frame', camera.onFrame, readyLimitMs);
    exposing = true;
    const photo = await camera.expose(exposureLimitMs);
    exposing = false;
    assertPhoto(photo);
    assert.equal(during, []);
    await next<Frame>('a frame after the exposure', camera.onFrame, frameLimitMs);
  });

  promise('a picture by the camera’s own button is told of and is no exposure', async ({ camera, pressOwnButton }) => {
    if (pressOwnButton === undefined) return;
    const unexplained = next<Photo>('the unexplained picture', camera.onUnexplained, readyLimitMs);
    await pressOwnButton();
    const stray = await unexplained;
    assert.is(createHash('sha256').update(stray.bytes).digest('hex'), stray.sha256);
    const photo = await exposed(camera);
    assert.is.not(photo.sha256, stray.sha256);
  });

  promise(
    'a view is prepared: the exposure is set, or advice says what the camera did not take',
    async ({ camera }) => {
      assert.is(await camera.prepare(setup), 'prepared');
      for (const { name, wanted, is } of camera.advice().settings) assert.is.not(wanted, is, name);
      const before = JSON.stringify(camera.advice().settings);
      assert.is(await camera.prepare(setup), 'prepared');
      assert.is(JSON.stringify(camera.advice().settings), before, 'asked again, it answers the same');
      await exposed(camera);
    },
  );

  promise('a second preparation takes the place of the first, and both are answered', async ({ camera }) => {
    const first = camera.prepare(setup);
    const second = camera.prepare({ ...setup, iso: '400' });
    assert.equal(await Promise.all([first, second]), ['prepared', 'prepared']);
    assert.not(camera.advice().settings.some(({ name, wanted }) => name === 'iso' && wanted !== '400'));
  });

  promise('a preparation that was asked for before the press comes before the picture', async ({ camera }) => {
    const order: string[] = [];
    const prepared = camera.prepare(setup).then(() => order.push('prepared'));
    const photo = exposed(camera).then(() => order.push('exposed'));
    await Promise.all([prepared, photo]);
    assert.equal(order, ['prepared', 'exposed']);
  });

  promise('a picture that is safe is forgotten, and forgetting it twice does no harm', async ({ camera }) => {
    const photo = await exposed(camera);
    camera.forget(photo);
    camera.forget(photo);
    const another = await exposed(camera);
    camera.forget({ ...another });
    await exposed(camera);
  });

  promise('the first body that answers is ours, and to confirm it changes nothing', async ({ camera }) => {
    camera.confirm(camera.facts()?.serial ?? '');
    await exposed(camera);
    assert.is(camera.status(), 'ready');
  });

  promise('an exposure is answered by its deadline, and the camera is of use again', async ({ camera }) => {
    const answer = camera.expose(shortDeadlineMs);
    assert.not(await isOverdue(answer, shortDeadlineMs + slackMs), 'late');
    assert.is(await answer, 'timed-out');
    await waitForPhoto(camera);
  });

  promise('a closed camera is silent, and an exposure of it is a bug of the caller', async ({ camera }) => {
    await next<Frame>('the first frame', camera.onFrame, readyLimitMs);
    let heard = 0;
    camera.onFrame(() => {
      heard += 1;
    });
    camera.onStatus(() => {
      heard += 1;
    });
    await camera.close();
    heard = 0;
    await camera.close();
    await rejects(camera.expose(exposureLimitMs));
    await rejects(camera.prepare(setup));
    assert.is(heard, 0);
  });

  promise('an exposure that is under way when the camera is closed still gets an answer', async ({ camera }) => {
    const exposure = camera.expose(exposureLimitMs);
    await camera.close();
    assert.type(await exposure, 'string');
  });

  contract.run();
}

async function exposed(camera: Camera): Promise<Photo> {
  return assertPhoto(await camera.expose(exposureLimitMs));
}

function assertPhoto(result: Photo | CameraFault): Photo {
  if (typeof result === 'string') throw new Error(`expected a photo, got ${result}`);
  return result;
}

async function rejects(promise: Promise<unknown>): Promise<void> {
  let rejected = false;
  await promise.catch(() => {
    rejected = true;
  });
  assert.ok(rejected, 'should have been rejected');
}
