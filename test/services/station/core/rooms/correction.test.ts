import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { ParcelId } from '../../../../../services/wire/ids.ts';
import type { ParcelDocument } from '../../../../../services/wire/parcel.ts';
import { ada, clinicDay, deedsOf, ferdinand, only, photo } from '../clinic-day.ts';

const test = suite('correction');
const note = 'two patients mixed up';

function documents(day: ReturnType<typeof clinicDay>): readonly ParcelDocument[] {
  return only(day.decided(), 'send').map(({ document }) => document);
}

function visitWith(pictures: number) {
  const day = clinicDay();
  day.armed('locating');
  const taken: ParcelId[] = [];
  for (let more = 0; more < pictures; more += 1) {
    taken.push(day.take().id);
    day.happen({ kind: 'keep' });
  }
  day.decided();
  const visit = day.view().visit?.id;
  if (visit === undefined) throw new Error('the visit was opened');
  return { day, taken, visit };
}

test('all pictures of an ended visit are taken back, once', () => {
  const { day, taken, visit } = visitWith(2);
  day.happen({ kind: 'go', to: 'ending' }, { kind: 'end-visit', outcome: 'completed' });
  day.decided();
  day.happen({ kind: 'wrong-patient', visit, note });
  const [sent] = documents(day);
  assert.equal(sent?.kind === 'correction' && [sent.pictures, sent.by, sent.note], [taken, ada.name, note]);
  const row = day.view().clinic.find(({ id }) => id === ferdinand.id);
  assert.equal([day.view().stage, row?.visit?.takenBack], ['clinic', true]);
  day.happen({ kind: 'wrong-patient', visit, note });
  assert.equal([day.why(), documents(day)], ['not-now', []]);
});

test('one picture of an ended visit is taken back, the others stay', () => {
  const { day, taken, visit } = visitWith(3);
  day.happen({ kind: 'go', to: 'ending' }, { kind: 'end-visit', outcome: 'completed' });
  day.decided();
  day.happen({ kind: 'wrong-patient', visit, pictures: taken.slice(1, 2), note });
  const [sent] = documents(day);
  assert.equal(sent?.kind === 'correction' && sent.pictures, taken.slice(1, 2));
  assert.equal(
    day.state().ended[0]?.pictures.map(({ state }) => state),
    ['saved', 'taken-back', 'saved'],
  );
  day.happen({ kind: 'receipt', id: taken[1] ?? taken[0] ?? day.trigger().id, outcome: 'filed', filedAs: 'x' });
  assert.is(day.state().ended[0]?.pictures[1]?.state, 'taken-back', 'a receipt does not bring it back');
});

test('in the open visit: the pictures are taken back, the visit ends early, and its record has the others', () => {
  const { day, taken, visit } = visitWith(3);
  day.happen({ kind: 'wrong-patient', visit, pictures: taken.slice(0, 1), note });
  const decided = day.decided();
  const sent = only(decided, 'send').map(({ document }) => document);
  assert.equal(
    sent.map(({ kind }) => kind),
    ['correction', 'visit-record'],
  );
  assert.is.not(sent[0]?.parcel, sent[1]?.parcel);
  assert.equal(sent[0]?.kind === 'correction' && sent[0].pictures, taken.slice(0, 1));
  const record = sent[1];
  assert.equal(record?.kind === 'visit-record' && record.pictures.map(({ parcel }) => parcel), taken.slice(1));
  assert.is(record?.kind === 'visit-record' && record.outcome, 'ended-early');
  assert.equal([day.view().stage, deedsOf(decided)], ['clinic', ['wrong-patient', 'end-visit']]);
});

test('a picture under way when the visit is given up becomes nobody’s', () => {
  for (const phase of ['exposing', 'assessing'] as const) {
    const { day, visit } = visitWith(1);
    day.wait(1000);
    const trigger = day.press();
    const taken = photo();
    if (phase === 'assessing') day.happen({ kind: 'exposed', trigger, photo: taken });
    day.happen({ kind: 'wrong-patient', visit, note });
    day.decided();
    if (phase === 'exposing') day.happen({ kind: 'exposed', trigger, photo: taken });
    else day.happen({ kind: 'assessed', trigger, photo: taken, quality: undefined, code: undefined });
    const decided = day.decided();
    assert.equal(only(decided, 'assess'), [], 'nobody looks at it');
    assert.equal(
      only(decided, 'seal').map(({ capture }) => [capture.parcel, capture.binding.kind]),
      [[trigger.id, 'unexplained']],
    );
    day.happen({ kind: 'sealed', id: trigger.id, atMs: 0 });
    assert.is(day.state().work, undefined);
  }
});

test('a picture that is being sealed when the visit is given up is named in the correction', () => {
  const { day, visit } = visitWith(0);
  day.wait(1000);
  const trigger = day.press();
  const taken = photo();
  day.happen(
    { kind: 'exposed', trigger, photo: taken },
    { kind: 'assessed', trigger, photo: taken, quality: undefined, code: undefined },
  );
  day.decided();
  day.happen({ kind: 'wrong-patient', visit, note });
  const [set] = documents(day);
  assert.equal(set?.kind === 'correction' && set.pictures, [trigger.id]);
  day.happen({ kind: 'sealed', id: trigger.id, atMs: 0 });
  assert.equal(
    day.state().ended[0]?.pictures.map(({ id, state }) => [id, state]),
    [[trigger.id, 'taken-back']],
  );
});

test('the next visit can open while that picture is not safe yet, and takes none before it is', () => {
  const { day, visit } = visitWith(0);
  day.wait(1000);
  const trigger = day.press();
  day.happen({ kind: 'wrong-patient', visit, note });
  day.agreed();
  day.arm('close-up');
  assert.is(day.why(), 'still-working');
  day.happen({ kind: 'exposure-failed', trigger, fault: 'timed-out' });
  day.arm('close-up');
  assert.is(day.view().stage, 'armed');
});

test('pictures that are not the visit’s, and visits that are not today’s, are refused', () => {
  const { day, visit } = visitWith(1);
  day.happen({ kind: 'wrong-patient', visit, pictures: [day.trigger().id], note });
  assert.equal([day.why(), day.view().stage], ['not-now', 'armed']);
  day.happen({ kind: 'wrong-patient', visit: day.trigger().id as unknown as typeof visit, note });
  assert.is(day.why(), 'not-now');
  day.happen({ kind: 'lock' }, { kind: 'wrong-patient', visit, note });
  assert.equal([day.why(), documents(day)], ['locked', []]);
});

test.run();
