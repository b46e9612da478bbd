/**
 * A patient answers the questionnaire on a telephone, and at a desk, in English and in Arabic, in real Chromium. Every
 * screen on the way is measured. `LENTIGO_SCREENSHOTS=DIR` keeps a picture of each, for a person to look at.
 */
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Fastify, { type FastifyInstance } from 'fastify';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Database } from '../../services/hospital/database/api.ts';
import { secretHash } from '../../services/hospital/questionnaire/answering.ts';
import { readForm } from '../../services/hospital/questionnaire/form.ts';
import { questionnaireRoutes } from '../../services/hospital/questionnaire/routes.ts';
import { bookedAt, type Filled, fill, slotAt } from '../services/hospital/outbound/filled.ts';
import { axeTroubles } from '../support/axe.ts';
import { builtPages } from '../support/built-pages.ts';
import { emptyDatabase } from '../support/databases.ts';
import { chromiumArguments, chromiumProgram } from '../support/screen.ts';

const shots = process.env.LENTIGO_SCREENSHOTS;
if (shots !== undefined) mkdirSync(shots, { recursive: true });
const stepMsMax = 20_000;
const telephone = { width: 360, height: 740 };
const desk = { width: 1280, height: 800 };
/** The least that a finger hits (WCAG 2.2, 2.5.5 AAA), in CSS pixels. */
const targetPxMin = 44;

let database: Database;
let filled: Filled;
let app: FastifyInstance;
let browser: Browser;
let address: string;
const complaints: string[] = [];

async function newLink(): Promise<string> {
  const secret = randomBytes(20).toString('base64url');
  await database.query('insert into questionnaire_link (secret_hash, appointment, expires_at) values ($1, $2, $3)', [
    secretHash(secret),
    filled.appointment,
    slotAt,
  ]);
  await database.query('delete from questionnaire_response');
  return `${address}/q/${secret}`;
}

interface Opened {
  readonly page: Page;
  readonly context: BrowserContext;
}

async function open(link: string, viewport = telephone): Promise<Opened> {
  const context = await browser.newContext({ viewport, hasTouch: true, locale: 'en-GB' });
  const page = await context.newPage();
  page.setDefaultTimeout(stepMsMax);
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    if (!request.url().startsWith(`${address}/`) && !request.url().startsWith('data:'))
      complaints.push(`a request to ${request.url()}`);
  });
  await page.goto(link);
  return { page, context };
}

/** Runs in the page: what is too small for a finger, too close to something else, or wider than the screen. */
const probe = `(() => {
  const troubles = [];
  const root = document.querySelector('patient-page').shadowRoot;
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (wide > 0) troubles.push('the page scrolls sideways by ' + wide + ' px');
  const targets = [...root.querySelectorAll('button, select, textarea, input')].map((element) => {
    const label = element.matches('[type=radio], [type=checkbox]') ? element.closest('label') : element;
    return { name: (label.textContent || element.className).trim().slice(0, 40), box: label.getBoundingClientRect() };
  });
  for (const [place, { name, box }] of targets.entries()) {
    if (Math.min(box.width, box.height) < ${targetPxMin}) troubles.push(name + ' is ' + box.width + ' by ' + box.height + ' px');
    for (const other of targets.slice(place + 1)) {
      const across = Math.max(box.left, other.box.left) - Math.min(box.right, other.box.right);
      const down = Math.max(box.top, other.box.top) - Math.min(box.bottom, other.box.bottom);
      if (Math.max(across, down) < 8) troubles.push(name + ' is too close to ' + other.name);
    }
  }
  for (const element of root.querySelectorAll('h1, h2, p, label, legend, span, button')) {
    const box = element.getBoundingClientRect();
    if (element.matches('.unseen') || box.width === 0) continue;
    if (box.left < -1 || box.right > document.documentElement.clientWidth + 1) troubles.push('leaves the screen: ' + element.textContent.trim().slice(0, 40));
    if (element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0) troubles.push('is cut off: ' + element.textContent.trim().slice(0, 40));
  }
  return troubles;
})()`;

async function look({ page }: Opened, name: string): Promise<void> {
  await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))');
  if (shots !== undefined) await page.screenshot({ path: join(shots, `patient-${name}.png`), fullPage: true });
  assert.equal(await page.evaluate(probe), [], name);
  assert.equal(await axeTroubles(page), [], name);
}

const test = suite('patient');

test.before(async () => {
  const pages = await builtPages();
  database = await emptyDatabase();
  filled = await fill(database);
  app = Fastify();
  app.register(async (scope) =>
    questionnaireRoutes({
      database,
      form: readForm(),
      now: () => bookedAt,
      changed: () => {},
      requestsPerMinuteMax: 10_000,
    })(scope),
  );
  app.addHook('onSend', async (_request, reply) => {
    reply.header('content-security-policy', "default-src 'self'; img-src data:; base-uri 'none'; form-action 'none'");
  });
  app.get('/q/:secret', (_request, reply) =>
    reply.type('text/html').send(readFileSync(join(pages, 'patient/index.html'))),
  );
  app.get<{ Params: { name: string } }>('/assets/:name', (request, reply) =>
    reply
      .type(request.params.name.endsWith('.css') ? 'text/css' : 'text/javascript')
      .send(readFileSync(join(pages, 'assets', request.params.name))),
  );
  address = await app.listen({ host: '127.0.0.1', port: 0 });
  browser = await chromium.launch({ executablePath: chromiumProgram, args: chromiumArguments });
});

/** Answers everything on the step that is shown, the first row of each question, with a trailing text where one can write. */
async function answerStep({ page }: Opened): Promise<void> {
  const asked = page.locator('fieldset[data-question]');
  for (let place = 0; place < (await asked.count()); place++) await asked.nth(place).locator('input').first().check();
  for (const field of await page.locator('textarea').all()) await field.fill('x');
}

async function giveBirth({ page }: Opened, parts: readonly [string, string, string]): Promise<void> {
  for (const [place, text] of parts.entries()) await page.locator('.birth input').nth(place).fill(text);
}

const call = ({ page }: Opened) => page.locator('button.call');
const heading = ({ page }: Opened) => page.locator('h1').textContent();

for (const { language, name, done, birth } of [
  { language: 'en', name: 'English', done: 'Thank you. We have your answers.', birth: ['3', '4', '1958'] },
  { language: 'ar', name: 'العربية', done: 'شكراً لك. وصلتنا إجاباتك.', birth: ['٣', '٤', '١٩٥٨'] },
] as const) {
  for (const [where, viewport] of [
    ['telephone', telephone],
    ['desk', desk],
  ] as const) {
    test(`a patient answers in ${name} on a ${where}, and every screen can be read and hit`, async () => {
      const opened = await open(await newLink(), viewport);
      const { page, context } = opened;
      await call(opened).waitFor();
      await page.locator('select').selectOption(language);
      await page.locator(`html[lang="${language}"]`).waitFor();
      assert.is(await page.evaluate('document.documentElement.dir'), language === 'ar' ? 'rtl' : 'ltr');
      const shot = (step: string) => look(opened, `${language}-${where}-${step}`);
      await shot('0-introduction');
      await call(opened).click();
      for (let step = 1; step <= 5; step++) {
        await page.locator('fieldset[data-question]').first().waitFor();
        await call(opened).click(); // nothing answered yet: it says what is missing, and stays
        await page.locator('.summary').waitFor();
        assert.is(
          await page.evaluate("document.querySelector('patient-page').shadowRoot.activeElement?.className"),
          'summary',
        );
        if (step === 2) await shot('2-missing');
        await answerStep(opened);
        assert.is(await page.locator('.summary, .wrong').count(), 0); // what is answered is no problem any more
        await shot(`${step}-answered`);
        const before = await heading(opened);
        await call(opened).click();
        await page
          .locator('h1')
          .filter({ hasNotText: before ?? '' })
          .waitFor();
      }
      await giveBirth(opened, ['1', '1', '1960']);
      await call(opened).click();
      await page.locator('.summary').waitFor();
      await shot('6-wrong-birth');
      await giveBirth(opened, birth);
      await call(opened).click();
      await page.getByRole('heading', { name: done }).waitFor();
      await shot('7-done');
      const kept = await page.evaluate('JSON.stringify([localStorage, sessionStorage, document.cookie])');
      assert.is(kept, '[{},{},""]');
      assert.equal(await context.cookies(), []);
      await page.goBack().catch(() => {});
      assert.is(await page.locator('fieldset[data-question] input:checked').count(), 0);
      await page.reload();
      await page.locator('h1').waitFor();
      assert.is(await page.locator('button').count(), 0);
      const [row] = await database.query<{ text: string }>('select response::text as text from questionnaire_response');
      assert.match(String(row?.text), '"I am the patient"');
      await context.close();
    });
  }
}

test('a question that waits for another answer comes and goes with it; “none of these” goes alone', async () => {
  const opened = await open(await newLink());
  const { page, context } = opened;
  await call(opened).click();
  await page.getByLabel('I am answering for the patient').check();
  await page.getByLabel('How are you connected').waitFor();
  await page.getByLabel('I am the patient').check();
  await page.getByLabel('How are you connected').waitFor({ state: 'detached' });
  await call(opened).click();
  await page.getByLabel('It bleeds').check();
  await page.getByLabel('It itches').check();
  await page.getByLabel('None of these').check();
  assert.not.ok(await page.getByLabel('It bleeds').isChecked());
  await page.getByLabel('It itches').check();
  assert.not.ok(await page.getByLabel('None of these').isChecked());
  await page.goBack(); // the telephone's own way back
  assert.ok(await page.getByLabel('I am the patient').isChecked());
  await page.locator('select').selectOption('pl');
  await page.getByLabel('Jestem pacjentem').waitFor();
  assert.ok(await page.getByLabel('Jestem pacjentem').isChecked());
  await context.close();
});

test('the whole questionnaire is answered with a keyboard alone', async () => {
  const opened = await open(await newLink());
  const { page, context } = opened;
  await call(opened).waitFor();
  const press = async (...keys: readonly string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  await call(opened).focus();
  await press('Enter');
  await page.locator('fieldset').first().waitFor();
  await press('Tab', 'Space');
  assert.ok(await page.getByLabel('I am the patient').isChecked());
  await press('Enter');
  await page.getByRole('heading', { name: 'Your skin problem' }).waitFor();
  await context.close();
});

test('without a network nothing is lost; a link that is over says so in words', async () => {
  const opened = await open(await newLink());
  const { page, context } = opened;
  await call(opened).click();
  for (let step = 1; step <= 5; step++) {
    const before = await heading(opened);
    await answerStep(opened);
    await call(opened).click();
    await page
      .locator('h1')
      .filter({ hasNotText: before ?? '' })
      .waitFor();
  }
  await giveBirth(opened, ['3', '4', '1958']);
  await context.setOffline(true);
  await call(opened).click();
  await page.getByText('Your answers are still here').waitFor();
  await look(opened, 'en-telephone-offline');
  await context.setOffline(false);
  await call(opened).click();
  await page.getByRole('heading', { name: 'Thank you' }).waitFor();
  await context.close();

  const gone = await open(`${address}/q/a-secret-that-never-was`);
  await gone.page.getByRole('heading', { name: 'This link cannot be used' }).waitFor();
  await look(gone, 'en-telephone-gone');
  await gone.context.close();
});

test('the page asked nobody but its own server, and broke nowhere', () => {
  assert.equal(complaints, []);
});

test.after(async () => {
  await browser?.close();
  await app?.close();
  await database?.close();
});

test.run();
