/**
 * F17: the visit against everything that can happen in any order. 20,000 days of pedal, touch, scanner, camera, disk, locks,
 * power cuts, corrections and new lists; what is sealed and sent is held against what somebody beside the station saw.
 *
 *   LENTIGO_SEED=n     repeats a run        LENTIGO_DAYS=n     more of them
 */
import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Bench } from './bench.ts';
import { openBench } from './bench.ts';
import { closingTime, moves } from './commands.ts';

const seed = Number(process.env.LENTIGO_SEED ?? Math.floor(Math.random() * 1e9));
const days = Number(process.env.LENTIGO_DAYS ?? 20_000);
const movesMax = 80;

const test = suite('the visit, in any order');

/** Every picture that was sent is in one record, or in a correction, or is nobody's. */
function account(bench: Bench): void {
  const recorded = bench.records.flatMap(({ visit, pictures }) => pictures.map(({ parcel }) => ({ visit, parcel })));
  const corrected = bench.corrections.flatMap(({ pictures }) => pictures);
  for (const [id, { binding }] of bench.outbox) {
    const inRecords = recorded.filter(({ parcel }) => parcel === id);
    const inCorrections = corrected.filter((parcel) => parcel === id).length;
    if (binding.kind === 'unexplained') {
      assert.equal([inRecords, inCorrections], [[], 0], 'nobody’s picture is in no record');
      continue;
    }
    assert.ok(
      inRecords.length === 1 || (inRecords.length === 0 && inCorrections === 1),
      `a picture is in ${inRecords.length} records and ${inCorrections} corrections`,
    );
    assert.ok(inCorrections <= 1, 'a picture is taken back once');
    if (inRecords.length === 1) assert.is(inRecords[0]?.visit, binding.visit, 'a record names its own pictures');
  }
  for (const { parcel } of recorded) assert.ok(bench.outbox.has(parcel), 'a record names pictures that are safe');
}

test('a picture is bound to whom and what was on the screen at its press, or to nobody, and each is in one record', () => {
  const begunMs = performance.now();
  const counts = { presses: 0, pictures: 0, nobodys: 0, records: 0, corrections: 0 };
  fc.assert(
    fc.property(fc.commands([...moves], { maxCommands: movesMax, size: 'max' }), (commands) => {
      const bench = openBench();
      fc.modelRun(() => ({ model: {}, real: bench }), commands);
      closingTime(bench);
      account(bench);
      for (const { binding } of bench.outbox.values())
        counts[binding.kind === 'unexplained' ? 'nobodys' : 'pictures'] += 1;
      counts.records += bench.records.length;
      counts.corrections += bench.corrections.length;
      counts.presses += bench.answersTo.size;
    }),
    { numRuns: days, seed },
  );
  const seconds = ((performance.now() - begunMs) / 1000).toFixed(1);
  const { presses, pictures, nobodys, records, corrections } = counts;
  console.log(
    `  seed ${seed}: ${days} days, ${presses} pictures taken, ${pictures} bound, ${nobodys} nobody’s, ${records} records, ${corrections} corrections in ${seconds} s`,
  );
  assert.ok(pictures > days && nobodys > days / 10 && corrections > days / 100, 'the days had too little in them');
});

test.run();
