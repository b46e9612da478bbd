/** The sign-in page in a real browser: for all eyes, by keyboard alone, and without a script. */
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Database } from '../../../../services/hospital/database/api.ts';
import { openProvider } from '../../../../services/hospital/identity/provider/provider.ts';
import { databases } from '../../../support/databases.ts';
import { freePort } from '../../../support/places.ts';
import { chromiumArguments, screenTroubles } from '../../../support/screen.ts';
import { type SignInHospital, signInHospital } from '../../../support/signed-in.ts';

const [, engine] = databases;
if (engine === undefined) throw new Error('no embedded database');
const test = suite('the demonstration’s sign-in page');
const stepMsMax = 15_000;
let database: Database;
let hospital: SignInHospital;
let browser: Browser;
let page: Page;
const blocked: string[] = [];

test.before(async () => {
  database = await engine.open();
  hospital = await signInHospital({ database });
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: [...chromiumArguments] });
});
test.before.each(async () => {
  const context = await browser.newContext({ viewport: { width: 800, height: 900 } });
  page = await context.newPage();
  page.setDefaultTimeout(stepMsMax);
  blocked.length = 0;
  page.on('console', (message) => {
    if (message.type() === 'error') blocked.push(message.text());
  });
});
test.after.each(() => page.context().close());

/** What axe finds; the rules for gloves are for the station's screens. */
const accessTroubles = async () => (await screenTroubles(page)).filter((trouble) => trouble.startsWith('axe '));

test('everybody can read it, and it says that it is a demonstration', async () => {
  await page.goto(`${hospital.origin}/sign-in?to=/`);
  assert.is(await page.title(), 'Sign in as');
  assert.match(await page.locator('.notice').innerText(), /Nobody proves here who they are/);
  assert.is(await page.evaluate("getComputedStyle(document.querySelector('.notice')).borderLeftWidth !== '0px'"), true);
  assert.equal(await accessTroubles(), []);
});

test('somebody who has only a keyboard signs in and out', async () => {
  await page.goto(`${hospital.origin}/sign-in?to=/`);
  await page.keyboard.press('Tab');
  assert.match(await page.evaluate<string>('document.activeElement.textContent'), /Ngozi Adeyemi/);
  await page.keyboard.press('Enter');
  await page.waitForURL(`${hospital.origin}/`);
  const to = await page.evaluate<string>(`(async () => {
    const { csrf } = await (await fetch('/api/me')).json();
    const answer = await fetch('/sign-out', { method: 'POST', headers: { 'x-csrf-token': csrf } });
    return (await answer.json()).to;
  })()`);
  await page.goto(to);
  assert.is(await page.title(), 'Sign out here as well?');
  assert.equal(await accessTroubles(), []);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForURL(`${hospital.origin}/signed-out`);
  assert.equal(await accessTroubles(), []);
  assert.equal(blocked, [], 'the content security policies allow what the pages need');
});

test('who has no role reads why, and comes from there to signing in as somebody else', async () => {
  await page.goto(`${hospital.origin}/sign-in?to=/`);
  await page.getByRole('button', { name: /Sam Whitlock/ }).click();
  await page.getByRole('heading', { name: 'You have no role here' }).waitFor();
  assert.equal(await accessTroubles(), []);
  await page.getByRole('link').click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('link', { name: 'Sign in again' }).click();
  await page.getByRole('button', { name: /Priya Raman/ }).click();
  await page.waitForURL(`${hospital.origin}/`);
});

test('an old page of the provider, and a wrong request, are explained', async () => {
  const answer = await fetch(`${hospital.issuer}/interaction/nothing`);
  assert.is(answer.status, 400);
  assert.match(await answer.text(), /too old, or belongs to another browser/);
  const wrong = await fetch(`${hospital.issuer}/auth?client_id=lentigo-web&redirect_uri=https://evil.example`, {
    redirect: 'manual',
  });
  assert.is(wrong.status, 400);
  assert.match(await wrong.text(), /The sign-in was refused \(invalid_redirect_uri\)/);
});

test('tokens from before a restart of the provider are still good after it', async () => {
  const folder = join(hospital.home, 'restarted');
  const keys = async () => {
    const provider = await openProvider({ folder, port: await freePort(), webOrigin: hospital.origin });
    const found = await (await fetch(`${provider.issuer}/jwks`)).json();
    await provider.close();
    return { found, system: provider.system };
  };
  assert.equal(await keys(), await keys());
});

test.after(async () => {
  await browser.close();
  await hospital.close();
  await database.close();
  await engine.stop();
});
test.run();
