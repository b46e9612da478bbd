import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { SimulatedFault } from '../../../../device/camera/simulated/faults.ts';
import { type Bench, bench, sha256 } from './bench.ts';

const test = suite<{ desk: Bench }>('a simulated camera in trouble, seen by gphoto2');
test.before.each(async (context) => {
  context.desk = await bench();
});
test.after.each(({ desk }) => desk.end());

const capture = (desk: Bench) => desk.gphoto2('--capture-image-and-download');

/** Ended as soon as it has failed: by itself the command would wait three seconds more for a picture. */
const failingCapture = (desk: Bench) =>
  desk.gphoto2Watched(
    (text) => (text.includes('Could not capture.') ? 'enough' : undefined),
    '--capture-image-and-download',
  );

async function takesThePictureItShows(desk: Bench): Promise<void> {
  const { files } = await capture(desk);
  assert.equal([...files.values()].map(sha256), desk.camera.sent().slice(-1));
  assert.is(files.size, 1);
}

const refusals: readonly { readonly fault: SimulatedFault; readonly says: RegExp }[] = [
  { fault: 'busy', says: /PTP Device Busy/ },
  { fault: 'out-of-focus', says: /Out of Focus/ },
  { fault: 'card-full', says: /PTP Store Full/ },
  { fault: 'battery-empty', says: /Invalid Status/ },
  { fault: 'unplugged', says: /I\/O problem/ },
];
for (const { fault, says } of refusals)
  test(`a camera that is ${fault} takes no picture and says so; afterwards the next press works`, async ({ desk }) => {
    await takesThePictureItShows(desk);
    await desk.camera.set(fault, true);
    const { text, files } = await failingCapture(desk);
    assert.match(text, says);
    assert.is(files.size, 0);
    assert.is(desk.camera.sent().length, 1);
    await desk.camera.set(fault, false);
    await takesThePictureItShows(desk);
  });

test('a camera that hangs lets the library wait for nothing; afterwards the next press works', async ({ desk }) => {
  await desk.camera.set('hangs', true);
  const { text, files } = await failingCapture(desk);
  assert.match(text, /Connection timed out/);
  assert.is(files.size, 0);
  await desk.camera.set('hangs', false);
  await takesThePictureItShows(desk);
});

test('an empty battery is the reason why there is no live view', async ({ desk }) => {
  await desk.camera.set('battery-empty', true);
  const { text, files } = await desk.gphoto2('--capture-preview');
  assert.match(text, 'Liveview cannot start: Battery exhausted');
  assert.is(files.size, 0);
  assert.match((await desk.gphoto2('--get-config', 'batterylevel')).text, 'Current: 0%');
  await desk.camera.set('battery-empty', false);
  assert.equal((await desk.gphoto2('--capture-preview')).files.get('capture_preview.jpg'), desk.frame);
});

test('a download that is cut off leaves no file, and the picture waits in the camera for the next session', async ({
  desk,
}) => {
  await desk.camera.set('cuts-off', true);
  const { text, files } = await failingCapture(desk);
  assert.match(text, /Could not capture image/);
  assert.is(files.size, 0);
  await desk.camera.set('cuts-off', false);

  const blocked = await desk.gphoto2('--capture-preview');
  assert.match(blocked.text, 'Liveview cannot start: Pending unretrieved SDRAM image');
  const late = await desk.gphoto2('--wait-event-and-download=FILEADDED');
  assert.equal([...late.files.values()].map(sha256), desk.camera.sent());
  assert.equal((await desk.gphoto2('--capture-preview')).files.get('capture_preview.jpg'), desk.frame);
  await takesThePictureItShows(desk);
});

test('a download from the card that is cut off leaves the picture on the card', async ({ desk }) => {
  await desk.camera.pressOwnButton();
  await desk.camera.set('cuts-off', true);
  const cut = await desk.gphoto2('--get-file', '1');
  assert.match(cut.text, /Error/);
  assert.not.equal([...cut.files.values()].map(sha256), desk.camera.sent());
  await desk.camera.set('cuts-off', false);
  const { files } = await desk.gphoto2('--get-file', '1');
  assert.equal([...files.values()].map(sha256), desk.camera.sent());
});

test('a camera that is unplugged in the middle of the live view ends it', async ({ desk }) => {
  let unplugged = false;
  const { text, output } = await desk.gphoto2Watched(
    (text) => {
      if (!unplugged && text.length > 3 * desk.frame.length) void desk.camera.set('unplugged', true);
      unplugged ||= text.length > 3 * desk.frame.length;
      return undefined;
    },
    '--capture-movie',
    '--stdout',
  );
  assert.match(text, /Connection reset by peer/); // the command itself dies of writing to a dead connection
  assert.ok(output.length >= desk.frame.length);
});

test('several troubles hold at once, and each is healed by itself', async ({ desk }) => {
  const { camera } = desk;
  await camera.set('busy', true);
  await camera.set('battery-empty', true);
  assert.equal(camera.faults(), ['busy', 'battery-empty']);
  await camera.set('busy', false);
  assert.match((await failingCapture(desk)).text, /Invalid Status/);
  await camera.set('battery-empty', false);
  assert.equal(camera.faults(), []);
  await takesThePictureItShows(desk);
});

test('a camera with an empty battery or a full card does not obey its own button', async ({ desk }) => {
  for (const fault of ['battery-empty', 'card-full'] as const) {
    await desk.camera.set(fault, true);
    await desk.camera.pressOwnButton();
    assert.equal(desk.camera.sent(), []);
    await desk.camera.set(fault, false);
  }
});

test('whoever watches the camera is told of troubles and of pictures', async ({ desk }) => {
  const told: string[] = [];
  const stop = desk.camera.onChange(() => told.push(`${desk.camera.faults()} ${desk.camera.sent().length}`));
  await desk.camera.set('busy', true);
  await desk.camera.set('busy', true);
  await desk.camera.set('busy', false);
  await desk.camera.pressOwnButton();
  stop();
  await desk.camera.set('hangs', true);
  assert.equal(told, ['busy 0', ' 0', ' 1']);
});

test.run();
