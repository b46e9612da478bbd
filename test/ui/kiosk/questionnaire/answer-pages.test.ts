/** Which answers stand on one page: all of them on some page, whole, and none on two. */
import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { answerRows, pageStarts } from '../../../../ui/kiosk/questionnaire/answer-pages.ts';
import { ownFirst } from '../../../../ui/kiosk/questionnaire/own-language.ts';

const test = suite('answer pages');
const heights = fc.array(fc.integer({ min: 10, max: 200 }), { maxLength: 60 });

test('no page is taller than the screen, unless one row is', () => {
  fc.assert(
    fc.property(heights, fc.integer({ min: 150, max: 600 }), (rows, pagePx) => {
      const starts = pageStarts(rows, pagePx, 10);
      for (const [page, start] of starts.entries()) {
        const shown = rows.slice(start, starts[page + 1]);
        const usedPx = shown.reduce((sum, row) => sum + row, 0) + 10 * (shown.length - 1);
        assert.ok(shown.length <= 1 || usedPx <= pagePx);
        assert.ok(rows.length === 0 || shown.length > 0);
      }
    }),
  );
});

test('a long answer is split between words, and nothing of it is lost', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-z]{1,20}$/), { minLength: 1, maxLength: 300 }), (words) => {
      const rows = answerRows([{ question: 'Why?', answer: words.join(' ') }]);
      assert.equal(
        rows
          .map(({ answer }) => answer)
          .join(' ')
          .split(' '),
        words,
      );
      assert.equal(
        rows.map(({ goesOn }) => goesOn),
        rows.map((_, place) => place > 0),
      );
    }),
  );
});

test('a text without any space is split too', () => {
  const rows = answerRows([{ question: 'Why?', answer: 'x'.repeat(1_000) }]);
  assert.is(rows.map(({ answer }) => answer).join(''), 'x'.repeat(1_000));
  assert.ok(rows.length > 1);
});

test('the patient’s own language comes first, the others stay in order', () => {
  const languages = [
    { code: 'en', name: 'English' },
    { code: 'pl', name: 'Polski' },
    { code: 'ar', name: 'العربية' },
  ];
  assert.equal(
    ownFirst(languages, 'ar-EG').map(({ code }) => code),
    ['ar', 'en', 'pl'],
  );
  assert.equal(
    ownFirst(languages, 'cy').map(({ code }) => code),
    ['en', 'pl', 'ar'],
  );
});

test.run();
