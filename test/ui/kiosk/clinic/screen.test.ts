/** Today's clinic on the screen: the rows, the search, who did not come, where pictures are. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { AppointmentId } from '../../../../services/wire/ids.ts';
import { type KioskRig, openKiosk } from '../../../support/kiosk-page.ts';
import { appointmentShown, cameraShown, clinicShown, viewShown } from '../../../support/shown.ts';

const test = suite('clinic screen');
const clinic = clinicShown();
let rig: KioskRig;

async function type(letters: string): Promise<void> {
  const keys = rig.page.locator('key-board');
  for (const letter of letters) await keys.getByRole('button', { name: letter, exact: true }).tap();
}

test.before(async () => {
  rig = await openKiosk(viewShown({ clinic }));
});

test('those who wait stand there in order, without day and month of birth', async () => {
  await rig.heading('Today’s clinic');
  await rig.page.getByText('SMITH, Daniel', { exact: true }).waitFor();
  await rig.page.getByText('Born 1990').first().waitFor();
  await rig.page.getByText('Amira Khan').waitFor();
  await rig.look('clinic-to-see');
});

test('a tap on a row opens that visit', async () => {
  await rig.tap(/SMITH, Danielle.*Born/);
  assert.is((await rig.station.asked('open-visit')).appointment, 'A-0006');
});

test('who did not come is asked about first, and going back tells nobody', async () => {
  await rig.tap(/Did not attend: SMITH, Daniel$/);
  await rig.heading('Did SMITH, Daniel not attend?');
  await rig.look('clinic-did-not-attend');
  await rig.tap('No, go back');
  await rig.heading('Today’s clinic');
  assert.not.ok(rig.station.commands.some(({ kind }) => kind === 'did-not-attend'));
  await rig.tap(/Did not attend: SMITH, Daniel$/);
  await rig.tap('Did not attend');
  assert.is((await rig.station.asked('did-not-attend')).appointment, 'A-0005');
});

test('ended visits say where their pictures are, and can be taken back', async () => {
  await rig.tap(/^Over/);
  await rig.page.getByText('9 pictures at the hospital').first().waitFor();
  await rig.look('clinic-over');
  await rig.tap('More');
  await rig.page.getByText('4 waiting here, 5 at the hospital').waitFor();
  await rig.tap(/Wrong patient: FEATHER/);
  await rig.heading('Are these pictures not of FEATHERSTONEHAUGH, Wilhelmina Constance?');
  await rig.page.getByText('This visit has 9 pictures').waitFor();
  await rig.look('clinic-wrong-patient');
  await rig.tap('Take back 9 pictures');
  const asked = await rig.station.asked('wrong-patient');
  assert.is(asked.visit, clinic[3]?.visit?.id);
  assert.is(asked.pictures, undefined);
});

test('once the receipts are in, the row says so by itself', async () => {
  const done = clinic.map((one) => (one.visit ? { ...one, visit: { ...one.visit, waiting: 0, atHospital: 9 } } : one));
  rig.station.show(viewShown({ clinic: done }));
  await rig.page.getByText('waiting here, 5').waitFor({ state: 'detached' });
  rig.station.show(viewShown({ clinic }));
});

test('a name is found by its first letters, whatever part of the day it is in', async () => {
  await rig.tap('Search');
  await rig.page.locator('key-board button').first().waitFor();
  await rig.look('clinic-search');
  await type('Wo');
  await rig.tap('Show WÓJCIK, Zofia');
  await rig.page.getByText('WÓJCIK, Zofia').first().waitFor();
  assert.is(await rig.page.locator('.rows li').count(), 1);
  await rig.look('clinic-found');
  await rig.tap(/Show all/);
  await rig.page.getByText('Page 1 of').waitFor();
});

test('nobody of that name: the screen says what to do', async () => {
  await rig.tap('Search');
  await type('Qq');
  await rig.tap(/^Show 0/);
  await rig.page.getByText('Nobody of today is called “Qq”').waitFor();
  await rig.look('clinic-not-found');
  await rig.tap(/Show all/);
});

test('names of every length stay whole', async () => {
  const long = { familyName: 'Featherstonehaugh-Cholmondeley-Wilberforce', givenName: 'Wilhelmina Constance Philippa' };
  const rows = [1, 2, 3].map((place) =>
    appointmentShown({
      ...long,
      id: `A-1${place}` as AppointmentId,
      urgency: 'suspected-cancer',
      lookAlike: true,
      registeredByHand: true,
      lesions: 12,
      questionnaire: 'none',
    }),
  );
  rig.station.show(viewShown({ clinic: rows }));
  await rig.tap(/^To see/);
  await rig.page.getByText('Philippa').first().waitFor();
  await rig.look('clinic-long-names');
});

test('an empty list says whether to wait or to look at the cable', async () => {
  rig.station.show(viewShown({ clinic: [] }));
  await rig.page.getByText('has sent no appointments').waitFor();
  rig.station.show(viewShown({ clinic: [], hospital: 'not-connected', listMadeAt: '2026-11-19T07:02:11.000Z' }));
  await rig.page.getByText('Check the network cable').waitFor();
  await rig.look('clinic-empty-offline');
});

test('everybody seen is told from nobody booked', async () => {
  rig.station.show(viewShown({ clinic: clinic.slice(0, 4) }));
  await rig.page.getByText('Everybody has been seen').waitFor();
});

test('a camera that was exchanged on purpose is confirmed here', async () => {
  const camera = cameraShown('other-camera', { serial: { expected: '0001', is: '0002' } });
  rig.station.show(viewShown({ clinic, camera }));
  await rig.page.getByText('not the camera that belongs').waitFor();
  await rig.look('clinic-other-camera');
  await rig.tap(/use camera 0002/);
  assert.is((await rig.station.asked('confirm-camera')).serial, '0002');
});

test('a code of nobody is told with what to do', async () => {
  rig.station.show(viewShown({ clinic, notice: { kind: 'refused', why: 'unknown-code' }, notices: 1 }));
  await rig.page.getByRole('alert').filter({ hasText: 'belongs to nobody' }).waitFor();
  await rig.look('clinic-unknown-code');
});

test('the page complained of nothing and asked nobody else', () => {
  assert.equal(rig.complaints(), []);
});

test.after(async () => {
  await rig.close();
});

test.run();
