import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { begin, keptOf, resumed } from '../../../../services/station/core/begin.ts';
import type { ParcelId } from '../../../../services/wire/ids.ts';
import { station } from '../../../support/invented.ts';
import { ada, clinicDay, closedList, ferdinand, margaret, photo, roster } from './clinic-day.ts';

const test = suite('power cut');
const today = '2026-11-22';

/** The same clinic after its station has lost its power; `has`: what had reached the outbox. */
function cutPower(day: ReturnType<typeof clinicDay>, ...has: readonly ParcelId[]) {
  const kept = structuredClone(keptOf(day.state(), today));
  const next = clinicDay(resumed(begin(station), kept, (id) => has.includes(id)));
  next.goTo(day.now().atMs);
  next.happen({ kind: 'list', roster, list: closedList }, { kind: 'camera', status: 'ready' });
  return next;
}

test('the visit waits behind the lock, and goes on where it was once its patient is confirmed again', () => {
  const day = clinicDay();
  day.armed('dermoscopic');
  const next = cutPower(day);
  assert.equal([next.view().stage, next.view().signIn?.visitWaits], ['locked', true]);
  next.signIn();
  assert.ok(next.view().identify?.again);
  next.identify();
  assert.equal([next.view().stage, next.view().visit?.patient], ['choosing', ferdinand.patient]);
});

test('a picture that had reached the disk belongs to its visit, though nobody has looked at it', () => {
  const day = clinicDay();
  day.armed();
  const trigger = day.press();
  const taken = photo();
  day.happen(
    { kind: 'exposed', trigger, photo: taken },
    { kind: 'assessed', trigger, photo: taken, quality: { advice: ['dark'] }, code: undefined },
  );
  const next = cutPower(day, trigger.id);
  next.signIn();
  next.identify();
  assert.equal(
    next.view().visit?.pictures.map(({ id, sha256, verdict, advice }) => [id, sha256, verdict, advice]),
    [[trigger.id, taken.sha256, 'unreviewed', ['dark']]],
  );
});

test('a picture that had not is gone with the memory it was in, and its shot is missing', () => {
  const day = clinicDay();
  day.armed();
  const trigger = day.press();
  day.happen({ kind: 'exposed', trigger, photo: photo() });
  const next = cutPower(day);
  next.signIn();
  next.identify();
  assert.equal(next.view().visit?.pictures, []);
  assert.ok(next.view().visit?.missing.some(({ shot }) => shot === 'close-up'));
});

test('a letter that was read and had not reached the disk is asked for again', () => {
  const day = clinicDay();
  day.morning();
  day.happen({ kind: 'open-visit', appointment: ferdinand.id });
  day.identify();
  day.wait(1000);
  const trigger = day.press();
  const taken = photo();
  day.happen(
    { kind: 'exposed', trigger, photo: taken },
    { kind: 'assessed', trigger, photo: taken, quality: undefined, code: ferdinand.code },
  );
  for (const [has, stage] of [
    [[], 'identify'],
    [[trigger.id], 'questionnaire'],
  ] as const) {
    const next = cutPower(day, ...has);
    next.signIn();
    next.identify();
    assert.is(next.view().stage, stage);
  }
});

test('somebody else’s letter is no picture of the visit, also when the power goes while it is sealed', () => {
  const day = clinicDay();
  day.morning();
  day.happen({ kind: 'open-visit', appointment: ferdinand.id });
  day.identify();
  day.wait(1000);
  const trigger = day.press();
  const taken = photo();
  day.happen(
    { kind: 'exposed', trigger, photo: taken },
    { kind: 'assessed', trigger, photo: taken, quality: undefined, code: margaret.code },
  );
  const next = cutPower(day, trigger.id);
  next.signIn();
  next.identify();
  assert.equal([next.view().stage, next.view().visit?.pictures], ['identify', []]);
});

test('wrong PINs and the day’s ended visits outlive it', () => {
  const day = clinicDay();
  day.armed();
  const trigger = day.take();
  day.happen({ kind: 'go', to: 'ending' }, { kind: 'end-visit', outcome: 'completed' }, { kind: 'lock' });
  for (let tries = 0; tries < 5; tries += 1)
    day.happen({ kind: 'sign-in', staff: ada.id, pin: '0' }, { kind: 'secret-checked', who: ada.id, staff: undefined });
  const next = cutPower(day, trigger.id);
  next.happen({ kind: 'sign-in', staff: ada.id, pin: '2468' });
  assert.equal([next.view().signIn?.refused, next.decided().length], ['wait', 0]);
  next.wait(60_000);
  next.signIn();
  assert.is(next.view().clinic.find(({ id }) => id === ferdinand.id)?.visit?.pictures, 1);
});

test('what is kept is the same thing as long as nothing of it has changed', () => {
  const day = clinicDay();
  day.armed();
  const kept = keptOf(day.state(), today);
  day.happen(
    { kind: 'active' },
    { kind: 'camera', status: 'busy' },
    { kind: 'waiting', waiting: 4 },
    { kind: 'camera', status: 'ready' },
  );
  assert.is(keptOf(day.state(), today, kept), kept);
  assert.is.not(keptOf(day.state(), '2026-11-23', kept), kept);
  day.press();
  const working = keptOf(day.state(), today, kept);
  assert.is.not(working, kept);
  day.happen({ kind: 'wish', text: 'the back' });
  assert.is.not(keptOf(day.state(), today, working), working);
});

test.run();
