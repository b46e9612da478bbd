/**
 * The capture screens in real Chromium, in every state that a photographer can meet, on every display: measured, and asked
 * for what they send to the station. The pages are built for the test; the station only plays what it is told.
 * `LENTIGO_SCREENSHOTS=DIR` keeps a picture of each state, for a person to look at.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import sharp from 'sharp';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { buildPages } from '../../scripts/pages.ts';
import type { LesionView, Shot, View, VisitView } from '../../services/station/api.ts';
import type { LesionId } from '../../services/wire/ids.ts';
import type { QualityAdvice } from '../../services/wire/quality.ts';
import { shotOrder } from '../../ui/kiosk/capture/progress.ts';
import type { Picked } from '../../ui/parts/body-map/places.ts';
import { temporaryFolder } from '../support/clinic.ts';
import { type FakeStation, fakeStation } from '../support/fake-station.ts';
import { chromiumArguments, displays, layoutTroubles, screenTroubles } from '../support/screen.ts';
import { measure } from '../support/screen-probe.ts';
import { cameraShown, chestShown, pictureShown, shinShown, viewShown, visitShown } from '../support/shown.ts';

const stepMsMax = 15_000;
/** A live view gets a picture at least this often, or it says that it stands still. */
const framesEveryMs = 150;

const shots = process.env.LENTIGO_SCREENSHOTS;
if (shots !== undefined) mkdirSync(shots, { recursive: true });
const folder = temporaryFolder('capture-pages');

let station: FakeStation;
let browser: Browser;
let page: Page;
let live: Buffer;
let taken: Buffer;
const complaints: string[] = [];

/** Skin with a dark lesion in its middle, and a burnt-out patch in it. */
function skin(colour: string): Promise<Buffer> {
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="1024" height="683"><rect width="1024" height="683" fill="${colour}"/>
    <ellipse cx="512" cy="340" rx="180" ry="150" fill="#40200f"/><circle cx="560" cy="280" r="40" fill="#fff"/></svg>`;
  return sharp(Buffer.from(drawing)).jpeg().toBuffer();
}

function lesion(id: string, site: string, changes: Partial<LesionView> = {}): LesionView {
  return { id: id as LesionId, site, earlier: [], ...changes };
}

const { id: shin } = shinShown;
const { id: thisVisit } = visitShown();
/** Always the same visit: pictures of another one are forgotten. */
const visitOf = (changes: Partial<VisitView> = {}) => visitShown({ id: thisVisit, ...changes });
const located = pictureShown(shin, 'locating');
const closeUp = pictureShown(shin, 'close-up');
const aim = (shot: Shot) => ({ lesion: shin, shot });
const repeated = { ...shinShown, earlier: [{ shot: 'close-up' as const, takenAt: '2025-11-03T09:00:00.000Z' }] };

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

function reviewing(
  advice: readonly QualityAdvice[],
  changes: Partial<NonNullable<View['review']>> = {},
): Partial<View> {
  return {
    stage: 'reviewing',
    visit: visitOf({ pictures: [located, closeUp] }),
    aim: aim('close-up'),
    review: {
      picture: closeUp.id,
      advice,
      state: 'deciding',
      next: { lesion: shin, shot: 'dermoscopic' },
      ...changes,
    },
  };
}

const armed = (shot: Shot, visit: VisitView = visitOf({ pictures: [located] })): Partial<View> => ({
  stage: 'armed',
  visit,
  aim: aim(shot),
});

async function drawn(): Promise<void> {
  await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))');
}

/** Measures what is shown on every display, with a live view that moves. */
async function look(name: string, troubles = screenTroubles): Promise<void> {
  for (const display of displays) {
    await page.setViewportSize(display);
    const frames = setInterval(() => station.live(live), framesEveryMs);
    try {
      await drawn();
      if (shots !== undefined)
        await page.screenshot({ path: join(shots, `${name}-${display.width}x${display.height}.png`) });
      assert.equal(await troubles(page), [], `${name} at ${display.width}×${display.height}`);
    } finally {
      clearInterval(frames);
    }
  }
  await page.setViewportSize(displays[0]);
}

/** Forced colours are the reader's own: there is nothing to say of their contrast. */
const geometry = async (shown: Page) => layoutTroubles(await shown.evaluate(measure));

const button = (name: RegExp | string): Locator => page.getByRole('button', { name });
const isReady = () => page.getByRole('status').filter({ hasText: 'press the pedal' }).waitFor({ state: 'attached' });
const taking = () => page.getByText('Taking…').waitFor();

/** The colour of the skin in the large picture, or `nothing` while none is shown. */
async function pixel(): Promise<string> {
  return page.evaluate(() => {
    const find = (root: ParentNodeLike): CanvasLike | undefined => {
      for (const element of root.querySelectorAll('*')) {
        if (element.tagName === 'LIVE-VIEW') return element.shadowRoot?.querySelector('canvas') ?? undefined;
        const inner = element.shadowRoot ? find(element.shadowRoot) : undefined;
        if (inner) return inner;
      }
      return undefined;
    };
    const canvas = find((globalThis as unknown as { readonly document: ParentNodeLike }).document);
    if (!canvas || canvas.width === 0) return 'nothing';
    const [red = 0, , blue = 0] = canvas.getContext('2d').getImageData(20, 20, 1, 1).data;
    return Math.abs(red - blue) < 50 ? 'grey' : red > blue ? 'red' : 'blue';
  });
}

// As much of the browser as `pixel` touches: the tests are checked without its types.
interface CanvasLike {
  readonly width: number;
  getContext(kind: '2d'): {
    getImageData(x: number, y: number, w: number, h: number): { readonly data: Iterable<number> };
  };
}
interface ElementLike {
  readonly tagName: string;
  readonly shadowRoot: (ParentNodeLike & { querySelector(selector: 'canvas'): CanvasLike | null }) | null;
}
interface PickingMap {
  picking: boolean;
  title: string;
  addEventListener(kind: 'pick', listener: (event: { readonly detail: readonly Picked[] }) => void): void;
}
interface ParentNodeLike {
  querySelectorAll(selector: string): Iterable<ElementLike>;
}

async function until(what: string, is: () => boolean | Promise<boolean>): Promise<void> {
  const giveUpAtMs = performance.now() + stepMsMax;
  while (!(await is())) {
    if (performance.now() > giveUpAtMs) throw new Error(`not within ${stepMsMax / 1000} s: ${what}`);
    await drawn();
  }
}

const untilPixel = (wanted: string) => until(`the picture is ${wanted}`, async () => (await pixel()) === wanted);

const test = suite('capture screens');

test.before(async () => {
  await buildPages(join(folder.path, 'dist'), ['kiosk']);
  station = await fakeStation({ view: viewShown(), pagesFolder: join(folder.path, 'dist') });
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: chromiumArguments });
  page = await browser.newPage({ viewport: displays[0] });
  page.setDefaultTimeout(stepMsMax);
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  live = await skin('#d02010');
  taken = await skin('#1020d0');
  await page.goto(station.kiosk);
  await page.locator('main').first().waitFor();
});

test('choosing: the next picture is one tap, and so is another lesion, in the list or on the body map', async () => {
  station.show(viewShown({ stage: 'choosing', visit: visitOf() }));
  await button(/Next/).waitFor();
  await look('choosing');
  await button(/Next/).click();
  assert.equal(await station.asked('arm'), { kind: 'arm', lesion: shin, shot: 'locating' });
  await button(/^2\s+Chest/).click();
  assert.equal(await station.asked('arm'), { kind: 'arm', lesion: chestShown.id, shot: 'locating' });
  await button(/^2: Chest/).click();
  assert.equal(await station.asked('arm'), { kind: 'arm', lesion: chestShown.id, shot: 'locating' });
});

test('choosing with many lesions, one of them not photographed, one that is nowhere on the figure', async () => {
  station.show(viewShown({ stage: 'choosing', visit: manyLesions }));
  await button(/^5: Somewhere odd/).waitFor();
  await page.getByText('Not on the figure').waitFor();
  await look('choosing-many');
  await button(/^4: Shin/).click();
  await button(/after all/).click();
  assert.equal(await station.asked('cannot'), { kind: 'cannot', lesion: 'L4' });
});

test('while a site is picked, a tap on the figure is told as the sites nearest to it', async () => {
  station.show(viewShown({ stage: 'choosing', visit: visitOf() }));
  await button(/Next/).waitFor();
  const map = page.locator('body-map');
  await map.evaluate((element: PickingMap) => {
    element.picking = true;
    element.addEventListener('pick', ({ detail }) => {
      element.title = detail.map(({ site, side }) => `${site} ${side}`).join(', ');
    });
  });
  const front = await page.locator('body-map svg').first().boundingBox();
  assert.ok(front);
  // On the patient's right forearm: on our left, below the middle of the trunk.
  const scale = Math.min(front.width / 100, front.height / 214);
  const [x, y] = [front.x + front.width / 2 - 29 * scale, front.y + front.height - (214 - 91) * scale];
  await page.mouse.click(x, y);
  assert.match((await map.getAttribute('title')) ?? '', /^Forearm, inside right/);
});

test('choosing with a site of many words: nothing of it is cut short', async () => {
  station.show(viewShown({ stage: 'choosing', visit: longSites }));
  await button(/^1\s+On the outer side/).waitFor();
  await look('choosing-long');
});

test('with everything taken the visit can be finished, and nothing else is called for', async () => {
  const pictures = shotOrder.map((shot) => pictureShown(shin, shot));
  station.show(viewShown({ stage: 'choosing', visit: visitOf({ lesions: [shinShown], pictures }) }));
  await button(/All pictures taken/).waitFor();
  await look('choosing-done');
  await button(/All pictures taken/).click();
  assert.equal(await station.asked('go'), { kind: 'go', to: 'ending' });
});

test('why a lesion is not photographed is asked and sent', async () => {
  station.show(viewShown({ stage: 'choosing', visit: visitOf() }));
  await button(/More/).click();
  await look('more');
  await button(/cannot be photographed/).click();
  await page.getByRole('heading', { name: /Which one/ }).waitFor();
  await look('which');
  await button(/Shin/).click();
  await page.getByRole('heading', { name: /Why/ }).waitFor();
  await look('why');
  await button('Under a dressing').click();
  assert.equal(await station.asked('cannot'), { kind: 'cannot', lesion: shin, why: 'dressing' });
  await button(/Next/).waitFor();
});

test('another place is not photographed: the reason is there to be read out, and the wish can be written down', async () => {
  station.show(viewShown({ stage: 'choosing', visit: visitOf() }));
  await button(/More/).click();
  await button(/another place/).click();
  await page.getByText(/only the lesions of the referral letter/).waitFor();
  await look('other-place');
  await button('Go back').click();
  await button(/More/).click();
  await button(/Back to consent/).click();
  assert.equal(await station.asked('go'), { kind: 'go', to: 'consent' });
});

for (const shot of shotOrder) {
  test(`armed for the ${shot} picture: its hint, and “Press the pedal”`, async () => {
    station.show(viewShown(armed(shot)));
    await isReady();
    await look(`armed-${shot}`);
  });
}

test('armed with a site of many words', async () => {
  station.show(
    viewShown({ ...armed('dermoscopic', longSites), aim: { lesion: 'L1' as LesionId, shot: 'dermoscopic' } }),
  );
  await isReady();
  await look('armed-long');
});

test('another shot of the lesion is one tap, and so is going back to the others', async () => {
  station.show(viewShown(armed('close-up')));
  await button(/^Derm/).click();
  assert.equal(await station.asked('arm'), { kind: 'arm', lesion: shin, shot: 'dermoscopic' });
  await button(/Change/).click();
  assert.equal(await station.asked('disarm'), { kind: 'disarm' });
});

test('the live picture is drawn, reported, and called frozen when no more come', async () => {
  station.show(viewShown(armed('close-up')));
  await isReady();
  const before = station.count('drawn');
  station.live(live);
  await untilPixel('red');
  await until('the station hears that it was drawn', () => station.count('drawn') > before);
  await page.getByText(/stands still/).waitFor();
  await look('armed-close-up-again');
});

test('help for focus and brightness is laid over the live picture, and off it again', async () => {
  station.show(viewShown(armed('close-up')));
  await page.getByRole('switch', { name: /Focus/ }).click();
  await page.getByRole('switch', { name: /Bright/ }).click();
  const frames = setInterval(() => station.live(live), framesEveryMs);
  try {
    await page.locator('canvas.help').waitFor();
  } finally {
    clearInterval(frames);
  }
  await look('armed-help');
  await page.getByRole('switch', { name: /Focus/ }).click();
  await page.getByRole('switch', { name: /Bright/ }).click();
  await page.locator('canvas.help').waitFor({ state: 'hidden' });
});

test('an earlier picture of the same shot stands beside the live one with its date, and can be made as large', async () => {
  station.show(viewShown(armed('close-up', visitOf({ lesions: [repeated, chestShown], pictures: [located] }))));
  station.earlier(shin, 'close-up', taken);
  await button(/3 Nov 2025/).waitFor();
  await look('armed-earlier');
  await button(/3 Nov 2025/).click();
  await look('armed-compared');
  await button(/3 Nov 2025/).click();
  station.show(viewShown(armed('dermoscopic', visitOf({ lesions: [repeated, chestShown], pictures: [located] }))));
  await button(/3 Nov 2025/).waitFor({ state: 'detached' });
});

test('a camera that does not answer is told over the picture, and nobody is told to press', async () => {
  station.show(viewShown({ ...armed('close-up'), camera: cameraShown('unplugged') }));
  await page.getByRole('alert').filter({ hasText: 'does not answer' }).waitFor();
  assert.is(await page.getByText('Press the pedal').count(), 0);
  await look('armed-unplugged');
});

test('a press that took nothing is told with what to do', async () => {
  station.show(viewShown({ ...armed('close-up'), notice: { kind: 'camera', fault: 'out-of-focus' }, notices: 1 }));
  await page.getByRole('alert').filter({ hasText: 'could not focus' }).waitFor();
  await look('armed-failed');
});

test('a tap on the shutter shows at once, before the station has said anything', async () => {
  station.show(viewShown(armed('close-up')));
  await button(/Press the pedal/).click();
  await taking();
  assert.equal(await station.asked('press'), { kind: 'press' });
});

test('taking, checking, saving: the picture freezes, then it is the one that was taken, never the one before it', async () => {
  station.taken(await skin('#101010'));
  station.show(viewShown(reviewing([])));
  await untilPixel('grey'); // of the press before
  station.show(viewShown(armed('close-up')));
  await until('a live picture is drawn', async () => {
    station.live(live);
    return (await pixel()) === 'red';
  });
  station.change({ stage: 'exposing' });
  await taking();
  await look('exposing');
  station.change({ stage: 'assessing' });
  await page.getByText('Checking…').waitFor();
  assert.is(await pixel(), 'nothing', 'neither the live picture nor an older one');
  station.taken(taken);
  await untilPixel('blue');
  await look('assessing');
  station.change({ stage: 'sealing' });
  await page.getByText('Saving…').waitFor();
  station.live(live);
  await look('sealing');
  assert.is(await pixel(), 'blue', 'live pictures do not replace it');
});

test('reviewing a good picture: saved, keep or take again, what comes next', async () => {
  station.show(viewShown(reviewing([])));
  await page.getByRole('status').filter({ hasText: 'Saved' }).waitFor();
  await page.getByText('Next: dermoscopic').waitFor();
  await look('reviewing');
  await button(/^Keep/).click();
  assert.equal(await station.asked('keep'), { kind: 'keep' });
  await button(/Take again/).click();
  assert.equal(await station.asked('retake'), { kind: 'retake' });
});

test('its middle can be looked at from nearer, by the button and by a tap on the picture', async () => {
  station.show(viewShown(reviewing(['maybe-blurred'])));
  await page.getByText(/Perhaps blurred/).waitFor();
  await look('reviewing-maybe');
  await button('Larger').click();
  await button('Whole').waitFor();
  await look('reviewing-larger');
  await page.locator('live-view').click();
  await button('Larger').waitFor();
});

test('a picture with faults says what to change', async () => {
  station.show(viewShown(reviewing(['blurred', 'glare', 'no-scale'])));
  await page.getByText('Hold still', { exact: false }).waitFor();
  await look('reviewing-advice');
});

test('a kept picture says for how long a press still takes it back, also where nothing may move', async () => {
  station.show(viewShown(reviewing([])));
  station.show(viewShown(reviewing([], { state: 'keeping', keepsInMs: 1_200 })));
  await page.getByText('Press again now').waitFor();
  await look('reviewing-keeping');
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await look('reviewing-keeping-still');
  await page.emulateMedia({ reducedMotion: null });
});

test('everything can be read in forced colours', async () => {
  await page.emulateMedia({ forcedColors: 'active' });
  station.show(viewShown(armed('close-up')));
  await isReady();
  await look('forced-armed', geometry);
  station.show(viewShown({ stage: 'choosing', visit: manyLesions }));
  await button(/^5: Somewhere odd/).waitFor();
  await look('forced-choosing', geometry);
  await page.emulateMedia({ forcedColors: null });
});

test('the keyboard reaches lesion, shots and shutter, and starts at the heading', async () => {
  station.show(viewShown({ stage: 'choosing', visit: visitOf() }));
  await button(/Next/).waitFor();
  station.show(viewShown(armed('close-up')));
  await isReady();
  await page
    .getByRole('heading', { name: /Lesion 1, Shin/ })
    .and(page.locator(':focus'))
    .waitFor({ state: 'attached' });
  for (const next of [/Change/, /^Locate/, /^Close/, /^Dermo/, /^Polar/, /Press the pedal/]) {
    await page.keyboard.press('Tab');
    await button(next).and(page.locator(':focus')).waitFor();
  }
});

test('the page complained of nothing', () => {
  assert.equal(complaints, []);
});

test.after(async () => {
  await browser.close();
  await station.close();
  folder.remove();
});
test.run();
