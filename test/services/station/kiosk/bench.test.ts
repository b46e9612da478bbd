/** The bench's hands on the letter and the scanner: whose code it is, the station says. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Sight } from '../../../../device/camera/simulated/pictures/sight.ts';
import type { ForkedCamera } from '../../../../device/camera/simulated/process.ts';
import { type Bench, benchOf } from '../../../../services/station/kiosk/bench.ts';
import {
  arm,
  identify,
  openVisit,
  press,
  type StationRig,
  signIn,
  stationRig,
  take,
  upToChoosing,
} from '../../../support/station.ts';

const tests = suite('bench');

interface Told {
  readonly at: Sight;
  readonly after: readonly Sight[];
}

function test(
  title: string,
  body: (rig: StationRig, bench: Bench, held: () => string | undefined, told: readonly Told[]) => Promise<void>,
) {
  tests(title, async () => {
    const rig = await stationRig();
    const { simulated } = rig.desk;
    let held: string | undefined;
    const told: Told[] = [];
    // The rig's camera is in this process; the bench's one is this camera with a letter that can be held before it.
    const camera: ForkedCamera = {
      ...simulated,
      subject: () => undefined,
      async holdLetter(code) {
        held = code;
      },
      async aimAt(at, after = []) {
        told.push({ at, after });
      },
    };
    const bench = benchOf({ camera, pedal: rig.pedal, light: rig.light }, rig.station);
    try {
      await body(rig, bench, () => held, told);
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

test('the camera is pointed at what is armed, and told what comes after it', async (rig, _bench, _held, told) => {
  await upToChoosing(rig);
  assert.equal(told, []);
  await arm(rig, 'L1', 'locating');
  const mine = { person: 0, lesion: 0 };
  assert.equal(told.at(-1), {
    at: { ...mine, subject: 'locating' },
    after: [
      { ...mine, subject: 'close-up' },
      { ...mine, subject: 'dermoscopic' },
    ],
  });
  await arm(rig, 'L1', 'dermoscopic-polarised');
  assert.equal(told.at(-1)?.at, { ...mine, subject: 'dermoscopic' });
  const times = told.length;
  rig.station.dispatch({ kind: 'active' });
  assert.is(told.length, times, 'told once');
});

test('after a kept picture the camera is pointed at the next, for a retake at the same again', async (rig, _bench, _held, told) => {
  await upToChoosing(rig);
  await take(rig, 'L1', 'locating');
  await rig.until('the next shot', ({ stage, aim }) => stage === 'armed' && aim?.shot === 'close-up');
  assert.equal(
    told.map(({ at }) => at.subject),
    ['locating', 'close-up'],
  );
  await press(rig);
  await rig.until('a picture to look at', ({ stage }) => stage === 'reviewing');
  assert.is(told.length, 2, 'while a picture is looked at the camera stays');
  rig.station.dispatch({ kind: 'retake' });
  await rig.until('armed again', ({ stage }) => stage === 'armed');
  assert.equal(told[2], told[1]);
});

test('each lesion has a drawn one of its own, in the skin of its person', async (rig, _bench, _held, told) => {
  await upToChoosing(rig);
  const lesions = rig.station.view().visit?.lesions ?? [];
  for (const { id } of lesions) await arm(rig, id, 'close-up');
  await arm(rig, 'L1', 'locating');
  rig.station.dispatch({ kind: 'disarm' });
  rig.station.dispatch({ kind: 'go', to: 'ending' });
  rig.station.dispatch({ kind: 'end-visit', outcome: 'ended-early', why: 'the patient had to go' });
  await rig.until('the clinic', ({ stage }) => stage === 'clinic');
  await upToChoosing(rig, rig.clinic[1]?.id);
  await arm(rig, 'L1', 'locating');
  const numbers = told.map(({ at }) => [at.person, at.lesion]);
  assert.equal(numbers, [...lesions.map((_, lesion) => [0, lesion]), [0, 0], [1, lesions.length]]);
});

test('pedal and light are on the bench as they are', async (rig, bench) => {
  bench.dispatch({ kind: 'pedal', down: true });
  assert.equal(bench.view().pedal, { down: true });
  bench.dispatch({ kind: 'pedal', down: false });
  assert.equal(bench.view().pedal, { down: false });
  assert.equal(bench.view().light, rig.light.scene());
});

tests.run();
