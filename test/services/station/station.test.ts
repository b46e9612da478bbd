/** The station as the photographer has it in hand: pedal, camera and light together, without a hospital. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { AppointmentId, LesionId } from '../../../services/wire/ids.ts';
import { type StationRig, stationRig } from '../../support/station.ts';

const appointment = 'demonstration-1' as AppointmentId;
const lesion = 'L1' as LesionId;

const tests = suite('station');
function test(title: string, body: (rig: StationRig) => Promise<void>): void {
  tests(title, async () => {
    const rig = await stationRig();
    try {
      await rig.until('the camera', (view) => view.camera.status === 'ready');
      await body(rig);
    } finally {
      await rig.close();
    }
  });
}

async function arm({ station, until }: StationRig): Promise<void> {
  station.dispatch({ kind: 'open-visit', appointment });
  station.dispatch({ kind: 'arm', lesion, view: 'close-up' });
  await until('armed', (view) => view.stage === 'armed');
}

function parcels({ home }: StationRig): readonly string[] {
  return readdirSync(join(home, 'station', 'outbox', 'parcels')).filter((name) => name.endsWith('.age'));
}

test('one press of the pedal is one picture, saved and waiting', async (rig) => {
  await arm(rig);
  const lights: string[] = [];
  rig.light.onScene((scene) => lights.push(scene.kind));
  const taken = new Promise<Uint8Array>((resolve) => rig.station.onTaken(resolve));
  rig.pedal.set(true);
  rig.pedal.set(false);
  const view = await rig.until('saved', ({ stage }) => stage === 'saved');
  assert.equal(
    view.visit?.pictures.map(({ sha256 }) => sha256),
    rig.desk.simulated.sent(),
  );
  assert.is(view.outbox.waiting, 1);
  assert.is(view.hospital, 'not-connected');
  assert.is(parcels(rig).length, 1);
  assert.equal(lights.slice(0, 3), ['flash', 'off', 'signal']);
  assert.equal([...(await taken).subarray(0, 2)], [0xff, 0xd8]);
});

test('a press without a visit takes nothing and says why', async (rig) => {
  rig.pedal.set(true);
  const view = await rig.until('a notice', ({ notice }) => notice !== undefined);
  assert.equal(view.notice, { kind: 'refused', why: 'no-visit' });
  assert.equal(rig.desk.simulated.sent(), []);
});

test('a camera that cannot focus says so, and the next press works', async (rig) => {
  await arm(rig);
  await rig.desk.simulated.set('out-of-focus', true);
  rig.station.dispatch({ kind: 'press' });
  const failed = await rig.until('a notice', ({ notice }) => notice !== undefined);
  assert.equal([failed.stage, failed.notice], ['armed', { kind: 'camera', fault: 'out-of-focus' }]);
  await rig.desk.simulated.set('out-of-focus', false);
  rig.station.dispatch({ kind: 'press' });
  await rig.until('saved', ({ stage }) => stage === 'saved');
});

test('a camera that is unplugged is shown, refused before the shutter, and back by itself', async (rig) => {
  await arm(rig);
  await rig.desk.simulated.set('unplugged', true);
  await rig.until('unplugged', ({ camera }) => camera.status !== 'ready');
  rig.station.dispatch({ kind: 'press' });
  const refused = await rig.until('a notice', ({ notice }) => notice !== undefined);
  assert.equal(refused.notice, { kind: 'refused', why: 'camera-not-ready' });
  await rig.desk.simulated.set('unplugged', false);
  await rig.until('ready again', ({ camera }) => camera.status === 'ready');
  rig.station.dispatch({ kind: 'press' });
  await rig.until('saved', ({ stage }) => stage === 'saved');
});

test('the camera’s own button makes a picture that belongs to nobody, sealed like any other', async (rig) => {
  await arm(rig);
  await rig.desk.pressOwnButton();
  const view = await rig.until('one waiting', ({ outbox }) => outbox.waiting === 1);
  assert.is(view.stage, 'armed');
  assert.equal(view.visit?.pictures, []);
  assert.is(parcels(rig).length, 1);
});

test('after the visit its pictures are not shown any more and still wait for the hospital', async (rig) => {
  await arm(rig);
  rig.station.dispatch({ kind: 'press' });
  await rig.until('saved', ({ stage }) => stage === 'saved');
  rig.station.dispatch({ kind: 'close-visit' });
  const view = await rig.until('idle', ({ stage }) => stage === 'idle');
  assert.is(view.visit, undefined);
  assert.is(rig.station.taken(), undefined);
  assert.is(view.outbox.waiting, 1);
});

tests.run();
