/**
 * The whole service at once, as its people use it: a referral is accepted and booked, a patient is photographed at the
 * station, a picture turns out to be another patient's and is settled, and the auditor sees who did what.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { filedPictures } from '../../scripts/visit/archive.ts';
import { driveVisit, type TakenPicture } from '../../scripts/visit/drive.ts';
import { inventedPhotographer } from '../../scripts/visit/invented-photographer.ts';
import { connectKiosk } from '../../scripts/visit/kiosk-client.ts';
import { signIn as signInAtStation } from '../../scripts/visit/walk.ts';
import { objectsIn } from '../../services/hospital/archive/dicom-folder.ts';
import { people } from '../../services/hospital/demonstration/people.ts';
import { readObject } from '../../services/hospital/dicom/read.ts';
import { hashOf } from '../../services/wire/signing.ts';
import { referralResources, transactionOf, withChange } from '../services/hospital/referral/fhir/fhir-desk.ts';
import { temporaryFolder } from '../support/clinic.ts';
import { chromiumArguments, chromiumProgram } from '../support/screen.ts';
import { filedBefore, type RunningService, startAsUser } from '../support/service.ts';

/** A picture element as the page knows it; the tests' own types have no page. */
interface Thumbnail {
  scrollIntoView(): void;
  decode(): Promise<void>;
}

const stepMsMax = 30_000;
const keyObjectSelection = '1.2.840.10008.5.1.4.1.1.88.59';
const folder = temporaryFolder('whole-day');
const archive = join(folder.path, 'home', 'hospital', 'archive');
const test = suite('a whole day');

let service: RunningService;
let browser: Browser;
let desk: Page;
let taken: readonly TakenPicture[];

async function signIn(who: RegExp, to: string): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  desk = await context.newPage();
  desk.setDefaultTimeout(stepMsMax);
  await desk.goto(`http://127.0.0.1:${service.hospitalPort}/sign-in?to=${encodeURIComponent(to)}`);
  await desk.getByRole('button', { name: who }).click();
}

const button = (name: string | RegExp) => desk.getByRole('button', { name }).first();
const link = (name: string | RegExp) => desk.getByRole('link', { name }).first();
const heading = (name: string | RegExp) => desk.getByRole('heading', { name }).first().waitFor();

async function patientsOnTheStation(): Promise<readonly string[]> {
  const kiosk = await connectKiosk(service.kioskPort);
  await signInAtStation(kiosk, inventedPhotographer());
  const { clinic } = await kiosk.until('the whole list', (view) => view.clinic.length === people.length, stepMsMax);
  kiosk.close();
  return clinic.map(({ familyName }) => familyName);
}

/** What the archive holds of today: the patient's hospital number of each object, and what it is. */
async function filed() {
  const all = (await objectsIn(archive)).map((as) => readObject(readFileSync(join(archive, as))));
  return all.filter((one) => one?.jpeg === undefined || !filedBefore.has(hashOf(one.jpeg)));
}

test.before(async () => {
  service = await startAsUser({ home: join(folder.path, 'home'), args: ['--camera-size', '900x600'] });
  browser = await chromium.launch({ executablePath: chromiumProgram, args: [...chromiumArguments] });
});

test('the station shows the clinic that the hospital has booked', async () => {
  assert.equal(
    await patientsOnTheStation(),
    people.map(({ familyName }) => familyName),
  );
});

test('a practice’s system sends a referral by FHIR, and is told what is wrong with another one', async () => {
  const origin = `http://127.0.0.1:${service.hospitalPort}`;
  const { systemSecret } = JSON.parse(
    readFileSync(join(service.home, 'hospital', 'provider', 'provider.json'), 'utf8'),
  );
  const granted = await fetch(`http://127.0.0.1:${service.identityPort}/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`gp-system:${systemSecret}`)}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'fhir' }),
  });
  const { access_token: token } = (await granted.json()) as { access_token: string };
  const send = (bundle: unknown) =>
    fetch(`${origin}/fhir`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/fhir+json' },
      body: JSON.stringify(bundle),
    });
  const taken = await send(transactionOf(referralResources()));
  assert.is(taken.status, 200, await taken.clone().text());
  const wrong = await send(withChange('patient', (patient) => delete patient.birthDate));
  assert.ok(wrong.status >= 400 && wrong.status < 500);
  assert.is(((await wrong.json()) as { resourceType: string }).resourceType, 'OperationOutcome');
  assert.is((await fetch(`${origin}/fhir`, { method: 'POST' })).status, 401);
});

test('a coordinator accepts a referral and books it into a free time', async () => {
  await signIn(/Ngozi Adeyemi/, '/');
  await link(/ADEYINKA/).click();
  await button('Accept').click();
  await button('Book an appointment').click();
  await button(/^Times/).click();
  await desk.getByRole('radio').nth(1).check();
  await button(/^Book (Mon|Tue|Wed|Thu|Fri|Sat|Sun) /).click();
  await desk
    .getByText(/Booked for /)
    .first()
    .waitFor();
  await link('Everything about this patient').click();
  await desk.getByText('Appointment booked').waitFor();
});

test('pictures that are taken at the station stand in the patient’s record a moment later', async () => {
  const kiosk = await connectKiosk(service.kioskPort);
  taken = await driveVisit(kiosk, {
    pictures: 3,
    photographer: inventedPhotographer(),
    archive: filedPictures(service.home, undefined),
  });
  kiosk.close();
  await desk.goto(`http://127.0.0.1:${service.hospitalPort}/`);
  await desk.getByLabel(/Name, NHS number/).fill('okonkwo');
  await desk.getByLabel('State').selectOption({ label: 'All' });
  await button('Search').click();
  await link(/OKONKWO/).click();
  await link('Everything about this patient').click();
  await heading('3 pictures');
  await desk.locator('img').nth(2).waitFor();
  // `decode` ends when the bytes are there and are a picture; it fails when they are not. A predicate that the page
  // polls would be evaluated again and again, which the page's content security policy forbids.
  await desk.locator('img').evaluateAll(async (all) => {
    for (const one of all as unknown as readonly Thumbnail[]) {
      one.scrollIntoView(); // below the fold it would wait for a reader
      await one.decode();
    }
  });
  assert.is(await desk.locator('img').count(), 3, 'each thumbnail is a picture');
});

test('a picture of another patient is taken out, settled by hand, and the archive says so of the first object', async () => {
  const before = await filed();
  assert.is(before.length, 3);
  await button(/^Wrong patient/).click();
  await desk.getByLabel('How do you know?').fill('The photographer telephoned: this is the next patient.');
  await button('Yes, take it out of this record').click();
  await desk.getByText(/It waits under/).waitFor();
  await link(/^Pictures to settle/).click();
  await link(/Somebody said/).click();
  await desk.getByRole('radio', { name: /NWOSU/ }).check();
  await desk.getByLabel('How do you know?').fill('The photographer telephoned.');
  await button('Go on').click();
  await button(/^Yes, file it to Adaeze Nwosu/).click();
  await desk
    .getByText(/Filed to NWOSU/)
    .first()
    .waitFor();

  const after = await filed();
  const [notes, pictures] = [
    after.filter((one) => one?.sopClass === keyObjectSelection),
    after.filter((one) => one?.jpeg !== undefined),
  ];
  assert.is(notes.length, 1, 'the note that rejects the first object');
  assert.is(pictures.length, 4, 'the first object stays, and there is one more');
  const moved = pictures.filter((one) => one?.jpeg !== undefined && hashOf(one.jpeg) === taken[0]?.sha256);
  assert.is(moved.length, 2, 'the same bytes, once for each patient');
  assert.is(new Set(moved.map((one) => one?.studyUid)).size, 2, 'never two patients in one study');
  assert.equal(moved.map((one) => one?.patientName).sort(), ['Nwosu^Adaeze', 'Okonkwo-Bright^Margaret']);
});

test('the auditor sees who did it, and that the log is whole', async () => {
  await signIn(/Owen Pritchard/, '/audit');
  await desk
    .getByText(/settle|decide/i)
    .first()
    .waitFor();
  const check = await desk.evaluate('fetch("/api/audit/check").then((answer) => answer.json())');
  const { entries, brokenAt } = check as { entries: number; brokenAt?: number };
  assert.ok(entries > 60, `${entries} entries`);
  assert.is(brokenAt, undefined);
});

test.after(async () => {
  await browser?.close();
  await service?.stop();
  folder.remove();
});
test.run();
