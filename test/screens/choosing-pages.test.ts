/**
 * Which lesion is photographed next, and why one is not: in real Chromium, on every display, measured, and asked for what
 * it sends to the station.
 */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { LesionView } from '../../services/station/api/view.ts';
import type { LesionId } from '../../services/wire/ids.ts';
import { shotOrder } from '../../ui/kiosk/capture/progress.ts';
import type { Picked } from '../../ui/parts/body-map/places.ts';
import { type CaptureRig, openCapture, shin, visitOf } from '../support/capture-kiosk.ts';
import { chestShown, pictureShown, shinShown, viewShown } from '../support/shown.ts';

function lesion(id: string, site: string, changes: Partial<LesionView> = {}): LesionView {
  return { id: id as LesionId, site, earlier: [], ...changes };
}

const manyLesions = visitOf({
  lesions: [
    lesion('L1', 'Scalp, above the ear', { side: 'left' }),
    lesion('L2', 'Upper back', { side: 'right', code: '699893008' }),
    lesion('L3', 'Lower lip', { side: 'midline', code: '66934001' }),
    lesion('L4', 'Shin', { side: 'left', code: '25763004', cannot: 'dressing' }),
    lesion('L5', 'Somewhere odd'),
  ],
  pictures: shotOrder.map((shot) => pictureShown('L2' as LesionId, shot)),
});
const longSites = visitOf({
  lesions: [
    lesion(
      'L1',
      'On the outer side of the right upper arm, about four finger breadths below the tip of the shoulder, by a scar',
      {
        side: 'right',
      },
    ),
    ...['Behind the ear', 'Cheek', 'Temple', 'Side of nose', 'Jaw line', 'Forearm'].map((site, index) =>
      lesion(`L${index + 2}`, site, { side: 'right' }),
    ),
  ],
});

interface PickingMap {
  picking: boolean;
  title: string;
  addEventListener(kind: 'pick', listener: (event: { readonly detail: readonly Picked[] }) => void): void;
}
const test = suite('choosing screen');
let rig: CaptureRig;

test.before(async () => {
  rig = await openCapture();
});

test('choosing: the next picture is one tap, and so is another lesion, in the list or on the body map', async () => {
  rig.station.show(viewShown({ stage: 'choosing', visit: visitOf() }));
  await rig.button(/Next/).waitFor();
  await rig.look('choosing');
  await rig.button(/Next/).click();
  assert.equal(await rig.station.asked('arm'), { kind: 'arm', lesion: shin, shot: 'locating' });
  await rig.button(/^2\s+Chest/).click();
  assert.equal(await rig.station.asked('arm'), { kind: 'arm', lesion: chestShown.id, shot: 'locating' });
  await rig.button(/^2: Chest/).click();
  assert.equal(await rig.station.asked('arm'), { kind: 'arm', lesion: chestShown.id, shot: 'locating' });
});

test('choosing with many lesions, one of them not photographed, one that is nowhere on the figure', async () => {
  rig.station.show(viewShown({ stage: 'choosing', visit: manyLesions }));
  await rig.button(/^5: Somewhere odd/).waitFor();
  await rig.page.getByText('Not on the figure').waitFor();
  await rig.look('choosing-many');
  await rig.button(/^4: Shin/).click();
  await rig.button(/after all/).click();
  assert.equal(await rig.station.asked('cannot'), { kind: 'cannot', lesion: 'L4' });
});

test('while a site is picked, a tap on the figure is told as the sites nearest to it', async () => {
  rig.station.show(viewShown({ stage: 'choosing', visit: visitOf() }));
  await rig.button(/Next/).waitFor();
  const map = rig.page.locator('body-map');
  await map.evaluate((element: PickingMap) => {
    element.picking = true;
    element.addEventListener('pick', ({ detail }) => {
      element.title = detail.map(({ site, side }) => `${site} ${side}`).join(', ');
    });
  });
  const front = await rig.page.locator('body-map svg').first().boundingBox();
  assert.ok(front);
  // On the patient's right forearm: on our left, below the middle of the trunk.
  const scale = Math.min(front.width / 100, front.height / 214);
  const [x, y] = [front.x + front.width / 2 - 29 * scale, front.y + front.height - (214 - 91) * scale];
  await rig.page.mouse.click(x, y);
  assert.match((await map.getAttribute('title')) ?? '', /^Forearm, inside right/);
});

test('choosing with a site of many words: nothing of it is cut short', async () => {
  rig.station.show(viewShown({ stage: 'choosing', visit: longSites }));
  await rig.button(/^1\s+On the outer side/).waitFor();
  await rig.look('choosing-long');
});

test('with everything taken the visit can be finished, and nothing else is called for', async () => {
  const pictures = shotOrder.map((shot) => pictureShown(shin, shot));
  rig.station.show(viewShown({ stage: 'choosing', visit: visitOf({ lesions: [shinShown], pictures }) }));
  await rig.button(/All pictures taken/).waitFor();
  await rig.look('choosing-done');
  await rig.button(/All pictures taken/).click();
  assert.equal(await rig.station.asked('go'), { kind: 'go', to: 'ending' });
});

test('why a lesion is not photographed is asked and sent', async () => {
  rig.station.show(viewShown({ stage: 'choosing', visit: visitOf() }));
  await rig.button(/More/).click();
  await rig.look('more');
  await rig.button(/cannot be photographed/).click();
  await rig.page.getByRole('heading', { name: /Which one/ }).waitFor();
  await rig.look('which');
  await rig.button(/Shin/).click();
  await rig.page.getByRole('heading', { name: /Why/ }).waitFor();
  await rig.look('why');
  await rig.button('Under a dressing').click();
  assert.equal(await rig.station.asked('cannot'), { kind: 'cannot', lesion: shin, why: 'dressing' });
  await rig.button(/Next/).waitFor();
});

test('another place is not photographed: the reason is there to be read out, and the wish can be written down', async () => {
  rig.station.show(viewShown({ stage: 'choosing', visit: visitOf() }));
  await rig.button(/More/).click();
  await rig.button(/another place/).click();
  await rig.page.getByText(/only the lesions of the referral letter/).waitFor();
  await rig.look('other-place');
  await rig.button('Go back').click();
  await rig.button(/More/).click();
  await rig.button(/Back to consent/).click();
  assert.equal(await rig.station.asked('go'), { kind: 'go', to: 'consent' });
});

test('the page complained of nothing', () => {
  assert.equal(rig.complaints(), []);
});

test.after(() => rig.close());
test.run();
