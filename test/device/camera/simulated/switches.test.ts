/** The switches themselves, and the camera's own button. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { bench } from './bench.ts';
import { failingCapture, takesThePictureItShows, withOne } from './captures.ts';

const test = suite('simulated cameras in trouble, in the hand');

test('several troubles hold at once, and each is healed by itself', () =>
  withOne({}, async (desk) => {
    await desk.camera.set('busy', true);
    await desk.camera.set('battery-empty', true);
    assert.equal(desk.camera.faults(), ['busy', 'battery-empty']);
    await desk.camera.set('busy', false);
    assert.match((await failingCapture(desk)).text, /Invalid Status/);
    await desk.camera.set('battery-empty', false);
    assert.equal(desk.camera.faults(), []);
    await takesThePictureItShows(desk);
  }));

test('a camera with an empty battery or a full card does not obey its own button; one that sleeps wakes up', async () => {
  const { camera, end } = await bench();
  for (const fault of ['battery-empty', 'card-full'] as const) {
    await camera.set(fault, true);
    await camera.pressOwnButton();
    assert.equal(camera.sent(), []);
    await camera.set(fault, false);
  }
  await camera.set('asleep', true);
  await camera.pressOwnButton();
  assert.equal([camera.faults(), camera.sent()], [[], []]);
  await camera.pressOwnButton();
  assert.is(camera.sent().length, 1);
  await end();
});

test('whoever watches the camera is told of troubles and of pictures', () =>
  withOne({}, async ({ camera }) => {
    const told: string[] = [];
    const stop = camera.onChange(() => told.push(`${camera.faults()} ${camera.sent().length}`));
    await camera.set('busy', true);
    await camera.set('busy', true);
    await camera.set('busy', false);
    await camera.pressOwnButton();
    stop();
    await camera.set('hangs', true);
    assert.equal(told, ['busy 0', ' 0', ' 1']);
  }));

test('a camera is switched off in whatever state it is', async () => {
  for (const fault of ['hangs-in-capture', 'late-event'] as const) {
    const { camera, end } = await bench();
    await camera.set(fault, true);
    await camera.pressOwnButton();
    await end();
    assert.equal(camera.sent(), [], 'what had not arrived by then never will');
  }
});

test.run();
