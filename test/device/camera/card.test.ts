/** What lies on the camera's card: whose it is, and what becomes of it. */
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { startWorker } from '../../../device/camera/worker-process.ts';
import type { Photo } from '../../../device/ports.ts';
import { next } from '../../contract/waiting.ts';
import { newDesk, onDeskIn, type TestDesk, workers } from './desk.ts';

const card = suite('the camera’s card');
const onDesk = onDeskIn(card);

const readyLimitMs = 10_000;
const openLimitMs = 5000;

/** What an onlooker finds on the card. */
async function onCard(desk: TestDesk): Promise<readonly string[]> {
  const onlooker = startWorker(join(desk.home, 'onlooker'));
  await onlooker.ask({ kind: 'open', address: desk.simulated.address, model: 'PTP/IP Camera' }, openLimitMs);
  const seen = await onlooker.ask({ kind: 'list' }, openLimitMs);
  onlooker.kill();
  await onlooker.ended;
  if (typeof seen === 'string' || seen.kind !== 'listed') throw new Error(`the onlooker sees ${JSON.stringify(seen)}`);
  return seen.onCard ?? [];
}

onDesk('a picture by the camera’s own button is taken off the card once somebody has it', async (desk) => {
  const { camera, simulated } = desk;
  const stray = next<Photo>('the stray picture', camera.onUnexplained, readyLimitMs);
  await desk.pressOwnButton();
  assert.is((await stray).sha256, simulated.sent().at(-1));
  assert.type(await camera.expose(readyLimitMs), 'object'); // comes after the deletion or before: both in one queue
  await next(
    'the deletion',
    (done) => desk.onNote((note) => note.kind === 'forgotten' && /^DSC/.test(note.name) && done(note)),
    readyLimitMs,
  );
  await camera.close();
  assert.equal(await onCard(desk), []);
});

onDesk('a picture that nobody takes over stays on the card', async (desk) => {
  const noted = next(
    'the note',
    (tell) => desk.onNote((note) => note.kind === 'unexplained' && tell(note)),
    readyLimitMs,
  );
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
      process.kill(workers(desk.notes).at(-1) ?? process.pid, 'SIGKILL');
    });
    const deleted = next(
      'the deletion',
      (done) => desk.onNote((note) => note.kind === 'forgotten' && /^DSC/.test(note.name) && done(note)),
      readyLimitMs,
    );
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
    assert.type(await desk.camera.expose(readyLimitMs), 'object');
    await desk.camera.close();
    assert.is(strays.length, 0);
    assert.is((await onCard(desk)).length, 1);
  } finally {
    await desk.close();
  }
});

card.run();
