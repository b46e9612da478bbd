/**
 * A monkey at the kiosk (fault matrix F15): thousands of random touches, keys and gestures at the real service in real
 * Chromium. It never gets out of the station's own pages, and nothing of the browser's own opens.
 *
 * `LENTIGO_MONKEY=50000` for the long run; `LENTIGO_SEED` repeats one.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import sharp from 'sharp';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { inventedPhotographer } from '../../scripts/visit/invented-photographer.ts';
import { connectKiosk, type KioskClient } from '../../scripts/visit/kiosk-client.ts';
import { agree, identify } from '../../scripts/visit/walk.ts';
import { photographers } from '../../services/hospital/demonstration/photographers.ts';
import { chanceOf } from '../support/chance.ts';
import { temporaryFolder } from '../support/clinic.ts';
import { handsOf, type MonkeyHands } from '../support/monkey-hands.ts';
import { chromiumArguments, displays } from '../support/screen.ts';
import { type RunningService, startAsUser } from '../support/service.ts';

const actions = Number(process.env.LENTIGO_MONKEY ?? 5_000);
const seed = Number(process.env.LENTIGO_SEED ?? Math.floor(Math.random() * 1e9));
/** So often somebody who knows the PIN brings the station on, or the monkey would sit before the lock. */
const keeperEvery = 125;
/** What it does at once: every deed by itself would wait for the page's next frame. */
const handful = 25;
const stepMsMax = 60_000;
const photographer = inventedPhotographer();
const [{ badge }] = photographers;
const folder = temporaryFolder('monkey');
const [display] = displays;

let service: RunningService;
let browser: Browser;
let page: Page;
let hands: MonkeyHands;
const escapes: string[] = [];

/** The pages of this station, and nothing else; a simulated station has a link to its bench, and somebody comes back from there. */
function isOurs(address: string): boolean {
  const { host, pathname } = new URL(address);
  const { kioskPort } = service;
  return (
    (host === `127.0.0.1:${kioskPort}` && ['/', '/bench/'].includes(pathname)) ||
    (host === `localhost:${kioskPort}` && pathname === '/patient/')
  );
}

/** What the camera takes is not the monkey's concern: a folder of small pictures costs less than drawn ones. */
async function smallPictures(): Promise<string> {
  const pictures = join(folder.path, 'pictures');
  mkdirSync(pictures);
  for (const background of ['#a86', '#86a', '#6a8']) {
    const jpeg = await sharp({ create: { width: 800, height: 600, channels: 3, background } })
      .jpeg()
      .toBuffer();
    writeFileSync(join(pictures, `${background.slice(1)}.jpg`), jpeg);
  }
  return pictures;
}

const test = suite('monkey');

test.before(async () => {
  service = await startAsUser({
    home: join(folder.path, 'home'),
    args: ['--camera-pictures', await smallPictures()],
    environment: { LENTIGO_LOG: 'silent' },
  });
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: [...chromiumArguments] });
  const context = await browser.newContext({ viewport: display, hasTouch: true });
  page = await context.newPage();
  context.on('page', (opened) => escapes.push(`a new window: ${opened.url()}`));
  page.on('dialog', (dialog) => escapes.push(`a dialog: ${dialog.message()}`));
  page.on('download', (download) => escapes.push(`a download: ${download.suggestedFilename()}`));
  page.on('filechooser', () => escapes.push('a chooser of files'));
  page.on('pageerror', (error) => escapes.push(`the page broke: ${error.message}`));
  page.on('crash', () => escapes.push('the page crashed'));
  page.on('framenavigated', (frame) => {
    if (!isOurs(frame.url())) escapes.push(`another page: ${frame.url()}`);
  });
  await page.goto(`http://127.0.0.1:${service.kioskPort}/`);
  hands = await handsOf(page, display, chanceOf(seed));
});

/** With a badge: the monkey's tries at a PIN may have made that name wait. It also takes the screen back from a patient. */
async function showBadge(kiosk: KioskClient): Promise<void> {
  const closed = () => ['locked', 'patient'].includes(kiosk.view().stage);
  await kiosk.until('the names of staff', ({ signIn }) => signIn === undefined || signIn.roster.length > 0, stepMsMax);
  const idle = () => kiosk.until('a PIN compared', ({ signIn }) => signIn?.checking !== true, stepMsMax);
  await idle(); // the monkey's own: one is compared at a time
  while (closed()) {
    kiosk.say({ kind: 'scan', code: badge });
    await kiosk.until('the badge heard', ({ signIn }) => !closed() || signIn?.checking === true, stepMsMax);
    await idle();
  }
}

/** Signs in, and takes whatever is open one step further. */
async function keeper(kiosk: KioskClient): Promise<void> {
  await showBadge(kiosk);
  const { stage, clinic, visit } = kiosk.view();
  if (stage === 'clinic') {
    const next = clinic.find(({ state }) => state === 'waiting');
    if (next !== undefined) kiosk.say({ kind: 'open-visit', appointment: next.id });
  }
  const known = visit && !visit.registeredByHand;
  if (stage === 'identify' && known) await identify(kiosk, photographer.birthdayOf(visit.named.nhsNumber));
  if (stage === 'questionnaire') await agree(kiosk);
}

test(`${actions.toLocaleString('en-GB')} touches, keys and gestures (seed ${seed}): it stays in the page, and nothing of the browser opens`, async () => {
  const kiosk = await connectKiosk(service.kioskPort, { live: false });
  for (let count = 0; count < actions; count += handful) {
    if (count % keeperEvery === 0) await keeper(kiosk);
    if (page.url().endsWith('/bench/')) await page.goto(`http://127.0.0.1:${service.kioskPort}/`);
    await hands.play(Math.min(handful, actions - count));
    assert.equal(escapes, [], `seed ${seed}, after ${count + handful} actions`);
  }
  await showBadge(kiosk);
  kiosk.close();
  assert.ok(isOurs(page.url()));
  await page.getByRole('button').first().waitFor({ timeout: stepMsMax });
});

test.after(async () => {
  await browser?.close();
  await service?.stop();
  folder.remove();
});
test.run();
