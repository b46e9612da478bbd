/**
 * A coordinator's morning in real Chromium: inbox, a referral, booking, the clinic, a picture to settle, the journey. The
 * server is a stand-in with invented people. Every page and state on the way is measured in every window.
 * `LENTIGO_SCREENSHOTS=DIR` keeps a picture of each, for a person to look at.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { buildPages } from '../../scripts/pages.ts';
import { temporaryFolder } from '../support/clinic.ts';
import { deskTroubles, keyboardTroubles, windows } from '../support/hospital-pages/desk-screen.ts';
import { type StandIn, standIn } from '../support/hospital-pages/server.ts';
import { chromiumArguments } from '../support/screen.ts';

const shots = process.env.LENTIGO_SCREENSHOTS;
if (shots !== undefined) mkdirSync(shots, { recursive: true });
const stepMsMax = 5_000;
/** A Monday morning, while the clinic at Histon is on. */
const moment = new Date('2026-11-23T10:10:00Z');
const folder = temporaryFolder('coordinator');

let hospital: StandIn;
let browser: Browser;
let context: BrowserContext;
let desk: Page;
const asked: string[] = [];
const complaints: string[] = [];

async function look(name: string, options: { keyboard?: boolean } = {}): Promise<void> {
  await desk.waitForFunction("document.querySelector('.waiting') === null && [...document.images].every((image) => image.complete || image.loading === 'lazy')");
  for (const window of windows) {
    await desk.setViewportSize(window);
    await desk.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))');
    if (shots !== undefined)
      await desk.screenshot({ path: join(shots, `${name}-${window.width}.png`), fullPage: window.width < 1000 });
    assert.equal(await deskTroubles(desk), [], `${name} at ${window.width}×${window.height}`);
  }
  await desk.setViewportSize(windows[0]);
  if (options.keyboard !== false) assert.equal(await keyboardTroubles(desk), [], `the keyboard on ${name}`);
}

const button = (name: string | RegExp) => desk.getByRole('button', { name });
const link = (name: string | RegExp) => desk.getByRole('link', { name });
const heading = (name: string | RegExp) => desk.getByRole('heading', { name });
const said = (text: string | RegExp) => desk.locator('.said').getByText(text).waitFor();
const focused = () => desk.evaluate('document.activeElement?.textContent?.trim().slice(0, 80)');

const test = suite('coordinator');

test.before(async () => {
  await buildPages(join(folder.path, 'pages'), ['hospital']);
  hospital = await standIn(join(folder.path, 'pages'), () => moment);
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: chromiumArguments });
  context = await browser.newContext({ viewport: windows[0], reducedMotion: 'reduce' });
  desk = await context.newPage();
  desk.setDefaultTimeout(stepMsMax);
  desk.on('request', (request) => asked.push(request.url()));
  desk.on('dialog', (dialog) => dialog.accept()); // the browser asks before it leaves a page with a form that was begun
  desk.on('pageerror', (error) => complaints.push(String(error)));
  desk.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  await desk.clock.setFixedTime(moment);
});

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
  await button(/^Cancel/).click();
  await button('Cancel the appointment').click();
  await desk.getByText('Write why: the patient is told.').waitFor();
  await look('referral-cancel');
  await desk.getByLabel('Why?').fill('The patient is on holiday.');
  await button('Cancel the appointment').click();
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

test('a patient’s journey in words; a picture opens large and gives the keyboard back; a wrong one is taken out', async () => {
  const seen = hospital.record.pictures[0];
  await desk.goto(`${hospital.url}/patients/${seen?.patient}`);
  await button(/^Open large/)
    .first()
    .waitFor();
  await look('patient');
  await button(/^Open large/)
    .first()
    .click();
  await desk.getByRole('dialog').waitFor();
  await desk.keyboard.press('ArrowRight');
  await look('picture-large', { keyboard: false });
  await desk.keyboard.press('Escape');
  await desk.getByRole('dialog').waitFor({ state: 'detached' });
  await desk.waitForFunction("document.activeElement?.matches('.picture')");
  await button(/^Wrong patient/)
    .first()
    .click();
  await look('wrong-patient');
  await desk.getByLabel('How do you know?').fill('Another person’s tattoo.');
  await button('Yes, take it out of this record').click();
  await said('The picture is out of this record');
  await desk.getByText('taken out: not this patient').first().waitFor();
  await look('patient-corrected');
  await link('Who has looked at this record').click();
  await heading('Who has looked at this record').waitFor();
  await look('access');
});

test('messages that wait, and letters for the record system that are tried again', async () => {
  await link(/^Messages/).click();
  await button(/Try again to send/)
    .first()
    .waitFor();
  await look('messages');
  await button(/Try again to send/)
    .first()
    .click();
  await said('is tried again');
  await link(/^Record system/).click();
  await button(/^Try again/)
    .first()
    .waitFor();
  await look('outbound');
  await button(/^Try again/)
    .first()
    .click();
  await said('It is tried again.');
});

test('a consultant reads and is offered nothing to change', async () => {
  hospital.signIn('Dr Helen Marsh', ['consultant']);
  await desk.goto(`${hospital.url}/referrals/${hospital.record.referrals[1]?.id}`);
  await heading('FENWICK, Alan').waitFor();
  assert.is(await button(/Accept|Reject|Choose|Book/).count(), 0);
  assert.is(await link('Clinics').count(), 0);
  await look('consultant');
  await desk.goto(`${hospital.url}/audit`);
  await heading('This page is not part of your work').waitFor();
  await look('not-yours');
});

test('an auditor begins with the log and checks that it is whole', async () => {
  hospital.signIn('Olu Auditor', ['auditor']);
  await desk.goto(hospital.url);
  await heading('Audit log').waitFor();
  await desk.getByRole('row').nth(1).waitFor();
  await button('Check the log').click();
  await desk.getByText('The log is whole.').waitFor();
  await look('audit');
});

test('who is signed out is asked to sign in and comes back; a form that was being sent stays', async () => {
  hospital.signIn('Ada Coordinator', ['coordinator']);
  await desk.goto(`${hospital.url}/clinics/sites`);
  await button('Add a site').click();
  await desk.getByLabel('Name', { exact: true }).fill('Soham Surgery');
  await desk.getByLabel('Short name').fill('soham');
  await desk.getByLabel('Address').fill('High Street');
  hospital.behave('sign-out');
  await button('Save').click();
  await desk.getByText('You have been signed out').waitFor();
  await look('signed-out-while-typing');
  hospital.behave('answer');
  await button('Try again').click();
  await said('Soham Surgery is saved.');
  hospital.behave('sign-out');
  await link('Referrals').first().click();
  await desk.waitForURL(/\/sign-in\?to=%2F/);
  hospital.behave('answer');
});

test('signing out leaves nothing of a patient on the screen or in the browser', async () => {
  await desk.goto(hospital.url);
  await link(/FENWICK/).waitFor();
  await button('Sign out').click();
  await desk.waitForURL(/signed-out/);
  assert.not.match(String(await desk.locator('body').textContent()), /FENWICK|999 /);
  assert.is(await desk.evaluate('JSON.stringify([localStorage, sessionStorage, document.cookie])'), '[{},{},""]');
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

test.after(async () => {
  await browser.close();
  await hospital.close();
  folder.remove();
});
test.run();
