/** What the patient says of their skin: every state of <questionnaire-screen> on the four displays, and what it tells. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { QuestionnaireView, View } from '../../../../services/station/api/view.ts';
import { type KioskRig, openKiosk, spot } from '../../../support/kiosk-page.ts';
import { questionnaireShown, viewShown, visitShown } from '../../../support/shown.ts';

const none: QuestionnaireView = { ...questionnaireShown, how: 'not-asked', state: 'none', answers: [] };
const visit = visitShown();
const shown = (questionnaire: Partial<QuestionnaireView>, language = 'en'): View =>
  viewShown({ stage: 'questionnaire', visit: { ...visit, language, questionnaire: { ...none, ...questionnaire } } });

const test = suite('questionnaire screen');
let rig: KioskRig;

test.before(async () => {
  rig = await openKiosk(shown(questionnaireShown));
});

test('answers that were given at home are read, and the visit goes on', async () => {
  await rig.heading('Answered at home');
  await rig.page.getByText('About six months').first().waitFor();
  await rig.look('questionnaire-answers');
  await rig.tap('Go on to consent');
  assert.is((await rig.station.asked('questionnaire-done')).declined, false);
});

test('many answers, short and very long, come in pages, and every word of them is on one', async () => {
  const words = Array.from({ length: 260 }, (_, place) => `word${place}`);
  const answers = [
    ...Array.from({ length: 9 }, (_, place) => ({
      question: `Question ${place + 1}?`,
      answer: `Answer number ${place + 1}`,
    })),
    { question: 'Is there anything else that you want to tell?', answer: words.join(' ') },
  ];
  rig.station.show(shown({ ...questionnaireShown, answers }));
  await rig.page.getByText(/Page 1 of \d+/).waitFor();
  await rig.look('questionnaire-many');
  const read = new Set<string>();
  const more = rig.page.getByRole('button', { name: 'More' });
  for (let page = 1; ; page++) {
    await rig.page.getByText(`Page ${page} of`).waitFor();
    for (const text of await rig.page.locator('.shown dd').allTextContents())
      for (const word of text.split(' ')) read.add(word);
    if ((await more.getAttribute('aria-disabled')) === 'true') break;
    if (page === 2) await rig.look('questionnaire-long');
    await more.tap();
  }
  assert.equal(
    words.filter((word) => !read.has(word)),
    [],
  );
});

test('without answers the screen goes to the patient in their language, which comes first', async () => {
  rig.station.show(shown({}, 'pl-PL'));
  await rig.heading('Not answered yet');
  assert.equal(
    (await rig.page.locator('.languages button').allTextContents()).map((text) => text.trim()),
    ['Polski', 'English', 'العربية'],
  );
  await rig.look('questionnaire-none');
  await rig.tap('Polski');
  assert.is((await rig.station.asked('hand-over')).language, 'pl');
});

test('twenty languages come in pages', async () => {
  const codes = 'ar bg bn cs cy de el en es fa fr hi hu it lt lv pl pt ro ru'.split(' ');
  const languages = codes.map((code) => ({
    code,
    name: new Intl.DisplayNames(code, { type: 'language' }).of(code) ?? code,
  }));
  rig.station.show(shown({ languages }));
  await rig.page.getByText('Page 1 of').waitFor();
  await rig.look('questionnaire-many-languages');
});

test('a patient who does not want to answer is recorded so, and may change their mind', async () => {
  rig.station.show(shown({}));
  await rig.tap(/does not want to answer/);
  assert.is((await rig.station.asked('questionnaire-done')).declined, true);
  rig.station.show(shown({ how: 'declined' }));
  await rig.heading('The patient did not want to answer');
  await rig.look('questionnaire-declined');
  await rig.tap('Ask after all');
  await rig.heading('Not answered yet');
  await rig.look('questionnaire-asking-again');
  await rig.tap('Back');
  await rig.heading('The patient did not want to answer');
});

test('without a questionnaire from the hospital there is the paper copy, or none', async () => {
  rig.station.show(shown({ languages: [] }));
  await rig.page.getByText('use the paper copy').waitFor();
  await rig.look('questionnaire-no-languages');
  await rig.tap('Go on without asking');
  assert.is((await rig.station.asked('questionnaire-done')).declined, false);
});

test('pages of the paper copy are photographed with the pedal or the button, and counted', async () => {
  await rig.tap('Photograph the paper copy');
  assert.is((await rig.station.asked('photograph-paper')).on, true);
  rig.station.show(shown({ paperArmed: true }));
  await rig.heading(/Paper copy: one page at a time/);
  rig.station.live(await spot(220, 900, 600));
  await rig.page.getByText('No page yet').waitFor();
  await rig.look('questionnaire-paper');
  await rig.tap('Photograph page 1');
  await rig.station.asked('press');
  rig.station.show(shown({ paperArmed: true, paperPages: 1 }));
  await rig.page.getByText('1 page saved').waitFor();
  await rig.tap('All pages are taken');
  assert.is((await rig.station.asked('photograph-paper')).on, false);
  rig.station.show(shown({ how: 'paper', paperPages: 2 }));
  await rig.heading('Answered on paper');
  await rig.page.getByText('2 pages of the paper copy saved').waitFor();
  await rig.look('questionnaire-paper-taken');
});

test('what the patient answered on this screen is shown when it comes back', async () => {
  rig.station.show(shown({ ...questionnaireShown, how: 'at-station' }));
  await rig.heading('Answered on this screen');
  await rig.look('questionnaire-at-station');
  await rig.tap('Change or add');
  await rig.tap('English');
  assert.is((await rig.station.asked('hand-over')).language, 'en');
});

test('answers that were begun at home and not finished say so', async () => {
  rig.station.show(shown({ ...questionnaireShown, state: 'in-progress' }));
  await rig.heading('Begun at home, not finished');
  await rig.tap('Let the patient finish it');
  await rig.heading('The answers are not complete');
  rig.station.show(shown({ how: 'before', state: 'in-progress' }));
  await rig.heading('The answers are not complete');
  await rig.look('questionnaire-unfinished');
});

test('the page complained of nothing and asked nobody but the station', () => {
  assert.equal(rig.complaints(), []);
});

test.after(() => rig.close());
test.run();
