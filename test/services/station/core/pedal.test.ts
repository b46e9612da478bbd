import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  type PedalEvent,
  type PedalState,
  pedalAtRest,
  rearmMs,
  stepPedal,
  stuckMs,
} from '../../../../services/station/core/pedal.ts';

/** Feeds edges `[ms, down]`, with the ticks that the pedal asks for in between, and tells what it said and when. */
function feet(edges: readonly (readonly [number, boolean])[], untilMs = edges.at(-1)?.[0] ?? 0): readonly string[] {
  let state: PedalState = pedalAtRest;
  let tickAtMs: number | undefined;
  const said: string[] = [];
  const take = (event: PedalEvent) => {
    const step = stepPedal(state, event);
    state = step.state;
    tickAtMs = step.tickAtMs;
    if (step.says !== 'nothing') said.push(`${step.says} ${event.atMs}`);
  };
  const tickUntil = (atMs: number) => {
    while (tickAtMs !== undefined && tickAtMs <= atMs) take({ kind: 'tick', atMs: tickAtMs });
  };
  for (const [atMs, down] of edges) {
    tickUntil(atMs);
    take({ kind: 'edge', down, atMs });
  }
  tickUntil(untilMs);
  return said;
}

const test = suite('pedal');

test('a press counts at its leading edge', () => {
  assert.equal(
    feet([
      [1000, true],
      [1200, false],
    ]),
    ['press 1000'],
  );
});

test('a contact that bounces while it closes and while it opens is one press', () => {
  assert.equal(
    feet([
      [0, true],
      [3, false],
      [5, true],
      [30, false],
      [39, true],
      [400, false],
      [404, true],
      [420, false],
    ]),
    ['press 0'],
  );
});

test('a second press counts as soon as the foot was off for a while: twice at once means something of its own', () => {
  assert.equal(
    feet([
      [0, true],
      [100, false],
      [249, true],
      [260, false],
      [411, true],
      [500, false],
      [650, true],
    ]),
    ['press 0', 'press 411', 'press 650'],
  );
});

test('a pedal that is held is one press, and after ten seconds a fault, told once', () => {
  assert.equal(feet([[0, true]], 60_000), ['press 0', `stuck ${stuckMs}`]);
});

test('a chattering pedal that never really opens is stuck as well', () => {
  const chatter = Array.from({ length: 200 }, (_, index) => [index * 100, index % 2 === 0] as const);
  assert.equal(feet(chatter, 20_000), ['press 0', `stuck ${stuckMs}`]);
});

test('a pedal that was stuck and was freed works again', () => {
  assert.equal(
    feet(
      [
        [0, true],
        [15_000, false],
        [16_000, true],
      ],
      16_500,
    ),
    ['press 0', `stuck ${stuckMs}`, 'press 16000'],
  );
});

test('a foot that stood on the pedal when the station started leaves it, bouncing, and takes no picture', () => {
  assert.equal(
    feet(
      [
        [500, false],
        [504, true],
        [510, false],
        [900, true],
        [1000, false],
      ],
      60_000,
    ),
    ['press 900'],
  );
});

test('a foot that stays on after the bounce of an unseen press is stuck ten seconds later, not at once', () => {
  assert.equal(
    feet(
      [
        [500, false],
        [504, true],
      ],
      60_000,
    ),
    [`stuck ${500 + stuckMs}`],
  );
});

test('in 2,000 random dances of a foot every press follows a rest of the contact, and a clean press is never lost', () => {
  const dance = fc.array(fc.tuple(fc.integer({ min: 1, max: 900 }), fc.boolean()), { maxLength: 60 });
  fc.assert(
    fc.property(dance, (moves) => {
      let atMs = 0;
      const edges = moves.map(([gapMs, down]) => {
        atMs += gapMs;
        return [atMs, down] as const;
      });
      const quiet = atMs + 5000;
      const said = feet([...edges, [atMs + 1, false], [quiet, true], [quiet + 100, false]]);
      const presses = said.filter((line) => line.startsWith('press')).map((line) => Number(line.slice(6)));
      for (const press of presses) {
        const touched = edges.filter(([at, down]) => !down && at < press && press - at < rearmMs);
        assert.equal(touched, [], said.join(', '));
      }
      assert.is(presses.at(-1), quiet);
    }),
    { numRuns: 2000 },
  );
});

test.run();
