/** Cameras that are not there, or do not take a picture, or are not as they were set up, as gphoto2 meets them. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { SimulatedFault } from '../../../../device/camera/simulated/faults.ts';
import type { PersonalityName } from '../../../../device/camera/simulated/makes.ts';
import { failingCapture, hashes, takesThePictureItShows, waitForPicture, withOne } from './captures.ts';
import { type Desks, everyMake } from './makes.ts';

const test = suite<{ desks: Desks }>('simulated cameras in trouble, seen by gphoto2');
test.before.each(async (context) => {
  context.desks = await everyMake({ serial: '6099001' });
});
test.after.each(({ desks }) => desks.end());

/** What each make's refusal amounts to in gphoto2's words. */
const refusals: Partial<Record<SimulatedFault, Readonly<Record<PersonalityName, RegExp>>>> = {
  busy: {
    nikon: /PTP Device Busy/,
    'canon-eos': /Canon EOS Full-Press failed \(0x2019: PTP Device Busy\)/,
    'ptp-1.1': /./, // see the test below
  },
  'out-of-focus': {
    nikon: /Out of Focus/,
    'canon-eos': /Canon EOS Capture failed to release: Perhaps no focus/,
    'ptp-1.1': /Could not capture image/,
  },
  'card-full': {
    nikon: /PTP Store Full/,
    'canon-eos': /Canon EOS Full-Press failed \(0x200c: PTP Store Full\)/,
    'ptp-1.1': /Camera memorycard ran full during capture/,
  },
  'battery-empty': {
    nikon: /Invalid Status/,
    'canon-eos': /Canon EOS Full-Press failed \(0xa101: Battery Low\)/,
    'ptp-1.1': /Could not capture image/,
  },
  unplugged: { nikon: /I\/O problem/, 'canon-eos': /I\/O problem/, 'ptp-1.1': /I\/O problem/ },
  asleep: { nikon: /I\/O problem/, 'canon-eos': /I\/O problem/, 'ptp-1.1': /I\/O problem/ },
};
for (const [fault, says] of Object.entries(refusals) as [SimulatedFault, Record<PersonalityName, RegExp>][])
  test(`a camera that is ${fault} takes no picture and says so; afterwards the next press works`, ({ desks }) =>
    desks.each(async (desk) => {
      if (fault === 'busy' && desk.make === 'ptp-1.1') return;
      await desk.camera.set(fault, true);
      const failed = await failingCapture(desk);
      assert.match(failed.text, says[desk.make]);
      assert.is(failed.files.size, 0);
      assert.equal(desk.camera.sent(), []);
      await desk.camera.set(fault, false);
      await takesThePictureItShows(desk);
    }));

test('the library takes a plain camera that is busy for one that is taking a picture', () =>
  withOne({ personality: 'ptp-1.1' }, async (desk) => {
    await desk.camera.set('busy', true);
    const { files } = await desk.gphoto2Watched(
      (text) => (/failed: PTP Device Busy \(0x2019\)\n.*Setting port timeout/.test(text) ? 'enough' : undefined),
      ...['--debug', '--capture-image-and-download'],
    );
    assert.is(files.size, 0); // it has gone on to wait, and would for ever
    await desk.camera.set('busy', false);
    await takesThePictureItShows(desk);
  }));

test('a camera that hangs lets the library wait for nothing; afterwards the next press works', ({ desks }) =>
  desks.each(async (desk) => {
    await desk.camera.set('hangs', true);
    const failed = await failingCapture(desk);
    assert.match(failed.text, /Connection timed out/);
    assert.is(failed.files.size, 0);
    await desk.camera.set('hangs', false);
    await takesThePictureItShows(desk);
  }));

test('an empty battery is the reason why there is no live view', ({ desks }) =>
  desks.each(async (desk) => {
    await desk.camera.set('battery-empty', true);
    const { text, files } = await desk.gphoto2('--capture-preview');
    assert.match(text, desk.make === 'nikon' ? /Liveview cannot start: Battery exhausted/ : /-1: 'Unspecified error'/);
    assert.is(files.size, 0);
    const level = (await desk.gphoto2('--get-config', 'batterylevel')).text;
    assert.match(level, 'Current: 0%');
    await desk.camera.set('battery-empty', false);
    assert.equal((await desk.gphoto2('--capture-preview')).files.get(desk.facts.preview), desk.frame);
  }));

test('a link that drops in mid-capture loses nothing: the picture is in the camera', ({ desks }) =>
  desks.each(async (desk) => {
    await desk.camera.set('drops-link', true);
    const failed = await failingCapture(desk);
    assert.match(failed.text, /Connection reset by peer|PTP General Error|PTP I\/O Error/);
    assert.is(failed.files.size, 0);
    assert.is(desk.camera.sent().length, 1);
    await desk.camera.set('drops-link', false);
    const later = await (desk.make === 'ptp-1.1' ? desk.gphoto2('--get-file', '1') : waitForPicture(desk));
    assert.equal(hashes(later), desk.camera.sent());
    await takesThePictureItShows(desk);
  }));

test('a camera that is unplugged in the middle of the live view ends it', () =>
  withOne({}, async (desk) => {
    const { text, output } = await desk.gphoto2Watched(
      (so_far) => {
        if (so_far.length > 3 * desk.frame.length) void desk.camera.set('unplugged', true);
        return undefined;
      },
      ...['--capture-movie', '--stdout'],
    );
    assert.match(text, /Connection reset by peer/); // the command itself dies of writing to a dead connection
    assert.ok(output.length >= desk.frame.length);
  }));

test('another body of the same make has another serial number, and the first one comes back', ({ desks }) =>
  desks.each(async ({ camera, gphoto2 }) => {
    await camera.pressOwnButton();
    await camera.set('other-serial', true);
    const other = (await gphoto2('--summary', '--list-files')).text;
    assert.match(other, 'Serial Number: 6099002');
    assert.not.match(other, 'image/jpeg');
    await camera.set('other-serial', false);
    const first = (await gphoto2('--summary', '--list-files')).text;
    assert.match(first, 'Serial Number: 6099001');
    assert.match(first, 'image/jpeg');
  }));

test('settings that drifted and a clock that is wrong are seen by who looks, and can be put right', ({ desks }) =>
  desks.each(async ({ camera, gphoto2, facts }) => {
    await camera.set('drifted-setting', true);
    await camera.set('wrong-clock', true);
    const look = async () => (await gphoto2('--get-config', 'iso', '--get-config', 'datetime')).text;
    const astray = await look();
    assert.match(astray, 'Current: 6400');
    const behindS = Date.now() / 1000 - Number(/Type: DATE\nCurrent: (\d+)/.exec(astray)?.[1]);
    assert.ok(Math.abs(behindS - 86_400) < 60, `${behindS} s behind`);
    const [name, other] = facts.settings[0] ?? ['iso', '400'];
    await gphoto2(
      '--set-config-value',
      `${name}=${other}`,
      '--set-config',
      `datetime=${Math.round(Date.now() / 1000)}`,
    );
    const right = await look();
    assert.match(right, `Current: ${other}`);
    const offS = Date.now() / 1000 - Number(/Type: DATE\nCurrent: (\d+)/.exec(right)?.[1]);
    assert.ok(Math.abs(offS) < 60, `${offS} s off`);
  }));

test.run();
