/** What lies on the camera's card: whose it is, and what becomes of it. */
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { CameraNote } from '../../../device/camera/notes.ts';
import { startWorker } from '../../../device/camera/worker-process.ts';
import type { Photo } from '../../../device/ports.ts';
import { next } from '../../contract/waiting.ts';
import { type DeskOptions, newDesk, onDeskIn, type TestDesk, workers } from './desk.ts';

const card = suite('the camera’s card');
const onDesk = onDeskIn(card);

/** Reached only when something is wrong: a busy machine takes its time. */
const readyLimitMs = 60_000;
const openLimitMs = 60_000;
/** Has no memory for pictures: all of them go to its card. */
const cardOnly: DeskOptions = { personality: 'ptp-1.1' };

/** What an onlooker finds on the card. */
async function onCard(desk: TestDesk): Promise<readonly string[]> {
  const onlooker = startWorker(join(desk.home, 'onlooker'));
  const { address } = desk.simulated;
  const open = { kind: 'open', address, model: undefined, serial: undefined, resetFirst: undefined } as const;
  await onlooker.ask(open, openLimitMs);
  const seen = await onlooker.ask({ kind: 'list' }, openLimitMs);
  onlooker.kill();
  await onlooker.ended;
  if (typeof seen === 'string' || seen.kind !== 'listed') throw new Error(`the onlooker sees ${JSON.stringify(seen)}`);
  return seen.onCard ?? [];
}

const deletion = (desk: TestDesk) =>
  next<CameraNote>('the deletion', desk.onNote, readyLimitMs, ({ kind }) => kind === 'forgotten');

async function exposed({ camera }: TestDesk): Promise<Photo> {
  const photo = await camera.expose(readyLimitMs);
  if (typeof photo === 'string') throw new Error(`expected a photo, got ${photo}`);
  return photo;
}

onDesk(
  'a picture stays on the card until it is safe with us, and is deleted then',
  async (desk) => {
    const photo = await exposed(desk);
    const kept = await exposed(desk);
    const deleted = deletion(desk);
    desk.camera.forget(photo);
    await deleted;
    await desk.camera.close();
    assert.is((await onCard(desk)).length, 1);
    assert.equal(desk.simulated.sent(), [photo.sha256, kept.sha256]);
  },
  cardOnly,
);

onDesk(
  'a picture that could not be sealed is not told of again after its worker died, and can still be forgotten',
  async (desk) => {
    const strays: Photo[] = [];
    desk.camera.onUnexplained((stray) => strays.push(stray));
    const photo = await exposed(desk);
    process.kill(workers(desk.notes).at(-1) ?? process.pid, 'SIGKILL');
    await next('a worker', desk.camera.onStatus, readyLimitMs, (status) => status === 'ready');
    await exposed(desk); // comes after what was found on the card
    const deleted = deletion(desk);
    desk.camera.forget({ ...photo });
    await deleted;
    assert.is(strays.length, 0);
    await desk.camera.close();
    assert.is((await onCard(desk)).length, 1);
  },
  cardOnly,
);

onDesk('a photo of another camera is nothing to forget', async (desk) => {
  const photo = await exposed(desk);
  desk.camera.forget({ ...photo, sha256: '0'.repeat(64) });
  await exposed(desk);
  assert.not(desk.notes.some(({ kind }) => kind === 'forgotten'));
});

onDesk('a picture by the camera’s own button is taken off the card once it is safe with us', async (desk) => {
  const { camera, simulated } = desk;
  const arrival = next<Photo>('the stray picture', camera.onUnexplained, readyLimitMs);
  await desk.pressOwnButton();
  const stray = await arrival;
  assert.is(stray.sha256, simulated.sent().at(-1));
  assert.is((await exposed(desk)).sha256, simulated.sent().at(-1));
  const deleted = deletion(desk);
  camera.forget(stray);
  await deleted;
  await camera.close();
  assert.equal(await onCard(desk), []);
});

onDesk('a picture that nobody takes over stays on the card', async (desk) => {
  const noted = next<CameraNote>('the note', desk.onNote, readyLimitMs, ({ kind }) => kind === 'unexplained');
  await desk.pressOwnButton();
  await noted;
  await desk.camera.close();
  assert.is((await onCard(desk)).length, 1);
});

onDesk('a picture taken while no worker was there is found by the next one', async (desk) => {
  const { camera, simulated } = desk;
  const stray = next<Photo>('the stray picture', camera.onUnexplained, readyLimitMs);
  const [first] = workers(desk.notes);
  assert.ok(first !== undefined);
  process.kill(first, 'SIGKILL');
  await simulated.set('hangs', true); // until the picture lies there
  await desk.pressOwnButton();
  await simulated.set('hangs', false);
  assert.is((await stray).sha256, simulated.sent().at(-1));
});

onDesk(
  'a picture whose worker died before deleting it is deleted by the next one, and not told of twice',
  async (desk) => {
    const { camera, simulated } = desk;
    const strays: string[] = [];
    camera.onUnexplained((photo) => {
      strays.push(photo.sha256);
      camera.forget(photo);
      process.kill(workers(desk.notes).at(-1) ?? process.pid, 'SIGKILL');
    });
    const deleted = deletion(desk);
    await desk.pressOwnButton();
    await deleted;
    assert.equal(strays, simulated.sent());
    assert.is(workers(desk.notes).length, 2);
  },
);

card('what lay on the card before belongs to somebody else, and is left alone', async () => {
  const desk = await newDesk({ before: (simulated) => simulated.pressOwnButton() });
  const strays: Photo[] = [];
  desk.camera.onUnexplained((photo) => strays.push(photo));
  try {
    await exposed(desk);
    await desk.camera.close();
    assert.is(strays.length, 0);
    assert.is((await onCard(desk)).length, 1);
  } finally {
    await desk.close();
  }
});

card.run();
