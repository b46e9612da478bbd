/** The end of a visit: every step of <ending-screen> on the four displays, and what it tells the station. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Shot } from '../../../../services/station/api/picture.ts';
import type { PictureView, View, VisitView } from '../../../../services/station/api/view.ts';
import type { LesionId } from '../../../../services/wire/ids.ts';
import { type KioskRig, openKiosk, spot } from '../../../support/kiosk-page.ts';
import { chestShown, consentShown, pictureShown, shinShown, viewShown, visitShown } from '../../../support/shown.ts';

const shots: readonly Shot[] = ['locating', 'close-up', 'dermoscopic', 'dermoscopic-polarised'];
const all = (lesion: LesionId, changes: Partial<PictureView> = {}) =>
  shots.map((shot) => pictureShown(lesion, shot, changes));
const letter = {
  ...pictureShown(shinShown.id, 'locating', { state: 'at-hospital' }),
  shows: { kind: 'identity-frame' } as const,
};

const complete: readonly PictureView[] = [
  letter,
  ...all(shinShown.id, { state: 'at-hospital' }),
  pictureShown(chestShown.id, 'locating', { verdict: 'retaken' }),
  ...all(chestShown.id),
];

const ending = (changes: Partial<VisitView>, view: Partial<View> = {}): View =>
  viewShown({ stage: 'ending', visit: visitShown(changes), ...view });

const test = suite('ending screen');
let rig: KioskRig;

/** The end of another visit: the clinic was on the screen in between. */
function begin(view: View): void {
  rig.station.show(viewShown());
  rig.station.show(view);
}

/** Turns the strip to its last page. */
async function seeAll(): Promise<void> {
  const more = rig.page.getByRole('button', { name: 'More' });
  for (let page = 1; (await more.count()) > 0; page++) {
    await rig.page.getByText(`Page ${page} of`).waitFor();
    if ((await more.getAttribute('aria-disabled')) === 'true') return;
    await more.tap();
  }
}

test.before(async () => {
  rig = await openKiosk(ending({ pictures: complete }));
});

test('the strip shows every picture with what it shows and where it is, the retaken ones marked', async () => {
  await rig.heading('Look at all 10 pictures of this visit');
  for (const [place, { id }] of complete.entries()) rig.station.thumbnail(id, await spot(place * 36));
  await rig.page.getByText('Taken again').waitFor();
  await rig.look('ending-strip');
  const titles: string[] = [];
  for (let page = 1; ; page++) {
    titles.push(...(await rig.page.locator('.tile p:first-of-type').allTextContents()));
    const more = rig.page.getByRole('button', { name: 'More' });
    if ((await more.getAttribute('aria-disabled')) === 'true') break;
    await more.tap();
    await rig.page.getByText(`Page ${page + 1} of`).waitFor();
  }
  assert.equal(titles.length, complete.length);
  assert.equal([titles[0], titles[1], titles.at(-1)], ['Letter', '1 Locate', '2 Polar']);
  const drawnPx = await rig.page
    .locator('canvas')
    .last()
    .evaluate((canvas) => (canvas as unknown as { width: number }).width);
  assert.is(drawnPx, 320, 'the thumbnail is drawn');
});

test('nobody says “all of these are theirs” before every page was on the screen', async () => {
  const { visit } = rig.station.view();
  begin(viewShown({ stage: 'ending', ...(visit ? { visit } : {}) }));
  for (const [place, { id }] of complete.entries()) rig.station.thumbnail(id, await spot(place * 36));
  await rig.page.getByText('Page 1 of').waitFor();
  await rig.tapInVain('See all pages first');
  await seeAll();
  const said = rig.page.getByRole('button', { name: /All of these are/ });
  await said.waitFor();
  assert.match((await said.textContent()) ?? '', /Margaret OKONKWO-BRIGHT, born 3 Apr 1958/);
  await rig.look('ending-strip-seen');
});

test('a picture of somebody else leads to the correction', async () => {
  await rig.tap(/another patient’s/);
  await rig.page.locator('ending-screen').waitFor({ state: 'hidden' });
  begin(ending({ pictures: complete }));
  for (const [place, { id }] of complete.entries()) rig.station.thumbnail(id, await spot(place * 36));
  await rig.heading(/Look at all 10 pictures/);
});

test('a complete visit ends with what to tell the patient and the consultant, and how many pictures are on the way', async () => {
  await seeAll();
  await rig.tap(/All of these are/);
  await rig.heading('Before the patient leaves');
  await rig.page.getByText('5 pictures are safe here and still on the way, 5 at the hospital.').waitFor();
  await rig.look('ending-leaving');
  await rig.tap('Finish the visit');
  assert.equal(await rig.station.asked('end-visit'), { kind: 'end-visit', outcome: 'completed' });
});

test('a note and wishes of the patient are shown and one tap away; without a network everything is still safe', async () => {
  const note =
    'The patient uses blood thinners and asks whether the mole on the shin can be left. She would like a letter in large print, please, and a call before eleven.';
  rig.station.show(
    ending({ ...rig.station.view().visit, note, wishes: ['Scalp', 'Left heel'] }, { hospital: 'not-connected' }),
  );
  await rig.page.getByText('2 places written down').waitFor();
  await rig.look('ending-leaving-offline');
  await rig.tap(/Note to the consultant/);
  await rig.page.locator('ending-screen').waitFor({ state: 'hidden' });
  await rig.tap('Cancel');
  await rig.heading('Before the patient leaves');
  await rig.tap(/Another place that worries/);
  await rig.tap('Cancel');
});

test('missing pictures are listed with their lesion and reason, with the way back to take them', async () => {
  const lesions = [
    shinShown,
    { ...chestShown, cannot: 'dressing' as const },
    { ...shinShown, id: 'L3' as LesionId, site: 'Scalp' },
  ];
  const pictures = [...all(shinShown.id), ...all('L3' as LesionId).slice(0, 2)];
  begin(ending({ lesions, pictures }));
  await seeAll();
  await rig.tap(/All of these are/);
  await rig.heading('2 pictures are missing');
  await rig.page.getByText('Under a dressing').waitFor();
  await rig.look('ending-missing');
  await rig.tap('Go back and take them');
  assert.is((await rig.station.asked('go')).to, 'choosing');
});

test('a visit with pictures missing ends early, and says why', async () => {
  await rig.tap(/Finish without/);
  await rig.heading('Why does the visit end now?');
  await rig.tapInVain('Tap a reason');
  await rig.look('ending-early');
  await rig.tap('The patient left');
  await rig.tap('End the visit');
  assert.equal(await rig.station.asked('end-visit'), {
    kind: 'end-visit',
    outcome: 'ended-early',
    why: 'The patient left before it was complete.',
  });
});

test('another reason is written', async () => {
  await rig.tap(/Something else/);
  for (const letter of ['F', 'i', 'r', 'e']) await rig.page.getByRole('button', { name: letter, exact: true }).tap();
  await rig.look('ending-written');
  await rig.tap('End the visit');
  assert.is((await rig.station.asked('end-visit')).why, 'Fire');
});

test('a lesion that is not photographed for a reason is told, and the visit is complete', async () => {
  const lesions = [shinShown, { ...chestShown, cannot: 'patient-declined' as const }];
  begin(ending({ lesions, pictures: all(shinShown.id) }));
  await seeAll();
  await rig.tap(/All of these are/);
  await rig.heading('Not photographed, for a reason');
  await rig.look('ending-cannot');
  await rig.tap('Next');
  await rig.heading('Before the patient leaves');
});

test('a patient who did not agree: no strip, only why the visit ends', async () => {
  const consent = { ...consentShown, given: { record: false, teaching: false, publication: false } };
  begin(ending({ pictures: [], consent }));
  await rig.heading('Why does the visit end now?');
  await rig.look('ending-refused');
  await rig.tap('The patient did not agree');
  await rig.tap('End the visit');
  assert.is((await rig.station.asked('end-visit')).why, 'The patient did not agree to pictures.');
});

test('what the hospital set aside and what was taken back is marked; long places stand whole', async () => {
  const site =
    'Lower back, four fingers above the belt and two to the right of the spine, the darker of the two beside the older scar';
  const long = { ...shinShown, site };
  const pictures = [
    ...all(long.id, { state: 'quarantined' }),
    pictureShown(long.id, 'close-up', { state: 'taken-back' }),
    pictureShown(long.id, 'close-up', { verdict: 'unreviewed' }),
  ];
  begin(ending({ lesions: [long], pictures }));
  await rig.page.getByText('set aside').first().waitFor();
  await rig.look('ending-strip-long');
});

test('the page complained of nothing and asked nobody but the station', () => {
  assert.equal(rig.complaints(), []);
});

test.after(() => rig.close());
test.run();
