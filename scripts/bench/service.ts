/** The whole service under the stopwatch: start-up, press to saved and to receipt, live view, memory, work at rest. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { filedPictures } from '../visit/archive.ts';
import { driveVisit, type TakenPicture } from '../visit/drive.ts';
import { inventedPhotographer } from '../visit/invented-photographer.ts';
import { connectKiosk } from '../visit/kiosk-client.ts';
import { arm, begin, endVisit } from '../visit/walk.ts';
import { driverAlone } from './camera/driver-alone.ts';
import { makeLargePictures } from './camera/large-pictures.ts';
import { median, print } from './line.ts';

const kioskPort = 7470;
const brokerPort = 7483;
const hospitalPort = 7480;
const identityPort = 7481;
const exposures = 7;
const liveViewMs = 5_000;
const startMsMax = 10_000;
const stationMbMax = 512;
const liveViewShareMax = 15;
const framesMax = 30;
const ticksPerSecond = 100; // of /proc/<pid>/stat (proc(5)), on every Debian kernel

export async function benchService(folder: string): Promise<void> {
  const pictures = join(folder, 'pictures');
  await makeLargePictures(pictures);
  const alone = await driverAlone(pictures, join(folder, 'alone'));

  const home = join(folder, 'home');
  await serviceReady(home, pictures).then(({ stop }) => stop()); // the first start makes keys
  const service = await serviceReady(home, pictures);
  try {
    print({
      bench: 'start-up with keys',
      value: service.readyMs,
      unit: 'ms',
      against: 'limit',
      againstValue: startMsMax,
    });
    const photographer = inventedPhotographer();
    const kiosk = await connectKiosk(kioskPort);
    const taken: TakenPicture[] = [];
    for (let round = 0; round < exposures; round++) {
      // One at a time, as in a clinic: the next press comes when the picture before is at the hospital.
      taken.push(...(await driveVisit(kiosk, { pictures: 1, photographer, archive: filedPictures(home, undefined) })));
    }
    print({
      bench: 'press to saved, 24 MP',
      value: median(taken.map((one) => one.pressToSavedMs)),
      unit: 'ms',
      against: 'the driver’s exposure alone',
      againstValue: alone.exposeMs,
    });
    print({
      bench: 'press to receipt, 24 MP',
      value: median(taken.map((one) => one.pressToReceiptMs)),
      unit: 'ms',
      against: 'the driver’s exposure alone',
      againstValue: alone.exposeMs,
    });

    const station = childOf(service.pid, 'station/main.ts');
    const waiting = kiosk.view().clinic.find(({ state }) => state === 'waiting');
    if (waiting === undefined) throw new Error("today's list has somebody who waits");
    const { visit } = await begin(kiosk, photographer, waiting);
    const lesion = visit?.lesions[0];
    if (lesion === undefined) throw new Error('the patient has a lesion');
    await arm(kiosk, lesion.id, 'close-up');
    await pause(1_000);
    const [before, framesBefore] = [cpuMs(station), kiosk.frames()];
    await pause(liveViewMs);
    const framesPerSecond = ((kiosk.frames() - framesBefore) * 1000) / liveViewMs;
    const share = ((cpuMs(station) - before) * 100) / liveViewMs;
    print({
      bench: 'live view to a page',
      value: framesPerSecond,
      unit: 'frames/s',
      against: 'the driver alone',
      againstValue: alone.framesPerSecond,
    });
    print({
      bench: 'live view to a page',
      value: framesPerSecond,
      unit: 'frames/s',
      against: 'the camera’s own rate',
      againstValue: framesMax,
    });
    print({
      bench: 'station during live view',
      value: share,
      unit: '% of a core',
      against: 'limit',
      againstValue: liveViewShareMax,
    });
    print({
      bench: 'station after pictures',
      value: residentMb(station),
      unit: 'MB',
      against: 'limit',
      againstValue: stationMbMax,
    });
    await endVisit(kiosk);
    kiosk.close();
  } finally {
    await service.stop();
  }
}

async function serviceReady(home: string, pictures: string) {
  const startedMs = performance.now();
  const args = [
    '--home',
    home,
    '--kiosk-port',
    String(kioskPort),
    '--broker-port',
    String(brokerPort),
    '--hospital-port',
    String(hospitalPort),
    '--identity-port',
    String(identityPort),
    '--camera-pictures',
    pictures,
  ];
  const child = spawn(process.execPath, [join(import.meta.dirname, '..', 'start.ts'), ...args], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let printed = '';
  await new Promise<void>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
      if (/^ready$/m.test(printed)) resolve();
    });
    child.once('exit', () => reject(new Error('the service did not start')));
  });
  return {
    pid: child.pid ?? 0,
    readyMs: performance.now() - startedMs,
    async stop() {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

function childOf(pid: number, part: string): number {
  const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && parentOf(name) === pid);
  const found = children.find((child) => readFileSync(`/proc/${child}/cmdline`, 'utf8').includes(part));
  if (found === undefined) throw new Error(`nothing like ${part} runs`);
  return Number(found);
}

/** Fields after the name, which may hold spaces and brackets (proc(5)). */
function stat(pid: string | number): readonly string[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return []; // it has ended meanwhile: nobody's child
  }
}

const parentOf = (pid: string) => Number(stat(pid)[1]);

function cpuMs(pid: number): number {
  const fields = stat(pid);
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / ticksPerSecond;
}

function residentMb(pid: number): number {
  const [, kb = 'NaN'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kb) / 1024;
}
