/**
 * The Camera port over libgphoto2: keeps one worker process talking to one camera, and replaces it when it must.
 *
 *    ┌► worker ─► conversation.ts ─► broken down, late or dead ─► SIGKILL ─► wait a little longer each time ─┐
 *    └──────────────────────────────────────────────────────────────────────────────────────────────────────┘
 *
 * The library may block for a quarter of an hour, loop for ever or crash: all of that happens in the worker. This process
 * only waits, with a deadline on everything, and never blocks.
 */

import { mkdirSync } from 'node:fs';
import type {
  Camera,
  CameraAdvice,
  CameraFacts,
  CameraFault,
  CameraSetup,
  CameraStatus,
  Frame,
  Photo,
} from '../ports.ts';
import { bell } from './bell.ts';
import { converse } from './conversation/conversation.ts';
import { diedOverMemoryMax } from './conversation/opening.ts';
import { forget } from './conversation/pictures.ts';
import type { Desk, Exposure, Preparation } from './desk.ts';
import { listeners } from './listeners.ts';
import { newMemory } from './memory.ts';
import type { CameraNote } from './notes.ts';
import { oursIn } from './ours.ts';
import { startWorker, type WorkerProcess } from './worker-process.ts';

/** Between the starts of two workers. Twice as long each time, until one has lived for `steadyMs`. */
const pauseMsMin = 250;
const pauseMsMax = 5000;
const steadyMs = 10_000;
const frameRateMaxDefault = 30;
const lookEveryMsDefault = 60_000;
/** How Node ends when it may have no more memory: what the camera sent is larger than any picture. */
const burst = 'SIGABRT';
/** A preparation waits for an exposure that is under way, and for a camera that is being opened. */
const prepareWithinMs = 15_000;
/** A worker that is asked to end finishes what it does: a body that is left in mid-transfer may not open again. */
const closeWithinMs = 500;

export interface GphotoOptions {
  /**
   * Where the camera is, as libgphoto2 writes it: `usb:` for whichever fits `model` and `serial`, `usb:001,004`,
   * `ptpip:127.0.0.1:15740:15741`.
   */
  readonly address: string;
  /** Its model, as libgphoto2 knows it or in part: `Canon EOS 90D`, `D7500`. Any, when not given. */
  readonly model?: string;
  /** Its serial number. When not given: the one that was confirmed, or the first that answers. */
  readonly serial?: string;
  /** A folder of this camera's own; created when missing. Settings and the serial number are kept there, never pictures. */
  readonly home: string;
  /** Frames a second at the most; 30 when not given. */
  readonly frameRateMax?: number;
  /**
   * Only for a simulated camera that takes the same few files again and again. No real camera takes the same picture
   * twice, so one that seems to has handed out an old one, and it is bound to nobody.
   */
  readonly repeatsPictures?: boolean;
  /** How often the camera's condition is looked at; once a minute when not given. */
  readonly lookEveryMs?: number;
  /** Hears what happened, to be logged. */
  readonly log: (note: CameraNote) => void;
}

const noAdvice: CameraAdvice = {
  batteryPercent: undefined,
  shotsLeft: undefined,
  clockOffsetS: undefined,
  settings: [],
  serial: undefined,
};

/** Starts talking to the camera at once, and keeps trying until `close`. */
export function gphotoCamera(options: GphotoOptions): Camera {
  mkdirSync(options.home, { recursive: true, mode: 0o700 });
  const statusListeners = listeners<CameraStatus>();
  const frameListeners = listeners<Frame>();
  const unexplainedListeners = listeners<Photo>();
  const adviceListeners = listeners<CameraAdvice>();
  const work = bell();
  let status: CameraStatus = 'starting';
  let facts: CameraFacts | undefined;
  let advice = noAdvice;
  let setup: CameraSetup | undefined;
  let exposure: Exposure | undefined;
  let preparation: Preparation | undefined;
  let worker: WorkerProcess | undefined;
  let frameNumber = 0;
  let closed = false;

  const desk: Desk = {
    bell: work,
    frameRateMax: options.frameRateMax ?? frameRateMaxDefault,
    repeatsPictures: options.repeatsPictures ?? false,
    lookEveryMs: options.lookEveryMs ?? lookEveryMsDefault,
    memory: newMemory(),
    ours: oursIn(options.home, options.serial),
    isClosed: () => closed,
    exposure: () => exposure,
    preparation: () => preparation,
    setup: () => setup,
    wantsFrames: () => frameListeners.any(),
    note: options.log,
    setFacts: (now) => {
      facts = now;
    },
    setStatus: (now) => {
      if (closed || now === status) return;
      status = now;
      statusListeners.tell(now);
    },
    frame: (bytes) => {
      frameNumber += 1;
      frameListeners.tell({ bytes, number: frameNumber });
    },
    unexplained: (photo) => unexplainedListeners.tell(photo),
    advice: () => advice,
    advise: (part) => {
      const now = { ...advice, ...part };
      const isNews = JSON.stringify(now) !== JSON.stringify(advice);
      advice = now;
      if (isNews && !closed) adviceListeners.tell(advice);
    },
  };

  async function keepTalking(): Promise<void> {
    let pauseMs = pauseMsMin;
    while (!closed) {
      const startedAtMs = performance.now();
      worker = startWorker(options.home, options.address);
      options.log({ kind: 'worker-started', pid: worker.pid });
      const fault = await converse(worker, { address: options.address, model: options.model }, desk);
      worker.kill();
      desk.setStatus(fault);
      exposure?.settle(fault);
      preparation?.settle(fault);
      const how = await worker.ended;
      worker = undefined;
      options.log({ kind: 'worker-ended', how });
      if (how.signal === burst && desk.memory.diedOverMemory > 0) desk.memory.diedOverMemory = diedOverMemoryMax;
      if (closed) return;
      const livedMs = performance.now() - startedAtMs;
      if (livedMs > steadyMs) pauseMs = pauseMsMin;
      await pause(startedAtMs + pauseMs);
      pauseMs = Math.min(2 * pauseMs, pauseMsMax);
    }
  }

  /** Until a moment on the monotonic clock, or `close`. */
  async function pause(untilMs: number): Promise<void> {
    while (!closed && performance.now() < untilMs) await work.wait(untilMs - performance.now());
  }

  /** Between two workers the fault is known; while one is opening the camera, it may just be over. */
  function knownFault(): CameraFault | undefined {
    return worker === undefined && status !== 'ready' && status !== 'starting' ? status : undefined;
  }

  const talking = keepTalking();

  return {
    status: () => status,
    facts: () => facts,
    advice: () => advice,
    onStatus: statusListeners.add,
    onUnexplained: unexplainedListeners.add,
    onAdvice: adviceListeners.add,
    onFrame(listener) {
      const stop = frameListeners.add(listener);
      work.ring();
      return stop;
    },
    expose(deadlineMs) {
      if (closed) return Promise.reject(new Error('expose after close'));
      if (exposure !== undefined) return Promise.reject(new Error('expose while another exposure is under way'));
      const fault = knownFault();
      if (fault !== undefined) return Promise.resolve(fault);
      return new Promise((resolve) => {
        const settle = (result: Photo | CameraFault) => {
          if (exposure !== mine) return;
          clearTimeout(timer);
          exposure = undefined;
          resolve(result);
          work.ring();
        };
        const timer = setTimeout(() => settle('timed-out'), deadlineMs); // the worker's own deadlines end it, if it hangs
        const askedAtMs = performance.now();
        const isOpen = () => exposure === mine;
        const mine: Exposure = { askedAtMs, deadlineAtMs: askedAtMs + deadlineMs, isOpen, settle };
        exposure = mine;
        work.ring();
      });
    },
    prepare(wanted) {
      if (closed) return Promise.reject(new Error('prepare after close'));
      setup = wanted;
      const fault = knownFault();
      if (fault !== undefined) return Promise.resolve(fault);
      const earlier = preparation;
      return new Promise((resolve) => {
        const settle = (result: 'prepared' | CameraFault) => {
          clearTimeout(timer);
          if (preparation === mine) preparation = undefined;
          resolve(result);
          earlier?.settle(result); // replaced by this one
        };
        const timer = setTimeout(() => resolve('timed-out'), prepareWithinMs); // and it is set later all the same
        const mine: Preparation = { askedAtMs: performance.now(), settle };
        preparation = mine;
        work.ring();
      });
    },
    forget: (photo) => forget(desk, photo),
    confirm(serial) {
      desk.ours.become(serial);
      work.ring();
    },
    async close() {
      closed = true;
      work.ring();
      const patience = setTimeout(() => worker?.kill(), closeWithinMs);
      await talking;
      clearTimeout(patience);
      for (const all of [statusListeners, frameListeners, unexplainedListeners, adviceListeners]) all.clear();
    },
  };
}
