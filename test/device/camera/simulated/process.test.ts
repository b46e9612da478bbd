import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  type ForkedCamera,
  type ForkedCameraOptions,
  forkSimulatedCamera,
} from '../../../../device/camera/simulated/process.ts';
import { gphoto2For, pictureOf, sha256 } from './bench.ts';

const test = suite('a simulated camera in a process of its own');
const small = { widthPx: 1200, heightPx: 800, seed: 1 };

/** Resolves once the camera's state fits, within twenty seconds. */
async function until(camera: ForkedCamera, fits: () => boolean): Promise<void> {
  const limit = AbortSignal.timeout(20_000);
  while (!fits()) {
    await new Promise<void>((resolve, reject) => {
      const stop = camera.onChange(() => {
        stop();
        resolve();
      });
      limit.addEventListener('abort', () => reject(new Error('the camera never got there')), { once: true });
    });
  }
}

test('what it draws, gphoto2 gets, and the lens moves on to the next picture', async () => {
  const camera = await forkSimulatedCamera({ ...small, serial: '6077002' });
  const command = await gphoto2For(camera.address);
  assert.match((await command.gphoto2('--summary')).text, 'Serial Number: 6077002');
  assert.is(camera.subject(), 'locating');
  const { files } = await command.gphoto2('--capture-image-and-download');
  assert.equal([...files.values()].map(sha256), camera.sent());
  await until(camera, () => camera.subject() === 'close-up');
  await command.end();
  await camera.close();
});

test('a letter is held before the lens and taken away again, and both are told of', async () => {
  const camera = await forkSimulatedCamera(small);
  const told: unknown[] = [];
  const stop = camera.onChange(() => told.push(camera.subject()));
  await camera.holdLetter('0Z3H5K7M9PQRSTVWXYABCDEFG1');
  assert.is(camera.subject(), 'letter');
  await camera.pressOwnButton();
  assert.is(camera.sent().length, 1);
  await camera.holdLetter(undefined);
  assert.is(camera.subject(), 'locating', 'the picture of the letter was none of the lesion');
  assert.ok(told.includes('letter') && told.at(-1) === 'locating');
  assert.throws(() => camera.holdLetter('short'), /8 to 64/);
  stop();
  await camera.close();
});

test('it looks at what it is aimed at, picture after picture, and a letter stays before it', async () => {
  const camera = await forkSimulatedCamera(small);
  const closeUp = { person: 0, lesion: 0, subject: 'close-up' } as const;
  await camera.aimAt(closeUp);
  assert.is(camera.subject(), 'close-up');
  for (let take = 0; take < 3; take++) await camera.pressOwnButton();
  assert.is(new Set(camera.sent()).size, 3);
  assert.is(camera.subject(), 'close-up');
  await camera.holdLetter('0Z3H5K7M9PQRSTVWXYABCDEFG1');
  await camera.aimAt({ ...closeUp, subject: 'dermoscopic' });
  assert.is(camera.subject(), 'letter');
  await camera.holdLetter(undefined);
  assert.is(camera.subject(), 'dermoscopic');
  assert.throws(() => camera.aimAt({ ...closeUp, lesion: -1 }), /numbered 0 to/);
  await camera.close();
});

test('pictures of a folder are taken as they are, by whatever make', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lentigo-pictures-'));
  const picture = pictureOf('from a folder');
  await writeFile(join(folder, 'one.jpg'), picture);
  const camera = await forkSimulatedCamera({ picturesFolder: folder, personality: 'canon-eos' });
  const command = await gphoto2For(camera.address);
  assert.match((await command.gphoto2('--summary')).text, 'Model: Canon EOS 90D');
  await command.end();
  await camera.aimAt({ person: 0, lesion: 0, subject: 'close-up' });
  await camera.pressOwnButton();
  assert.equal(camera.sent(), [sha256(picture)]);
  assert.is(camera.subject(), undefined);
  await camera.close();
  await rm(folder, { recursive: true });
});

test('a trouble holds once it has been set, and is told of', async () => {
  const camera = await forkSimulatedCamera(small);
  const told: string[] = [];
  const stop = camera.onChange(() => told.push(camera.faults().join()));
  await camera.set('card-full', true);
  assert.equal(camera.faults(), ['card-full']);
  await camera.pressOwnButton();
  assert.equal(camera.sent(), []);
  await camera.set('card-full', false);
  assert.equal(told, ['card-full', '']);
  stop();
  await camera.close();
  await camera.close();
});

/** A program with such a camera, as a process of its own. */
function parentOf(options: ForkedCameraOptions): { readonly parent: ChildProcess; readonly said: () => string } {
  const program = join(import.meta.dirname, 'camera-parent.ts');
  const parent = spawn(process.execPath, [program, JSON.stringify(options)], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [parent.stdout, parent.stderr])
    stream.on('data', (chunk) => {
      said += chunk;
    });
  return { parent, said: () => said };
}

async function childIdOf(parent: ChildProcess): Promise<number> {
  if (parent.stdout) await once(parent.stdout, 'data'); // the camera is there
  return Number(await readFile(`/proc/${parent.pid}/task/${parent.pid}/children`, 'utf8'));
}

test('its parent ends with it when it ends by itself', async () => {
  const { parent, said } = parentOf(small);
  process.kill(await childIdOf(parent), 'SIGKILL');
  const [code] = await once(parent, 'close');
  assert.is.not(code, 0);
  assert.match(said(), "the simulated camera's process ended by itself (SIGKILL)");
});

test('it ends with its parent, however that ends', async () => {
  const { parent } = parentOf(small);
  const childId = await childIdOf(parent);
  parent.kill('SIGKILL');
  const limitMs = performance.now() + 10_000;
  while (existsSync(`/proc/${childId}`)) {
    assert.ok(performance.now() < limitMs, 'the camera is still there');
    await after(10);
  }
});

test('a folder that is not there is told of at the start, and nothing is left running', async () => {
  const { parent, said } = parentOf({ picturesFolder: '/nonexistent' });
  const [code] = await once(parent, 'close');
  assert.is.not(code, 0);
  assert.match(said(), '/nonexistent does not exist');
});

test.run();
