import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { correction } from '../../../../../services/wire/correction.ts';
import { clinicDay, deedsOf, ferdinand, margaret, marjorie, only, photo } from '../clinic-day.ts';

const test = suite('identify');

function atFrame(who = ferdinand) {
  const day = clinicDay();
  day.morning();
  day.happen({ kind: 'open-visit', appointment: who.id }, { kind: 'this-one', appointment: who.id });
  day.identify(who);
  day.decided();
  return day;
}

test('until the patient has said day and month, the screen holds name, number and address and nothing else of them', () => {
  const day = clinicDay();
  day.morning();
  day.happen({ kind: 'open-visit', appointment: ferdinand.id });
  const view = day.view();
  assert.equal(view.visit?.named, {
    familyName: 'Quill',
    givenName: 'Ferdinand',
    nhsNumber: ferdinand.patient.nhsNumber,
  });
  assert.is(view.identify?.addressLine, '1 Mill Lane');
  assert.is(view.visit?.patient, undefined);
  assert.equal([view.visit?.lesions, view.visit?.missing], [[], []]);
  assert.not.ok(JSON.stringify(view).includes('11-30'));
  assert.not.ok(JSON.stringify(view).includes('1949'));
});

test('somebody with the same surname comes today: an interruption asks which of them is here', () => {
  const day = clinicDay();
  day.morning();
  day.happen({ kind: 'open-visit', appointment: margaret.id });
  assert.is(day.view().identify?.step, 'look-alike');
  assert.equal(
    day.view().identify?.people.map(({ givenName, likeness }) => [givenName, likeness]),
    [
      ['Margaret', 'same-surname'],
      ['Marjorie', 'same-surname'],
    ],
  );
  day.identify(margaret);
  assert.is(day.why(), 'not-identified', 'the questions come after it');
  day.happen({ kind: 'this-one', appointment: margaret.id });
  assert.equal([day.view().identify?.step, day.view().identify?.people], ['questions', []]);
});

test('it is the other one who is here: their visit is opened instead, and they are not asked again', () => {
  const day = clinicDay();
  day.morning();
  day.happen({ kind: 'open-visit', appointment: margaret.id });
  const wrong = day.view().visit?.id;
  day.decided();
  day.happen({ kind: 'this-one', appointment: marjorie.id });
  assert.equal([day.view().visit?.named.givenName, day.view().identify?.step], ['Marjorie', 'questions']);
  assert.is.not(day.view().visit?.id, wrong);
  assert.equal(deedsOf(day.decided()), ['identity-failed', 'open-visit']);
});

test('somebody who was not among the look-alikes cannot be chosen there', () => {
  const day = clinicDay();
  day.morning();
  day.happen({ kind: 'open-visit', appointment: margaret.id }, { kind: 'this-one', appointment: ferdinand.id });
  assert.equal([day.why(), day.view().identify?.step], ['unknown-appointment', 'look-alike']);
});

test('the letter’s code settles which of the look-alikes is here; another one’s is refused', () => {
  const day = clinicDay();
  day.morning();
  day.happen({ kind: 'open-visit', appointment: margaret.id }, { kind: 'scan', code: marjorie.code });
  assert.equal([day.why(), day.view().identify?.step], ['other-patient', 'look-alike']);
  day.happen({ kind: 'scan', code: margaret.code });
  assert.is(day.view().identify?.step, 'questions');
});

test('a wrong day or month is refused and counted, and says nothing of the right one', () => {
  const day = clinicDay();
  day.morning();
  day.happen({ kind: 'open-visit', appointment: ferdinand.id });
  day.decided();
  for (const [dayOfMonth, month] of [
    [30, 10],
    [29, 11],
    [11, 30],
  ] as const) {
    day.happen({ kind: 'identify', name: true, address: true, day: dayOfMonth, month });
    assert.is(day.why(), 'wrong-birthday');
  }
  assert.is(day.view().identify?.wrongBirthdays, 3);
  assert.equal(deedsOf(day.decided()), ['identity-failed', 'identity-failed', 'identity-failed']);
  assert.is(day.view().visit?.patient, undefined);
});

test('name and address have to be asked, the address where the list has one', () => {
  const day = clinicDay();
  day.morning();
  day.happen({ kind: 'open-visit', appointment: ferdinand.id });
  day.happen({ kind: 'identify', name: false, address: true, day: 30, month: 11 });
  assert.is(day.why(), 'not-asked');
  day.happen({ kind: 'identify', name: true, address: false, day: 30, month: 11 });
  assert.is(day.why(), 'not-asked');
});

test('a press before the patient is confirmed takes no picture', () => {
  const day = clinicDay();
  day.morning();
  day.happen({ kind: 'open-visit', appointment: ferdinand.id });
  day.press();
  assert.is(day.why(), 'not-identified');
  assert.equal(only(day.decided(), 'expose'), []);
});

test('the letter is photographed before the first picture: its code is the visit’s, and the visit goes on', () => {
  const day = atFrame();
  assert.equal([day.view().identify?.step, day.view().visit?.patient], ['frame', ferdinand.patient]);
  day.wait(1000);
  const trigger = day.press();
  assert.is(day.view().identify?.step, 'reading');
  const taken = photo();
  day.happen({ kind: 'exposed', trigger, photo: taken });
  assert.equal(only(day.decided(), 'assess')[0]?.aim, { kind: 'identity-frame' });
  day.happen({ kind: 'assessed', trigger, photo: taken, quality: undefined, code: ferdinand.code });
  const seal = only(day.decided(), 'seal')[0]?.capture.binding;
  assert.ok(seal?.kind === 'attachment' && seal.what === 'identity-frame' && seal.patient === ferdinand.patient);
  assert.is(day.view().stage, 'identify', 'it is not saved yet');
  day.happen({ kind: 'sealed', id: trigger.id, atMs: 0 });
  assert.is(day.view().stage, 'questionnaire');
  assert.equal(
    day.view().visit?.pictures.map(({ shows }) => shows.kind),
    ['identity-frame'],
  );
});

test('another patient’s letter is nobody’s picture, and the visit does not go on', () => {
  const day = atFrame();
  const trigger = day.take(margaret.code);
  const seals = only(day.decided(), 'seal');
  assert.equal(
    [seals.length, seals[0]?.capture.binding.kind, seals[0]?.capture.parcel],
    [1, 'unexplained', trigger.id],
  );
  assert.equal([day.view().stage, day.view().identify?.frame], ['identify', 'other-patient']);
  assert.equal(day.view().visit?.pictures, []);
  day.take(ferdinand.code);
  assert.is(day.view().stage, 'questionnaire');
});

test('a code that nobody can read: it is taken again, or the visit goes on with the reason', () => {
  const day = atFrame();
  day.take();
  assert.equal([day.view().stage, day.view().identify?.frame], ['identify', 'no-code']);
  day.take();
  assert.equal(
    day.view().visit?.pictures.map(({ verdict }) => verdict),
    ['retaken', 'kept'],
  );
  day.happen({ kind: 'no-frame', why: 'unreadable' });
  assert.is(day.view().stage, 'questionnaire');
  const { stage } = day.state();
  assert.is(stage.kind === 'questionnaire' && stage.visit.frame, 'unreadable');
});

test('a matching letter that could not be kept is taken again', () => {
  const day = atFrame();
  day.wait(1000);
  const trigger = day.press();
  const taken = photo();
  day.happen(
    { kind: 'exposed', trigger, photo: taken },
    { kind: 'assessed', trigger, photo: taken, quality: undefined, code: ferdinand.code },
    { kind: 'seal-failed', id: trigger.id },
  );
  assert.equal([day.view().stage, day.view().identify?.step, day.notice()?.kind], ['identify', 'frame', 'not-kept']);
  const { stage } = day.state();
  assert.is(stage.kind === 'identify' && stage.visit.frame, 'not-taken');
});

test('the station locks while the letter is read: it is matched all the same, and not asked for again', () => {
  const day = atFrame();
  day.wait(1000);
  const trigger = day.press();
  day.happen({ kind: 'lock' });
  day.finish(trigger, ferdinand.code);
  day.signIn();
  day.identify();
  assert.is(day.view().stage, 'questionnaire');
});

test('the person here is not the one of the list: the visit ends, with its record', () => {
  const day = clinicDay();
  day.morning();
  day.happen({ kind: 'open-visit', appointment: ferdinand.id });
  day.decided();
  day.happen({ kind: 'not-this-patient' });
  const [sent, ...more] = only(day.decided(), 'send');
  assert.ok(sent?.document.kind === 'visit-record' && sent.document.outcome === 'ended-early');
  assert.equal([more.length, day.view().stage], [0, 'clinic']);
  assert.is(day.view().clinic.find(({ id }) => id === ferdinand.id)?.state, 'waiting', 'he has still to be seen');
});

test('after a lock it turns out that somebody else sits there: what was taken is set aside', () => {
  const day = clinicDay();
  day.armed();
  const trigger = day.take();
  day.happen({ kind: 'lock' });
  day.signIn();
  day.decided();
  day.happen({ kind: 'not-this-patient' });
  const documents = only(day.decided(), 'send').map(({ document }) => document);
  assert.equal(
    documents.map(({ kind, pictures }) => [kind, pictures.length]),
    [
      ['correction', 1],
      ['visit-record', 0],
    ],
  );
  const set = documents[0];
  assert.ok(correction.safeParse(set).success && set?.kind === 'correction' && set.pictures[0] === trigger.id);
  assert.is(day.view().clinic.find(({ id }) => id === ferdinand.id)?.state, 'waiting', 'he has still to be seen');
});

test.run();
