/** The ring light's behaviour, over a board that is a list of what it was told. */
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Board, BoardFault, LightNote } from '../../../device/light/board.ts';
import { brightMsAtATime, sustainedDuty } from '../../../device/light/heat.ts';
import { brightest, dark, type Levels, signalMs } from '../../../device/light/levels.ts';
import { answerMsMax, idleMsMax, retriesMax, retryMs, ringLight } from '../../../device/light/ring-light.ts';
import type { LightScene } from '../../../device/ports.ts';
import { assertBearable, type Shown } from './bright-time.ts';
import { type HandClock, handClock, settle } from './hand-clock.ts';

const test = suite('ring light');

const aim: LightScene = { kind: 'aim', polarised: true };
const flash: LightScene = { kind: 'flash', polarised: true };
const off: LightScene = { kind: 'off' };
const saved: LightScene = { kind: 'signal', what: 'saved' };

interface Rig {
  readonly clock: HandClock;
  readonly light: ReturnType<typeof ringLight>;
  readonly written: { readonly atMs: number; readonly levels: Levels }[];
  readonly notes: LightNote['kind'][];
  /** What the lamps show. */
  shown(): Levels;
  /** How the board answers: at once, with a fault, or never. */
  answers(how: 'written' | BoardFault | 'never'): void;
  back(): void;
  closed(): number;
}

function rig(): Rig {
  const clock = handClock();
  const written: { atMs: number; levels: Levels }[] = [];
  const notes: LightNote['kind'][] = [];
  let [how, closed]: ['written' | BoardFault | 'never', number] = ['written', 0];
  let back = () => {};
  const board: Board = {
    write(levels) {
      if (how === 'never') return new Promise(() => {});
      if (how === 'written') written.push({ atMs: clock.nowMs(), levels });
      return Promise.resolve(how);
    },
    onBack(listener) {
      back = listener;
      return () => {
        back = () => {};
      };
    },
    async close() {
      closed += 1;
    },
  };
  return {
    clock,
    light: ringLight({ board, clock, note: ({ kind }) => notes.push(kind) }),
    written,
    notes,
    shown: () => written.at(-1)?.levels ?? dark,
    answers: (next) => {
      how = next;
    },
    back: () => back(),
    closed: () => closed,
  };
}

test('a signal over the aiming light ends in the aiming light', async () => {
  const { light, clock, shown, written } = rig();
  await light.show(aim);
  const aiming = shown();
  await light.show(saved);
  assert.is.not(shown(), aiming);
  await clock.advance(signalMs('saved') - 1);
  assert.is(shown().plain > 0, true, 'still signalling');
  await clock.advance(1);
  assert.equal(shown(), aiming);
  const count = written.length;
  await clock.advance(60_000);
  assert.is(written.length, count);
});

test('a scene that comes during a signal ends it for good, and the board hears no more of it', async () => {
  const { light, clock, shown, written } = rig();
  await light.show(saved);
  await light.show(aim);
  const count = written.length;
  await clock.advance(2 * signalMs('saved'));
  assert.is(written.length, count);
  assert.is(shown().plain, 0);
});

test('off and saved in one breath, as after a picture: the signal shows and ends in the dark', async () => {
  const { light, clock, shown } = rig();
  await light.show(flash);
  assert.equal(await Promise.all([light.show(off), light.show(saved)]), ['shown', 'shown']);
  assert.ok(shown().plain > 0);
  await clock.advance(signalMs('saved'));
  assert.equal(shown(), dark);
});

test('a board that takes its time is written at once with the newest scene, not with every one', async () => {
  const { light, clock, answers, written, shown } = rig();
  answers('never');
  const first = light.show(aim);
  await settle();
  answers('written');
  const rest = [light.show(off), light.show(flash), light.show(aim)];
  await clock.advance(answerMsMax);
  assert.is(await first, 'failed');
  assert.equal(await Promise.all(rest), ['shown', 'shown', 'shown']);
  assert.is(written.length, 1);
  assert.ok(shown().polarised > 0 && shown().polarised < 1);
});

test('a board that does not answer fails the scene in time, and the visit goes on', async () => {
  const { light, clock, answers, notes } = rig();
  answers('never');
  const shown = light.show(flash);
  await clock.advance(answerMsMax);
  assert.is(await shown, 'failed');
  assert.equal(notes, ['late']);
});

test('a light that failed is tried again, and not for ever', async () => {
  const { light, clock, answers, shown, written } = rig();
  answers('refused');
  assert.is(await light.show(aim), 'failed');
  await clock.advance(retryMs);
  answers('written');
  await clock.advance(retryMs);
  assert.ok(shown().polarised > 0);
  answers('refused');
  assert.is(await light.show(flash), 'failed');
  await clock.advance(2 * retriesMax * retryMs);
  answers('written');
  const count = written.length;
  await clock.advance(60_000);
  assert.is(written.length, count);
});

test('a board that was plugged in again shows the scene of the visit', async () => {
  const { light, answers, back, shown } = rig();
  answers('absent');
  assert.is(await light.show(aim), 'failed');
  answers('written');
  back();
  await settle();
  assert.ok(shown().polarised > 0);
});

test('a flash that nobody ends is reduced and stays on', async () => {
  const { light, clock, shown, notes } = rig();
  await light.show(flash);
  assert.is(shown().polarised, 1);
  await clock.advance(brightMsAtATime);
  assert.equal(shown(), { plain: 0, polarised: sustainedDuty });
  assert.equal(notes, ['reduced']);
});

test('a light that nobody has changed for five minutes goes off', async () => {
  const { light, clock, shown, notes } = rig();
  await light.show(aim);
  await clock.advance(idleMsMax - 1);
  assert.ok(shown().polarised > 0);
  await clock.advance(1);
  assert.equal(shown(), dark);
  assert.equal(notes, ['idle']);
  assert.is(await light.show(aim), 'shown');
  assert.ok(shown().polarised > 0);
});

test('closing in the middle of a signal leaves nothing lit and nothing waiting', async () => {
  const { light, clock, shown, closed } = rig();
  await light.show(aim);
  await light.show(saved);
  await Promise.all([light.close(), light.close()]);
  assert.equal(shown(), dark);
  assert.is(closed(), 1);
  assert.is(clock.waiting(), 0);
});

test('whatever is shown and when, the ring is bearable, and dark only when it should be', async () => {
  const scene: fc.Arbitrary<LightScene> = fc.oneof(
    fc.constant(off),
    fc.record({ kind: fc.constant('aim' as const), polarised: fc.boolean() }),
    { arbitrary: fc.record({ kind: fc.constant('flash' as const), polarised: fc.boolean() }), weight: 3 },
    fc.record({ kind: fc.constant('signal' as const), what: fc.constantFrom('saved' as const, 'failed' as const) }),
  );
  const step = fc.record({
    scene,
    waitMs: fc.oneof(fc.integer({ min: 0, max: 15_000 }), fc.integer({ min: 0, max: 500 })),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const { light, clock, written } = rig();
      for (const { scene, waitMs } of steps) {
        const before = written.length;
        assert.is(await light.show(scene), 'shown');
        await clock.advance(waitMs);
        if (scene.kind !== 'flash') continue;
        const segment = scene.polarised ? 'polarised' : 'plain';
        for (const { levels } of written.slice(before)) {
          assert.ok(levels[segment] >= sustainedDuty, 'never off in mid-exposure');
        }
      }
      await light.close();
      const shown: Shown[] = written.map(({ atMs, levels }) => ({ atMs, duty: brightest(levels) }));
      assertBearable(shown, clock.nowMs());
      assert.is(shown.at(-1)?.duty, 0);
    }),
    { numRuns: 150 },
  );
});

test.run();
