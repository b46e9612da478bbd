/** How often the station hears that somebody is there. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { activity, tellEveryMsMin } from '../../../../ui/kiosk/frame/activity.ts';

const test = suite('somebody is there');

test('the first touch is told, and then not more than one in five seconds', () => {
  let told = 0;
  const here = activity(
    () => {
      told += 1;
    },
    () => false,
  );
  for (let atMs = 1_000; atMs < 1_000 + 60_000; atMs += 100) here.touched(atMs);
  assert.is(told, 60_000 / tellEveryMsMin);
});

test('while the station is about to lock every touch counts', () => {
  let told = 0;
  const here = activity(
    () => {
      told += 1;
    },
    () => true,
  );
  for (const atMs of [0, 10, 20]) here.touched(atMs);
  assert.is(told, 3);
});

test.run();
