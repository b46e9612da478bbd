/** Live pictures that a real Chromium draws, through camera, station and page, against the camera's own rate. */
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { forkSimulatedCamera } from '../../../device/camera/simulated/process.ts';
import { serveKiosk } from '../../../services/station/kiosk/server.ts';
import type { LesionId } from '../../../services/wire/ids.ts';
import { print } from '../line.ts';
import { benchStation, toFirstPatient, until } from '../station.ts';
import { startChromium } from './chromium.ts';

const kioskPort = 7472;
const settleMs = 4_000;
const measureMs = 5_000;
const cameraFramesPerSecond = 30;

export async function benchLiveView(folder: string): Promise<void> {
  const camera = await forkSimulatedCamera({ widthPx: 1200, heightPx: 800 });
  const { station } = await benchStation(camera.address, join(folder, 'browser'));
  const pagesFolder = join(import.meta.dirname, '..', '..', '..', 'ui', 'dist');
  const kiosk = await serveKiosk({ station, pagesFolder, port: kioskPort });
  let drawn = 0;
  kiosk.websocketServer.on('connection', (socket) => {
    socket.on('message', (said: Buffer) => {
      if (String(said).includes('drawn')) drawn += 1;
    });
  });
  const chromium = await startChromium(join(folder, 'profile'), `http://127.0.0.1:${kioskPort}/`);
  try {
    await until(station, (view) => view.camera.status === 'ready');
    await toFirstPatient(station);
    station.dispatch({ kind: 'arm', lesion: 'L1' as LesionId, shot: 'close-up' });
    await pause(settleMs);
    const before = drawn;
    await pause(measureMs);
    const value = ((drawn - before) * 1000) / measureMs;
    print({
      bench: 'live view drawn in Chromium',
      value,
      unit: 'frames/s',
      against: 'the camera’s own rate',
      againstValue: cameraFramesPerSecond,
    });
  } finally {
    await chromium.close();
    await kiosk.close();
    await station.close();
    await camera.close();
  }
}
