import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { lesionId } from '../../../../../services/wire/ids.ts';
import { visitRecord } from '../../../../../services/wire/visit-record.ts';
import { ada, clinicDay, deedsOf, ferdinand, margaret, only } from '../clinic-day.ts';

const test = suite('ending');

test('a visit ends with the strip: its record goes to the hospital, and nothing of it stays on the screen', () => {
  const day = clinicDay();
  day.armed('locating', margaret);
  const first = day.take();
  day.happen({ kind: 'retake' });
  const second = day.take();
  day.happen({ kind: 'keep' }, { kind: 'cannot', lesion: lesionId.parse('L2'), why: 'dressing' });
  day.happen({ kind: 'wish', text: ' a mole on the neck ' }, { kind: 'note', text: 'very patient' });
  day.happen({ kind: 'go', to: 'ending' });
  day.decided();
  day.happen({ kind: 'end-visit', outcome: 'completed' });
  const decided = day.decided();
  assert.equal(
    decided.map(({ kind }) => kind),
    ['light', 'send', 'deed', 'forget-pictures'],
  );
  assert.equal(deedsOf(decided), ['end-visit']);
  const record = visitRecord.parse(only(decided, 'send')[0]?.document);
  assert.equal(record.pictures, [
    { parcel: first.id, verdict: 'retaken' },
    { parcel: second.id, verdict: 'kept' },
  ]);
  assert.equal(
    [record.wishes, record.note, record.cannot],
    [['a mole on the neck'], 'very patient', [{ lesion: 'L2', why: 'dressing' }]],
  );
  assert.equal([record.patient, record.staff, record.identity.frame], [margaret.patient, [ada], 'no-letter']);
  assert.is(record.identity.lookAlikes.length, 1);
  assert.equal([day.view().stage, day.view().visit], ['clinic', undefined]);
  const row = day.view().clinic.find(({ id }) => id === margaret.id);
  assert.equal([row?.state, row?.visit?.pictures, row?.visit?.waiting], ['seen', 2, 2]);
});

test('while a picture is not safe the visit does not end', () => {
  const day = clinicDay();
  day.armed();
  const trigger = day.press();
  day.happen({ kind: 'go', to: 'ending' });
  assert.is(day.why(), 'still-working');
  day.happen({ kind: 'lock' });
  day.signIn();
  day.identify();
  day.happen({ kind: 'go', to: 'ending' }, { kind: 'end-visit', outcome: 'completed' });
  assert.equal([day.why(), day.view().stage], ['still-working', 'ending']);
  day.finish(trigger);
  day.happen({ kind: 'end-visit', outcome: 'completed' });
  assert.is(day.view().stage, 'clinic');
});

test('a visit may end with shots missing: the strip names them, and one of them can be taken from there', () => {
  const day = clinicDay();
  day.armed('locating');
  day.take();
  day.happen({ kind: 'go', to: 'ending' });
  assert.equal(
    day.view().visit?.missing.map(({ shot }) => shot),
    ['close-up', 'dermoscopic', 'dermoscopic-polarised'],
  );
  day.arm('close-up');
  assert.is(day.view().stage, 'armed');
  day.happen({ kind: 'go', to: 'ending' }, { kind: 'end-visit', outcome: 'completed' });
  assert.is(day.view().stage, 'clinic');
});

test('nothing but the strip ends a visit of which there are pictures', () => {
  const day = clinicDay();
  day.armed();
  day.happen({ kind: 'end-visit', outcome: 'completed' });
  assert.equal([day.why(), day.view().stage], ['not-now', 'armed']);
  day.take();
  day.happen({ kind: 'lock' });
  day.signIn();
  day.happen({ kind: 'end-visit', outcome: 'ended-early', why: 'left' });
  assert.is(day.view().stage, 'identify');
});

test('a patient who leaves before anything was confirmed: the visit ends early, with its reason', () => {
  const day = clinicDay();
  day.morning();
  day.happen({ kind: 'open-visit', appointment: ferdinand.id });
  day.decided();
  day.happen({ kind: 'end-visit', outcome: 'ended-early', why: 'had to catch a bus' });
  const record = visitRecord.parse(only(day.decided(), 'send')[0]?.document);
  assert.equal([record.outcome, record.why, record.identity.confirmed], ['ended-early', 'had to catch a bus', []]);
});

test('receipts for an ended visit reach its row', () => {
  const day = clinicDay();
  day.armed();
  const trigger = day.take();
  day.happen({ kind: 'go', to: 'ending' }, { kind: 'end-visit', outcome: 'completed' });
  day.happen({ kind: 'receipt', id: trigger.id, outcome: 'quarantined', filedAs: 'q/1' });
  const row = day.view().clinic.find(({ id }) => id === ferdinand.id);
  assert.equal([row?.visit?.waiting, row?.visit?.quarantined], [0, 1]);
});

test('wishes and notes belong to an open visit', () => {
  const day = clinicDay();
  day.morning();
  day.happen({ kind: 'wish', text: 'x' });
  assert.is(day.why(), 'no-visit');
  day.happen(
    { kind: 'open-visit', appointment: ferdinand.id },
    { kind: 'wish', text: 'the back' },
    { kind: 'note', text: 'deaf' },
  );
  day.identify();
  assert.equal([day.view().visit?.wishes, day.view().visit?.note], [['the back'], 'deaf']);
  day.happen({ kind: 'wish', text: '   ' });
  assert.equal([day.why(), day.view().visit?.wishes.length], ['not-now', 1]);
});

test.run();
