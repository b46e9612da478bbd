/**
 * A photographer at the real service in real Chromium: list, visit, pedal, faults, finish. Every screen on the way is
 * measured on every display. `LENTIGO_SCREENSHOTS=DIR` keeps a picture of each, for a person to look at.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { temporaryFolder } from '../support/clinic.ts';
import { chromiumArguments, displays, screenTroubles } from '../support/screen.ts';
import { pidOf, type RunningService, startAsUser } from '../support/service.ts';

const shots = process.env.LENTIGO_SCREENSHOTS;
if (shots !== undefined) mkdirSync(shots, { recursive: true });
const folder = temporaryFolder('screens');
const stepMsMax = 10_000;

let service: RunningService;
let browser: Browser;
let kiosk: Page;
let bench: Page;
const asked: string[] = [];
const complaints: string[] = [];

async function open(path: string): Promise<Page> {
  const page = await browser.newPage({ viewport: displays[0] });
  page.setDefaultTimeout(stepMsMax);
  page.on('request', (request) => asked.push(request.url()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('dialog', (dialog) => complaints.push(`a dialog: ${dialog.message()}`));
  await page.goto(`http://127.0.0.1:${service.kioskPort}${path}`);
  return page;
}

/** Measures the screen as it is now on every display, and keeps a picture of it when somebody wants to look. */
async function look(page: Page, name: string): Promise<void> {
  for (const display of displays) {
    await page.setViewportSize(display);
    await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))');
    if (shots !== undefined)
      await page.screenshot({ path: join(shots, `${name}-${display.width}x${display.height}.png`) });
    assert.equal(await screenTroubles(page), [], `${name} at ${display.width}×${display.height}`);
  }
  await page.setViewportSize(displays[0]);
}

async function footPress(): Promise<void> {
  const pedal = bench.getByRole('button', { name: 'Pedal' });
  await pedal.dispatchEvent('pointerdown');
  await pedal.dispatchEvent('pointerup');
}

async function fault(name: RegExp): Promise<void> {
  await bench.getByRole('switch', { name }).click();
}

const said = (text: string | RegExp) => kiosk.locator('[role=status]').filter({ hasText: text }).first().waitFor();
const test = suite('photographer');

test.before(async () => {
  service = await startAsUser({
    home: join(folder.path, 'home'),
    args: ['--camera-size', '1800x1200'],
    environment: { LENTIGO_LOG: 'silent' },
  });
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: chromiumArguments });
  kiosk = await open('/');
  bench = await open('/bench/');
});

test('the day begins with today’s list, and the bench with its switches', async () => {
  await kiosk.getByRole('button', { name: /okonkwo-bright/i }).waitFor();
  await look(kiosk, 'clinic');
  await bench.getByRole('switch').first().waitFor();
  await look(bench, 'bench');
  const more = bench.getByRole('button', { name: 'More' });
  for (let page = 2; await more.isEnabled(); page++) {
    await more.click();
    await look(bench, `bench-${page}`);
  }
  await bench.reload(); // the first page again
});

test('a visit opens on the live picture, with the patient over it', async () => {
  await kiosk.getByRole('button', { name: /okonkwo-bright/i }).click();
  await kiosk.locator('main.visit').waitFor();
  await kiosk.getByText('999 000 0018').waitFor();
  await look(kiosk, 'choosing');
  await kiosk
    .getByRole('button', { name: /Locating/ })
    .first()
    .click();
  await said('Ready');
  await look(kiosk, 'armed');
});

test('a press of the foot takes the picture and shows it as saved', async () => {
  await footPress();
  await kiosk.locator('.picture.saved').waitFor();
  await look(kiosk, 'saved');
});

test('the next view is offered, and a tap on the screen takes it', async () => {
  await kiosk.getByRole('button', { name: /Next: close-up/i }).click();
  await said('Ready');
  await kiosk.getByRole('button', { name: /Take picture/ }).click();
  await kiosk.locator('.picture.saved').waitFor();
});

test('a camera that was unplugged is told, nothing is taken, and after plugging it in the next press works', async () => {
  await kiosk.getByRole('button', { name: /Next: dermoscopic/i }).click();
  await said('Ready');
  await fault(/cable out/i);
  await kiosk
    .getByText(/not (plugged|connected)|unplugged|does not answer|cable/i)
    .first()
    .waitFor();
  await look(kiosk, 'unplugged');
  await fault(/cable out/i);
  await said('Ready');
});

test('a camera out of focus is told with what to do, and the picture is taken at the second press', async () => {
  await fault(/no focus/i);
  await footPress();
  await kiosk.locator('.picture.failed, .picture.trouble').first().waitFor();
  await look(kiosk, 'out-of-focus');
  await fault(/no focus/i);
  await bench.waitForTimeout(750); // a foot is not faster: two presses are at least 700 ms apart
  await footPress();
  await kiosk.locator('.picture.saved').waitFor();
});

test('what is at the hospital is shown as such, and the visit ends on the list with nothing left of it', async () => {
  await kiosk
    .getByText(/at (the )?hospital/i)
    .first()
    .waitFor();
  await look(kiosk, 'complete');
  await kiosk.getByRole('button', { name: /Finish/ }).click();
  await kiosk.getByRole('button', { name: /fenwick/i }).waitFor();
  assert.is(await kiosk.getByText('999 000 0018').count(), 1, 'only the list itself names the patient');
  const kept = await kiosk.evaluate('JSON.stringify([localStorage, sessionStorage, document.cookie])');
  assert.is(kept, '[{},{},""]');
});

test('another camera than before is told on the list, and used once somebody has confirmed it', async () => {
  const socket = new WebSocket(`ws://127.0.0.1:${service.kioskPort}/bench/socket`);
  await new Promise((resolve) => socket.addEventListener('open', resolve, { once: true }));
  socket.send(JSON.stringify({ kind: 'fault', fault: 'other-serial', on: true }));
  await kiosk.getByText('not ours').waitFor();
  await look(kiosk, 'other-camera');
  await kiosk.getByRole('button', { name: /exchanged on purpose/ }).click();
  await kiosk.locator('footer').getByText('ready').waitFor();
  socket.close();
});

test('finishing with pictures missing asks first', async () => {
  await kiosk.getByRole('button', { name: /fenwick/i }).click();
  await kiosk.locator('main.lesions').waitFor();
  await look(kiosk, 'lesions');
  await kiosk.getByRole('button', { name: /Finish/ }).click();
  await kiosk.locator('main.finish').waitFor();
  await look(kiosk, 'finish');
  await kiosk.locator('main.finish').getByRole('button').last().click();
});

test('a station that is gone is told, and the page comes back to the list by itself', async () => {
  const died = pidOf(service, 'station/main.ts');
  process.kill(died, 'SIGKILL');
  await kiosk.locator('main.lost').waitFor();
  await kiosk.getByRole('button', { name: /okonkwo-bright/i }).waitFor();
});

test('the pages asked nobody but the station, and complained of nothing', () => {
  const own = `http://127.0.0.1:${service.kioskPort}/`;
  assert.equal(
    asked.filter((url) => !url.startsWith(own)),
    [],
  );
  // A station that is gone refuses connections: that is what the browser complains of while the page waits for it.
  assert.equal(
    complaints.filter((text) => !/WebSocket connection|ERR_CONNECTION_REFUSED/.test(text)),
    [],
  );
});

test.after(async () => {
  await browser.close();
  await service.stop();
  folder.remove();
});
test.run();
