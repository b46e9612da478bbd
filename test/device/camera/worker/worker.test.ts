/** The worker process: what it may know, what it leaves behind, and what its death costs. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { CameraStatus, Frame, Photo } from '../../../../device/ports.ts';
import { waitForPhoto } from '../../../contract/photo.ts';
import { next, status } from '../../../contract/waiting.ts';
import { onDeskIn, workers } from '../desk.ts';

const worker = suite('the process that talks to the camera');
const onDesk = onDeskIn(worker);

/** Reached only when something is wrong: a busy machine takes its time. */
const readyLimitMs = 60_000;
const frameLimitMs = 30_000;
const orphanLimitMs = 30_000;
const lookEveryMs = 5;

onDesk('a worker that is killed in mid-exposure costs that exposure and nothing else', async (desk) => {
  const [pid] = workers(desk.notes);
  assert.ok(pid !== undefined);
  await desk.simulated.set('hangs', true); // holds the exposure open
  const exposure = desk.camera.expose(readyLimitMs);
  process.kill(pid, 'SIGKILL');
  assert.is(await exposure, 'failed');
  await desk.simulated.set('hangs', false);
  await status<CameraStatus>(desk.camera, 'ready', readyLimitMs);
  assert.is((await waitForPhoto(desk.camera)).sha256, desk.simulated.sent().at(-1));
  assert.not.equal(workers(desk.notes), [pid]);
});

onDesk('no byte of a picture reaches a disk', async ({ camera, home, pressOwnButton, simulated }) => {
  const stray = next<Photo>('the stray picture', camera.onUnexplained, readyLimitMs);
  await pressOwnButton();
  await stray;
  camera.onFrame(() => {});
  await next<Frame>('a frame', camera.onFrame, frameLimitMs);
  assert.is((await waitForPhoto(camera)).sha256, simulated.sent().at(-1));
  const files = readdirSync(home, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  assert.ok(files.length > 0, 'the library keeps its settings here');
  for (const file of files) {
    const bytes = readFileSync(join(file.parentPath, file.name));
    assert.is(bytes.indexOf(Buffer.from([0xff, 0xd8, 0xff])), -1, `${file.name} holds a JPEG`);
  }
});

onDesk('the worker knows nothing of the station’s secrets', async ({ notes }) => {
  const [pid] = workers(notes);
  const variables = readFileSync(`/proc/${pid}/environ`, 'utf8')
    .split('\0')
    .map((entry) => entry.split('=')[0])
    .filter((name) => name !== '' && !name?.startsWith('NODE_CHANNEL_'));
  assert.equal(variables.sort(), ['HOME', 'LC_ALL', 'MALLOC_MMAP_THRESHOLD_', 'PATH']);
});

onDesk('a station that is killed leaves no worker behind, even one that is blocked in the library', async (desk) => {
  const parent = fork(new URL('./orphan-parent.ts', import.meta.url), [desk.simulated.address, join(desk.home, 'own')]);
  let pid: number | undefined;
  const told = await new Promise<number>((resolve) => {
    parent.on('message', (message: { worker?: number; status?: string }) => {
      pid = message.worker ?? pid;
      if (message.status === 'ready' && pid !== undefined) resolve(pid);
    });
  });
  await desk.simulated.set('hangs', true);
  parent.kill('SIGKILL');
  await once(parent, 'exit');
  const untilMs = performance.now() + orphanLimitMs;
  while (isAlive(told) && performance.now() < untilMs) await after(lookEveryMs);
  assert.not(isAlive(told), `the worker outlived its station by ${orphanLimitMs} ms`);
});

/** A process that has ended and was not yet collected counts as ended. */
function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

worker.run();
