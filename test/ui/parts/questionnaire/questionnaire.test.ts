/** What the patient's page at home and the one at the station share: which questions apply, what an answer is. */
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { checkAnswers } from '../../../../services/hospital/questionnaire/answers.ts';
import { readForm } from '../../../../services/hospital/questionnaire/form.ts';
import { stationSheets } from '../../../../services/hospital/questionnaire/sheet.ts';
import type { StationSheet } from '../../../../services/wire/questionnaire.ts';
import { dayOf, dayWritten, partsOf } from '../../../../ui/parts/questionnaire/days.ts';
import {
  answersOf,
  askedOf,
  type Draft,
  filled,
  problemWith,
  stepsOf,
} from '../../../../ui/parts/questionnaire/draft.ts';
import { answerWritten, isChosen, rowsOf, withChoice } from '../../../../ui/parts/questionnaire/options.ts';

const form = readForm();
const sheets = stationSheets(form);
const sheetIn = (language: string): StationSheet => {
  const sheet = sheets.find((one) => one.language === language);
  if (sheet === undefined) throw new Error(language);
  return sheet;
};
const english = sheetIn('en');
const question = (linkId: string, { questions } = english) => {
  const found = questions.find((one) => one.linkId === linkId);
  if (found === undefined) throw new Error(linkId);
  return found;
};

const test = suite('the questionnaire’s parts');

test('a question that waits for an answer is asked with it, and its answer goes with it', () => {
  const draft: Draft = { 'who.answering': 'helper', 'who.helper': 'daughter' };
  assert.ok(askedOf(english.questions, draft).some(({ linkId }) => linkId === 'who.helper'));
  assert.is(answersOf(english.questions, draft)['who.helper'], 'daughter');
  const alone = { ...draft, 'who.answering': 'patient' };
  assert.equal(answersOf(english.questions, alone), { 'who.answering': 'patient' });
});

test('whatever is tapped, the page sends nothing that the hospital does not take', () => {
  const taps = fc.array(fc.tuple(fc.nat(english.questions.length - 1), fc.nat(5), fc.string({ maxLength: 40 })), {
    maxLength: 80,
  });
  const required = checkAnswers(form, {}, wordsOf('en'));
  assert.is(required.kind, 'problems');
  fc.assert(
    fc.property(taps, (list) => {
      let draft: Draft = {};
      for (const [place, row, text] of list) {
        const one = english.questions[place];
        if (one === undefined) continue;
        const rows = rowsOf(one, english.words);
        const value = rows[row % Math.max(1, rows.length)]?.value;
        draft =
          value === undefined
            ? { ...draft, [one.linkId]: text.replaceAll(/\p{Cc}/gu, ' ') }
            : withChoice(draft, one, value, !isChosen(draft, one, value));
      }
      const answers = answersOf(english.questions, draft);
      const lacking = askedOf(english.questions, draft).filter(
        (one) => problemWith(one, draft, english.words) !== undefined,
      );
      const checked = checkAnswers(form, answers, wordsOf('en'));
      if (lacking.length === 0) assert.is(checked.kind, 'answers');
      else
        assert.equal(
          checked.kind === 'problems' && Object.keys(checked.fields).sort(),
          lacking.map(({ linkId }) => linkId).sort(),
        );
    }),
    { numRuns: 300 },
  );
});

test('an answer is read again in the language in which it was given', () => {
  const draft: Draft = { 'skin.changed': ['colour', 'size'], 'medicines.any': true };
  assert.is(
    answerWritten(question('skin.changed'), draft['skin.changed'], english),
    'It has become bigger, Its colour has changed',
  );
  const arabic = sheetIn('ar');
  assert.is(answerWritten(question('skin.changed', arabic), draft['skin.changed'], arabic), 'أصبحت أكبر، تغيّر لونها');
  assert.is(answerWritten(question('medicines.any', arabic), true, arabic), 'نعم');
  assert.is(answerWritten(question('skin.more'), undefined, english), '');
});

test('a day is one of the calendar, in any digits', () => {
  assert.is(dayOf({ day: '3', month: '4', year: '1958' }), '1958-04-03');
  assert.is(dayOf({ day: '٣', month: '٤', year: '١٩٥٨' }), '1958-04-03');
  for (const [day, month, year] of [
    ['31', '2', '2020'],
    ['', '', ''],
    ['1', '1', '58'],
    ['x', '1', '1958'],
  ] as const)
    assert.is(dayOf({ day, month, year }), undefined);
  assert.equal(partsOf('1958-04-03'), { day: '03', month: '04', year: '1958' });
  assert.equal(partsOf('no date'), { day: '', month: '', year: '' });
  assert.is(dayWritten('1958-04-03', 'en'), '3 April 1958');
  assert.match(dayWritten('1958-04-03', 'ar'), '1958');
});

test('steps keep the order of the questions; words take their numbers', () => {
  assert.equal(
    stepsOf(english).map(({ title }) => title),
    [
      'About you',
      'Your skin problem',
      'Skin cancer and your family',
      'Your skin and the sun',
      'Your medicines and your health',
    ],
  );
  assert.is(filled('Question {n} of {all}, {other}', { n: 3, all: 18 }), 'Question 3 of 18, {other}');
  assert.is(filled(undefined, { n: 1 }), '');
});

function wordsOf(language: string) {
  const words = form.languages.find((one) => one.language === language);
  if (words === undefined) throw new Error(language);
  return words;
}

test.run();
