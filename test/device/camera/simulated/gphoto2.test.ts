import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Bench, bench, sha256 } from './bench.ts';

const test = suite<{ desk: Bench }>('a simulated camera, seen by gphoto2');
test.before.each(async (context) => {
  context.desk = await bench({ serial: '6099001' });
});
test.after.each(({ desk }) => desk.end());

test('it introduces itself like the camera in the bill of materials', async ({ desk }) => {
  const { text } = await desk.gphoto2('--summary');
  assert.match(text, 'Manufacturer: Nikon Corporation');
  assert.match(text, 'Model: D7500');
  assert.match(text, 'Version: V1.11');
  assert.match(text, 'Serial Number: 6099001');
  assert.match(text, 'Battery Level(0x5001):(read only) (type=0x2) Range [0 - 100, step 1] value: 100% (100)');
  assert.match(text, 'Storage Type: Removable RAM (memory card)');
  assert.not.match(text, /error [0-9a-f]+ on query/);
});

test('its settings can be listed, read and set, and stay set for the next session', async ({ desk }) => {
  const { text } = await desk.gphoto2('--list-config');
  for (const name of ['batterylevel', 'imagequality', 'f-number', 'shutterspeed', 'iso', 'liveviewprohibit'])
    assert.match(text, `/${name}\n`);
  await desk.gphoto2('--set-config', 'iso=400');
  assert.match((await desk.gphoto2('--get-config', 'iso')).text, 'Current: 400');
});

test('a picture taken into memory arrives byte for byte, and the camera keeps nothing', async ({ desk }) => {
  const { files } = await desk.gphoto2('--capture-image-and-download');
  assert.equal([...files.keys()], ['capt0000.jpg']);
  assert.equal([...files.values()].map(sha256), desk.camera.sent());
  assert.match((await desk.gphoto2('--list-files')).text, "no file in folder '/store_00010001/DCIM/100D7500'");
});

test('two pictures in one session are two different pictures, in their order', async ({ desk }) => {
  const { files } = await desk.gphoto2('--capture-image-and-download', '--capture-image-and-download');
  assert.equal(sha256(files.get('capt0000.jpg') ?? Buffer.alloc(0)), desk.camera.sent()[0]);
  assert.equal(sha256(files.get('capt0001.jpg') ?? Buffer.alloc(0)), desk.camera.sent()[1]);
  assert.is.not(desk.camera.sent()[0], desk.camera.sent()[1]);
});

test('a picture taken onto the card stays there until it is deleted', async ({ desk }) => {
  await desk.gphoto2('--set-config', 'capturetarget=1', '--capture-image');
  const there = await desk.gphoto2('--list-files', '--get-file', '1', '--get-thumbnail', '1');
  assert.match(there.text, /#1 +DSC_0001.JPG +rd .* 1200x800 +image\/jpeg/);
  assert.equal(
    [there.files.get('DSC_0001.JPG')].map((file) => file && sha256(file)),
    desk.camera.sent(),
  );
  assert.equal(there.files.get('thumb_DSC_0001.jpg'), desk.frame);
  await desk.gphoto2('--folder', '/store_00010001/DCIM/100D7500', '--delete-file', '1');
  assert.match((await desk.gphoto2('--list-files')).text, "no file in folder '/store_00010001/DCIM/100D7500'");
});

test("pressing the camera's own button puts a picture on the card, and whoever listens hears of it", async ({
  desk,
}) => {
  const { files } = await desk.gphoto2Watched(
    whenFirst(/GetEvent/, () => desk.camera.pressOwnButton()),
    '--debug',
    '--wait-event-and-download=FILEADDED',
  );
  assert.equal([...files.keys()], ['DSC_0001.JPG']);
  assert.equal([...files.values()].map(sha256), desk.camera.sent());
});

test('the live view gives whole frames', async ({ desk }) => {
  const { files } = await desk.gphoto2('--capture-preview');
  assert.equal(files.get('capture_preview.jpg'), desk.frame);
});

test('thirty frames of the live view are thirty whole frames', async ({ desk }) => {
  const { output, tookMs } = await desk.gphoto2('--capture-movie=30', '--stdout');
  const frames = output.length / desk.frame.length;
  assert.is(frames, Math.round(frames));
  assert.ok(frames >= 30, `${frames} frames`);
  for (let from = 0; from < output.length; from += desk.frame.length)
    assert.equal(output.subarray(from, from + desk.frame.length), desk.frame);
  console.log(`\n  live view: ${frames} frames in ${Math.round(tookMs)} ms, the command's start included`);
});

test('a picture can be taken while the live view runs', async ({ desk }) => {
  const { files } = await desk.gphoto2('--capture-preview', '--capture-image-and-download');
  assert.equal(files.get('capture_preview.jpg'), desk.frame);
  assert.equal(
    [files.get('capt0000.jpg')].map((file) => file && sha256(file)),
    desk.camera.sent(),
  );
});

test.run();

const large = suite('a simulated camera with a large sensor');
large('twenty megabytes arrive whole, from memory and from the card', async () => {
  const desk = await bench({ pictureBytes: 20 * 1024 * 1024 });
  const plain = await desk.gphoto2('--list-files');
  const fromMemory = await desk.gphoto2('--capture-image-and-download');
  assert.equal([...fromMemory.files.values()].map(sha256), desk.camera.sent());
  await desk.camera.pressOwnButton();
  const fromCard = await desk.gphoto2('--get-file', '1');
  assert.equal([...fromCard.files.values()].map(sha256), desk.camera.sent().slice(-1));
  const megabytes = (fromCard.files.get('DSC_0002.JPG')?.length ?? 0) / 1e6;
  const seconds = (fromCard.tookMs - plain.tookMs) / 1000;
  console.log(`\n  20 MB from the card: ${(megabytes / seconds).toFixed(0)} MB/s (${(seconds * 1000).toFixed(0)} ms)`);
  await desk.end();
});
large.run();

/** Acts once, when the text first matches. A rejection of the action is a bug and ends the test's process. */
function whenFirst(pattern: RegExp, act: () => Promise<void>): (text: string) => undefined {
  let done = false;
  return (text) => {
    if (done || !pattern.test(text)) return undefined;
    done = true;
    void act();
    return undefined;
  };
}
