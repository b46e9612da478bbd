/**
 * A worker that is driven as `conversation/` drives it, only faster and less carefully: one hostile conversation after
 * another, without pauses in between, with short deadlines, and on in the same process where a station would start a new
 * one.
 *
 *   start ─► open ─► list, poll ─► ( frame | poll | look | prepare | capture ─► fetch ─► forget )* ─► open …
 *              └─ late, or dead: a new worker, and a note of what killed it
 */

import { setImmediate as nextTurn } from 'node:timers/promises';
import { photoFrom } from '../../device/camera/photo.ts';
import type { Outcome, Place, Work } from '../../device/camera/protocol.ts';
import { startWorker, type WorkerProcess } from '../../device/camera/worker-process.ts';
import type { CameraFacts, Photo } from '../../device/ports.ts';
import { isOverdue } from '../contract/waiting.ts';
import { peakMbOf } from './gauges.ts';
import type { Draw } from './hostile/draw.ts';

/** The library itself gives up after 7.5 s; a hostile camera that stalls has closed long before this. */
const deadlineMs = 4000;
/** The first answer of a worker comes when its Node is up, which on a busy machine takes a while. */
const startDeadlineMs = 30_000;
const settleSlackMs = 1000;
const stepsMax = 20;
const troublesMax = 6;
/** Each conversation leaves two connections and some memory behind in the worker. */
const conversationsWithOne = 30;
const peakEveryMs = 100;
const setup = { shutter: '1/125', aperture: 'f/8', iso: '200' } as const;
const sights = ['battery', 'shots', 'clock', 'capture-target', 'format', 'shutter', 'iso'] as const;

export interface LaneFigures {
  started: number;
  /** The longest that the kernel let this process wait, when it started a worker, for that worker's first breath. */
  startWaitMsMax: number;
  late: number;
  /** Photos that passed for such. */
  photos: number;
  workerPeakMb: number;
  /** Answers that came later than their deadline allows. */
  overdue: number;
}

export interface LaneOptions {
  readonly home: string;
  readonly address: string;
  readonly draw: Draw;
  readonly figures: LaneFigures;
  readonly isOver: () => boolean;
  readonly onPhoto: (photo: Photo) => Promise<void>;
  /** A worker died by itself. */
  readonly onDeath: (how: { readonly signal: string; readonly words: string; readonly during: Work }) => Promise<void>;
}

export async function driveLane(options: LaneOptions): Promise<void> {
  while (!options.isOver()) {
    const worker = await started(options);
    const peak = setInterval(() => void notePeak(), peakEveryMs);
    const notePeak = async () => {
      options.figures.workerPeakMb = Math.max(options.figures.workerPeakMb, await peakMbOf(worker.pid));
    };
    const last = await driveWorker(worker, options);
    await notePeak();
    clearInterval(peak);
    worker.kill();
    const { signal, code, lastWords } = await worker.ended;
    if (last.how === 'gone')
      await options.onDeath({ signal: signal ?? `exit ${code}`, words: lastWords, during: last.work });
  }
}

let lastStart: Promise<unknown> = Promise.resolve();

/**
 * One start in one turn of the event loop, as in a station with one camera. Starting a process holds the loop up until the
 * new one runs, which on a busy machine takes its time.
 */
function started({ home, address, figures }: LaneOptions): Promise<WorkerProcess> {
  const mine = lastStart
    .then(() => nextTurn())
    .then(() => {
      const [atMs, busyUs] = [performance.now(), process.threadCpuUsage()];
      const worker = startWorker(home, address);
      const { user, system } = process.threadCpuUsage(busyUs);
      figures.startWaitMsMax = Math.max(figures.startWaitMsMax, performance.now() - atMs - (user + system) / 1000);
      figures.started += 1;
      return worker;
    });
  lastStart = mine;
  return mine;
}

type Last = { readonly how: 'gone' | 'late' | 'enough'; readonly work: Work };

async function driveWorker(worker: WorkerProcess, options: LaneOptions): Promise<Last> {
  const { draw, figures } = options;
  let last: Last = { how: 'enough', work: { kind: 'poll' } };
  const ask = async (work: Work, withinMs = deadlineMs): Promise<Outcome | undefined> => {
    const answer = worker.ask(work, withinMs);
    if (await isOverdue(answer, withinMs + settleSlackMs)) figures.overdue += 1;
    const outcome = await answer;
    if (typeof outcome === 'object') return outcome;
    if (outcome === 'late') figures.late += 1;
    last = { how: outcome, work };
    return undefined;
  };

  for (let conversation = 0; conversation < conversationsWithOne && !options.isOver(); conversation += 1) {
    const open = { kind: 'open', address: options.address, model: undefined, serial: undefined } as const;
    const withinMs = conversation === 0 ? startDeadlineMs : deadlineMs;
    const opened = await ask({ ...open, resetFirst: undefined }, withinMs);
    if (opened === undefined) return last;
    if (opened.kind !== 'opened') continue;
    let troubles = 0;
    for (let step = 0; step < draw.number(3, stepsMax) && troubles < troublesMax; step += 1) {
      const outcome = await ask(step === 0 ? { kind: 'list' } : step === 1 ? { kind: 'poll' } : anyWork(draw));
      if (outcome === undefined) return last;
      if (outcome.kind === 'trouble') troubles += 1;
      const places = placesIn(outcome);
      for (const place of places.slice(0, 2)) {
        const fetched = await ask({ kind: 'fetch', place });
        if (fetched === undefined) return last;
        if (fetched.kind === 'trouble') troubles += 1;
        if (fetched.kind === 'fetched') await judged(fetched, opened.facts, options);
        if (draw.happens(0.7) && (await ask({ kind: 'forget', place })) === undefined) return last;
      }
    }
  }
  return last;
}

function anyWork(draw: Draw): Work {
  const chance = draw.number(1, 100);
  if (chance <= 34) return { kind: 'capture' };
  if (chance <= 60) return { kind: 'frame' };
  if (chance <= 75) return { kind: 'poll' };
  if (chance <= 87) return { kind: 'look', at: draw.one(sights), setup };
  if (chance <= 95) return { kind: 'prepare', setup };
  return chance <= 98 ? { kind: 'list' } : { kind: 'discard' };
}

function placesIn(outcome: Outcome): readonly Place[] {
  switch (outcome.kind) {
    case 'captured':
      return [outcome.place, ...outcome.arrived];
    case 'polled':
      return outcome.arrived;
    default:
      return [];
  }
}

async function judged(
  fetched: Extract<Outcome, { kind: 'fetched' }>,
  camera: CameraFacts,
  options: LaneOptions,
): Promise<void> {
  const photo = await photoFrom(fetched, camera);
  if (typeof photo !== 'object') return;
  options.figures.photos += 1;
  await options.onPhoto(photo);
}
