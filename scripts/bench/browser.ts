/** Live pictures that a real Chromium draws, through camera, station and page, against the camera's own rate. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { forkSimulatedCamera } from '../../device/camera/simulated/process.ts';
import { serveKiosk } from '../../services/station/kiosk/server.ts';
import type { LesionId } from '../../services/wire/ids.ts';
import { print } from './line.ts';
import { benchStation, toFirstPatient, until } from './station.ts';

const kioskPort = 7472;
const settleMs = 4_000;
const measureMs = 5_000;
const cameraFramesPerSecond = 30;
const chromiumFlags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** No debugging connection: it would copy every picture and be measured as well. */
export async function benchBrowser(folder: string): Promise<void> {
  const camera = await forkSimulatedCamera({ widthPx: 1200, heightPx: 800 });
  const { station } = await benchStation(camera.address, join(folder, 'browser'));
  const pagesFolder = join(import.meta.dirname, '..', '..', 'ui', 'dist');
  const kiosk = await serveKiosk({ station, pagesFolder, port: kioskPort });
  let drawn = 0;
  kiosk.websocketServer.on('connection', (socket) => {
    socket.on('message', (said: Buffer) => {
      if (String(said).includes('drawn')) drawn += 1;
    });
  });
  const profile = `--user-data-dir=${join(folder, 'profile')}`;
  const chromium = spawn(
    '/usr/bin/chromium',
    [...chromiumFlags, profile, `http://127.0.0.1:${kioskPort}/`, '--remote-debugging-port=0'],
    { stdio: 'ignore' },
  );
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
    chromium.kill('SIGKILL');
    await once(chromium, 'exit');
    await kiosk.close();
    await station.close();
    await camera.close();
  }
}
