/** Visits on a patient's page, a record that waits, and the photographers' page, in real Chromium. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { openDesk } from '../../support/hospital-pages/desk.ts';

const { asked, button, close, complaints, desk, heading, hospital, link, look, said } = await openDesk();
const test = suite('coordinator: visits at stations, photographers');

test('a patient’s visits tell the consultant what could not be photographed, and a letter is shown when it is asked for', async () => {
  const seen = hospital.record.pictures[0];
  await desk.goto(`${hospital.url}/patients/${seen?.patient}`);
  await desk.getByText('Note to the consultant:').waitFor();
  await desk.getByText('it is covered by a dressing').waitFor();
  assert.is(await desk.getByRole('img', { name: /signature/ }).count(), 1, 'the visit that was signed');
  assert.not(
    asked.some((url) => url.includes('/api/attachments/')),
    'nothing is shown before it is asked for',
  );
  assert.is(await desk.getByText('retaken: a better one follows').count(), 1);
  await look('visits');
  await button(/^Show The patient’s letter/)
    .first()
    .click();
  await desk.getByRole('dialog').waitFor();
  await look('paper-open', { keyboard: false });
  assert.ok(asked.some((url) => url.includes('/api/attachments/')));
  await button(/^Close$/).click();
  await desk.getByRole('dialog').waitFor({ state: 'detached' });
  await desk
    .locator('visit-papers')
    .getByRole('button', { name: /^Wrong patient/ })
    .first()
    .click();
  await button('Yes, take it out of this record').click();
  await desk.getByText('Write how you know').waitFor();
  await look('paper-wrong');
  await desk.getByLabel('How do you know?').fill('It is her sister’s letter.');
  await button('Yes, take it out of this record').click();
  await said('It is out of this record');
});

test('a visit that was registered by hand is settled beside what was typed at the station', async () => {
  await link(/^Pictures to settle/).click();
  await desk.getByText('a visit’s record, without a picture').waitFor();
  await look('queue-with-visits');
  const [record] = hospital.record.waiting.filter(({ what }) => what === 'visit-record');
  await desk.goto(`${hospital.url}/reconciliation/${record?.parcel}`);
  await heading('Typed at the station from the letter').waitFor();
  await look('visit-record');
  await button('Go on').click();
  await desk.getByRole('link', { name: 'Choose whose it is.' }).waitFor();
  assert.is(await desk.getByRole('link', { name: 'Choose which view it is.' }).count(), 0, 'no view is asked for');
  await desk.getByRole('radio').first().check();
  await desk.getByLabel('How do you know?').fill('The same NHS number; one letter of the name was mistyped.');
  await button('Go on').click();
  await heading('Is this right?').waitFor();
  await look('visit-record-confirm');
  await button(/^Yes, file it to/).click();
  await said('It is with');
  const [paper] = hospital.record.waiting.filter(({ what }) => what === 'attachment');
  await desk.goto(`${hospital.url}/reconciliation/${paper?.parcel}`);
  await heading('The patient’s letter').waitFor();
  await look('attachment-waits');
});

test('somebody is added, gets a PIN that was made and a badge, and is taken out again', async () => {
  await link('Photographers').click();
  await heading('Photographers').waitFor();
  await look('photographers');
  await button('Add somebody').click();
  await desk.getByLabel('Name').fill('Rosa Sato');
  await button('Add').click();
  await desk.getByText('Somebody with this name is there already').waitFor();
  await desk.getByLabel('Name').fill('Ines Okafor');
  await look('photographer-add');
  await button('Add').click();
  await said('Ines Okafor is on the list');
  await button('Set PIN (Ines Okafor)').click();
  await desk.getByLabel('PIN', { exact: true }).fill('1234');
  await desk.getByLabel('The same once more').fill('1235');
  await button('Set this PIN').click();
  await desk.getByRole('link', { name: 'The two are not the same.' }).waitFor();
  await desk.getByLabel('The same once more').fill('1234');
  await button('Set this PIN').click();
  await desk.getByRole('link', { name: /guessed first/ }).waitFor();
  await look('pin-form');
  await button('Make one instead').click();
  await desk.getByText('604183').waitFor();
  await look('pin-made');
  await button('I have passed it on').click();
  await button('Give badge (Ines Okafor)').click();
  await desk.getByText('LB-ABCDEFGH234567IJ').waitFor();
  await look('badge');
  await button('It is printed').click();
  await button('Badge void (Ines Okafor)').click();
  await look('badge-void');
  await button('Yes, the badge is void').click();
  await said('opens nothing any more');
  await button('Take out (Ines Okafor)').click();
  await button('Yes, take out').click();
  await said('Ines Okafor may not sign in any more.');
  await button('Let sign in again (Ines Okafor)').waitFor();
});

test('central IT keeps the photographers as well, and no consultant does', async () => {
  hospital.signIn('Ira Network', ['it']);
  await desk.goto(`${hospital.url}/photographers`);
  await heading('Photographers').waitFor();
  hospital.signIn('Con Sultant', ['consultant']);
  await desk.goto(`${hospital.url}/photographers`);
  await heading('This page is not part of your work').waitFor();
});

test('the browser complained of nothing', () => {
  assert.equal(
    complaints.filter((complaint) => !/status of 4(09|22)/.test(complaint)),
    [],
  );
});

test.after(close);
test.run();
