/**
 * Everything that a camera can do to a clinic, over and over, with each make: no press without an answer, no picture bound to a
 * press that it does not belong to, and soon afterwards the camera works again.
 *
 *   LENTIGO_ROUNDS=20 node test/device/camera/fault-rounds.test.ts       the long run, about ten minutes
 *   LENTIGO_SEED=7                                                        repeats a run
 */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { SimulatedFault } from '../../../device/camera/simulated/faults.ts';
import { personalityNames } from '../../../device/camera/simulated/makes.ts';
import { chanceOf } from '../../support/chance.ts';
import { watchLag } from './rounds/lag.ts';
import { newLane, type Outcome } from './rounds/lane.ts';

const faultRounds = suite('rounds of camera trouble');

const rounds = Number(process.env.LENTIGO_ROUNDS ?? 2);
const seed = Number(process.env.LENTIGO_SEED ?? Math.floor(Math.random() * 1e6));
const recoveredMsP95 = 10_000;
/** The screen answers within 200 ms. */
const lagMsMax = 200;

const faults: readonly SimulatedFault[] = [
  ...(['hangs', 'hangs-in-capture', 'hangs-in-download', 'drops-link', 'busy'] as const),
  ...(['double-event', 'late-event', 'stale-picture'] as const),
  ...(['cuts-off', 'empty-picture', 'huge-picture', 'raw-picture'] as const),
  ...(['other-serial', 'unplugged', 'asleep'] as const),
];

faultRounds(`${faults.length} troubles × ${rounds}, seed ${seed}`, async () => {
  const chance = chanceOf(seed);
  const lanes = await Promise.all(
    personalityNames.map(async (make, index) => {
      const lane = await newLane(make, chanceOf(seed + index));
      return { make, lane, games: [] as SimulatedFault[] };
    }),
  );
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, fault] of faults.entries()) lanes[(round + index) % lanes.length]?.games.push(fault);
  }
  const lag = watchLag();
  let outcomes: readonly Outcome[];
  try {
    const played = lanes.map(async ({ make, lane, games }) => {
      const results: Outcome[] = [];
      for (const [at, fault] of shuffled(games, chance).entries()) {
        results.push(await lane.play(fault, `${make} ${fault} ${at}`));
      }
      return results;
    });
    outcomes = (await Promise.all(played)).flat();
  } finally {
    lag.stop();
    await Promise.all(lanes.map(({ lane }) => lane.close()));
  }

  const misbound = lanes.flatMap(({ lane }) => lane.misbound());
  const twice = lanes.flatMap(({ lane }) => lane.twice());
  const hung = outcomes.filter((outcome) => outcome.hung > 0);
  const times = outcomes.map(({ recoveredMs }) => recoveredMs).toSorted((one, other) => one - other);
  const at = (share: number) => Math.round(times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0);
  console.log(
    `\ncamera faults: seed ${seed}, ${outcomes.length} rounds, ${hung.length} hung, ${misbound.length} misbound, ${twice.length} told twice; ` +
      `recovered p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, at most ${at(1)} ms; ` +
      `event loop at most ${Math.round(lag.wallMsMax)} ms, own work ${Math.round(lag.ownMsMax)} ms`,
  );
  for (const { round, answer, recoveredMs } of outcomes.filter((each) => each.recoveredMs > recoveredMsP95)) {
    console.log(`  slow: ${round}: ${answer}, recovered after ${Math.round(recoveredMs)} ms`);
  }
  assert.equal(misbound, [], 'a picture was bound to the wrong press');
  assert.equal(twice, [], 'a picture was handed over twice');
  assert.equal(hung, [], 'somebody waited in vain');
  assert.ok(at(0.95) <= recoveredMsP95, `p95 of recovery is ${at(0.95)} ms`);
  assert.ok(lag.ownMsMax <= lagMsMax, `the event loop was held up for ${lag.ownMsMax} ms`);
});

function shuffled<T>(list: readonly T[], chance: () => number): readonly T[] {
  return list
    .map((value) => ({ value, order: chance() }))
    .toSorted((one, other) => one.order - other.order)
    .map(({ value }) => value);
}

faultRounds.run();
