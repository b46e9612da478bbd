/**
 * Lies that have killed libgphoto2 2.5.30, each alone: found by `camera-fuzz.test.ts` and kept by name. A library that has
 * been mended survives them, and the tests hold for it too: whoever waits is told in time, and the next picture is taken.
 */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { photoFrom } from '../../device/camera/photo.ts';
import type { Outcome, Place, Work } from '../../device/camera/protocol.ts';
import type { PersonalityName } from '../../device/camera/simulated/makes.ts';
import { gphotoCamera } from '../../device/camera/supervisor.ts';
import { type Ended, startWorker } from '../../device/camera/worker-process.ts';
import type { CameraFault, Photo } from '../../device/ports.ts';
import { isOverdue } from '../contract/waiting.ts';
import { temporaryFolder } from '../support/clinic.ts';
import { peakMbOf } from './gauges.ts';
import type { CameraOrders } from './hostile/orders.ts';
import { type HostileProcess, startHostileProcess } from './hostile/process.ts';
import type { CaseName } from './hostile/spoiling.ts';

const test = suite('lies that have killed a worker');

/** Half a gigabyte comes over the line within it, on a busy machine too; a lie itself holds nobody up for more than seconds. */
const askMs = 20_000;
const exposeMs = 6000;
const slackMs = 1000;
const recoveryMsMax = 60_000;
const conversations = 4;
/** 384 MB for pictures, and what Node itself takes. */
const workerPeakMbMax = 600;
const peakEveryMs = 50;

interface Known {
  readonly title: string;
  readonly make: PersonalityName;
  readonly operation: number;
  readonly name: CaseName;
  readonly seed: number;
}

const emptyInfo = {
  title: 'a picture’s description is empty',
  make: 'nikon',
  operation: 0x1008,
  name: 'empty',
  seed: 1,
} as const;
const emptyPicture = {
  title: 'a picture has no bytes',
  make: 'nikon',
  operation: 0x1009,
  name: 'empty',
  seed: 1,
} as const;
const knownLies: readonly Known[] = [
  emptyInfo, // GetObjectInfo: a file name is freed that was never filled in
  { title: 'a picture’s description is cut short', make: 'nikon', operation: 0x1008, name: 'cut short', seed: 1 },
  { title: 'a picture’s description is noise', make: 'nikon', operation: 0x1008, name: 'random bytes', seed: 2 },
  // a file name of 254 characters is copied to where 128 fit
  { title: 'a file name is too long', make: 'ptp-1.1', operation: 0x1008, name: 'a strange file name', seed: 1 },
  emptyPicture, // GetObject: a copy is made from nowhere
  { title: 'a picture has a few bytes', make: 'nikon', operation: 0x1009, name: 'cut short', seed: 1 },
  // GetObjectHandles: a folder is inside itself, and is gone down into until the stack ends
  { title: 'a folder is inside itself', make: 'ptp-1.1', operation: 0x1007, name: 'an extreme number', seed: 2 },
  { title: 'a camera has no store any more', make: 'nikon', operation: 0x1004, name: 'empty', seed: 1 }, // GetStorageIDs
];

/** All of them in one process, each test with one of its own. */
let cameras: HostileProcess;
const orders: CameraOrders[] = [];
const said = (order: CameraOrders): number => orders.push(order) - 1;
test.before(async () => {
  cameras = await startHostileProcess(orders);
});
test.after(() => cameras.close());

const addressOf = (camera: number): string => cameras.addresses[camera] ?? '';

/** Says nothing but the truth. */
const honest = said({ seed: 1, make: 'nikon', script: [] });

for (const { title, make, operation, name, seed } of knownLies) {
  const hostile = said({ seed, make, script: [{ operation, name }] });
  test(`${title}: who waits is told in time, and another worker takes the next picture`, () =>
    inFolder(async (home) => {
      const { ended } = await talkedTo(addressOf(hostile), home);
      assert.ok((await cameras.trail(hostile)).length > 0, 'the lie was never told');
      if (ended.signal !== 'SIGKILL') console.log(`  ${title}: ${ended.signal ?? ended.code} ${ended.lastWords}`);
      const photo = await onePicture(addressOf(honest), home);
      assert.is(await cameras.judge(photo), 'whole');
    }));
}

const endless = said({ seed: 1, make: 'nikon', script: [{ operation: 0x1009, name: 'data without end' }] });
test('a picture without end uses up the worker’s memory, not the machine’s', () =>
  inFolder(async (home) => {
    const { workerPeakMb } = await talkedTo(addressOf(endless), home);
    assert.ok((await cameras.trail(endless)).length > 0, 'the lie was never told');
    assert.ok(workerPeakMb > 0 && workerPeakMb < workerPeakMbMax, `the worker had ${workerPeakMb} MB`);
  }));

for (const { title, make, operation, name, seed } of [emptyInfo, emptyPicture]) {
  const hostile = said({ seed, make, script: [{ operation, name, until: 2 }] });
  test(`${title}: the station says what is wrong, and takes its next picture by itself`, () =>
    inFolder(async (home) => {
      const camera = gphotoCamera({ address: addressOf(hostile), home, log: () => {} });
      camera.onUnexplained((photo) => camera.forget(photo)); // or the camera’s memory stays full of them
      try {
        let last: Photo | CameraFault = 'failed';
        for (const untilMs = performance.now() + recoveryMsMax; performance.now() < untilMs; ) {
          const exposure = camera.expose(exposeMs);
          assert.not(await isOverdue(exposure, exposeMs + slackMs), 'told too late');
          last = await exposure;
          if (typeof last === 'object') break;
          await nextStatus(camera);
        }
        if (typeof last !== 'object') throw new Error(`no picture, at last ${last}`);
        assert.is(await cameras.judge(last), 'whole');
      } finally {
        await camera.close();
      }
    }));
}

async function inFolder(body: (home: string) => Promise<void>): Promise<void> {
  const folder = temporaryFolder('known-lie');
  try {
    await body(folder.path);
  } finally {
    folder.remove();
  }
}

const setup = { shutter: '1/125', aperture: 'f/8', iso: '200' } as const;
const openAt = (address: string): Work => ({
  ...({ kind: 'open', model: undefined, serial: undefined, resetFirst: undefined } as const),
  address,
});
const everything: readonly Work[] = [
  { kind: 'list' },
  { kind: 'poll' },
  { kind: 'look', at: 'shots', setup },
  { kind: 'prepare', setup },
  { kind: 'frame' },
  { kind: 'capture' },
  { kind: 'poll' },
  { kind: 'capture' },
  { kind: 'list' },
];

/** Some conversations with all that a station does, in the same order each time; how the worker ended and what it had taken. */
async function talkedTo(
  address: string,
  home: string,
): Promise<{ readonly ended: Ended; readonly workerPeakMb: number }> {
  const worker = startWorker(home, address);
  let workerPeakMb = 0;
  const watch = setInterval(async () => {
    workerPeakMb = Math.max(workerPeakMb, await peakMbOf(worker.pid));
  }, peakEveryMs);
  const ask = async (work: Work): Promise<Outcome | undefined> => {
    const answer = worker.ask(work, askMs);
    assert.not(await isOverdue(answer, askMs + slackMs), `${work.kind} was told too late`);
    const outcome = await answer;
    return typeof outcome === 'object' ? outcome : undefined;
  };
  const talk = async (): Promise<void> => {
    for (let conversation = 0; conversation < conversations; conversation += 1) {
      const opened = await ask(openAt(address));
      if (opened === undefined) return;
      if (opened.kind !== 'opened') continue;
      for (const work of everything) {
        const outcome = await ask(work);
        if (outcome === undefined) return;
        for (const place of placesIn(outcome)) {
          if ((await ask({ kind: 'fetch', place })) === undefined) return;
          if ((await ask({ kind: 'forget', place })) === undefined) return;
        }
      }
    }
  };
  await talk();
  clearInterval(watch);
  worker.kill();
  return { ended: await worker.ended, workerPeakMb };
}

function placesIn(outcome: Outcome): readonly Place[] {
  if (outcome.kind === 'polled') return outcome.arrived.slice(0, 2);
  return outcome.kind === 'captured' ? [outcome.place, ...outcome.arrived].slice(0, 2) : [];
}

/** A picture of an honest camera, in the folder that the worker before has left. */
async function onePicture(address: string, home: string): Promise<Photo> {
  const worker = startWorker(home, address);
  try {
    const opened = await worker.ask(openAt(address), askMs);
    const captured = await worker.ask({ kind: 'capture' }, askMs);
    if (typeof opened === 'string' || opened.kind !== 'opened') throw new Error('an honest camera was not opened');
    if (typeof captured === 'string' || captured.kind !== 'captured')
      throw new Error('an honest camera took no picture');
    const fetched = await worker.ask({ kind: 'fetch', place: captured.place }, askMs);
    if (typeof fetched === 'string' || fetched.kind !== 'fetched') throw new Error('an honest picture was not fetched');
    const photo = await photoFrom(fetched, opened.facts);
    if (typeof photo === 'string') throw new Error(`an honest picture is ${photo}`);
    return photo;
  } finally {
    worker.kill();
    await worker.ended;
  }
}

/** When the next exposure is worth asking for: something has changed, or a while has passed. */
function nextStatus(camera: ReturnType<typeof gphotoCamera>): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => end(), slackMs);
    const stop = camera.onStatus(() => end());
    function end(): void {
      clearTimeout(timer);
      stop();
      resolve();
    }
  });
}

test.run();
