/**
 * A patient answers the questionnaire on the station's screen, in three languages, with taps alone, in real Chromium at the
 * origin that the page has in the clinic. Every screen is measured on every display. `LENTIGO_SCREENSHOTS=DIR` keeps a
 * picture of each, for a person to look at.
 */
import { type Browser, chromium, type Page } from 'playwright-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { readForm } from '../../services/hospital/questionnaire/form.ts';
import { stationSheets } from '../../services/hospital/questionnaire/sheet.ts';
import { answers as answersForm } from '../../services/wire/questionnaire.ts';
import { builtPages } from '../support/built-pages.ts';
import { troublesOnEveryDisplay } from '../support/every-display.ts';
import { goodBadge, goodPin, type PatientStation, patientStation } from '../support/patient-station.ts';
import { scan } from '../support/scan.ts';
import { chromiumArguments, chromiumProgram, displays } from '../support/screen.ts';

const stepMsMax = 30_000;
/** More than any questionnaire has: a page that goes in circles ends the test. */
const questionsMax = 40;

let station: PatientStation;
let browser: Browser;
let page: Page;
const complaints: string[] = [];

/** What the languages have in common, axe has seen on both displays in English. */
async function look(name: string): Promise<void> {
  const axeOn = name.startsWith('en-') ? 2 : 1;
  assert.equal(await troublesOnEveryDisplay(page, `station-patient-${name}`, { axeOn }), []);
}

const on = () => page.locator('nav .on');
const heading = () => page.locator('h1');
const asked = (linkId: string) => page.locator(`h1[data-question="${linkId}"]`).waitFor();
const chosen = async () =>
  (await page.locator('.options [aria-checked=true] span').allTextContents()).map((text) => text.trim());
const option = (name: string | RegExp) => page.locator('.options button').filter({ hasText: name });
const reviewed = () => page.locator('.answers').waitFor();

async function open(): Promise<void> {
  station.begin();
  await page.goto(`http://localhost:${station.port}/patient/`);
  await on().waitFor();
}

/** Goes through all questions from the first one; `each` sees every one before it is answered. */
async function answerAll(each: (linkId: string, n: number) => Promise<void> = async () => {}): Promise<string[]> {
  const seen: string[] = [];
  while (seen.length < questionsMax) {
    const linkId = await heading().getAttribute('data-question');
    if (linkId === null) return seen;
    seen.push(linkId);
    await each(linkId, seen.length);
    if ((await page.locator('.options').count()) > 0) await page.locator('.options button').first().click();
    else await write(4);
    await on().click();
    await page.locator(`h1:not([data-question="${linkId}"])`).waitFor();
  }
  throw new Error('the questions go in circles');
}

async function write(letters: number): Promise<void> {
  await page.locator('.written').click();
  const keys = page.locator('key-board .hg-standardBtn');
  for (let place = 0; place < letters; place++) await keys.nth(place + 2).click();
  await page.locator('main .call').click();
}

async function typePin(pin: string): Promise<void> {
  for (const digit of pin) await page.locator('number-pad').getByRole('button', { name: digit, exact: true }).click();
  await page.getByRole('button', { name: 'Take back' }).click();
}

const atKiosk = () => page.getByRole('heading', { name: 'The kiosk' }).waitFor();

const test = suite('the patient’s screen at the station');

test.before(async () => {
  station = await patientStation(await builtPages());
  browser = await chromium.launch({ executablePath: chromiumProgram, args: chromiumArguments });
  page = await browser.newPage({ viewport: displays[0], hasTouch: true });
  page.setDefaultTimeout(stepMsMax);
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/WebSocket|404/.test(message.text())) complaints.push(message.text());
  });
  page.on('request', (request) => {
    const { hostname, protocol } = new URL(request.url());
    if (protocol !== 'data:' && hostname !== 'localhost' && hostname !== '127.0.0.1') complaints.push(request.url());
  });
});

for (const { language, direction, title, thanks } of [
  {
    language: 'en',
    direction: 'ltr',
    title: 'Questions before your photographs',
    thanks: 'Please give the screen back',
  },
  { language: 'pl', direction: 'ltr', title: 'Pytania przed wykonaniem zdjęć', thanks: 'Proszę oddać ekran' },
  { language: 'ar', direction: 'rtl', title: 'أسئلة قبل التقاط الصور', thanks: 'يُرجى إعادة الشاشة' },
]) {
  test(`a patient answers in ${language}, and every screen on the way can be read and hit`, async () => {
    await open();
    await page.locator(`.languages [lang=${language}]`).click();
    await page.locator(`html[lang=${language}][dir=${direction}]`).waitFor();
    await page.getByRole('heading', { name: title }).waitFor();
    await look(`${language}-introduction`);
    await on().click();
    await asked('who.answering');
    const seen = await answerAll(async (linkId, n) => {
      if (linkId === 'skin.changed') {
        await on().click(); // nothing chosen yet: it says so, and stays
        await page.locator('.problem').waitFor();
      }
      await look(`${language}-${String(n).padStart(2, '0')}-${linkId}`);
      if (linkId !== 'medicines.list') return;
      await page.locator('.written').click();
      await page.locator('key-board .hg-standardBtn').first().waitFor();
      await look(`${language}-writing`);
      await page.locator('main .call').click();
    });
    assert.ok(seen.length >= 18, `${seen.length} questions`);
    await reviewed();
    await look(`${language}-review`);
    await page.locator('header .language').click();
    await page.locator('main .languages').waitFor();
    await look(`${language}-languages`);
    await page.locator('nav .back').click();
    await reviewed();
    await on().click();
    await page.getByText(thanks).waitFor();
    await look(`${language}-thanks`);
    const sent = station.asked.filter(({ kind }) => kind === 'answers');
    assert.is(sent.length, 1);
    const [answers] = sent;
    if (answers?.kind !== 'answers') throw new Error('no answers');
    assert.is(answers.language, language);
    assert.equal(answersForm.parse(answers.answers), answers.answers);
    assert.equal(Object.keys(answers.answers).sort(), [...seen].sort());
    assert.is(answers.answers['who.answering'], 'patient');
    if (language === 'ar') assert.match(String(answers.answers['medicines.list']), /^\p{Script=Arabic}+$/u);
  });
}

test('only the questions that apply are asked, also when an answer is changed in the review', async () => {
  await open();
  await on().click();
  await asked('who.answering');
  const seen = await answerAll();
  assert.not.ok(seen.includes('who.helper'), 'the patient answers alone');
  await reviewed();
  await page.locator('.answers button').first().click();
  await asked('who.answering');
  await option('I am answering for the patient').click();
  await on().click();
  await asked('who.helper'); // this one has come with the new answer
  await page.locator('nav .back').click();
  await reviewed();
  await on().click(); // and nothing is sent without it
  await asked('who.helper');
  assert.not.ok(station.asked.some(({ kind }) => kind === 'answers'));
  await write(3);
  await on().click();
  await reviewed();
  await page.locator('.answers button').first().click();
  await option('I am the patient').click();
  await on().click();
  await reviewed();
  await on().click();
  await page.locator('.give-back').waitFor();
  const sent = station.asked.findLast(({ kind }) => kind === 'answers');
  assert.not.ok(sent?.kind === 'answers' && 'who.helper' in sent.answers, 'what does not apply any more is not sent');
});

test('“none of these” goes alone, a tap takes a choice back, and another language keeps what was answered', async () => {
  await open();
  await on().click();
  await asked('who.answering');
  await option('I am the patient').click();
  await on().click();
  await asked('skin.since');
  await option('1 to 6 months').click();
  await on().click();
  await asked('skin.changed');
  await option('bigger').click();
  await option('colour').click();
  await option('bigger').click();
  assert.equal(await chosen(), ['Its colour has changed']);
  await on().click();
  await asked('skin.feels');
  await option('It bleeds').click();
  await option('None of these').click();
  assert.is(await page.locator('[aria-checked=true]').count(), 1);
  await page.locator('header .language').click();
  await page.locator('[lang=pl]').click();
  await page.locator('html[lang=pl]').waitFor();
  assert.is(await page.locator('.options [aria-checked=true]').count(), 1);
  await page.locator('nav .back').click();
  await asked('skin.changed');
  assert.equal(await chosen(), ['Zmienił się kolor']);
});

test('a day is given with the number pad; one that is no day is not', async () => {
  const [english] = stationSheets(readForm());
  if (english === undefined) throw new Error('no sheet');
  const question = { linkId: 'noticed', step: 'Your skin problem', text: 'When did you notice it?', required: true };
  station.begin([{ ...english, questions: [{ ...question, type: 'date', options: [] }] }]);
  await page.goto(`http://localhost:${station.port}/patient/`);
  await on().click();
  await asked('noticed');
  const pad = async (digits: string) => {
    for (const digit of digits)
      await page.locator('number-pad').getByRole('button', { name: digit, exact: true }).click();
  };
  await pad('31022026');
  await on().click();
  await page.locator('.problem').waitFor();
  await look('en-date');
  await page.locator('.part.day').click();
  await page.locator('number-pad').getByRole('button', { name: 'Clear' }).click();
  await pad('03');
  await on().click();
  await reviewed();
  await page.getByText('3 February 2026').waitFor();
  await on().click();
  await page.locator('.give-back').waitFor();
  const sent = station.asked.findLast(({ kind }) => kind === 'answers');
  assert.equal(sent?.kind === 'answers' && sent.answers, { noticed: '2026-02-03' });
});

test('staff takes the screen back with the PIN: a wrong one is told, and a wait is waited', async () => {
  await open();
  await on().click();
  await page.locator('header .staff').click();
  await page.getByRole('heading', { name: 'Staff' }).waitFor();
  await page.getByText('Theo Lund').waitFor();
  await look('en-staff');
  await typePin('1111');
  await page.getByText('Wrong PIN').waitFor();
  await look('en-staff-wrong');
  const attempts = () => station.asked.filter(({ kind }) => kind === 'take-back').length;
  station.show({ takeBack: { staff: 'Theo Lund', checking: false, refused: 'wait', waitMs: 60_000 } });
  await page.getByText(/Wait \d+ s/).waitFor();
  await look('en-staff-wait');
  const before = attempts();
  for (const digit of goodPin)
    await page.locator('number-pad').getByText(digit, { exact: true }).click({ force: true });
  await page.getByRole('button', { name: 'Take back' }).click({ force: true });
  assert.is(attempts(), before, 'nothing is tried during a wait');
  station.show({ takeBack: { staff: 'Theo Lund', checking: true } });
  await page.getByText('Checking…').waitFor();
  station.show({ takeBack: { staff: 'Theo Lund', checking: false } });
  await page.locator('number-pad button[aria-disabled=false]').first().waitFor();
  await page.locator('.told .back').click(); // a patient who came here by mistake goes on
  await asked('who.answering');
  await page.locator('header .staff').click();
  await typePin(goodPin);
  await atKiosk();
});

test('a badge before the scanner takes it back too, wherever the patient is, and types into nothing', async () => {
  await open();
  await on().click();
  await asked('who.answering');
  await scan(page, goodBadge);
  await atKiosk();
  assert.equal(
    station.asked.filter(({ kind }) => kind === 'scan'),
    [{ kind: 'scan', code: goodBadge }],
  );
});

test('nothing is left: no storage, no cookie, and no way back to the answers', async () => {
  await open();
  await on().click();
  await asked('who.answering');
  await option('I am the patient').click();
  const kept = await page.evaluate('JSON.stringify([localStorage, sessionStorage, document.cookie])');
  assert.is(kept, '[{},{},""]');
  assert.equal(await page.context().cookies(), []);
  assert.is(await page.locator('input, textarea').count(), 0, 'no field that a browser could fill in again');
  const places = await page.evaluate('history.length');
  station.show({ view: { kind: 'over' } });
  await atKiosk();
  assert.is(await page.evaluate('history.length'), places, 'the kiosk’s page has taken the place of the patient’s');
  station.begin();
  await page.goto(`http://localhost:${station.port}/patient/`);
  await on().waitFor();
  await on().click();
  await asked('who.answering');
  assert.is(await page.locator('[aria-checked=true]').count(), 0, 'the next patient begins anew');
});

test('without the station’s program nothing is lost, and the answers go when it is back', async () => {
  await open();
  await on().click();
  await asked('who.answering');
  await answerAll();
  await reviewed();
  station.reachable(false);
  await page.getByText('This screen is not connected').waitFor();
  await look('en-lost');
  station.reachable(true);
  await page.locator('.trouble').waitFor({ state: 'detached' });
  await on().click();
  await page.locator('.give-back').waitFor();
});

test('whoever answers with a keyboard can, and a new screen begins at its heading', async () => {
  await open();
  await on().focus();
  await page.keyboard.press('Enter');
  await asked('who.answering');
  const focus = 'document.querySelector("station-patient").shadowRoot.activeElement?.localName';
  assert.is(await page.evaluate(focus), 'h1');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await page.locator('[aria-checked=true]').waitFor();
  assert.ok(
    station.asked.some(({ kind }) => kind === 'active'),
    'the station hears that somebody is there',
  );
});

test('at twice the size everything is still there, by scrolling', async () => {
  await open();
  await page.setViewportSize({ width: 427, height: 240 });
  await on().click();
  await asked('who.answering');
  const wide = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
  assert.is(await page.evaluate(wide), 0);
  await option('I am answering for the patient').click();
  await on().click();
  await asked('who.helper');
  await page.setViewportSize(displays[0]);
});

test('the page asked nobody but its own station, and broke nowhere', () => {
  assert.equal(complaints, []);
});

test.after(async () => {
  await browser?.close();
  await station?.close();
});

test.run();
