import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { child, clinicDay, deedsOf, ferdinand, list, many, only, roster } from '../clinic-day.ts';

const test = suite('consent');

function asking(who = ferdinand) {
  const day = clinicDay();
  day.opened(who);
  day.happen({ kind: 'questionnaire-done', declined: true });
  day.decided();
  return day;
}

test('with nothing against it and pictures agreed to, the visit goes on to the lesions', () => {
  const day = asking();
  day.happen({ kind: 'exclusions', found: [] });
  assert.is(day.view().stage, 'consent');
  day.consent(true);
  assert.equal([day.view().stage, day.view().visit?.consent.given?.record], ['choosing', true]);
  assert.equal(deedsOf(day.decided()), ['consent']);
});

test('without agreement to the record no picture is taken, whatever else is agreed to', () => {
  const day = asking();
  const given = { record: false, teaching: true, publication: true };
  day.happen({ kind: 'exclusions', found: [] }, { kind: 'consent', given, how: { kind: 'verbal' } });
  assert.is(day.view().stage, 'consent');
  day.happen({ kind: 'go', to: 'choosing' });
  assert.is(day.why(), 'no-consent');
  day.arm('close-up');
  assert.is(day.why(), 'no-consent');
  day.press();
  assert.is(day.why(), 'no-consent');
  day.happen({ kind: 'go', to: 'ending' });
  assert.is(day.view().stage, 'ending', 'the visit can end');
});

test('the questions come before the pictures even when the patient has agreed', () => {
  const day = asking();
  day.consent(true);
  assert.is(day.view().stage, 'consent');
  day.happen({ kind: 'go', to: 'choosing' });
  assert.is(day.why(), 'no-consent');
  day.happen({ kind: 'exclusions', found: [] }, { kind: 'go', to: 'choosing' });
  assert.is(day.view().stage, 'choosing');
});

test('a child and more than three lesions are known without asking, and count also when nobody said so', () => {
  const young = asking(child);
  assert.equal(young.view().visit?.consent.known, ['under-16']);
  young.happen({ kind: 'exclusions', found: [] });
  assert.equal(young.view().visit?.consent.exclusions, ['under-16']);
  young.consent(true);
  assert.is(young.view().stage, 'consent');
  assert.equal(asking(many).view().visit?.consent.known, ['more-than-three-lesions']);
});

test('on the sixteenth birthday the patient is not under sixteen', () => {
  for (const [dateOfBirth, known] of [
    ['2010-11-22', []],
    ['2010-11-23', ['under-16']],
    ['2010-12-01', ['under-16']],
    ['2009-12-31', []],
  ] as const) {
    const grown = { ...child, patient: { ...child.patient, dateOfBirth } };
    const day = clinicDay();
    day.morning();
    day.happen({ kind: 'list', roster, list: { ...list, appointments: [grown] } });
    day.opened(grown);
    assert.equal(day.view().visit?.consent.known, known, dateOfBirth);
  }
});

test('with an exclusion the visit goes on to pictures only with the reason why, and the record has both', () => {
  const day = asking(child);
  day.consent(true);
  day.happen({ kind: 'exclusions', found: ['lacks-capacity'], why: '  ' }, { kind: 'go', to: 'choosing' });
  assert.is(day.why(), 'no-consent');
  day.happen(
    { kind: 'exclusions', found: ['lacks-capacity'], why: 'agreed with the GP' },
    { kind: 'go', to: 'choosing' },
  );
  assert.is(day.view().stage, 'choosing');
  assert.equal(day.view().visit?.consent.exclusions, ['under-16', 'lacks-capacity']);
  day.happen({ kind: 'go', to: 'ending' });
  day.decided();
  day.happen({ kind: 'end-visit', outcome: 'completed' });
  const record = only(day.decided(), 'send')[0]?.document;
  assert.equal(record?.kind === 'visit-record' && record.exclusions, {
    found: ['under-16', 'lacks-capacity'],
    why: 'agreed with the GP',
  });
});

test('a patient who takes the agreement back is photographed no further, and what was taken stays in the visit', () => {
  const day = clinicDay();
  day.armed();
  day.take();
  day.happen({ kind: 'go', to: 'consent' });
  day.decided();
  day.consent(false);
  assert.equal(deedsOf(day.decided()), ['withdraw-consent']);
  day.arm('dermoscopic');
  assert.is(day.why(), 'no-consent');
  day.happen({ kind: 'go', to: 'choosing' });
  assert.equal([day.why(), day.view().stage], ['no-consent', 'consent']);
  assert.is(day.view().visit?.pictures.length, 1);
  day.happen({ kind: 'lock' });
  day.signIn();
  day.identify();
  assert.is(day.view().stage, 'consent');
});

test('teaching taken back is a withdrawal too, and pictures for the record go on', () => {
  const day = asking();
  const all = { record: true, teaching: true, publication: true };
  day.happen({ kind: 'exclusions', found: [] }, { kind: 'consent', given: all, how: { kind: 'verbal' } });
  day.happen({ kind: 'go', to: 'consent' });
  day.decided();
  day.happen({ kind: 'consent', given: { ...all, teaching: false }, how: { kind: 'signed', strokes: [[1, 2, 3, 4]] } });
  assert.equal([deedsOf(day.decided()), day.view().stage], [['withdraw-consent'], 'choosing']);
  assert.is(day.view().visit?.consent.how, 'signed');
});

test.run();
