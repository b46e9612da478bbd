import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { checkEntry, type Entry, nhsNumberAdvice } from '../../../ui/hospital/entry/check.ts';

const test = suite('a referral typed from a letter');
const today = '2026-11-23';

const typed: Entry = {
  nhsNumber: '999 000 0018',
  familyName: ' Okonkwo-Bright ',
  givenName: 'Margaret',
  dateOfBirth: { day: '3', month: '4', year: '1958' },
  sex: '',
  address: '3 Orchard Way\n\n Histon ',
  postcode: '',
  email: '',
  telephone: '',
  language: 'en',
  urgency: 'urgent',
  practice: 'Histon Surgery',
  practitioner: 'Dr Bell',
  clinicalText: '',
  receivedOn: { day: '22', month: '11', year: '2026' },
  lesions: [{ site: 'Shin', side: 'left' }],
};
const wrongIn = (change: Partial<Entry>) => {
  const checked = checkEntry({ ...typed, ...change }, today);
  return 'errors' in checked ? Object.keys(checked.errors) : [];
};

test('a complete letter is sent as the server wants it', () => {
  assert.equal(checkEntry(typed, today), {
    form: {
      nhsNumber: '9990000018',
      familyName: 'Okonkwo-Bright',
      givenName: 'Margaret',
      dateOfBirth: '1958-04-03',
      address: ['3 Orchard Way', 'Histon'],
      language: 'en',
      urgency: 'urgent',
      practice: 'Histon Surgery',
      practitioner: 'Dr Bell',
      clinicalText: '',
      receivedOn: '2026-11-22',
      lesions: [{ site: 'Shin', side: 'left' }],
    },
  });
});

test('a mistyped digit of the NHS number is told; spaces are not a mistake', () => {
  assert.is(nhsNumberAdvice('999 000 0018'), undefined);
  assert.match(nhsNumberAdvice('999 000 0019') ?? '', /check digit/);
  assert.match(nhsNumberAdvice('999 123 4567') ?? '', /check digit/);
  assert.match(nhsNumberAdvice('999 000') ?? '', /ten digits; these are 6/);
  assert.is(nhsNumberAdvice(''), undefined);
});

test('a day that does not exist, or has not come yet, is no date of birth', () => {
  assert.equal(wrongIn({ dateOfBirth: { day: '30', month: '2', year: '1958' } }), ['dateOfBirth']);
  assert.equal(wrongIn({ dateOfBirth: { day: '3', month: '4', year: '58' } }), ['dateOfBirth']);
  assert.equal(wrongIn({ dateOfBirth: { day: '24', month: '11', year: '2026' } }), ['dateOfBirth']);
  assert.equal(wrongIn({ receivedOn: { day: '24', month: '11', year: '2026' } }), ['receivedOn']);
});

test('what is missing is named as the server names it', () => {
  assert.equal(
    wrongIn({
      familyName: ' ',
      urgency: '',
      lesions: [
        { site: 'Shin', side: '' },
        { site: '', side: '' },
      ],
    }),
    ['familyName', 'urgency', 'lesions.1.site'],
  );
  assert.equal(wrongIn({ email: 'nobody' }), ['email']);
});

test.run();
