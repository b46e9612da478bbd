/** A patient typed in by hand: what is wrong with it, step by step. */
import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { nhsNumber, siteCharactersMax as recordTakes } from '../../../../services/wire/patient.ts';
import {
  birthDate,
  type Draft,
  emptyDraft,
  isEmpty,
  nhsNumberWrong,
  siteCharactersMax,
  siteWrong,
  steps,
  wrongWith,
} from '../../../../ui/kiosk/overlays/register/draft.ts';

const test = suite('registering by hand');

const today = '2026-11-22';
const whole: Draft = {
  familyName: 'Nowak',
  givenName: 'Ewa',
  birth: '28021980',
  nhsNumber: '9990000018',
  lesions: [{ site: 'Shin', side: 'left' }],
};

test('with nothing typed every step says what to type', () => {
  for (const step of steps) assert.ok(wrongWith(emptyDraft, step, today), step);
});

test('a whole letter has nothing wrong with it', () => {
  for (const step of steps) assert.is(wrongWith(whole, step, today), undefined, step);
});

test('what is missing in one step is also said at the end', () => {
  assert.match(wrongWith({ ...whole, lesions: [] }, 'check', today) ?? '', /lesions/);
  assert.match(wrongWith({ ...whole, nhsNumber: '999000001' }, 'check', today) ?? '', /ten digits/);
});

test('a day that no calendar has is refused', () => {
  for (const digits of ['31021980', '29021981', '31041990', '00011980', '01131980', '01000000'])
    assert.is(birthDate(digits), undefined, digits);
  assert.is(birthDate('29021980'), '1980-02-29');
});

test('a birthday to come, or one of the century before last, is a mistyped year', () => {
  assert.match(wrongWith({ ...whole, birth: '23112026' }, 'birth', today) ?? '', /not come yet/);
  assert.is(wrongWith({ ...whole, birth: '22112026' }, 'birth', today), undefined);
  assert.match(wrongWith({ ...whole, birth: '03041858' }, 'birth', today) ?? '', /120 years/);
});

test('a place is typed in as many letters as a record takes, and not left empty', () => {
  assert.is(siteCharactersMax, recordTakes);
  assert.match(siteWrong('  ') ?? '', /as it stands on the letter/);
  assert.is(siteWrong('Behind the left ear'), undefined);
});

test('a registration is begun with the first letter, digit or lesion', () => {
  assert.ok(isEmpty(emptyDraft));
  for (const begun of [{ familyName: 'N' }, { birth: '2' }, { lesions: whole.lesions }])
    assert.not.ok(isEmpty({ ...emptyDraft, ...begun }));
});

test('the page calls wrong exactly what the station calls wrong in an NHS number', () => {
  const digits = fc.stringMatching(/^\d{10}$/);
  fc.assert(
    fc.property(digits, (number) => {
      assert.is(nhsNumberWrong(number) === undefined, nhsNumber.safeParse(number).success);
    }),
    { numRuns: 2_000 },
  );
});

test('one mistyped digit of an NHS number is always found', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 1, max: 9 }), (place, by) => {
      const wrong = [...'9990000018'].map((digit, at) => (at === place ? (Number(digit) + by) % 10 : digit)).join('');
      assert.ok(nhsNumberWrong(wrong), wrong);
    }),
  );
});

test.run();
