/** Cameras that tell of their pictures wrongly, or hand out something else, as gphoto2 meets them. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { sha256 } from './bench.ts';
import { capture, failingCapture, hashes, takesThePictureItShows, waitForPicture, withOne } from './captures.ts';
import { type Desks, everyMake } from './makes.ts';

const test = suite<{ desks: Desks }>('simulated cameras with false pictures, seen by gphoto2');
test.before.each(async (context) => {
  context.desks = await everyMake({ lateAfterMs: 700 });
});
test.after.each(({ desks }) => desks.end());

for (const fault of ['cuts-off', 'hangs-in-download'] as const)
  test(`a download from a camera that ${fault} leaves no file, and the picture waits for the next session`, ({
    desks,
  }) =>
    desks.each(async (desk) => {
      await desk.camera.set(fault, true);
      const failed = await failingCapture(desk);
      assert.match(failed.text, /PTP Timeout/);
      assert.is(failed.files.size, 0);
      await desk.camera.set(fault, false);
      const later = await (desk.make === 'ptp-1.1' ? desk.gphoto2('--get-file', '1') : waitForPicture(desk));
      assert.equal(hashes(later), desk.camera.sent());
      await takesThePictureItShows(desk);
    }));

test('a download from the card that is cut off leaves the picture on the card', ({ desks }) =>
  desks.each(async ({ camera, gphoto2 }) => {
    await camera.pressOwnButton();
    await camera.set('cuts-off', true);
    const cut = await gphoto2('--get-file', '1');
    assert.match(cut.text, /Error/);
    assert.not.equal(hashes(cut), camera.sent());
    await camera.set('cuts-off', false);
    assert.equal(hashes(await gphoto2('--get-file', '1')), camera.sent());
  }));

test('an unfetched picture in a Nikon’s memory is the reason why there is no live view', () =>
  withOne({}, async (desk) => {
    await desk.camera.set('stale-picture', true);
    const blocked = await desk.gphoto2('--capture-preview');
    assert.match(blocked.text, 'Liveview cannot start: Pending unretrieved SDRAM image');
    await desk.camera.set('stale-picture', false);
    assert.equal((await desk.gphoto2('--capture-preview')).files.get('capture_preview.jpg'), desk.frame);
  }));

test('a stale picture comes first, as if it had been asked for, or when somebody looks', ({ desks }) =>
  desks.each(async (desk) => {
    await desk.camera.set('stale-picture', true);
    assert.is(desk.camera.sent().length, 1);
    assert.equal(hashes(await waitForPicture(desk)), desk.camera.sent());
    const { files } = await capture(desk);
    assert.ok([...files.values()].map(sha256).includes(desk.camera.sent()[1] ?? ''));
  }));

test('the library hands out a Nikon’s stale picture for the one that was asked for', () =>
  withOne({}, async (desk) => {
    await desk.camera.set('stale-picture', true);
    const { files } = await capture(desk);
    assert.equal(sha256(files.get('capt0000.jpg') ?? Buffer.alloc(0)), desk.camera.sent()[0]);
  }));

test('a picture that is told of twice arrives twice where it lies in memory', ({ desks }) =>
  desks.each(async (desk) => {
    await desk.camera.set('double-event', true);
    const [sent] = [hashes(await capture(desk)), desk.camera.sent()];
    assert.equal(sent, desk.make === 'ptp-1.1' ? desk.camera.sent() : [...desk.camera.sent(), ...desk.camera.sent()]);
  }));

test('a picture that is told of late is waited for', ({ desks }) =>
  desks.each(async (desk) => {
    await desk.camera.set('late-event', true);
    const late = await capture(desk);
    assert.equal(hashes(late), desk.camera.sent());
    assert.ok(late.tookMs > 700, `${late.tookMs} ms`);
  }));

test('an empty picture arrives as an empty file, and a raw one under its own name', ({ desks }) =>
  desks.each(async (desk) => {
    await desk.camera.set('empty-picture', true);
    const empty = await capture(desk);
    assert.equal([...empty.files.values()], [Buffer.alloc(0)]);
    await desk.camera.set('empty-picture', false);
    await desk.camera.set('raw-picture', true);
    const raw = await capture(desk);
    assert.equal(
      [...raw.files.keys()].map((name) => name.replace(/\d/g, '')),
      [desk.facts.rawPicture.replace(/\d/g, '')],
    );
    assert.equal(hashes(raw), desk.camera.sent().slice(-1));
    assert.not.equal([...raw.files.values()][0]?.subarray(0, 2), Buffer.from([0xff, 0xd8]));
    await desk.camera.set('raw-picture', false);
    await takesThePictureItShows(desk);
  }));

test.run();
