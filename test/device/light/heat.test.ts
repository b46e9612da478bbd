/** How long the ring may be bright. */
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  allow,
  brightMsAtATime,
  brightMsLeast,
  coldRing,
  restoredPerMs,
  sustainedDuty,
} from '../../../device/light/heat.ts';
import { assertBearable, type Shown } from './bright-time.ts';

const test = suite('heat of the ring light');

test('a flash of a cold ring is full, and is reduced, not put out, when it is held too long', () => {
  const begun = allow(coldRing(0), 1, 0);
  assert.is(begun.duty, 1);
  assert.is(begun.untilMs, brightMsAtATime);
  const held = allow(begun.heat, 1, brightMsAtATime);
  assert.is(held.duty, sustainedDuty);
  assert.is(held.untilMs, undefined);
});

test('after a rest the next flash is full again', () => {
  const held = allow(allow(coldRing(0), 1, 0).heat, 1, brightMsAtATime);
  const restMs = brightMsLeast / restoredPerMs + 1;
  assert.is(allow(held.heat, 1, brightMsAtATime + restMs).duty, 1);
});

test('aiming may last all day', () => {
  let heat = coldRing(0);
  for (let hour = 0; hour < 12; hour += 1) {
    const allowed = allow(heat, sustainedDuty, hour * 3_600_000);
    assert.is(allowed.duty, sustainedDuty);
    assert.is(allowed.untilMs, undefined);
    heat = allowed.heat;
  }
});

test('a picture of three seconds every eleven seconds is full all day, in a hurry it gets darker', () => {
  assert.ok(pictures(1000, 11_000).every((duty) => duty === 1));
  const hurried = pictures(20, 5000);
  assert.is(hurried[0], 1);
  assert.ok(hurried.includes(sustainedDuty));
});

interface Step {
  readonly waitMs: number;
  readonly duty: number;
}

test('whatever is asked for and when, the ring is never bright for longer than it bears', () => {
  const step: fc.Arbitrary<Step> = fc.record({
    waitMs: fc.oneof(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 0, max: 300 })),
    duty: fc.oneof(fc.constantFrom(0, 0.25, sustainedDuty, 1), fc.double({ min: 0, max: 1, noNaN: true })),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 120 }), (steps) => assertBearable(...shownBy(steps))),
    { numRuns: 1000 },
  );
});

test('nor for whoever presses again and again at the same pace, whatever the pace', () => {
  const pace = fc.record({
    brightMs: fc.integer({ min: 100, max: 6000 }),
    restMs: fc.integer({ min: 0, max: 12_000 }),
  });
  fc.assert(
    fc.property(pace, ({ brightMs, restMs }) => {
      const picture = [
        { waitMs: restMs, duty: 1 },
        { waitMs: brightMs, duty: 0 },
      ];
      assertBearable(...shownBy(new Array<readonly Step[]>(60).fill(picture).flat()));
    }),
    { numRuns: 1000 },
  );
});

test('who is late to reduce pays for it with a longer rest', () => {
  const begun = allow(coldRing(0), 1, 0);
  const late = allow(begun.heat, 0, brightMsAtATime + 2000);
  assert.is(late.heat.allowanceMs, -2000);
  const soon = brightMsAtATime + 2000 + brightMsLeast / restoredPerMs;
  assert.is(allow(late.heat, 1, soon).duty, sustainedDuty);
});

/** What a ring that obeys the model shows, and until when. */
function shownBy(steps: readonly Step[]): [shown: readonly Shown[], endMs: number] {
  let [nowMs, heat, wanted] = [0, coldRing(0), 0];
  let untilMs: number | undefined;
  const shown: Shown[] = [];
  const ask = (atMs: number) => {
    const allowed = allow(heat, wanted, atMs);
    assert.ok(allowed.duty <= wanted, 'brighter than wanted');
    assert.ok(allowed.duty >= Math.min(wanted, sustainedDuty), 'darker than the ring bears');
    assert.ok(allowed.untilMs === undefined || allowed.untilMs > atMs);
    shown.push({ atMs, duty: allowed.duty });
    ({ heat, untilMs } = allowed);
  };
  for (const { waitMs, duty } of steps) {
    nowMs += waitMs;
    if (untilMs !== undefined && untilMs <= nowMs) ask(untilMs);
    wanted = duty;
    ask(nowMs);
  }
  if (untilMs !== undefined) ask(untilMs);
  return [shown, (shown.at(-1)?.atMs ?? 0) + 1];
}

/** What each of `count` pictures is begun with, when the next one comes after `everyMs`. */
function pictures(count: number, everyMs: number): number[] {
  const duties: number[] = [];
  let heat = coldRing(0);
  for (let picture = 0; picture < count; picture += 1) {
    const atMs = picture * everyMs;
    const flash = allow(heat, 1, atMs);
    duties.push(flash.duty);
    const endMs = Math.min(atMs + 3000, flash.untilMs ?? Number.POSITIVE_INFINITY);
    heat = allow(allow(flash.heat, 1, endMs).heat, 0, atMs + 3000).heat;
  }
  return duties;
}

test.run();
