import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { secondPressMs } from '../../../../../services/station/core/visit.ts';
import { clinicDay, deedsOf, margaret, only } from '../clinic-day.ts';

const test = suite('reviewing');

function taken(shot: 'locating' | 'close-up' | 'dermoscopic-polarised' = 'locating') {
  const day = clinicDay();
  day.armed(shot, margaret);
  day.take();
  day.wait(1000);
  day.decided();
  return day;
}
const verdicts = (day: ReturnType<typeof clinicDay>) => day.view().visit?.pictures.map(({ verdict }) => verdict);

test('one press keeps the picture, and after a moment the next shot of the same lesion is armed', () => {
  const day = taken();
  assert.equal(day.view().review?.next, { lesion: 'L1', shot: 'close-up' });
  day.press();
  assert.equal([day.view().review?.state, day.view().review?.keepsInMs], ['keeping', secondPressMs]);
  day.wait(secondPressMs - 1);
  assert.equal([day.view().stage, day.view().review?.keepsInMs], ['reviewing', 1]);
  day.wait(1);
  assert.equal(
    [day.view().stage, day.view().aim, verdicts(day)],
    ['armed', { lesion: 'L1', shot: 'close-up' }, ['kept']],
  );
  assert.equal(
    day.decided().map(({ kind }) => kind),
    ['light', 'prepare'],
  );
});

test('a second press at once takes it again: both are kept, and the record says which one counts', () => {
  const day = taken();
  day.press();
  day.wait(secondPressMs - 1);
  day.press();
  assert.equal(
    [day.view().stage, day.view().aim, verdicts(day)],
    ['armed', { lesion: 'L1', shot: 'locating' }, ['retaken']],
  );
  assert.equal(deedsOf(day.decided()), ['retake']);
  assert.ok(day.view().visit?.missing.some(({ lesion, shot }) => lesion === 'L1' && shot === 'locating'));
  day.take();
  assert.equal(verdicts(day), ['retaken', 'unreviewed']);
});

test('three presses at once take it again, and do not take the new picture yet', () => {
  const day = taken();
  day.press();
  day.wait(200);
  day.press();
  day.wait(200);
  day.press();
  assert.equal([day.view().stage, verdicts(day)], ['armed', ['retaken']]);
});

test('a press after the moment is over takes the next picture, though no tick came in between', () => {
  const day = taken();
  day.press();
  const late = { ...day.trigger(), atMs: day.now().atMs + secondPressMs };
  day.happen({ kind: 'press', trigger: late });
  assert.equal(
    [day.view().stage, day.view().aim, verdicts(day)],
    ['exposing', { lesion: 'L1', shot: 'close-up' }, ['kept']],
  );
});

test('a second press that was made in time counts, though it was heard late', () => {
  const day = taken();
  day.press();
  const trigger = { ...day.trigger(), atMs: day.now().atMs + secondPressMs - 1 };
  day.happen({ kind: 'press', trigger });
  assert.equal(verdicts(day), ['retaken']);
});

test('keep and retake on the screen count at once', () => {
  const day = taken();
  day.happen({ kind: 'keep' });
  assert.equal([day.view().stage, verdicts(day)], ['armed', ['kept']]);
  const other = taken();
  other.happen({ kind: 'retake' });
  assert.equal([other.view().stage, verdicts(other)], ['armed', ['retaken']]);
  other.happen({ kind: 'keep' });
  assert.is(other.why(), 'not-now');
});

test('the four shots of a lesion follow each other, a missing one before is not forgotten, and then a lesion is chosen', () => {
  const day = taken('close-up');
  const aims: unknown[] = [];
  for (let more = 0; more < 4; more += 1) {
    day.happen({ kind: 'keep' });
    aims.push(day.view().aim?.shot);
    if (day.view().stage === 'armed') day.take();
  }
  assert.equal(aims, ['dermoscopic', 'dermoscopic-polarised', 'locating', undefined]);
  assert.is(day.view().stage, 'choosing');
  assert.equal([...new Set(day.view().visit?.missing.map(({ lesion }) => lesion))], ['L2'], 'the other lesion waits');
});

test('whoever goes on without a word has looked at nothing: the record says unreviewed', () => {
  const day = taken();
  day.arm('close-up', 'L2');
  assert.equal([day.view().aim, verdicts(day)], [{ lesion: 'L2', shot: 'close-up' }, ['unreviewed']]);
});

test('a picture that a press had kept stays kept when the station locks within the moment', () => {
  const day = taken();
  day.press();
  day.happen({ kind: 'lock' });
  day.signIn();
  day.identify(margaret);
  assert.equal([day.view().stage, verdicts(day)], ['choosing', ['kept']]);
  assert.equal(only(day.decided(), 'expose'), []);
});

test.run();
