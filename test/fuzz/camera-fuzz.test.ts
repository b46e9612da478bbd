/**
 * A camera that lies in every way (fault matrix F20): the unmodified libgphoto2 reads it in the worker, confined as in the
 * station. The worker may die; the station may not even notice.
 *
 *   this process, measured                     a process of its own
 *   lane ─► worker ─► libgphoto2 ──PTP/IP──►  hostile camera ─► simulated camera      four times
 *   port (supervisor) ─► worker ─► …           referee for what passed for a photo    once
 *
 *   LENTIGO_FUZZ_CASES   lies to be told (1000; the long run: 20000)
 *   LENTIGO_SEED         the same lies again, as far as the timing allows
 */
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { temporaryFolder } from '../support/clinic.ts';
import { lagGauge, memoryGauge } from './gauges.ts';
import { drawOf } from './hostile/draw.ts';
import type { Figures } from './hostile/orders.ts';
import { type HostileProcess, startHostileProcess } from './hostile/process.ts';
import { driveLane, type LaneFigures } from './lane.ts';
import { usePort } from './port.ts';

/** A run is over when so many lies were told, one of each stage among them, and a conversation came as far as a photo. */
const cases = Number(process.env.LENTIGO_FUZZ_CASES ?? 1000);
/** Of them a machine that is too slow for all must at least have told, or the run has no meaning. */
const casesMin = Math.min(cases, 100);
const seed = Number(process.env.LENTIGO_SEED ?? Math.floor(Math.random() * 1e9));
const lanes = 4;
const askEveryMs = 500;
/** Ten times what it takes on an idle machine. */
const runMsMax = 60_000 + cases * 120;

/** The screen answers within 200 ms. */
const lagMsMax = 200;
/** Starting a process may hold the parent up on a crowded machine; a lie that does would do it again and again. */
const stillShareMax = 0.1;
const parentGrowthMbMax = 40;
const parentPeakMbMax = 400;
/** 384 MB for pictures, and what Node itself takes. */
const workerPeakMbMax = 600;

/** All that may lie in a camera's folder. The last two are the station's. */
const filesAllowed = new Set(['.gphoto/settings', 'drivers/ptp2.so', 'body.json', 'body.json.new']);

const test = suite('a camera that lies');

test(`${cases} lies: the worker dies and comes back, the station answers, no lie becomes a picture`, async () => {
  const folder = temporaryFolder('fuzz');
  const hostile = await startHostileProcess(Array.from({ length: lanes + 1 }, (_, place) => ({ seed: seed + place })));
  const figures: LaneFigures = { started: 0, startWaitMsMax: 0, late: 0, photos: 0, workerPeakMb: 0, overdue: 0 };
  const deaths: Record<string, number> = {};
  const verdicts = { whole: 0, 'damaged inside': 0, 'not whole': 0 };
  const progress = watch(hostile, () => verdicts.whole > 0);
  const onPhoto = async (photo: Parameters<typeof hostile.judge>[0]) => {
    verdicts[await hostile.judge(photo)] += 1;
  };
  const onDeath = (lane: number) => async (how: { readonly signal: string; readonly words: string }) => {
    deaths[how.signal] = (deaths[how.signal] ?? 0) + 1;
    if (process.env.LENTIGO_FUZZ_DEATHS === undefined) return;
    const trail = (await hostile.trail(lane)).slice(-6);
    const told = trail.map((one) => `${one.conversation}:${one.operation.toString(16)} ${one.name}`);
    console.log(
      `  ${how.signal} in lane ${lane}: ${told.join(', ')} | ${how.words.slice(-1200).replaceAll('\n', ' / ')}`,
    );
  };
  const lag = lagGauge(lagMsMax);
  const memory = memoryGauge();
  const beganAtMs = performance.now();
  try {
    const [portAddress = '', ...addresses] = hostile.addresses;
    const { isOver } = progress;
    const [port] = await Promise.all([
      usePort({ home: join(folder.path, 'port'), address: portAddress, isOver, onPhoto, onDeath: onDeath(0) }),
      ...addresses.map((address, lane) =>
        driveLane({
          ...{ home: join(folder.path, `lane-${lane}`), address, figures, isOver, onPhoto, onDeath: onDeath(lane + 1) },
          draw: drawOf(seed, lane),
        }),
      ),
    ]);
    const tookS = (performance.now() - beganAtMs) / 1000;
    const lagged = lag.stop();
    const remembered = memory.stop();
    const told = await hostile.figures();
    console.log(
      `  seed ${seed}: ${told.cases} lies in ${told.conversations} conversations and ${tookS.toFixed(0)} s; ` +
        `${figures.started + port.workers} workers, died by themselves ${JSON.stringify(deaths)}, ended late ${figures.late}; ` +
        `event loop late by ${lagged.worstMs.toFixed(0)} ms at the most, ${lagged.ownWorstMs.toFixed(0)} ms of them its own; ` +
        `longest wait for a new process ${figures.startWaitMsMax.toFixed(0)} ms; memory ${remembered.peakMb.toFixed(0)} MB (${remembered.growthMb.toFixed(1)} MB grown), workers ${figures.workerPeakMb.toFixed(0)} MB; ` +
        `photos ${JSON.stringify(verdicts)}; port ${JSON.stringify(port)}`,
    );
    console.log(`  by stage ${JSON.stringify(told.byStage)}`);
    const again = `seed ${seed}`;
    assert.ok(told.cases >= casesMin, `${again}: lies stopped being told`);
    assert.equal(untouched(told), [], `${again}: no lie about these`);
    assert.ok(
      lagged.ownNoticedMs < stillShareMax * tookS * 1000,
      `${again}: the event loop stood still for ${lagged.ownNoticedMs} ms of ${tookS} s`,
    );
    assert.is(figures.overdue + port.overdue, 0, `${again}: calls settled later than their deadline`);
    assert.is(verdicts['not whole'], 0, `${again}: something that is no JPEG passed for a photo`);
    assert.ok(verdicts.whole > 0, `${again}: no conversation got as far as a photo`);
    assert.ok(port.exposures > 0, `${again}: the port was of no use at all`);
    assert.ok(remembered.peakMb < parentPeakMbMax, `${again}: ${remembered.peakMb} MB in the station's process`);
    assert.ok(remembered.growthMb < parentGrowthMbMax, `${again}: grew by ${remembered.growthMb} MB`);
    assert.ok(figures.workerPeakMb < workerPeakMbMax, `${again}: ${figures.workerPeakMb} MB in a worker`);
    assert.equal(strayFiles(folder.path), [], `${again}: files that nobody asked for`);
  } finally {
    progress.stop();
    await hostile.close();
    folder.remove();
  }
});

const touched = ['device info', 'settings', 'card', 'live view', 'events', 'capture', 'picture'] as const;
const untouched = ({ byStage }: Figures) => touched.filter((stage) => (byStage[stage] ?? 0) === 0);

/** Asks now and then how many lies have been told. `hasPhoto`: whether a conversation came as far as a photo. */
function watch(hostile: HostileProcess, hasPhoto: () => boolean): { isOver(): boolean; stop(): void } {
  let over = false;
  const untilMs = performance.now() + runMsMax;
  const timer = setInterval(() => {
    if (performance.now() > untilMs) over = true;
    void hostile.figures().then((figures) => {
      over ||= figures.cases >= cases && untouched(figures).length === 0 && hasPhoto();
    });
  }, askEveryMs);
  return { isOver: () => over, stop: () => clearInterval(timer) };
}

function strayFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split('/').slice(1).join('/'))
    .filter((file) => !filesAllowed.has(file));
}

test.run();
