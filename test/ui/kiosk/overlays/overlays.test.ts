/** What lies over a screen of the visit: wrong patient, a wish, a note. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type KioskRig, openKiosk, spot } from '../../../support/kiosk-page.ts';
import { chestShown, pictureShown, shinShown, viewShown, visitShown } from '../../../support/shown.ts';

const test = suite('overlays of a visit');
const shots = ['locating', 'close-up', 'dermoscopic', 'dermoscopic-polarised'] as const;
const pictures = [shinShown, chestShown].flatMap(({ id }) => shots.map((shot) => pictureShown(id, shot)));
const visit = visitShown({ pictures, note: 'Itches at night.' });
let rig: KioskRig;

test.before(async () => {
  rig = await openKiosk(viewShown({ stage: 'ending', visit }));
  await rig.page.locator('ending-screen').waitFor();
  for (const [place, { id }] of pictures.entries()) rig.station.thumbnail(id, await spot(place * 40));
});

test('wrong patient says whose pictures, which of them, and what will happen', async () => {
  await rig.tap(/Wrong patient/);
  await rig.heading('Are these pictures not of OKONKWO-BRIGHT, Margaret?');
  await rig.page.getByText('Nothing is deleted').waitFor();
  await rig.look('wrong-patient');
});

test('a note says how it came to it', async () => {
  await rig.tap('Add a note');
  await rig.heading('What happened?');
  const keys = rig.page.locator('key-board');
  for (const letter of 'Twins') await keys.getByRole('button', { name: letter, exact: true }).tap();
  await rig.look('wrong-patient-note');
  await rig.tap('Done');
  await rig.page.getByText('Note: Twins').waitFor();
});

test('only the pictures that are still marked are taken back', async () => {
  await rig.tap(/Another’s.*Locate/);
  await rig.tap('Take back 7 pictures');
  const asked = await rig.station.asked('wrong-patient');
  assert.is(asked.visit, visit.id);
  assert.is(asked.note, 'Twins');
  assert.equal(
    asked.pictures,
    pictures.slice(1).map(({ id }) => id),
  );
});

test('cancelling takes nothing back', async () => {
  await rig.tap(/Wrong patient/);
  await rig.heading('Are these pictures not of');
  await rig.tap('Cancel');
  await rig.page.locator('ending-screen').waitFor();
  assert.is(rig.station.commands.filter(({ kind }) => kind === 'wrong-patient').length, 1);
});

test('a note is changed where it was left, and kept when the station is about to lock', async () => {
  await rig.page.evaluate(
    `document.querySelector('kiosk-page').shadowRoot.querySelector('ending-screen').open('note')`,
  );
  await rig.heading('Note on this visit');
  await rig.page.getByText('Itches at night.').waitFor();
  await rig.look('note');
  await rig.page.locator('key-board').getByRole('button', { name: 'Space' }).tap();
  await rig.page.locator('key-board').getByRole('button', { name: 'B', exact: true }).tap();
  rig.station.show(viewShown({ stage: 'ending', visit, locksInMs: 60_000 }));
  assert.is((await rig.station.asked('note')).text, 'Itches at night. B');
  rig.station.show(viewShown({ stage: 'ending', visit }));
  await rig.tap('Cancel');
});

test('a wish goes to the consultant in the patient’s words', async () => {
  await rig.page.evaluate(
    `document.querySelector('kiosk-page').shadowRoot.querySelector('ending-screen').open('wish')`,
  );
  await rig.heading('Another place the patient asks about');
  await rig.tapInVain('Save');
  const keys = rig.page.locator('key-board');
  for (const letter of 'Ear') await keys.getByRole('button', { name: letter, exact: true }).tap();
  await rig.look('wish');
  await rig.tap('Save');
  assert.is((await rig.station.asked('wish')).text, 'Ear');
});

test('something laid over the screen disarms the pedal first', async () => {
  rig.station.show(viewShown({ stage: 'armed', visit, aim: { lesion: shinShown.id, shot: 'locating' } }));
  await rig.page.locator('capture-screen').waitFor();
  await rig.tap(/Wrong patient/);
  await rig.station.asked('disarm');
  await rig.tap('Cancel');
});

test('the page complained of nothing and asked nobody else', () => {
  assert.equal(rig.complaints(), []);
});

test.after(async () => {
  await rig.close();
});

test.run();
