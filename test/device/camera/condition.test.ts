/** How the camera is set, and what is known of its condition while it works. */
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Sight } from '../../../device/camera/protocol.ts';
import { personalityNames } from '../../../device/camera/simulated/makes.ts';
import { startWorker } from '../../../device/camera/worker-process.ts';
import type { CameraAdvice, CameraSetup, CameraStatus, SettingDrift } from '../../../device/ports.ts';
import { next, status } from '../../contract/waiting.ts';
import { onDeskIn, type TestDesk, workers } from './desk.ts';

const condition = suite('the camera’s settings and condition');
const onDesk = onDeskIn(condition);

/** Reached only when something is wrong: a busy machine takes its time. */
const limitMs = 60_000;
const openLimitMs = 60_000;
const setup: CameraSetup = { shutter: '1/200', aperture: 'f/16', iso: '400', whiteBalance: 'Daylight' };
const exposureSettings = ['shutter', 'aperture', 'iso', 'white-balance'] as const;

const advised = ({ camera }: TestDesk, wanted: (advice: CameraAdvice) => boolean) =>
  wanted(camera.advice())
    ? Promise.resolve(camera.advice())
    : next<CameraAdvice>('advice', camera.onAdvice, limitMs, wanted);

const drift = (advice: CameraAdvice, name: SettingDrift['name']) => advice.settings.find((each) => each.name === name);

/** Which of the settings are not as in each of the wishes, asked by another program after the driver has gone. */
async function driftsSeenBy(
  desk: TestDesk,
  ...wishes: readonly CameraSetup[]
): Promise<readonly (readonly string[])[]> {
  const onlooker = startWorker(join(desk.home, 'onlooker'));
  const { address } = desk.simulated;
  const open = { kind: 'open', address, model: undefined, serial: undefined, resetFirst: undefined } as const;
  await onlooker.ask(open, openLimitMs);
  const all: string[][] = [];
  for (const setup of wishes) {
    const drifts: string[] = [];
    for (const at of exposureSettings satisfies readonly Sight[]) {
      const reply = await onlooker.ask({ kind: 'look', at, setup }, openLimitMs);
      if (typeof reply === 'string' || reply.kind !== 'seen')
        throw new Error(`the onlooker saw ${JSON.stringify(reply)}`);
      if (reply.seen.kind === 'setting' && reply.seen.drift !== undefined) drifts.push(at);
    }
    all.push(drifts);
  }
  onlooker.kill();
  await onlooker.ended;
  return all;
}

for (const personality of personalityNames) {
  onDesk(
    `a ${personality} takes the exposure that it is prepared with`,
    async (desk) => {
      assert.is(await desk.camera.prepare(setup), 'prepared');
      const refused = desk.camera.advice().settings.map(({ name }) => name);
      assert.equal(
        exposureSettings.filter((name) => refused.includes(name)),
        [],
      );
      await desk.camera.close();
      assert.equal(await driftsSeenBy(desk, setup, { ...setup, iso: '800' }), [[], ['iso']]);
    },
    { personality },
  );

  onDesk(
    `a ${personality} that was set differently by hand is told of, and set right when the next view is armed`,
    async (desk) => {
      await desk.camera.prepare(setup);
      await desk.simulated.set('drifted-setting', true);
      const told = await advised(desk, (advice) => drift(advice, 'iso') !== undefined);
      assert.is(drift(told, 'iso')?.wanted, '400');
      assert.is.not(drift(told, 'iso')?.is, '400');
      assert.is(desk.camera.status(), 'ready');
      assert.is(await desk.camera.prepare(setup), 'prepared');
      assert.is(drift(desk.camera.advice(), 'iso'), undefined);
    },
    { personality, lookEveryMs: 200 },
  );

  onDesk(
    `a ${personality} whose clock is a day behind says so`,
    async (desk) => {
      const { clockOffsetS } = await advised(desk, (advice) => advice.clockOffsetS !== undefined);
      assert.ok(Math.abs((clockOffsetS ?? 0) + 24 * 60 * 60) < 60, `${clockOffsetS} s`);
    },
    { personality, before: (simulated) => simulated.set('wrong-clock', true) },
  );
}

onDesk('what a body cannot take is told, and the rest is set all the same', async (desk) => {
  assert.is(await desk.camera.prepare({ ...setup, aperture: 'f/1.2' }), 'prepared');
  assert.equal(
    desk.camera.advice().settings.filter(({ name }) => name !== 'auto-iso'),
    [{ name: 'aperture', wanted: 'f/1.2', is: 'f/11' }],
  );
  assert.type(await desk.camera.expose(limitMs), 'object');
});

onDesk('the exposure is set again when the camera was opened anew', async (desk) => {
  await desk.camera.prepare(setup);
  await desk.simulated.set('drifted-setting', true);
  process.kill(workers(desk.notes).at(-1) ?? process.pid, 'SIGKILL');
  await status<CameraStatus>(desk.camera, 'failed', limitMs);
  await status<CameraStatus>(desk.camera, 'ready', limitMs);
  await desk.camera.close();
  assert.equal(await driftsSeenBy(desk, setup), [[]]);
});

onDesk('a preparation that nobody hears says why, and is made up for', async (desk) => {
  await desk.simulated.set('unplugged', true);
  await status<CameraStatus>(desk.camera, 'unplugged', limitMs);
  assert.is(await desk.camera.prepare(setup), 'unplugged');
  await desk.simulated.set('unplugged', false);
  await status<CameraStatus>(desk.camera, 'ready', limitMs);
  await desk.camera.close();
  assert.equal(await driftsSeenBy(desk, setup), [[]]);
});

onDesk(
  'an empty battery and a full card are seen coming',
  async (desk) => {
    const before = await advised(
      desk,
      (advice) => advice.batteryPercent !== undefined && advice.shotsLeft !== undefined,
    );
    assert.is(before.batteryPercent, 100);
    assert.ok((before.shotsLeft ?? 0) > 0);
    await desk.simulated.set('card-full', true);
    await advised(desk, ({ shotsLeft }) => shotsLeft === 0);
    await desk.simulated.set('battery-empty', true);
    await advised(desk, ({ batteryPercent }) => batteryPercent === 0);
  },
  { lookEveryMs: 200 },
);

condition.run();
