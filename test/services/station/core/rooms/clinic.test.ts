import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { visitRecord } from '../../../../../services/wire/visit-record.ts';
import { ada, clinicDay, deedsOf, ferdinand, list, margaret, marjorie, only, roster } from '../clinic-day.ts';

const test = suite('clinic');

test('the day shows who comes when, and of the birthday the year alone', () => {
  const day = clinicDay();
  day.morning();
  const rows = day.view().clinic;
  assert.equal(
    rows.map(({ familyName, birthYear, lookAlike, state }) => [familyName, birthYear, lookAlike, state]),
    [
      ['Quill', '1949', false, 'waiting'],
      ['Okonkwo-Bright', '1958', true, 'waiting'],
      ['Okonkwo', '1961', true, 'waiting'],
      ['Ashby', '2010', false, 'waiting'],
      ['Vance', '1971', false, 'waiting'],
    ],
  );
  assert.not.ok(JSON.stringify(day.view()).includes('-11-30'));
});

test('the letter’s code opens the visit, and the record will say so', () => {
  const day = clinicDay();
  day.morning();
  day.decided();
  day.happen({ kind: 'scan', code: ferdinand.code });
  assert.equal([day.view().stage, day.view().identify?.opened], ['identify', 'scanned']);
  assert.equal(deedsOf(day.decided()), ['open-visit']);
  assert.equal(day.view().clinic, [], 'no other patient is on the screen');
});

test('a code of another day, a badge’s neighbour, a shampoo: refused', () => {
  const day = clinicDay();
  day.morning();
  for (const code of ['LETTER-OF-99', '5010123456789']) {
    day.happen({ kind: 'scan', code });
    assert.equal([day.view().stage, day.why()], ['clinic', 'unknown-code']);
  }
});

test('only an appointment of today’s list can be opened by hand, and only one at a time', () => {
  const day = clinicDay();
  day.morning();
  day.happen({ kind: 'open-visit', appointment: 'A99' as typeof ferdinand.id });
  assert.is(day.why(), 'unknown-appointment');
  day.opened(ferdinand);
  day.happen({ kind: 'open-visit', appointment: margaret.id });
  assert.equal([day.why(), day.view().visit?.named.familyName], ['visit-open', 'Quill']);
  day.happen({ kind: 'scan', code: margaret.code });
  assert.equal([day.why(), day.view().visit?.named.familyName], ['other-patient', 'Quill']);
});

test('while locked nothing is opened', () => {
  const day = clinicDay();
  day.happen({ kind: 'list', roster, list });
  day.happen({ kind: 'scan', code: ferdinand.code });
  assert.is(day.why(), 'locked');
  day.happen({ kind: 'open-visit', appointment: ferdinand.id });
  assert.is(day.why(), 'locked');
});

function register(day: ReturnType<typeof clinicDay>, familyName: string, dateOfBirth = '1980-05-06'): void {
  const { nhsNumber } = ferdinand.patient;
  day.happen({
    kind: 'register',
    patient: { familyName, givenName: 'Noor', nhsNumber, dateOfBirth },
    lesions: [
      { site: ' Left shin ', side: 'left' },
      { site: 'Back', code: '77568009' },
    ],
  });
}

test('a place that was typed from the letter is marked so on the screen, with the picture and in the record, and has no code', () => {
  const day = clinicDay();
  day.morning();
  register(day, 'Haddad');
  day.happen(
    { kind: 'identify', name: true, address: false, day: 6, month: 5 },
    { kind: 'no-frame', why: 'no-letter' },
  );
  assert.equal(
    day.view().visit?.lesions.map(({ site, code, typed }) => [site, code, typed]),
    [
      ['Left shin', undefined, true],
      ['Back', '77568009', undefined],
    ],
  );
  day.happen({ kind: 'questionnaire-done', declined: true }, { kind: 'exclusions', found: [] });
  day.consent(true);
  const told = [
    { id: 'L1', site: 'Left shin', side: 'left', typed: true },
    { id: 'L2', site: 'Back' },
  ];
  for (const { id } of told) {
    day.arm('close-up', id);
    day.take();
  }
  day.happen({ kind: 'go', to: 'ending' }, { kind: 'end-visit', outcome: 'completed' });
  const decided = day.decided();
  const shown = only(decided, 'seal').map(({ capture: { binding } }) => binding.kind === 'visit' && binding.lesion);
  assert.equal(shown, told);
  const record = only(decided, 'send')[0]?.document;
  assert.equal(record?.kind === 'visit-record' && visitRecord.parse(record).lesions, told);
});

test('a patient who is in no list is registered by hand, with the lesions of the letter', () => {
  const day = clinicDay();
  day.morning();
  day.decided();
  register(day, 'Haddad');
  assert.equal(deedsOf(day.decided()), ['register-by-hand']);
  const { stage } = day.state();
  assert.ok(stage.kind === 'identify' && stage.visit.appointment.id.startsWith('by-hand-'));
  assert.equal(stage.kind === 'identify' && stage.visit.appointment.lesions.map(({ id, site }) => [id, site]), [
    ['L1', 'Left shin'],
    ['L2', 'Back'],
  ]);
  day.happen({ kind: 'identify', name: true, address: false, day: 6, month: 5 });
  assert.is(day.view().identify?.step, 'frame', 'there is no address to compare with');
});

test('a registered patient has a row for the rest of the day, and is a look-alike of others and others of them', () => {
  const day = clinicDay();
  day.morning();
  register(day, 'Quill');
  assert.equal(
    day.view().identify?.people.map(({ givenName }) => givenName),
    ['Noor', 'Ferdinand'],
  );
  day.happen({ kind: 'end-visit', outcome: 'ended-early', why: 'left' });
  assert.is(day.view().clinic.find(({ id }) => id === ferdinand.id)?.lookAlike, true);
  const row = () => day.view().clinic.find(({ givenName }) => givenName === 'Noor');
  assert.equal([row()?.registeredByHand, row()?.state, row()?.birthYear], [true, 'seen', '1980']);
  day.happen({ kind: 'lock' });
  day.signIn();
  assert.ok(row(), 'also after a lock, when the list is opened anew');
  day.happen({ kind: 'list', roster, list: { ...list, appointments: [ferdinand] } });
  assert.equal(
    day
      .view()
      .clinic.map(({ givenName }) => givenName)
      .toSorted(),
    ['Ferdinand', 'Noor'],
  );
});

test('a registration without a lesion is refused: only what a letter names is photographed', () => {
  const day = clinicDay();
  day.morning();
  day.happen({ kind: 'register', patient: ferdinand.patient, lesions: [{ site: '   ' }] });
  assert.equal([day.why(), day.view().stage], ['unknown-lesion', 'clinic']);
});

test('nobody came: the record says so, once', () => {
  const day = clinicDay();
  day.morning();
  day.decided();
  day.happen({ kind: 'did-not-attend', appointment: marjorie.id });
  const decided = day.decided();
  const record = only(decided, 'send')[0]?.document;
  assert.ok(record?.kind === 'visit-record' && record.outcome === 'did-not-attend');
  assert.ok(visitRecord.safeParse(record).success);
  assert.equal(record?.kind === 'visit-record' && record.staff, [ada]);
  assert.equal(deedsOf(decided), ['did-not-attend']);
  assert.is(day.view().clinic.find(({ id }) => id === marjorie.id)?.state, 'did-not-attend');
  day.happen({ kind: 'did-not-attend', appointment: marjorie.id });
  assert.equal([day.why(), only(day.decided(), 'send')], ['not-now', []]);
});

test('who was said not to come and comes after all is opened like anybody', () => {
  const day = clinicDay();
  day.morning();
  day.happen({ kind: 'did-not-attend', appointment: ferdinand.id }, { kind: 'open-visit', appointment: ferdinand.id });
  assert.is(day.view().stage, 'identify');
});

test('a new list from the hospital leaves the open visit as it is', () => {
  const day = clinicDay();
  day.armed();
  day.happen({ kind: 'list', roster, list: { ...list, appointments: [marjorie] } });
  assert.equal([day.view().stage, day.view().visit?.patient?.familyName], ['armed', 'Quill']);
});

test.run();
