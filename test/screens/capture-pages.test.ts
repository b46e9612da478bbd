/**
 * The capture screen in real Chromium, in every state that a photographer can meet, on every display: measured, and asked
 * for what it sends to the station, which only plays what it is told.
 */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { LesionId } from '../../services/wire/ids.ts';
import { shotOrder } from '../../ui/kiosk/capture/progress.ts';
import {
  armed,
  type CaptureRig,
  framesEveryMs,
  located,
  longSite,
  openCapture,
  repeated,
  reviewing,
  shin,
  skin,
  visitOf,
} from '../support/capture-kiosk.ts';
import { type PictureRoom, pictureRoom } from '../support/picture-room.ts';
import { displays } from '../support/screen.ts';
import { cameraShown, chestShown, viewShown } from '../support/shown.ts';

/** Of the side of the largest picture that a display can show; the rest is the column for the shutter. */
const fillsMin = 0.9;

const test = suite('capture screen');
let rig: CaptureRig;

const isReady = () =>
  rig.page.getByRole('status').filter({ hasText: 'press the pedal' }).waitFor({ state: 'attached' });
const taking = () => rig.page.getByText('Taking…').waitFor();

test.before(async () => {
  rig = await openCapture();
});

for (const shot of shotOrder) {
  test(`armed for the ${shot} picture: its hint, and “Press the pedal”`, async () => {
    rig.station.show(viewShown(armed(shot)));
    await isReady();
    await rig.look(`armed-${shot}`);
  });
}

test('armed with a site of many words', async () => {
  rig.station.show(
    viewShown({ ...armed('dermoscopic', longSite), aim: { lesion: 'L1' as LesionId, shot: 'dermoscopic' } }),
  );
  await isReady();
  await rig.look('armed-long');
});

test('the picture fills the screen with its middle free, and nothing moves from the press to the review', async () => {
  const stages = [armed('close-up'), { ...armed('close-up'), stage: 'exposing' }, reviewing([])] as const;
  for (const display of displays) {
    await rig.page.setViewportSize(display);
    const rooms: PictureRoom[] = [];
    for (const stage of stages) {
      rig.station.show(viewShown(stage));
      await rig.page.locator(`.${stage.stage} live-view`).waitFor();
      await rig.until('the picture of this stage is drawn', async () => {
        rig.station.live(rig.live);
        if (stage.stage === 'reviewing') rig.station.taken(rig.taken);
        return (await rig.pixel()) === (stage.stage === 'reviewing' ? 'blue' : 'red');
      });
      rooms.push(await rig.page.evaluate(pictureRoom));
    }
    const [first] = rooms;
    assert.ok((first?.share ?? 0) > fillsMin, `${display.width}: ${first?.share}`);
    for (const { covered, places } of rooms) assert.equal([covered, places], [[], first?.places]);
  }
  await rig.page.setViewportSize(displays[0]);
});

test('another shot of the lesion is one tap, and so is going back to the others', async () => {
  rig.station.show(viewShown(armed('close-up')));
  await rig.button(/^Derm/).click();
  assert.equal(await rig.station.asked('arm'), { kind: 'arm', lesion: shin, shot: 'dermoscopic' });
  await rig.button(/Change/).click();
  assert.equal(await rig.station.asked('disarm'), { kind: 'disarm' });
});

test('the live picture is drawn, reported, and called frozen when no more come', async () => {
  rig.station.show(viewShown(armed('close-up')));
  await isReady();
  const before = rig.station.count('drawn');
  rig.station.live(rig.live);
  await rig.untilPixel('red');
  await rig.until('the station hears that it was drawn', () => rig.station.count('drawn') > before);
  await rig.page.getByText(/stands still/).waitFor();
  await rig.look('armed-close-up-again');
});

test('help for focus and brightness is laid over the live picture, and off it again', async () => {
  rig.station.show(viewShown(armed('close-up')));
  await rig.page.getByRole('switch', { name: /Focus/ }).click();
  await rig.page.getByRole('switch', { name: /Bright/ }).click();
  const frames = setInterval(() => rig.station.live(rig.live), framesEveryMs);
  try {
    await rig.page.locator('canvas.help').waitFor();
  } finally {
    clearInterval(frames);
  }
  await rig.look('armed-help');
  await rig.page.getByRole('switch', { name: /Focus/ }).click();
  await rig.page.getByRole('switch', { name: /Bright/ }).click();
  await rig.page.locator('canvas.help').waitFor({ state: 'hidden' });
});

test('an earlier picture of the same shot stands beside the live one with its date, as large on a tap, and beside the one taken too', async () => {
  const visit = visitOf({ lesions: [repeated, chestShown], pictures: [located] });
  const earlier = rig.button(/3 Nov 2025/);
  rig.station.show(viewShown(armed('close-up', visit)));
  rig.station.earlier(shin, 'close-up', rig.taken);
  await earlier.waitFor();
  await rig.look('armed-earlier');
  await earlier.click();
  await rig.look('armed-compared');
  rig.station.show(viewShown({ ...reviewing([]), visit }));
  await rig.button('Larger').waitFor();
  await rig.page.locator('.split').waitFor();
  await rig.look('reviewing-compared');
  await earlier.click();
  await rig.look('reviewing-earlier');
  rig.station.show(viewShown(armed('dermoscopic', visit)));
  await earlier.waitFor({ state: 'detached' });
});

test('a camera that does not answer is told over the picture, and nobody is told to press', async () => {
  rig.station.show(viewShown({ ...armed('close-up'), camera: cameraShown('unplugged') }));
  await rig.page.getByRole('alert').filter({ hasText: 'does not answer' }).waitFor();
  assert.is(await rig.page.getByText('Press the pedal').count(), 0);
  await rig.look('armed-unplugged');
});

test('a press that took nothing is told with what to do', async () => {
  rig.station.show(viewShown({ ...armed('close-up'), notice: { kind: 'camera', fault: 'out-of-focus' }, notices: 1 }));
  await rig.page.getByRole('alert').filter({ hasText: 'could not focus' }).waitFor();
  await rig.look('armed-failed');
});

test('a tap on the shutter shows at once, before the station has said anything', async () => {
  rig.station.show(viewShown(armed('close-up')));
  await rig.button(/Press the pedal/).click();
  await taking();
  assert.equal(await rig.station.asked('press'), { kind: 'press' });
});

test('taking, checking, saving: the picture freezes, then it is the one that was taken, never the one before it', async () => {
  rig.station.taken(await skin('#101010'));
  rig.station.show(viewShown(reviewing([])));
  await rig.untilPixel('grey'); // of the press before
  rig.station.show(viewShown(armed('close-up')));
  await rig.until('a live picture is drawn', async () => {
    rig.station.live(rig.live);
    return (await rig.pixel()) === 'red';
  });
  rig.station.change({ stage: 'exposing' });
  await taking();
  await rig.look('exposing');
  rig.station.change({ stage: 'assessing' });
  await rig.page.getByText('Checking…').waitFor();
  assert.is(await rig.pixel(), 'nothing', 'neither the live picture nor an older one');
  rig.station.taken(rig.taken);
  await rig.untilPixel('blue');
  await rig.look('assessing');
  rig.station.change({ stage: 'sealing' });
  await rig.page.getByText('Saving…').waitFor();
  rig.station.live(rig.live);
  await rig.look('sealing');
  assert.is(await rig.pixel(), 'blue', 'live pictures do not replace it');
});

test('reviewing a good picture: saved, keep or take again, what comes next', async () => {
  rig.station.show(viewShown(reviewing([])));
  await rig.page.getByRole('status').filter({ hasText: 'Saved' }).waitFor();
  await rig.page.getByText('Next: dermoscopic').waitFor();
  await rig.look('reviewing');
  await rig.button(/^Keep/).click();
  assert.equal(await rig.station.asked('keep'), { kind: 'keep' });
  await rig.button(/Take again/).click();
  assert.equal(await rig.station.asked('retake'), { kind: 'retake' });
});

test('its middle can be looked at from nearer, by the button and by a tap on the picture', async () => {
  rig.station.show(viewShown(reviewing(['maybe-blurred'])));
  await rig.page.getByText(/Perhaps blurred/).waitFor();
  await rig.look('reviewing-maybe');
  await rig.button('Larger').click();
  await rig.button('Whole').waitFor();
  await rig.look('reviewing-larger');
  await rig.page.locator('live-view').click();
  await rig.button('Larger').waitFor();
});

test('a picture with faults says what to change', async () => {
  rig.station.show(viewShown(reviewing(['blurred', 'glare', 'no-scale'])));
  await rig.page.getByText('Hold still', { exact: false }).waitFor();
  await rig.look('reviewing-advice');
});

test('a kept picture says for how long a press still takes it back, also where nothing may move', async () => {
  rig.station.show(viewShown(reviewing([])));
  rig.station.show(viewShown(reviewing([], { state: 'keeping', keepsInMs: 1_200 })));
  await rig.page.getByText('Press again now').waitFor();
  await rig.look('reviewing-keeping');
  await rig.page.emulateMedia({ reducedMotion: 'reduce' });
  await rig.look('reviewing-keeping-still');
  await rig.page.emulateMedia({ reducedMotion: null });
});

test('the keyboard reaches lesion, shots and shutter, and starts at the heading', async () => {
  rig.station.show(viewShown({ stage: 'choosing', visit: visitOf() }));
  await rig.button(/Next/).waitFor();
  rig.station.show(viewShown(armed('close-up')));
  await isReady();
  await rig.page
    .getByRole('heading', { name: /Lesion 1, Shin/ })
    .and(rig.page.locator(':focus'))
    .waitFor({ state: 'attached' });
  for (const next of [/Change/, /^Locate/, /^Close/, /^Dermo/, /^Polar/, /Press the pedal/]) {
    await rig.page.keyboard.press('Tab');
    await rig.button(next).and(rig.page.locator(':focus')).waitFor();
  }
});

test('the page complained of nothing', () => {
  assert.equal(rig.complaints(), []);
});

test.after(() => rig.close());
test.run();
