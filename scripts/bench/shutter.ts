/** From the press to the moment the camera opens its shutter, against the library doing nothing else. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { startSimulatedCamera } from '../../device/camera/simulated/camera.ts';
import type { PictureSource } from '../../device/camera/simulated/picture-source.ts';
import { startWorker } from '../../device/camera/worker-process.ts';
import type { LesionId } from '../../services/wire/ids.ts';
import { median, print } from './line.ts';
import { benchStation, framesPass, toFirstPatient, until } from './station.ts';

const presses = 15;
const deadlineMs = 20_000;
/** The shutter may open so much later than with the library alone. */
const beyondMsMax = 10;

export async function benchShutter(folder: string): Promise<void> {
  const opened: { atMs: number } = { atMs: 0 };
  const camera = await startSimulatedCamera({ pictures: await timed(opened) });
  try {
    const alone = await libraryAlone(camera.address, join(folder, 'alone'), opened);
    const station = await throughStation(camera.address, join(folder, 'shutter'), opened);
    print({ bench: 'press to shutter', value: station, unit: 'ms', against: 'the library alone', againstValue: alone });
    print({
      bench: 'press to shutter, beyond the library',
      value: Math.max(0, station - alone),
      unit: 'ms',
      against: 'limit',
      againstValue: beyondMsMax,
    });
  } finally {
    await camera.close();
  }
}

/** The camera asks its picture source when the shutter opens. */
async function timed(opened: { atMs: number }): Promise<PictureSource> {
  const draw = (width: number, height: number) =>
    sharp({
      create: { width, height, channels: 3, background: '#a87', noise: { type: 'gaussian', mean: 128, sigma: 20 } },
    })
      .jpeg()
      .toBuffer();
  const [picture, frame] = [await draw(1600, 1200), await draw(640, 424)];
  let taken = 0;
  return {
    async take() {
      opened.atMs = performance.now();
      taken += 1;
      return withNumber(picture, taken); // the same bytes twice would be taken for one picture told of twice
    },
    frame: () => frame,
    subject: () => undefined,
  };
}

/** A comment segment behind the start of the JPEG (ITU-T T.81, B.2.4.5). */
function withNumber(jpeg: Uint8Array, number: number): Uint8Array {
  const comment = Buffer.from(String(number).padStart(6, '0'));
  return Buffer.concat([jpeg.subarray(0, 2), Buffer.of(0xff, 0xfe, 0, comment.length + 2), comment, jpeg.subarray(2)]);
}

/** One worker process and nothing else, with the live view running, as it is before a press. */
async function libraryAlone(address: string, home: string, opened: { atMs: number }): Promise<number> {
  mkdirSync(home, { recursive: true });
  const worker = startWorker(home, address);
  const ask = async (work: Parameters<typeof worker.ask>[0]) => {
    const outcome = await worker.ask(work, deadlineMs);
    if (typeof outcome === 'string' || outcome.kind === 'trouble')
      throw new Error(`${work.kind}: ${JSON.stringify(outcome)}`);
    return outcome;
  };
  await ask({ kind: 'open', address, model: 'PTP/IP Camera', serial: undefined, resetFirst: undefined });
  const tookMs: number[] = [];
  for (let press = 0; press < presses; press++) {
    for (let frame = 0; frame < 5; frame++) await ask({ kind: 'frame' });
    const pressedMs = performance.now();
    const captured = await ask({ kind: 'capture' });
    tookMs.push(opened.atMs - pressedMs);
    if (captured.kind === 'captured') await ask({ kind: 'fetch', place: captured.place });
  }
  worker.kill();
  await worker.ended;
  return median(tookMs);
}

async function throughStation(address: string, home: string, opened: { atMs: number }): Promise<number> {
  const { station, pedal } = await benchStation(address, home);
  try {
    await until(station, (view) => view.camera.status === 'ready');
    await toFirstPatient(station);
    const tookMs: number[] = [];
    for (let press = 0; press < presses; press++) {
      station.dispatch({ kind: 'arm', lesion: 'L1' as LesionId, shot: 'close-up' });
      await framesPass(station, 30);
      const pressedMs = performance.now();
      pedal.set(true);
      await until(station, (view) => view.stage === 'reviewing');
      tookMs.push(opened.atMs - pressedMs);
      pedal.set(false);
    }
    return median(tookMs);
  } finally {
    await station.close();
  }
}
