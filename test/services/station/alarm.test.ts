/** The core is woken when it wants to be. */
import sinon from 'sinon';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { alarmThat } from '../../../services/station/alarm.ts';

const test = suite('alarm');
let clock: sinon.SinonFakeTimers;
test.before.each(() => {
  clock = sinon.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
test.after.each(() => clock.restore());

test('it rings at the moment that was wanted, and only for the latest wish', () => {
  const ring = sinon.fake();
  const alarm = alarmThat(ring);
  alarm.follow(100);
  alarm.follow(200.4);
  clock.tick(200);
  assert.is(ring.callCount, 0);
  clock.tick(1);
  assert.is(ring.callCount, 1);
});

test('whoever was woken a little early asks again, and is woken in time', () => {
  const rung: number[] = [];
  const due = 1_200;
  const alarm = alarmThat(() => {
    rung.push(performance.now());
    if (performance.now() < due) alarm.follow(due);
  });
  alarm.follow(due - 0.5 - 1);
  clock.tick(due + 1);
  assert.is(rung.length, 2);
  assert.ok((rung.at(-1) ?? 0) >= due);
});

test('nothing rings once nothing is wanted', () => {
  const ring = sinon.fake();
  const alarm = alarmThat(ring);
  alarm.follow(50);
  alarm.follow(undefined);
  clock.tick(1_000);
  assert.is(ring.callCount, 0);
});

test.run();
