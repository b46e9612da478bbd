/** Every shared part in every state, measured on every display: size, gaps, contrast, names for readers of the screen. */
import { type Browser, chromium, type Page } from 'playwright-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { builtPages } from '../support/built-pages.ts';
import { drawn, troublesOnEveryDisplay } from '../support/every-display.ts';
import { type FakeStation, fakeStation } from '../support/fake-station.ts';
import { chromiumArguments, chromiumProgram, displays, layoutTroubles } from '../support/screen.ts';
import { measure } from '../support/screen-probe.ts';
import { viewShown } from '../support/shown.ts';

const stepMsMax = 20_000;

const test = suite('gallery of parts');
let station: FakeStation;
let browser: Browser;
let page: Page;
const names: string[] = [];
const complaints: string[] = [];

async function look(name: string): Promise<void> {
  const troubles = await troublesOnEveryDisplay(page, `part-${name}`);
  await page.setViewportSize(displays[3]);
  assert.equal(troubles, [], name);
}

async function turnTo(name: string): Promise<void> {
  await page.goto(`${station.gallery}#${name}`);
  await page.getByRole('heading', { name, exact: true }).waitFor();
}

test.before(async () => {
  station = await fakeStation({ view: viewShown(), pagesFolder: await builtPages() });
  browser = await chromium.launch({ executablePath: chromiumProgram, args: chromiumArguments });
  page = await browser.newPage({ viewport: displays[3], hasTouch: true });
  page.setDefaultTimeout(stepMsMax);
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  await page.goto(station.gallery);
  await page.getByRole('heading', { name: 'Parts' }).waitFor();
  await drawn(page);
  for (const link of await page.locator('.rows a').all()) names.push((await link.textContent()) ?? '');
});

test('the parts are listed, a dozen or more of them', async () => {
  assert.ok(names.length >= 12, `${names.length}`);
  await look('index');
});

test('every part in every state is fit for gloves and for all eyes, on every display', async () => {
  for (const name of names) {
    await turnTo(name);
    await look(name);
  }
});

test('every page of the keyboard has keys of 10 mm and more', async () => {
  await turnTo('keyboard');
  for (const key of ['⇧ Shift', '123', 'abc', 'éßł']) {
    await page.getByRole('button', { name: key }).tap();
    await look(`keyboard-${key}`);
  }
});

test('the keyboard types what is tapped, and takes back what was wrong', async () => {
  await turnTo('keyboard');
  await page.reload();
  for (const key of ['J', 'o', 'Delete', 'e', 'a', 'n', '-', 'P'])
    await page.getByRole('button', { name: key, exact: true }).tap();
  await page.getByText('Typed: Jean-P').waitFor();
});

test('the number pad takes its digits and no more', async () => {
  await turnTo('number-pad');
  for (const digit of '99900000183') await page.getByRole('button', { name: digit, exact: true }).tap();
  await page.getByText('Typed: 9990000018', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Back' }).tap();
  await page.getByText('Typed: 999000001', { exact: true }).waitFor();
});

test('parts can be read at twice the size, without motion and in forced colours', async () => {
  await page.emulateMedia({ reducedMotion: 'reduce', forcedColors: 'active' });
  for (const name of ['choices', 'buttons']) {
    await turnTo(name);
    // The system's own colours have their contrast from the system; measured is that all stays in its place.
    assert.equal(layoutTroubles(await page.evaluate(measure)), [], name);
  }
  await page.emulateMedia({ reducedMotion: null, forcedColors: null });
  await page.setViewportSize({ width: 427, height: 240 }); // what a display of 853 × 480 has at 200 %
  for (const name of ['dialog', 'fields']) {
    await turnTo(name);
    const right = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    assert.ok(Number(right) <= 0, `${name} reaches ${right} px out of the page sideways`);
  }
  await page.setViewportSize(displays[3]);
});

test('nothing was complained of', () => {
  assert.equal(complaints, []);
});

test.after(async () => {
  await browser.close();
  await station.close();
});

test.run();
