/** A coordinator's morning: the inbox, referrals, letters and lists. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { openDesk } from '../support/hospital-pages/desk.ts';

const { asked, button, close, complaints, desk, focused, heading, hospital, link, look, said } = await openDesk();
const test = suite('coordinator: referrals');

test('the day begins with the inbox, the most urgent clock first', async () => {
  await desk.goto(hospital.url);
  await link(/SZCZEPAŃSKA|FENWICK/)
    .first()
    .waitFor();
  assert.match(String(await desk.locator('tbody tr').first().textContent()), /FENWICK, Alan.*2 days over/s);
  assert.match(String(await link(/^Referrals/).textContent()), /7 to decide|8 to decide/);
  await look('inbox');
});

test('more rows come when they are asked for, and a filter stands in the address', async () => {
  await button('Show more').click();
  await desk.getByText(/that is all/).waitFor();
  await desk.getByLabel('Urgency').selectOption('suspected-cancer');
  await desk.waitForURL(/urgency=suspected-cancer/);
  await desk.getByLabel(/Name, NHS number/).fill('nobody of this name');
  await button('Search').click();
  await desk.getByText('No referral matches.').waitFor();
  await look('inbox-nothing-found');
  await link('Show all open referrals').first().click();
  await link(/FENWICK/).waitFor();
});

test('a referral is opened, compared with another of the same patient, and accepted', async () => {
  await desk.getByLabel(/Name, NHS number/).fill('okonkwo');
  await button('Search').click();
  await desk.waitForURL(/q=okonkwo/);
  await link(/OKONKWO-BRIGHT/)
    .first()
    .click();
  await heading('OKONKWO-BRIGHT, Margaret').waitFor();
  await look('referral');
  await button(/^Compare/).click();
  await heading('Side by side').waitFor();
  await look('referral-side-by-side');
  await button('They are different').click();
  await button('Accept').click();
  await said('The referral is accepted');
  await button('Book an appointment').waitFor();
  assert.is(await focused(), 'OKONKWO-BRIGHT, Margaret', 'the keyboard is back at the heading');
});

test('the lesion gets its place in the standard list with the keyboard alone', async () => {
  await button(/Choose the place of lesion 1/).focus();
  await desk.keyboard.press('Enter');
  const field = desk.getByRole('combobox', { name: /Place of lesion 1/ });
  await field.fill('back upp');
  await desk.getByRole('option').first().waitFor();
  await look('referral-place', { keyboard: false });
  await field.focus();
  await desk.keyboard.press('ArrowDown');
  await desk.keyboard.press('Enter');
  await button('Save the place').focus();
  await desk.keyboard.press('Enter');
  await said('The place of lesion 1 is saved.');
});

test('an appointment is booked into a free time; one that was taken meanwhile is told and shown anew', async () => {
  await button('Book an appointment').click();
  await button(/^Times on/)
    .first()
    .click();
  await desk.getByRole('radio').first().check();
  await look('referral-book');
  const chosen = hospital.record.clinics[0];
  await desk.route('**/api/appointments', (route) =>
    route.fulfill({
      status: 409,
      contentType: 'application/json',
      body: '{"error":"This time was taken meanwhile. Choose another one."}',
    }),
  );
  await button(/^Book Mon/).click();
  await desk.getByRole('alert').getByText('This time was taken meanwhile').waitFor();
  await desk.locator('input[type=radio]:checked').first().waitFor({ state: 'detached' }); // the times are read anew
  await desk.unroute('**/api/appointments');
  await desk.getByRole('radio').first().check();
  await button(/^Book Mon/).click();
  await said(/Booked for Mon 23 Nov 2026/);
  assert.ok(chosen);
  await look('referral-booked');
});

test('an appointment is moved, and cancelled with a reason that the patient is told', async () => {
  await button(/^Move/).click();
  await button(/^Times on/)
    .last()
    .click();
  await desk.getByRole('radio').last().check();
  await look('referral-move');
  await button(/^Move to/).click();
  await said(/Moved to/);
  await desk.getByText('Moved to another time').first().waitFor(); // the list is read anew: the new one is the one to cancel
  await button(/^Cancel/).click();
  const cancel = desk.getByRole('button', { name: 'Cancel the appointment', exact: true });
  await cancel.click();
  await desk.getByText('Write why: the patient is told.').waitFor();
  await look('referral-cancel');
  await desk.getByLabel('Why?').fill('The patient is on holiday.');
  await cancel.click();
  await said('The appointment is cancelled');
});

test('a referral is rejected only with a reason', async () => {
  await desk.goto(`${hospital.url}/?q=featherstonehaugh&state=all`);
  await link(/FEATHERSTONEHAUGH/).click();
  await button('Reject…').click();
  await button('Reject this referral').click();
  await desk.getByText('Write why, so that the GP').waitFor();
  await look('referral-reject');
  await desk.getByLabel('Why is it rejected?').fill('The site is not photographed here.');
  await button('Reject this referral').click();
  await said('The referral is rejected.');
});

test('two records of one person are joined after they were said in words', async () => {
  await desk.goto(`${hospital.url}/?q=janet`);
  await link(/SMITH, Janet/).click();
  await heading('Is this somebody we know already?').waitFor();
  await button(/^Compare with/).click();
  await desk.getByLabel(/How do you know/).fill('Telephoned: she is called Janet, her passport says Jane.');
  await desk.getByLabel(/The other one/).check();
  await look('same-patient');
  await button('Go on').click();
  await heading('Join these two records?').waitFor();
  await look('same-patient-confirm');
  await button('Yes, join them').click();
  await said('The records are joined');
});

test('a letter is typed in: what is wrong is said beside the fields and above them, and nothing typed is lost', async () => {
  await desk.goto(`${hospital.url}/referrals/new`);
  await heading('New referral from a letter').waitFor();
  await look('entry');
  await desk.getByLabel('NHS number').fill('999 123 4567');
  await desk.getByText('The check digit does not fit').waitFor();
  await button('Take this referral in').click();
  await heading('There is a problem').waitFor();
  await look('entry-problems');
  await desk
    .locator('.summary')
    .getByRole('link', { name: /date of birth/ })
    .click();
  await desk.keyboard.type('30');
  assert.is(await desk.getByRole('group', { name: 'Date of birth' }).getByLabel('Day').inputValue(), '30');
  await desk.getByLabel('NHS number').fill('999 000 0018');
  await desk.getByLabel('Family name').fill('Winterbourne');
  await link(/^Clinics/).click();
  await heading('Clinics').waitFor();
  await desk.goBack();
  await heading('New referral from a letter').waitFor();
  assert.is(await desk.getByLabel('Family name').inputValue(), 'Winterbourne');
});

test('while the server is out of order the form stays, and “try again” sends it', async () => {
  const born = desk.getByRole('group', { name: 'Date of birth' });
  await desk.getByLabel('Given name').fill('Ottilie');
  await born.getByLabel('Day').fill('30');
  await born.getByLabel('Month').fill('2');
  await born.getByLabel('Year').fill('1950');
  await desk.getByLabel('Urgency').selectOption('urgent');
  await desk.getByLabel('Practice').fill('Histon Surgery');
  await desk.getByLabel('Who signed it').fill('Dr Colin Bell');
  await desk.getByLabel('Lesion 1: where').fill('Left shin');
  await desk
    .getByLabel('The letter as PDF')
    .setInputFiles({ name: 'letter.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 invented') });
  await desk.getByText('Attached:').waitFor();
  await button('Take this referral in').click();
  await desk
    .locator('.summary')
    .getByText(/date of birth/)
    .waitFor();
  await born.getByLabel('Month').fill('3');
  hospital.behave('break');
  await button('Take this referral in').click();
  await desk.getByText('reported a fault of its own').waitFor();
  await look('trouble');
  hospital.behave('answer');
  await button('Try again').click();
  await heading('WINTERBOURNE, Ottilie').waitFor();
  await said('The referral is in the inbox');
});

test('a list is uploaded, and every row that could not be taken is told', async () => {
  await desk.goto(`${hospital.url}/referrals/csv`);
  await button('Upload').click();
  await desk.getByText('Choose a file first.').waitFor();
  await look('csv');
  const csv = 'nhs,family,given,born\n9990000018,A,B,1950-01-01\nshort,row\n';
  await desk
    .getByLabel('The list, as CSV')
    .setInputFiles({ name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await button('Upload').click();
  await desk.getByText('The row has too few columns.').waitFor();
  await look('csv-outcome');
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
