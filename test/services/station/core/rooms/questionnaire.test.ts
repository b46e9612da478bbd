import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { patientFrameOf } from '../../../../../services/station/core/shown/patient.ts';
import { ada, bo, clinicDay, deedsOf, ferdinand, list, only, polish, roster } from '../clinic-day.ts';

const test = suite('questionnaire');

function withPatient(language = 'pl') {
  const day = clinicDay();
  day.opened();
  day.decided();
  day.happen({ kind: 'hand-over', language });
  return {
    ...day,
    page: () => patientFrameOf(day.state(), 'connected', day.now().epochMs),
  };
}

test('the patient gets the screen in their language, and nothing of anybody is on it', () => {
  const day = withPatient();
  assert.equal(deedsOf(day.decided()), ['hand-to-patient']);
  assert.equal(
    [day.view().stage, day.view().visit, day.view().staff, day.view().clinic],
    ['patient', undefined, undefined, []],
  );
  const page = day.page();
  assert.ok(page.view.kind === 'sheet' && page.view.sheet === polish);
  assert.is(page.takeBack.staff, 'Ada Penrose');
  assert.not.ok(JSON.stringify(page).includes('Quill'));
});

test('the patient answers in Polish, and the photographer reads it in English', () => {
  const day = withPatient();
  day.happen({ kind: 'patient-answers', language: 'pl', answers: { q1: true, q2: ['size', 'colour'] } });
  assert.is(day.page().view.kind, 'thanks');
  day.happen({ kind: 'take-back', pin: '2468' });
  assert.equal(only(day.decided(), 'check-pin'), [{ kind: 'check-pin', staff: ada.id, pin: '2468' }]);
  assert.ok(day.page().takeBack.checking);
  day.happen({ kind: 'secret-checked', who: ada.id, staff: ada });
  assert.is(day.view().stage, 'questionnaire');
  assert.is(day.page().view.kind, 'over');
  assert.equal(day.view().visit?.questionnaire.answers, [
    { question: 'Has it changed?', answer: 'Yes' },
    { question: 'How?', answer: 'It has grown, Another colour' },
  ]);
  assert.equal(deedsOf(day.decided()), ['take-back']);
  day.happen({ kind: 'questionnaire-done', declined: false });
  const { stage } = day.state();
  assert.equal(stage.kind === 'consent' && [stage.visit.questionnaire.how, stage.visit.questionnaire.language], [
    'at-station',
    'pl',
  ]);
});

test('the patient chooses another language; one that is not kept changes nothing', () => {
  const day = withPatient('en');
  day.happen({ kind: 'patient-language', language: 'pl' }, { kind: 'patient-language', language: 'xx' });
  const page = day.page();
  assert.is(page.view.kind === 'sheet' && page.view.sheet.language, 'pl');
});

test('a wrong PIN gives no screen back, and is counted like one at the lock', () => {
  const day = withPatient();
  for (let tries = 1; tries <= 5; tries += 1) {
    day.happen({ kind: 'take-back', pin: '1111' }, { kind: 'secret-checked', who: ada.id, staff: undefined });
    assert.is(day.view().stage, 'patient');
    assert.is(day.page().takeBack.refused, tries < 5 ? 'wrong' : 'wait');
  }
  assert.is(day.page().takeBack.waitMs, 60_000);
  day.decided();
  day.happen({ kind: 'take-back', pin: '2468' });
  assert.equal(only(day.decided(), 'check-pin'), []);
});

test('a badge takes the screen back too; another photographer’s makes the visit theirs, the patient confirmed again', () => {
  const day = withPatient();
  day.happen({ kind: 'scan', code: 'LB-ABCDEFGHIJKLMNOP' }, { kind: 'secret-checked', who: 'badge', staff: ada });
  assert.is(day.view().stage, 'questionnaire');
  const other = withPatient();
  other.happen({ kind: 'scan', code: 'LB-ABCDEFGHIJKLMNOP' }, { kind: 'secret-checked', who: 'badge', staff: bo });
  assert.equal([other.view().stage, other.view().staff], ['identify', bo]);
});

test('the patient plays with pedal and scanner: nothing happens', () => {
  const day = withPatient();
  day.decided();
  day.press();
  day.happen({ kind: 'scan', code: ferdinand.code });
  assert.equal([day.view().stage, day.decided(), day.notice()], ['patient', [], undefined]);
});

test('nothing that the kiosk asks is done while the patient has the screen', () => {
  const day = withPatient();
  day.decided();
  day.happen({ kind: 'go', to: 'choosing' }, { kind: 'wish', text: 'Back' }, { kind: 'not-this-patient' });
  assert.equal([day.view().stage, day.decided()], ['patient', []]);
});

test('a language that the station does not have cannot be handed over', () => {
  const day = withPatient('xx');
  assert.equal([day.why(), day.view().stage], ['not-now', 'questionnaire']);
});

test('pages of a paper copy are photographed one after the other, and belong to the patient', () => {
  const day = clinicDay();
  day.opened();
  day.press();
  assert.is(day.why(), 'no-consent', 'the pedal does nothing before');
  day.happen({ kind: 'photograph-paper', on: true });
  assert.ok(day.view().visit?.questionnaire.paperArmed);
  day.decided();
  day.take();
  const binding = only(day.decided(), 'seal')[0]?.capture.binding;
  assert.ok(
    binding?.kind === 'attachment' && binding.what === 'paper-questionnaire' && binding.patient === ferdinand.patient,
  );
  assert.equal([day.view().stage, day.view().visit?.questionnaire.paperPages], ['questionnaire', 1]);
  day.take();
  day.happen({ kind: 'questionnaire-done', declined: false });
  const { stage } = day.state();
  assert.is(stage.kind === 'consent' && stage.visit.questionnaire.how, 'paper');
  assert.equal(
    day.view().visit?.pictures.map(({ verdict }) => verdict),
    ['kept', 'kept'],
  );
});

test('while a page is under way the visit stays with it', () => {
  const day = clinicDay();
  day.opened();
  day.happen({ kind: 'photograph-paper', on: true });
  day.wait(1000);
  const trigger = day.press();
  day.happen({ kind: 'hand-over', language: 'pl' });
  assert.equal([day.why(), day.view().stage], ['still-working', 'questionnaire']);
  day.finish(trigger);
  day.happen({ kind: 'hand-over', language: 'pl' });
  assert.is(day.view().stage, 'patient');
});

test('answered at home, declined, or not asked: the record can tell', () => {
  for (const [state, declined, how] of [
    ['completed', false, 'before'],
    ['completed', true, 'declined'],
    ['in-progress', false, 'not-asked'],
    ['none', true, 'declined'],
  ] as const) {
    const day = clinicDay();
    day.morning();
    day.happen({ kind: 'list', roster, list: { ...list, appointments: [{ ...ferdinand, questionnaire: state }] } });
    day.opened();
    day.happen({ kind: 'questionnaire-done', declined });
    const { stage } = day.state();
    assert.is(stage.kind === 'consent' && stage.visit.questionnaire.how, how);
  }
});

test.run();
