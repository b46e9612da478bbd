/** The camera driver with nothing around it: what a picture and a live frame take at least. */
import { setTimeout as pause } from 'node:timers/promises';
import { forkSimulatedCamera } from '../../../device/camera/simulated/process.ts';
import { gphotoCamera } from '../../../device/camera/supervisor.ts';
import { median } from '../line.ts';

const exposures = 7;
const settleMs = 1_000;
const liveViewMs = 5_000;
const framesBetween = 30;
const deadlineMs = 20_000;

export interface DriverAlone {
  readonly framesPerSecond: number;
  /** The median of seven exposures, each until its whole picture is here, with the live view running as before a press. */
  readonly exposeMs: number;
}

/** `pictures`: a folder of JPEGs that the camera takes; `home`: an empty one for the driver. */
export async function driverAlone(pictures: string, home: string): Promise<DriverAlone> {
  const simulated = await forkSimulatedCamera({ picturesFolder: pictures });
  const camera = gphotoCamera({
    address: simulated.address,
    model: 'PTP/IP Camera',
    home,
    repeatsPictures: true,
    log: () => {},
  });
  try {
    if (camera.status() !== 'ready') {
      await new Promise<void>((resolve) => {
        const stop = camera.onStatus((status) => {
          if (status !== 'ready') return;
          stop();
          resolve();
        });
      });
    }
    let frames = 0;
    let told = () => {};
    const stop = camera.onFrame(() => {
      frames += 1;
      told();
    });
    const framesPass = (count: number) =>
      new Promise<void>((resolve) => {
        const last = frames + count;
        told = () => frames >= last && resolve();
      });
    await pause(settleMs);
    const before = frames;
    await pause(liveViewMs);
    const framesPerSecond = ((frames - before) * 1000) / liveViewMs;
    const tookMs: number[] = [];
    for (let round = 0; round < exposures; round++) {
      await framesPass(framesBetween); // one right after the other would find the live view still off
      const startedMs = performance.now();
      const photo = await camera.expose(deadlineMs);
      if (typeof photo === 'string') throw new Error(`the simulated camera says ${photo}`);
      tookMs.push(performance.now() - startedMs);
    }
    stop();
    return { framesPerSecond, exposeMs: median(tookMs) };
  } finally {
    await camera.close();
    await simulated.close();
  }
}
