/**
 * The idle lock falls while something is half filled in: behind it there is nothing to be read, after it nothing is lost,
 * and after the visit or the day nothing is left.
 */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { View } from '../../../../services/station/api/view.ts';
import { type KioskRig, openKiosk } from '../../../support/kiosk-page.ts';
import {
  clinicShown,
  identifyShown,
  lockedShown,
  pictureShown,
  shinShown,
  tomasz,
  unconfirmed,
  viewShown,
  visitShown,
} from '../../../support/shown.ts';

const test = suite('half filled in over a lock, on the screen');
const clinic = viewShown({ clinic: clinicShown() });
let rig: KioskRig;

const key = (name: string) => rig.page.locator('key-board').getByRole('button', { name, exact: true }).tap();
const type = async (letters: string) => {
  for (const letter of letters) await key(letter === ' ' ? 'Space' : letter);
};
const field = (name: string | RegExp) => rig.page.getByRole('status', { name });

/** The station locks itself; somebody signs in, and the patient of an open visit is confirmed again. */
async function lockOver(view: View, typed: readonly string[]): Promise<void> {
  const { visit } = view;
  rig.station.show(lockedShown({ visitWaits: visit !== undefined }));
  await rig.heading('Who is working here?');
  const left = String(await rig.page.evaluate(readable));
  for (const words of typed) assert.not.ok(left.includes(words), `“${words}” behind the lock`);
  if (visit) {
    rig.station.show({
      ...view,
      stage: 'identify',
      visit: unconfirmed(visit),
      identify: identifyShown({ again: true }),
    });
    await rig.heading('It was locked: ask again');
    const asked = String(await rig.page.evaluate(readable));
    for (const words of typed) assert.not.ok(asked.includes(words), `“${words}” before the patient is confirmed`);
  }
  rig.station.show(view);
}

/**
 * All that can be read in the page: text and attributes into every shadow root, storage, and what hangs on the page's own
 * element for any script to look at.
 */
const readable = `(() => {
  const found = [];
  const seen = new Set();
  const walk = (node) => {
    if (node.nodeType === 3) found.push(node.data);
    for (const { value } of node.attributes ?? []) found.push(value);
    if (node.shadowRoot) walk(node.shadowRoot);
    for (const child of node.childNodes) walk(child);
  };
  const reach = (value, depth) => {
    if (typeof value === 'string') found.push(value);
    if (typeof value !== 'object' || value === null || value instanceof Node || seen.has(value) || depth > 8) return;
    seen.add(value);
    for (const one of value instanceof Map || value instanceof Set ? [...value].flat() : Object.values(value)) reach(one, depth + 1);
  };
  walk(document);
  reach({ ...document.querySelector('kiosk-page'), view: document.querySelector('kiosk-page').view }, 0);
  found.push(location.href, JSON.stringify([localStorage, sessionStorage, document.cookie, history.state]));
  return found.join(' ');
})()`;

test.before(async () => {
  rig = await openKiosk(clinic);
});

test('a registration goes on where it was, for whoever began it, once they say that it is this patient', async () => {
  await rig.tap('Register by hand');
  await rig.heading('Family name');
  await type('Quine');
  await rig.tap('Next');
  await rig.heading('Given name');
  await type('Ida');
  await lockOver({ ...clinic, staff: tomasz }, ['Quine', 'QUINE', 'Ida']);
  await rig.heading('Today’s clinic');
  assert.is(await rig.page.locator('register-overlay').count(), 0, 'somebody else signed in');
  await lockOver(clinic, ['Quine', 'QUINE', 'Ida']);
  await rig.heading('You have begun to register somebody');
  await rig.page.getByText('QUINE, Ida').waitFor();
  await rig.look('register-kept');
  await rig.tap('Go on');
  await rig.heading('Given name');
  await field('Given name').filter({ hasText: 'Ida' }).waitFor();
});

test('a place that is half typed is kept with it', async () => {
  await rig.tap('Next');
  for (const digit of '28021980')
    await rig.page.locator('number-pad').getByRole('button', { name: digit, exact: true }).tap();
  await rig.tap('Next');
  await rig.heading('NHS number');
  for (const digit of '9990000093')
    await rig.page.locator('number-pad').getByRole('button', { name: digit, exact: true }).tap();
  await rig.tap('Next');
  await rig.tap('Add a lesion');
  await rig.tap('Not here: type the letter’s words');
  await rig.heading('Where, as the letter says it');
  await type('Behind');
  await lockOver(clinic, ['Quine', '9990000093', 'Behind']);
  await rig.page.getByText('born 28 Feb 1980, NHS 999 000 0093').waitFor();
  await rig.look('register-kept-long');
  await rig.tap('Go on');
  await field('Where').filter({ hasText: 'Behind' }).waitFor();
});

test('one that is discarded is gone', async () => {
  await lockOver(clinic, ['Quine']);
  await rig.tap('Discard it');
  await rig.heading('Today’s clinic');
  await lockOver(clinic, []);
  await rig.heading('Today’s clinic');
  assert.is(await rig.page.locator('register-overlay').count(), 0);
  assert.not.ok(rig.station.commands.some(({ kind }) => kind === 'register'));
});

test('a registration of yesterday is gone', async () => {
  await rig.page.clock.setFixedTime(new Date('2026-11-23T09:00:00'));
  await rig.tap('Register by hand');
  await type('Quine');
  rig.station.show(lockedShown());
  await rig.heading('Who is working here?');
  await rig.page.clock.setFixedTime(new Date('2026-11-24T08:00:00'));
  rig.station.show(clinic);
  await rig.heading('Today’s clinic');
  assert.is(await rig.page.locator('register-overlay').count(), 0);
});

test('answers before the pictures, what the patient agreed to and a half signature go on after the lock', async () => {
  const asking = viewShown({ stage: 'consent', visit: visitShown({ consent: { known: [] } }) });
  rig.station.show(asking);
  await rig.heading('Before the pictures');
  await rig.tap('No, none');
  await lockOver(asking, []);
  await rig.heading('Before the pictures');
  await rig.page.getByRole('radio', { name: 'No, none', checked: true }).waitFor();
  await rig.tap('Yes, can decide');
  await rig.tap('Next');
  await rig.heading(/What is photographed/);
  const asked = viewShown({
    stage: 'consent',
    visit: { ...(asking.visit ?? visitShown()), consent: { known: [], exclusions: [] } },
  });
  rig.station.show(asked);
  for (let page = 0; page < 2; page++) await rig.tap('Next');
  await rig.tap('Ask for consent');
  await rig.page.getByRole('radiogroup', { name: 'Your record' }).getByRole('radio', { name: 'Yes' }).tap();
  await rig.page.getByRole('radiogroup', { name: 'Teaching' }).getByRole('radio', { name: 'No' }).tap();
  await lockOver(asked, []);
  await rig.heading('What does the patient agree to?');
  assert.is(await rig.page.locator('[aria-checked=true]').count(), 2);
  await rig.page.getByRole('radiogroup', { name: 'Publication' }).getByRole('radio', { name: 'No' }).tap();
  await rig.tap('Next');
  await rig.tap('Sign on this screen');
  const box = await rig.page.locator('signature-pad').boundingBox();
  if (!box) throw new Error('there is no field to sign in');
  await rig.page.mouse.move(box.x + 30, box.y + 80);
  await rig.page.mouse.down();
  await rig.page.mouse.move(box.x + 200, box.y + 30);
  await rig.page.mouse.up();
  const line = await rig.page.locator('signature-pad polyline').first().getAttribute('points');
  await lockOver(asked, [line ?? 'a stroke']);
  await rig.page.getByRole('button', { name: 'Signed', exact: true }).waitFor();
  assert.is(await rig.page.locator('signature-pad polyline').first().getAttribute('points'), line);
  await rig.tap('Clear');
  await rig.page.getByRole('button', { name: 'Waiting for the signature' }).waitFor();
});

test('why pictures are taken all the same is not typed twice', async () => {
  const excluded = viewShown({
    stage: 'consent',
    visit: visitShown({ consent: { known: ['under-16'], exclusions: ['under-16'] } }),
  });
  rig.station.show(viewShown());
  rig.station.show(excluded);
  await rig.tap('Go on, and write why');
  await type('Zoster');
  await lockOver(excluded, ['Zoster']);
  await rig.heading('Why are pictures taken all the same?');
  await rig.page.getByRole('status').filter({ hasText: 'Zoster' }).waitFor();
});

const visit = visitShown({ pictures: [pictureShown(shinShown.id, 'locating')] });
const choosing = viewShown({ stage: 'choosing', visit });

test('which lesion cannot be photographed was said, and why is still asked', async () => {
  rig.station.show(viewShown());
  rig.station.show(choosing);
  await rig.tap('More…');
  await rig.tap('A lesion cannot be photographed');
  await rig.heading('Which one cannot be photographed?');
  await rig.tap(/Shin/);
  await rig.heading('Why is it not photographed?');
  await lockOver(choosing, ['Shin']);
  await rig.heading('Why is it not photographed?');
  await rig.page.getByText('Shin · Left').waitFor();
  await rig.tap('Go back');
});

test('a wish lies over the screen again, as far as it was typed', async () => {
  await rig.heading('Which lesion?');
  await rig.tap('More…');
  await rig.tap('The patient asks for another place');
  await rig.tap('Write it down');
  await rig.heading('Another place the patient asks about');
  await type('Zygoma');
  await lockOver(choosing, ['Zygoma']);
  await rig.heading('Another place the patient asks about');
  await field('Another place').filter({ hasText: 'Zygoma' }).waitFor();
  await rig.tap('Cancel');
});

test('of “wrong patient” the note is kept; who stands there is asked for again before it', async () => {
  await rig.tap(/Wrong patient/);
  await rig.tap('Add a note');
  await rig.heading('What happened?');
  await type('Zwilling');
  await lockOver(choosing, ['Zwilling']);
  await rig.heading('What happened?');
  await rig.tap('Done');
  await rig.page.getByText('Note: Zwilling').waitFor();
  await rig.tap('Cancel');
});

test('somebody else’s badge in the midst of it is a lock as well', async () => {
  await rig.tap(/Wrong patient/);
  await rig.tap('Add a note');
  await rig.heading('What happened?');
  await type('Zwilling');
  const theirs = { ...choosing, staff: tomasz };
  rig.station.show({
    ...theirs,
    stage: 'identify',
    visit: unconfirmed(visit),
    identify: identifyShown({ again: true }),
  });
  await rig.heading('It was locked: ask again');
  assert.not.ok(String(await rig.page.evaluate(readable)).includes('Zwilling'));
  rig.station.show(theirs);
  await field('Note').filter({ hasText: 'Zwilling' }).waitFor();
  await rig.tap('Done');
  await rig.tap('Cancel');
  rig.station.show(choosing);
});

test('why a visit without pictures ends goes on in the midst of the word', async () => {
  const ending = viewShown({ stage: 'ending', visit: visitShown() });
  rig.station.show(viewShown());
  rig.station.show(ending);
  await rig.tap(/Something else/);
  await type('Zeal');
  await lockOver(ending, ['Zeal']);
  await rig.heading('Why does the visit end now?');
  await rig.page.getByRole('status').filter({ hasText: 'Zeal' }).waitFor();
});

test('with pictures they are looked at again first, and what was written waits', async () => {
  const ending = viewShown({ stage: 'ending', visit });
  rig.station.show(viewShown());
  rig.station.show(ending);
  await rig.tap(/All of these are/);
  await rig.tap('Finish without, and say why');
  await rig.heading('Why does the visit end now?');
  await rig.tap(/Something else/);
  await type('Zeal');
  await lockOver(ending, ['Zeal']);
  await rig.heading('Look at the picture of this visit');
  await rig.tap(/All of these are/);
  await rig.tap('Finish without, and say why');
  await rig.heading('Why does the visit end now?');
  await rig.look('ending-early-written');
  await rig.tap(/Something else.*go on writing/);
  await rig.page.getByRole('status').filter({ hasText: 'Zeal' }).waitFor();
});

test('a station that did not answer for a moment has lost nothing either', async () => {
  rig.station.cutOff(false);
  await rig.heading('The station does not answer');
  assert.not.ok(String(await rig.page.evaluate(readable)).includes('Zeal'));
  rig.station.cutOff(true);
  await rig.tap(/All of these are/);
  await rig.tap('Finish without, and say why');
  await rig.heading('Why does the visit end now?');
  await rig.page.getByText('go on writing').waitFor();
});

test('of a visit that has ended nothing comes back, and no memory of the page holds it', async () => {
  await rig.tap(/Something else/);
  rig.station.show(lockedShown({ visitWaits: true }));
  await rig.heading('Who is working here?');
  assert.ok((await heap()).includes('Zeal'), 'behind the lock it is in memory: or nothing could be given back');
  rig.station.show(clinic);
  await rig.heading('Today’s clinic');
  assert.not.ok((await heap()).includes('Zeal'), 'after the visit');
  const another = viewShown({ stage: 'ending', visit: visitShown() });
  rig.station.show(another);
  await rig.tap(/Something else/);
  assert.is((await rig.page.getByRole('status').filter({ hasText: /^$/ }).count()) > 0, true);
  assert.not.ok(String(await rig.page.evaluate(readable)).includes('Zeal'));
});

/** Everything that the page's script still holds. */
async function heap(): Promise<string> {
  const profiler = await rig.page.context().newCDPSession(rig.page);
  const chunks: string[] = [];
  profiler.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await profiler.send('HeapProfiler.collectGarbage');
  await profiler.send('HeapProfiler.takeHeapSnapshot');
  await profiler.detach();
  return chunks.join('');
}

test('the page complained of nothing but of the station that was away', () => {
  const own = rig.complaints().filter((complaint) => !complaint.includes('WebSocket'));
  assert.equal(own, []);
});

test.after(async () => {
  await rig.close();
});

test.run();
