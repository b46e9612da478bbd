/** The bench's hands on the letter and the scanner: whose code it is, the station says. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { ForkedCamera } from '../../../../device/camera/simulated/process.ts';
import { type Bench, benchOf } from '../../../../services/station/kiosk/bench.ts';
import { identify, openVisit, type StationRig, signIn, stationRig } from '../../../support/station.ts';

const tests = suite('bench');

function test(title: string, body: (rig: StationRig, bench: Bench, held: () => string | undefined) => Promise<void>) {
  tests(title, async () => {
    const rig = await stationRig();
    const { simulated } = rig.desk;
    let held: string | undefined;
    // The rig's camera is in this process; the bench's one is this camera with a letter that can be held before it.
    const camera: ForkedCamera = {
      ...simulated,
      subject: () => undefined,
      async holdLetter(code) {
        held = code;
      },
    };
    const bench = benchOf({ camera, pedal: rig.pedal, light: rig.light }, rig.station);
    try {
      await body(rig, bench, () => held);
    } finally {
      await rig.close();
    }
  });
}

test('while the station is locked there is nobody’s letter to hold or to scan', async (rig, bench, held) => {
  bench.dispatch({ kind: 'letter', whose: 'own' });
  bench.dispatch({ kind: 'scan', whose: 'own' });
  assert.is(held(), undefined);
  assert.is(bench.view().camera.letter, undefined);
  assert.is(rig.station.view().stage, 'locked');
});

test('the scanner reads the letter of the next patient, and with a visit open that of another one is refused', async (rig, bench) => {
  await signIn(rig);
  bench.dispatch({ kind: 'scan', whose: 'own' });
  const open = await rig.until('a visit', ({ stage }) => stage === 'identify');
  assert.is(open.visit?.appointment, rig.clinic[0]?.id);
  assert.is(open.identify?.opened, 'scanned');
  bench.dispatch({ kind: 'scan', whose: 'other' });
  const refused = await rig.until('refusal', ({ notice }) => notice !== undefined);
  assert.equal(refused.notice, { kind: 'refused', why: 'other-patient' });
});

test('a letter that is held stays whose it is when the visit changes', async (rig, bench, held) => {
  await signIn(rig);
  await openVisit(rig, rig.clinic[0]?.id);
  bench.dispatch({ kind: 'letter', whose: 'own' });
  assert.is(held(), rig.clinic[0]?.code);
  assert.is(bench.view().camera.letter, 'own');
  rig.station.dispatch({ kind: 'not-this-patient' });
  await rig.until('the clinic', ({ stage }) => stage === 'clinic');
  await openVisit(rig, rig.clinic[1]?.id);
  assert.is(bench.view().camera.letter, 'other');
  bench.dispatch({ kind: 'letter', whose: 'other' });
  assert.is.not(held(), rig.clinic[1]?.code);
  bench.dispatch({ kind: 'letter' });
  assert.is(held(), undefined);
  assert.is(bench.view().camera.letter, undefined);
  await identify(rig);
});

test('pedal and light are on the bench as they are', async (rig, bench) => {
  bench.dispatch({ kind: 'pedal', down: true });
  assert.equal(bench.view().pedal, { down: true });
  bench.dispatch({ kind: 'pedal', down: false });
  assert.equal(bench.view().pedal, { down: false });
  assert.equal(bench.view().light, rig.light.scene());
});

tests.run();
