/** What pages may say: everything of the interface, in its own form, and nothing else. */
import { randomUUID } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Command } from '../../../../services/station/api/command.ts';
import { benchCommand, command, patientCommand } from '../../../../services/station/kiosk/commands.ts';
import { signatureNumbersMax, thinned, withThinSignature } from '../../../../services/station/kiosk/signature.ts';
import { siteCharactersMax } from '../../../../services/wire/patient.ts';
import { signature } from '../../../../services/wire/visit-record.ts';

const test = suite('commands');
const uuid = randomUUID();
const given = { record: true, teaching: false, publication: false };
const patient = {
  nhsNumber: '9990000018',
  familyName: 'Okonkwo-Bright',
  givenName: 'Margaret',
  dateOfBirth: '1958-04-03',
};

// biome-ignore format: a table is read by columns
const said: readonly object[] = [
  { kind: 'active' }, { kind: 'drawn' }, { kind: 'lock' }, { kind: 'disarm' }, { kind: 'press' }, { kind: 'keep' }, { kind: 'retake' }, { kind: 'not-this-patient' },
  { kind: 'scan', code: 'K7QM2XW9RT4H' },
  { kind: 'confirm-camera', serial: '6012345' },
  { kind: 'sign-in', staff: uuid, pin: '2580' },
  { kind: 'open-visit', appointment: 'A1' },
  { kind: 'did-not-attend', appointment: 'A1' },
  { kind: 'this-one', appointment: 'A1' },
  { kind: 'register', patient, lesions: [{ site: 'Shin', side: 'left' }, { site: 'Back', code: '77568009' }] },
  { kind: 'register', patient, lesions: [{ site: 'x'.repeat(siteCharactersMax), side: 'left' }] },
  { kind: 'wrong-patient', visit: uuid, note: '' },
  { kind: 'wrong-patient', visit: uuid, pictures: [uuid], note: 'Her sister.' },
  { kind: 'identify', name: true, address: false, day: 3, month: 4 },
  { kind: 'no-frame', why: 'unreadable' },
  { kind: 'hand-over', language: 'ar' },
  { kind: 'photograph-paper', on: true },
  { kind: 'questionnaire-done', declined: false },
  { kind: 'exclusions', found: ['under-16'], why: 'Asked for by the consultant.' },
  { kind: 'exclusions', found: [] },
  { kind: 'consent', given, how: { kind: 'verbal' } },
  { kind: 'consent', given, how: { kind: 'signed', strokes: [[0, 0, 500, 1000]] } },
  { kind: 'arm', lesion: 'L1', shot: 'dermoscopic-polarised' },
  { kind: 'cannot', lesion: 'L1', why: 'dressing' },
  { kind: 'cannot', lesion: 'L1' },
  { kind: 'wish', text: 'The mole on my arm' },
  { kind: 'note', text: '' },
  { kind: 'go', to: 'ending' },
  { kind: 'end-visit', outcome: 'ended-early', why: 'Had to leave' },
];

for (const one of said) {
  test(`${JSON.stringify(one).slice(0, 70)} is understood as it was said, and not with one word more`, () => {
    assert.equal(command.parse(one), one);
    assert.not.ok(command.safeParse({ ...one, more: 1 }).success);
  });
}

for (const [what, wrong] of [
  ['a day that no month has', { kind: 'identify', name: true, address: true, day: 32, month: 1 }],
  [
    'an NHS number with a typing error',
    { kind: 'register', patient: { ...patient, nhsNumber: '9990000019' }, lesions: [{ site: 'Shin' }] },
  ],
  [
    'a place in more words than a record takes',
    { kind: 'register', patient, lesions: [{ site: 'x'.repeat(siteCharactersMax + 1), side: 'left' }] },
  ],
  ['consent that leaves a purpose open', { kind: 'consent', given: { record: true }, how: { kind: 'verbal' } }],
  ['a signature outside its field', { kind: 'consent', given, how: { kind: 'signed', strokes: [[0, 1001]] } }],
  ['a PIN of letters', { kind: 'sign-in', staff: uuid, pin: 'abcd' }],
  ['a note without an end', { kind: 'note', text: 'x'.repeat(2_001) }],
] as const) {
  test(`${what} is not understood`, () => assert.not.ok(command.safeParse(wrong).success));
}

test('the patient’s page may answer and ask for staff, and nothing that staff may', () => {
  const answers = {
    kind: 'answers',
    language: 'en',
    answers: { changed: true, places: ['arm', 'leg'], since: 'spring' },
  };
  for (const one of [
    { kind: 'active' },
    { kind: 'language', language: 'ar' },
    answers,
    { kind: 'take-back', pin: '2580' },
  ])
    assert.equal(patientCommand.parse(one), one);
  for (const one of said.filter((entry) => !JSON.stringify(entry).match(/"(active|scan)"/)))
    assert.not.ok(patientCommand.safeParse(one).success, JSON.stringify(one));
});

test('the bench holds letters, and lets a scanner read them', () => {
  for (const one of [{ kind: 'letter', whose: 'own' }, { kind: 'letter' }, { kind: 'scan', whose: 'other' }])
    assert.equal(benchCommand.parse(one), one);
  assert.not.ok(benchCommand.safeParse({ kind: 'scan' }).success);
});

test('a long signature is thinned, and still begins and ends where the pen did', () => {
  const stroke = Array.from({ length: 3_000 }, (_, place) => place % 1000);
  const thin = thinned([stroke, [1, 2, 3, 4]]);
  assert.ok(thin.flat().length <= signatureNumbersMax);
  assert.equal(thin[0]?.slice(0, 2), stroke.slice(0, 2));
  assert.equal(thin[0]?.slice(-2), stroke.slice(-2));
  assert.equal(thin[1], [1, 2, 3, 4]);
  assert.ok(signature.safeParse(thin).success);
  const scribble = thinned(Array.from({ length: 200 }, () => stroke));
  assert.ok(scribble.flat().length <= signatureNumbersMax && signature.safeParse(scribble).success);
  const short: Command = { kind: 'consent', given, how: { kind: 'signed', strokes: [[0, 0, 9, 9]] } };
  assert.equal(withThinSignature(short), short);
});

test.run();
