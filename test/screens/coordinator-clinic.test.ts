/** A coordinator's morning, later: clinics, and pictures that wait to be settled. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { openDesk } from '../support/hospital-pages/desk.ts';

const { asked, button, close, complaints, desk, heading, hospital, link, look, said } = await openDesk();
const test = suite('coordinator: clinics and pictures');

test('the desk is open', async () => {
  await desk.goto(hospital.url);
  await link(/^Clinics/).waitFor();
});

test('the clinics of a week, a new one, and the sites', async () => {
  await link(/^Clinics/).click();
  await link(/09:00 to 12:00/)
    .first()
    .waitFor();
  await look('clinics');
  await link('Week before').click();
  await desk.getByText('No clinic is planned in this week.').waitFor();
  await look('clinics-none');
  await link('New clinic').click();
  await button('Plan this clinic').click();
  await heading('There is a problem').waitFor();
  await look('new-clinic');
  await desk.getByLabel('Where').selectOption('histon');
  await button('Plan this clinic').click();
  await said('The clinic is planned.');
  await look('clinic-empty');
  await desk.goto(`${hospital.url}/clinics/sites`);
  await button('Change Histon Community Clinic').click();
  await look('sites');
  await desk.getByLabel('Parking').fill('None.');
  await button('Save').click();
  await said('Histon Community Clinic is saved.');
});

test('the day of a clinic: who comes, letters to print, booking into a free time, who did not come', async () => {
  const today = hospital.record.clinics[0];
  await desk.goto(`${hospital.url}/clinics/${today?.id}`);
  await heading(/Histon Community Clinic, Mon 23 Nov 2026/).waitFor();
  await look('clinic-day');
  await button(/^Mark as printed/)
    .first()
    .click();
  await said('is marked as printed');
  await button(/^Did not attend/)
    .first()
    .click();
  await look('clinic-did-not-attend');
  await button('Yes, did not attend').click();
  await said(/did not attend/);
  await button(/^Book somebody for/)
    .last()
    .click();
  await button(/^Choose/)
    .first()
    .click();
  await look('clinic-book');
  await button('Yes, book').click();
  await said(/is booked for Mon 23 Nov 2026/);
  await button('Cancel this clinic…').click();
  await look('clinic-cancel');
  await button('Back').click();
});

test('a picture that waits is compared, filed to a patient and lesion that were said in words, or kept out', async () => {
  await link(/^Pictures to settle/).click();
  await link('The patient’s details are not those of the referral').waitFor();
  await look('reconciliation');
  await link('The patient’s details are not those of the referral').click();
  await heading('Whose picture is it?').waitFor();
  await look('settle');
  await button('Go on').click();
  await heading('There is a problem').waitFor();
  await look('settle-problems');
  await desk.getByRole('radio').first().check();
  await desk
    .getByRole('group', { name: /Lesion of/ })
    .getByRole('radio')
    .first()
    .check();
  await desk.getByLabel('How do you know?').fill('Telephoned the clinic: the day and month were swapped.');
  await desk.getByText('Somebody else', { exact: true }).click();
  await desk.getByLabel('Name, NHS number or hospital number').fill('hargreaves');
  await button('Search').click();
  await desk
    .getByText('No referral matches.')
    .or(button(/Add to the list/))
    .first()
    .waitFor();
  await look('settle-filled');
  await button('Go on').click();
  await desk.getByText(/File this picture to .*, born .*, NHS 999 .*, lesion 1/).waitFor();
  await look('settle-confirm');
  await desk.route('**/decision', (route) =>
    route.fulfill({
      status: 409,
      contentType: 'application/json',
      body: '{"error":"Ben Clerk has decided about this picture already."}',
    }),
  );
  await button(/^Yes, file it to/).click();
  await desk.getByRole('alert').getByText('Ben Clerk has decided').waitFor();
  await look('settle-conflict');
  await desk.unroute('**/decision');
  await button(/^Yes, file it to/).click();
  await said(/Filed to/);
  await link('The picture cannot be opened').click();
  await desk.getByText('The picture cannot be shown.').waitFor();
  await button('It belongs to nobody here…').click();
  await look('settle-keep-out');
  await desk.getByLabel('How do you know?').fill('Central IT says it was a test.');
  await button('Keep it out').click();
  await said('The picture is kept out of the record.');
  await button('Filed by hand').click();
  await desk.getByText('Ben Clerk').waitFor();
  await look('reconciliation-filed');
  await desk.getByRole('link', { name: 'Taken on another day than the appointment' }).click();
  await look('settle-settled');
});

test('the pages asked nobody but their own server, and complained of nothing', () => {
  assert.equal(
    asked.filter((url) => !url.startsWith(hospital.url)),
    [],
  );
  // Refusals that the tests caused on purpose are what the browser complains of.
  assert.equal(
    complaints.filter((text) => !/status of (401|409|503)/.test(text)),
    [],
  );
});

test.after(close);
test.run();
