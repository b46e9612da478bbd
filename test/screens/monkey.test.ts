/**
 * A monkey at the kiosk (fault matrix F15): thousands of random touches, keys and gestures at the real service in real
 * Chromium. It never gets out of the station's own pages, and nothing of the browser's own opens.
 *
 * `LENTIGO_MONKEY=50000` for the long run; `LENTIGO_SEED` repeats one.
 */
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { inventedPhotographer } from '../../scripts/visit/invented-photographer.ts';
import { connectKiosk, type KioskClient } from '../../scripts/visit/kiosk-client.ts';
import { agree, identify } from '../../scripts/visit/walk.ts';
import { photographers } from '../../services/hospital/demonstration/photographers.ts';
import { chanceOf } from '../support/chance.ts';
import { temporaryFolder } from '../support/clinic.ts';
import { chromiumArguments, displays } from '../support/screen.ts';
import { type RunningService, startAsUser } from '../support/service.ts';

const actions = Number(process.env.LENTIGO_MONKEY ?? 5_000);
const seed = Number(process.env.LENTIGO_SEED ?? Math.floor(Math.random() * 1e9));
/** So often somebody who knows the PIN brings the station on, or the monkey would sit before the lock. */
const keeperEvery = 125;
/** How many hands it has. */
const handful = 5;
const stepMsMax = 20_000;
const answerMsMax = 3_000;
const photographer = inventedPhotographer();
const [{ badge }] = photographers;
const folder = temporaryFolder('monkey');
const [display] = displays;

const keys = [
  ...['Enter', 'Escape', 'Tab', 'Space', 'Backspace', 'Delete', 'ArrowDown', 'ArrowUp', 'Home', 'End', 'PageDown'],
  ...['F1', 'F3', 'F5', 'F6', 'F7', 'F10', 'F11', 'F12', 'ContextMenu', 'PrintScreen'],
  ...['Control+a', 'Control+c', 'Control+d', 'Control+f', 'Control+h', 'Control+j', 'Control+l', 'Control+n'],
  ...['Control+o', 'Control+p', 'Control+s', 'Control+t', 'Control+u', 'Control+w', 'Control+Shift+i'],
  ...['Alt+ArrowLeft', 'Alt+ArrowRight', 'Alt+Home', 'Alt+d', 'Control+Equal', 'Control+Minus', 'Shift+F10'],
];

let service: RunningService;
let browser: Browser;
let page: Page;
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

/** A page that goes while it is touched takes the answer with it: then the next one has to answer, or it hangs. */
async function answeredBy(done: Promise<unknown>): Promise<void> {
  let patience: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    patience = setTimeout(() => resolve('late'), answerMsMax);
  });
  if ((await Promise.race([done, late])) === 'late') await page.locator('body').waitFor({ timeout: answerMsMax });
  clearTimeout(patience);
}

const test = suite('monkey');

test.before(async () => {
  service = await startAsUser({
    home: join(folder.path, 'home'),
    args: ['--camera-size', '1200x800'],
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
  const chance = chanceOf(seed);
  const pick = <T>(of: readonly T[]): T => {
    const found = of[Math.floor(chance() * of.length)];
    if (found === undefined) throw new Error('there is something to pick from');
    return found;
  };
  const x = () => Math.floor(chance() * display.width);
  const y = () => Math.floor(chance() * display.height);
  const deeds: readonly (() => Promise<unknown>)[] = [
    () => page.mouse.click(x(), y()),
    () => page.mouse.click(x(), y()),
    () => page.touchscreen.tap(x(), y()),
    () => page.touchscreen.tap(x(), y()),
    () => page.mouse.click(x(), y(), { button: 'right' }),
    () => page.mouse.click(x(), y(), { button: 'middle' }),
    () => page.mouse.dblclick(x(), y()),
    () => page.mouse.wheel(x() - display.width / 2, y() - display.height / 2),
    async () => {
      await page.mouse.move(x(), y());
      await page.mouse.down();
      await page.mouse.move(x(), y(), { steps: 3 });
      await page.mouse.up();
    },
    () => page.keyboard.press(pick(keys)),
    () => page.keyboard.press(pick(keys)),
    () => page.keyboard.type(pick(['7', '42', 'Smith', '\'"><script>', '00-AAAA', 'javascript:alert(1)', 'é'])),
  ];
  const kiosk = await connectKiosk(service.kioskPort);
  for (let count = 0; count < actions; count += handful) {
    if (count % keeperEvery === 0) await keeper(kiosk);
    if (page.url().endsWith('/bench/')) await page.goto(`http://127.0.0.1:${service.kioskPort}/`);
    // several at once, as a monkey does: every one by itself would wait for the next frame
    const done = Promise.all(Array.from({ length: Math.min(handful, actions - count) }, () => pick(deeds)()));
    await answeredBy(done);
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
