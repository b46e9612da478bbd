/** The rest of a morning at the desk: a journey, messages, other roles, signing out. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { openDesk } from '../support/hospital-pages/desk.ts';

const { asked, button, close, complaints, desk, heading, hospital, link, look, said } = await openDesk();
const test = suite('coordinator: journeys, messages, roles');

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
  await desk.locator('.picture:focus').first().waitFor();
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

test.after(close);
test.run();
