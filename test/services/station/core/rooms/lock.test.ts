import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { idleLockMs, idleWarnMs } from '../../../../../services/station/core/visit.ts';
import { ada, bo, clinicDay, closedList, deedsOf, ferdinand, only, roster } from '../clinic-day.ts';

const test = suite('lock');

function wrongPin(day: ReturnType<typeof clinicDay>, staff = ada): void {
  day.happen({ kind: 'sign-in', staff: staff.id, pin: '0000' });
  day.happen({ kind: 'secret-checked', who: staff.id, staff: undefined });
}

test('Ada signs in with her PIN: the list is opened, and the day is on the screen', () => {
  const day = clinicDay();
  day.happen({ kind: 'list', roster, list: closedList });
  assert.equal(day.view().signIn?.roster, roster);
  day.happen({ kind: 'sign-in', staff: ada.id, pin: '2468' });
  assert.equal(day.decided(), [{ kind: 'check-pin', staff: ada.id, pin: '2468' }]);
  assert.ok(day.view().signIn?.checking);
  day.happen({ kind: 'secret-checked', who: ada.id, staff: ada });
  assert.is(day.view().stage, 'clinic');
  assert.equal(
    day.decided().map(({ kind }) => kind),
    ['open-list', 'deed'],
  );
});

test('a badge signs in without a name being chosen, and a stranger’s badge does not', () => {
  const day = clinicDay();
  day.happen({ kind: 'list', roster, list: closedList }, { kind: 'scan', code: 'LB-ABCDEFGHIJKLMNOP' });
  assert.equal(day.decided(), [{ kind: 'check-badge', code: 'LB-ABCDEFGHIJKLMNOP' }]);
  day.happen({ kind: 'secret-checked', who: 'badge', staff: undefined });
  assert.is(day.view().signIn?.refused, 'unknown-badge');
  day.happen({ kind: 'scan', code: 'LB-ABCDEFGHIJKLMNOQ' }, { kind: 'secret-checked', who: 'badge', staff: bo });
  assert.equal(day.view().staff, bo);
});

test('a station that never received a list can sign nobody in, and says so', () => {
  const day = clinicDay();
  day.happen({ kind: 'sign-in', staff: ada.id, pin: '2468' });
  assert.is(day.view().signIn?.refused, 'no-list');
  assert.equal(day.decided(), []);
});

test('five wrong PINs wait a minute, and each further one twice as long, at most a quarter of an hour', () => {
  const day = clinicDay();
  day.happen({ kind: 'list', roster, list: closedList });
  for (const left of [4, 3, 2, 1]) {
    wrongPin(day);
    assert.equal([day.view().signIn?.refused, day.view().signIn?.attemptsLeft], ['wrong', left]);
  }
  for (const minutes of [1, 2, 4, 8, 15, 15]) {
    wrongPin(day);
    assert.equal([day.view().signIn?.refused, day.view().signIn?.waitMs], ['wait', minutes * 60_000]);
    day.decided();
    day.wait(minutes * 60_000 - 1);
    day.happen({ kind: 'sign-in', staff: ada.id, pin: '2468' });
    assert.equal(only(day.decided(), 'check-pin'), [], 'not even the right one is looked at');
    assert.is(day.view().signIn?.waitMs, 1);
    day.wait(1);
    assert.is(day.view().signIn?.refused, undefined, 'a wait that is over is not told');
  }
  day.signIn(ada);
  assert.is(day.view().stage, 'clinic');
  assert.equal(day.state().attempts, [], 'a right one makes up for the wrong ones');
});

test('one name’s wrong PINs do not make another one wait', () => {
  const day = clinicDay();
  day.happen({ kind: 'list', roster, list: closedList });
  for (let tries = 0; tries < 5; tries += 1) wrongPin(day);
  day.signIn(bo);
  assert.equal(day.view().staff, bo);
});

test('a second tap while a PIN is compared changes nothing, and an answer nobody waits for neither', () => {
  const day = clinicDay();
  day.happen({ kind: 'list', roster, list: closedList }, { kind: 'sign-in', staff: ada.id, pin: '2468' });
  day.decided();
  day.happen({ kind: 'sign-in', staff: bo.id, pin: '1357' }, { kind: 'secret-checked', who: bo.id, staff: bo });
  assert.equal(day.decided(), []);
  assert.is(day.view().stage, 'locked');
});

test('nobody touches anything: a warning after a minute, the lock after two', () => {
  const day = clinicDay();
  day.agreed();
  day.wait(idleWarnMs - 1);
  assert.is(day.view().locksInMs, undefined);
  day.wait(1);
  assert.is(day.view().locksInMs, idleLockMs - idleWarnMs);
  day.wait(idleLockMs - idleWarnMs - 1);
  assert.is(day.view().locksInMs, 1);
  day.decided();
  day.wait(1);
  assert.is(day.view().stage, 'locked');
  const decided = day.decided();
  assert.equal(deedsOf(decided), ['idle-lock']);
  assert.is(only(decided, 'deed')[0]?.deed.by, undefined, 'nobody did it');
  assert.ok(decided.some(({ kind }) => kind === 'close-list'));
});

test('a touch after the warning keeps the screen open for two minutes more', () => {
  const day = clinicDay();
  day.agreed();
  day.wait(idleLockMs - 1);
  day.happen({ kind: 'active' });
  assert.is(day.view().locksInMs, undefined);
  day.wait(idleLockMs - 1);
  assert.is(day.view().stage, 'choosing');
});

test('receipts, the camera and the network are nobody’s hand: they keep no screen open', () => {
  const day = clinicDay();
  day.agreed();
  for (let minute = 0; minute < 2; minute += 1) {
    day.wait(60_000);
    day.happen({ kind: 'camera', status: 'ready' }, { kind: 'waiting', waiting: 3 }, { kind: 'disk', disk: 'ok' });
  }
  assert.is(day.view().stage, 'locked');
});

test('a foot that comes down after the time was over finds the station locked, though no tick came', () => {
  const day = clinicDay();
  day.armed();
  const late = { ...day.trigger(), atMs: day.now().atMs + idleLockMs };
  day.happen({ kind: 'press', trigger: late });
  assert.is(day.view().stage, 'locked');
  assert.equal(only(day.decided(), 'expose'), []);
});

test('after a lock the patient is confirmed again, and the visit goes on where it was', () => {
  const day = clinicDay();
  day.agreed();
  day.happen({ kind: 'lock' });
  assert.ok(day.view().signIn?.visitWaits);
  day.signIn(bo);
  assert.is(day.view().stage, 'identify');
  assert.ok(day.view().identify?.again);
  assert.is(day.view().visit?.patient, undefined);
  day.arm('close-up');
  assert.is(day.why(), 'not-identified');
  day.identify();
  assert.is(day.view().stage, 'choosing', 'the letter was dealt with before');
  const { stage } = day.state();
  assert.equal(stage.kind === 'choosing' && stage.visit.staff, [ada, bo], 'both worked in it');
});

test('the light goes off and the list is let go of at the lock', () => {
  const day = clinicDay();
  day.armed();
  day.happen({ kind: 'lock' });
  const decided = day.decided();
  assert.equal(
    decided.map((effect) => (effect.kind === 'light' ? effect.scene.kind : effect.kind)),
    ['off', 'close-list', 'deed'],
  );
});

test('another photographer’s badge takes over: the patient is confirmed again', () => {
  const day = clinicDay();
  day.armed();
  day.happen({ kind: 'scan', code: 'LB-ABCDEFGHIJKLMNOP' }, { kind: 'secret-checked', who: 'badge', staff: bo });
  assert.equal([day.view().stage, day.view().staff], ['identify', bo]);
  day.identify();
  assert.is(day.view().stage, 'choosing');
});

test('one’s own badge in the middle of a visit changes nothing, a stranger’s is refused', () => {
  const day = clinicDay();
  day.armed();
  day.happen({ kind: 'scan', code: 'LB-ABCDEFGHIJKLMNOP' }, { kind: 'secret-checked', who: 'badge', staff: ada });
  assert.is(day.view().stage, 'armed');
  day.happen({ kind: 'scan', code: 'LB-ABCDEFGHIJKLMNOP' }, { kind: 'secret-checked', who: 'badge', staff: undefined });
  assert.equal([day.view().stage, day.why()], ['armed', 'unknown-code']);
});

test('yesterday’s visits are forgotten at the first sign-in of the day', () => {
  const day = clinicDay();
  day.opened(ferdinand);
  day.happen({ kind: 'go', to: 'ending' }, { kind: 'end-visit', outcome: 'ended-early' });
  assert.is(day.state().ended.length, 1);
  day.happen({ kind: 'lock' });
  day.signIn();
  assert.is(day.state().ended.length, 1);
  day.happen({ kind: 'lock' });
  day.wait(24 * 3_600_000);
  day.signIn();
  assert.is(day.state().ended.length, 0);
});

test('a clock that was set back locks no staff out', () => {
  const day = clinicDay();
  day.happen({ kind: 'list', roster, list: closedList });
  for (let tries = 0; tries < 5; tries += 1) wrongPin(day);
  day.wait(-3_600_000);
  day.signIn(ada);
  assert.is(day.view().stage, 'clinic');
});

test.run();
