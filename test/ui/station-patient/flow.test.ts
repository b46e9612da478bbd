/** The way through the questionnaire at the station, and the keys that write its texts. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { readForm } from '../../../services/hospital/questionnaire/form.ts';
import { stationSheets } from '../../../services/hospital/questionnaire/sheet.ts';
import { pinDigitsMax, pinDigitsMin } from '../../../services/wire/staff.ts';
import type { Draft } from '../../../ui/parts/questionnaire/draft.ts';
import { backFrom, beginning, onFrom, type Place, progressOf } from '../../../ui/station-patient/flow.ts';
import { keysFor } from '../../../ui/station-patient/keys.ts';
import * as words from '../../../ui/station-patient/words.ts';

const sheets = stationSheets(readForm());
const questions = sheets[0]?.questions ?? [];
const at = (linkId: string, reviewing = false): Place => ({ kind: 'question', linkId, reviewing });

const test = suite('the way through the questionnaire');

test('on leads from question to question to the review, back leads the same way to the beginning', () => {
  const draft: Draft = { 'who.answering': 'patient', 'medicines.any': false };
  const way: Place[] = [beginning];
  for (let place = onFrom(beginning, questions, draft); ; place = onFrom(place, questions, draft)) {
    way.push(place);
    if (place.kind === 'review' || way.length > 40) break;
  }
  assert.equal(way.at(-1), { kind: 'review' });
  for (const linkId of ['who.helper', 'medicines.list'])
    assert.not.ok(way.some((place) => place.kind === 'question' && place.linkId === linkId));
  const back: Place[] = [{ kind: 'review' }];
  for (let place = backFrom({ kind: 'review' }, questions, draft); ; place = backFrom(place, questions, draft)) {
    back.push(place);
    if (place.kind === 'introduction' || back.length > 40) break;
  }
  assert.equal(back, way.reverse());
});

test('from the review one question is changed, and only what came with it is asked before the review again', () => {
  const all = Object.fromEntries(questions.map(({ linkId }) => [linkId, 'x']));
  const draft: Draft = { ...all, 'who.answering': 'helper', 'who.helper': '' };
  assert.equal(onFrom(at('who.answering', true), questions, draft), at('who.helper', true));
  assert.equal(onFrom(at('who.helper', true), questions, { ...draft, 'who.helper': 'son' }), { kind: 'review' });
  assert.equal(backFrom(at('who.helper', true), questions, draft), { kind: 'review' });
});

test('the progress counts what applies', () => {
  const few = progressOf('skin.since', questions, { 'who.answering': 'patient' });
  const more = progressOf('skin.since', questions, { 'who.answering': 'helper' });
  assert.equal([few.n, more.n, more.all - few.all], [2, 3, 1]);
});

test('every language has keys for its letters, none smaller than a finger', () => {
  const letters = {
    en: 'abcdefghijklmnopqrstuvwxyz',
    pl: 'aąbcćdeęfghijklłmnńoóprsśtuwyzźż',
    ar: 'ابتثجحخدذرزسشصضطظعغفقكلمنهويءأإآؤئةى',
  };
  for (const [language, wanted] of Object.entries(letters)) {
    const { words: said = {} } = sheets.find((sheet) => sheet.language === language) ?? {};
    const keys = keysFor(language, said);
    for (const layout of [keys.wide, keys.narrow]) {
      const columnsMax = layout === keys.wide ? 10 : 6;
      const there = new Set([...layout.lower, ...layout.marks].flatMap((row) => row.split(' ')));
      for (const letter of wanted) assert.ok(there.has(letter), `${language}: ${letter}`);
      for (const rows of Object.values(layout))
        for (const row of rows) assert.ok(row.split(' ').length <= columnsMax, `${language}: ${row}`);
      for (const page of ['lower', 'upper', 'signs', 'marks'] as const)
        assert.ok(
          layout[page].some((row: string) => row.includes('{bksp}')),
          page,
        );
    }
    assert.ok(keys.deleteWord !== '' && keys.words['{space}'] !== '');
  }
});

test('the number pad takes as many digits as a PIN has', () => {
  assert.equal([words.pinDigitsMin, words.pinDigitsMax], [pinDigitsMin, pinDigitsMax]);
});

test.run();
