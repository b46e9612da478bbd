/** The station as the photographer has it in hand: pedal, camera and light together, without a hospital. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import pino from 'pino';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { PictureMessage } from '../../../services/station/pictures/shelf.ts';
import { ofKind, openedParcels } from '../../support/parcels.ts';
import {
  arm,
  endVisit,
  press,
  type StationRig,
  signIn,
  stationRig,
  take,
  upToChoosing,
} from '../../support/station.ts';

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

function parcels({ home }: StationRig): readonly string[] {
  return readdirSync(join(home, 'station', 'outbox', 'parcels')).filter((name) => name.endsWith('.age'));
}

function pictureOf(rig: StationRig, kind: PictureMessage['kind']): Promise<PictureMessage> {
  return new Promise((resolve) => rig.station.onPicture((picture) => picture.kind === kind && resolve(picture)));
}

test('one press of the pedal is one picture, shown at once, saved and waiting', async (rig) => {
  await upToChoosing(rig);
  await arm(rig);
  const lights: string[] = [];
  rig.light.onScene((scene) => lights.push(scene.kind));
  const taken = pictureOf(rig, 'taken').then(({ jpeg }) => ({ jpeg, stage: rig.station.view().stage }));
  const small = pictureOf(rig, 'thumbnail');
  rig.pedal.set(true);
  rig.pedal.set(false);
  const view = await rig.until('saved', ({ stage }) => stage === 'reviewing');
  assert.equal(
    view.visit?.pictures.map(({ sha256 }) => sha256),
    rig.desk.simulated.sent(),
  );
  assert.is(view.outbox.waiting, 1);
  assert.is(view.hospital, 'not-connected');
  assert.is(parcels(rig).length, 1);
  assert.equal(lights.slice(0, 1), ['flash']);
  assert.ok(lights.includes('signal'));
  const frozen = await taken;
  assert.equal([...frozen.jpeg.subarray(0, 2)], [0xff, 0xd8]);
  assert.is(frozen.stage, 'assessing', 'before it was sealed');
  const strip = await small;
  assert.is(strip.kind === 'thumbnail' && strip.id, view.visit?.pictures[0]?.id);
});

test('the shutter is asked for in the same breath as the pedal', async (rig) => {
  await upToChoosing(rig);
  await arm(rig);
  const pressed = performance.now();
  let exposing: number | undefined;
  rig.station.onView(({ stage }) => {
    if (stage === 'exposing') exposing ??= performance.now();
  });
  rig.pedal.set(true);
  const lateMs = (exposing ?? Number.POSITIVE_INFINITY) - pressed;
  assert.ok(
    Number.isFinite(lateMs),
    'before the pedal’s own call has come back: no journal, no disk, no timer in between',
  );
  rig.pedal.set(false);
  await rig.until('saved', ({ stage }) => stage === 'reviewing');
});

test('a second press keeps the picture, and after a moment the next shot is armed without another touch', async (rig) => {
  await upToChoosing(rig);
  await arm(rig, 'L1', 'locating');
  await press(rig);
  await rig.until('review', ({ stage }) => stage === 'reviewing');
  await press(rig);
  const keeping = await rig.until('keeping', ({ review }) => review?.state === 'keeping');
  assert.ok((keeping.review?.keepsInMs ?? 0) > 0);
  const next = await rig.until('the next shot', ({ stage }) => stage === 'armed');
  assert.equal(next.aim, { lesion: 'L1', shot: 'close-up' });
  assert.equal(
    next.visit?.pictures.map(({ verdict }) => verdict),
    ['kept'],
  );
});

test('a camera that was exchanged on purpose is confirmed by staff, on the record, and by nobody behind the lock', async (rig) => {
  const confirmed: string[] = [];
  const { confirm } = rig.desk.camera;
  rig.desk.camera.confirm = (serial) => {
    confirmed.push(serial);
    confirm(serial);
  };
  rig.station.dispatch({ kind: 'confirm-camera', serial: '0000' });
  assert.equal(confirmed, []);
  await signIn(rig);
  rig.station.dispatch({ kind: 'confirm-camera', serial: '6012345' });
  assert.equal(confirmed, ['6012345']);
  rig.station.dispatch({ kind: 'lock' });
  await rig.until('deeds', ({ outbox }) => outbox.waiting === 1);
  const [deeds] = ofKind(await openedParcels(rig.home), 'deeds');
  assert.equal(
    deeds?.deeds.map(({ what }) => what),
    ['sign-in', 'confirm-camera', 'lock'],
  );
});

tests('nothing of a patient is in any line of the log', async () => {
  const lines: string[] = [];
  const log = pino({ level: 'trace' }, { write: (line: string) => lines.push(line) });
  const rig = await stationRig({ log });
  try {
    await upToChoosing(rig);
    await take(rig);
    await endVisit(rig);
    await rig.until('all kept', ({ outbox }) => outbox.waiting === 3);
  } finally {
    await rig.close();
  }
  assert.ok(lines.length > 0, 'it says that there is no broker');
  assert.not.match(lines.join(''), /Margaret|Okonkwo|9990000018|1958-04-03|Mill Lane/);
});

test('a press in the clinic takes nothing and says why', async (rig) => {
  await signIn(rig);
  rig.pedal.set(true);
  const view = await rig.until('a notice', ({ notice }) => notice !== undefined);
  assert.equal(view.notice, { kind: 'refused', why: 'no-visit' });
  assert.equal(rig.desk.simulated.sent(), []);
});

test('a camera that cannot focus says so, and the next press works', async (rig) => {
  await upToChoosing(rig);
  await arm(rig);
  await rig.desk.simulated.set('out-of-focus', true);
  await press(rig);
  const failed = await rig.until('a notice', ({ notice }) => notice !== undefined);
  assert.equal([failed.stage, failed.notice], ['armed', { kind: 'camera', fault: 'out-of-focus' }]);
  await rig.desk.simulated.set('out-of-focus', false);
  await press(rig);
  await rig.until('saved', ({ stage }) => stage === 'reviewing');
});

test('a camera that is unplugged is shown, refused before the shutter, and back by itself', async (rig) => {
  await upToChoosing(rig);
  await arm(rig);
  await rig.desk.simulated.set('unplugged', true);
  await rig.until('unplugged', ({ camera }) => camera.status !== 'ready');
  await press(rig);
  const refused = await rig.until('a notice', ({ notice }) => notice !== undefined);
  assert.equal(refused.notice, { kind: 'refused', why: 'camera-not-ready' });
  await rig.desk.simulated.set('unplugged', false);
  await rig.until('ready again', ({ camera }) => camera.status === 'ready');
  await press(rig);
  await rig.until('saved', ({ stage }) => stage === 'reviewing');
});

test('the camera’s own button makes a picture that belongs to nobody, sealed like any other', async (rig) => {
  await upToChoosing(rig);
  await arm(rig);
  await rig.desk.pressOwnButton();
  const view = await rig.until('one waiting', ({ outbox }) => outbox.waiting === 1);
  assert.is(view.stage, 'armed');
  assert.equal(view.visit?.pictures, []);
  assert.equal(rig.station.pictures(), [], 'nobody is shown it either');
  assert.is(parcels(rig).length, 1);
});

test('after the visit its pictures are not shown any more and still wait for the hospital', async (rig) => {
  await upToChoosing(rig);
  await take(rig);
  assert.equal(
    rig.station.pictures().map(({ kind }) => kind),
    ['thumbnail', 'taken'],
  );
  const view = await endVisit(rig);
  assert.is(view.visit, undefined);
  assert.equal(rig.station.pictures(), []);
  const { outbox } = await rig.until('picture, record and deeds', ({ outbox }) => outbox.waiting === 3);
  assert.is(outbox.atHospital, 0);
});

tests.run();
