/**
 * The kiosk's screens for eyes that need more: at twice the size nothing is cut off sideways and every control can be
 * scrolled to and hit; in forced colours all stays in its place and what has a border keeps one; with reduced motion
 * nothing moves.
 */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { View } from '../../services/station/api/view.ts';
import { drawn, troublesOnEveryDisplay } from '../support/every-display.ts';
import { type KioskRig, openKiosk } from '../support/kiosk-page.ts';
import { displays, layoutTroubles } from '../support/screen.ts';
import { measure } from '../support/screen-probe.ts';
import {
  clinicShown,
  identifyShown,
  lockedShown,
  pictureShown,
  shinShown,
  unconfirmed,
  viewShown,
  visitShown,
} from '../support/shown.ts';
import { unreached } from '../support/unreached.ts';

/** A display of 1280 × 800 at 200 %. */
const atTwiceTheSize = { width: 640, height: 400 };

const closeUp = pictureShown(shinShown.id, 'close-up');
const visit = visitShown({ pictures: [pictureShown(shinShown.id, 'locating'), closeUp] });
const aim: View['aim'] = { lesion: shinShown.id, shot: 'close-up' };
const keeping: View['review'] = { picture: closeUp.id, advice: [], state: 'keeping', keepsInMs: 1_200 };

/** Each with what stands on it once it is drawn. */
const screens: readonly (readonly [name: string, view: View, words: RegExp])[] = [
  ['lock', lockedShown(), /Who is working here/],
  ['clinic', viewShown({ clinic: clinicShown() }), /Today’s clinic/],
  [
    'identify',
    viewShown({ stage: 'identify', visit: unconfirmed(visit), identify: identifyShown() }),
    /first line of your address/,
  ],
  [
    'letter',
    viewShown({ stage: 'identify', visit: unconfirmed(visit), identify: identifyShown({ step: 'frame' }) }),
    /The letter, with its code/,
  ],
  ['consent', viewShown({ stage: 'consent', visit: visitShown({ ...visit, consent: { known: [] } }) }), /No, none/],
  ['choosing', viewShown({ stage: 'choosing', visit }), /Next/],
  ['capture', viewShown({ stage: 'armed', visit, aim }), /Press the/],
  ['review', viewShown({ stage: 'reviewing', visit, aim, review: keeping }), /Press again now/],
  ['ending', viewShown({ stage: 'ending', visit }), /Look at all 2 pictures/],
];

const test = suite('zoom, colours, motion');
let rig: KioskRig;

async function show(view: View, words: RegExp): Promise<void> {
  rig.station.show(view);
  await rig.page.locator('main').getByText(words).first().waitFor({ state: 'attached' });
  await drawn(rig.page);
}

test.before(async () => {
  rig = await openKiosk(lockedShown());
});

test('at twice the size nothing is cut off sideways, and every control can be scrolled to and hit', async () => {
  await rig.page.setViewportSize(atTwiceTheSize);
  const troubles: string[] = [];
  for (const [name, view, words] of screens) {
    await show(view, words);
    await rig.keep(`zoom-${name}`);
    const measured = await rig.page.evaluate(measure);
    if (measured.scrollsRightPx > 0) troubles.push(`${name}: it scrolls sideways by ${measured.scrollsRightPx} px`);
    const cutOff = measured.unreadable.filter((trouble) => !trouble.endsWith('leaves the screen upwards or downwards'));
    const overlap = layoutTroubles(measured).filter((trouble) => /is -\d.* mm from/.test(trouble));
    const missed = await rig.page.evaluate(unreached);
    assert.ok(measured.targets.length > 0, name);
    troubles.push(...[...cutOff, ...overlap, ...missed].map((trouble) => `${name}: ${trouble}`));
  }
  assert.equal(troubles, []);
  await rig.page.setViewportSize(displays[0]);
});

test('in forced colours everything stays in its place, and what can be tapped keeps its border', async () => {
  await rig.page.emulateMedia({ forcedColors: 'active' });
  const troubles: string[] = [];
  for (const [name, view, words] of screens) {
    await show(view, words);
    troubles.push(...(await troublesOnEveryDisplay(rig.page, `forced-${name}`, { axeOn: 0 }))); // the colours are the reader's
    const bare = (await rig.page.evaluate(borderless)) as readonly string[];
    troubles.push(...bare.map((one) => `${name}: no border: ${one}`));
  }
  assert.equal(troubles, []);
  await rig.page.emulateMedia({ forcedColors: null });
});

test('with reduced motion nothing moves', async () => {
  await rig.page.emulateMedia({ reducedMotion: 'reduce' });
  for (const [name, view, words] of screens) {
    await show(view, words);
    assert.equal(await rig.page.evaluate(running), [], name);
  }
  await rig.page.emulateMedia({ reducedMotion: null });
});

test.after(async () => {
  await rig.close();
});

/** Buttons that nothing but their colour would tell from the ground. */
const borderless = `(() => {
  const found = [];
  const walk = (root) => {
    for (const element of root.querySelectorAll('*')) {
      if (element.matches('button, a.button') && element.checkVisibility()) {
        const { borderTopWidth, borderTopStyle } = getComputedStyle(element);
        if (borderTopStyle === 'none' || parseFloat(borderTopWidth) < 1) found.push(element.textContent.trim());
      }
      if (element.shadowRoot) walk(element.shadowRoot);
    }
  };
  walk(document);
  return found;
})()`;

const running = `document.getAnimations()
  .filter(({ playState }) => playState === 'running')
  .map(({ effect }) => effect?.target?.className ?? 'something')`;

test.run();
