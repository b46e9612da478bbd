/**
 * The Camera port over libgphoto2: keeps one worker process talking to one camera, and replaces it when it must.
 *
 *    ┌► worker ─► conversation.ts ─► broken down, late or dead ─► SIGKILL ─► wait a little longer each time ─┐
 *    └──────────────────────────────────────────────────────────────────────────────────────────────────────┘
 *
 * The library may block for a quarter of an hour, loop for ever or crash: all of that happens in the worker. This process
 * only waits, with a deadline on everything, and never blocks.
 */

import type { Camera, CameraFacts, CameraFault, CameraStatus, Frame, Photo, Stop } from '../ports.ts';
import { converse } from './conversation.ts';
import { bell, type CameraNote, type Desk, type Exposure, newMemory } from './desk.ts';
import { startWorker, type WorkerProcess } from './worker-process.ts';

/** Between the starts of two workers. Twice as long each time, until one has lived for `steadyMs`. */
const pauseMsMin = 250;
const pauseMsMax = 5000;
const steadyMs = 10_000;
const frameRateMaxDefault = 30;

export interface GphotoOptions {
  /** Where the camera is, as libgphoto2 writes it: `usb:` for the only one, `usb:001,004`, `ptpip:127.0.0.1:15740:15741`. */
  readonly address: string;
  /** Its model, as libgphoto2 knows it: `Canon EOS 90D`, `PTP/IP Camera`. */
  readonly model: string;
  /** A folder of this camera's own; created when missing. The library keeps settings there, never pictures. */
  readonly home: string;
  /** Frames a second at the most; 30 when not given. */
  readonly frameRateMax?: number;
  /** Hears what happened, to be logged. */
  readonly log: (note: CameraNote) => void;
}

/** Starts talking to the camera at once, and keeps trying until `close`. */
export function gphotoCamera(options: GphotoOptions): Camera {
  const statusListeners = listeners<CameraStatus>();
  const frameListeners = listeners<Frame>();
  const unexplainedListeners = listeners<Photo>();
  const work = bell();
  let status: CameraStatus = 'starting';
  let facts: CameraFacts | undefined;
  let exposure: Exposure | undefined;
  let worker: WorkerProcess | undefined;
  let frameNumber = 0;
  let closed = false;

  const desk: Desk = {
    bell: work,
    frameRateMax: options.frameRateMax ?? frameRateMaxDefault,
    memory: newMemory(),
    isClosed: () => closed,
    exposure: () => exposure,
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
  };

  async function keepTalking(): Promise<void> {
    let pauseMs = pauseMsMin;
    while (!closed) {
      const startedAtMs = performance.now();
      worker = startWorker(options.home);
      options.log({ kind: 'worker-started', pid: worker.pid });
      const fault = await converse(worker, options.address, options.model, desk);
      worker.kill();
      desk.setStatus(fault);
      exposure?.settle(fault);
      const how = await worker.ended;
      worker = undefined;
      options.log({ kind: 'worker-ended', how });
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

  const talking = keepTalking();

  return {
    status: () => status,
    facts: () => facts,
    onStatus: statusListeners.add,
    onUnexplained: unexplainedListeners.add,
    onFrame(listener) {
      const stop = frameListeners.add(listener);
      work.ring();
      return stop;
    },
    expose(deadlineMs) {
      if (closed) return Promise.reject(new Error('expose after close'));
      if (exposure !== undefined) return Promise.reject(new Error('expose while another exposure is under way'));
      // between two workers the fault is known; while one is opening the camera, it may just be over
      if (worker === undefined && status !== 'ready' && status !== 'starting') return Promise.resolve(status);
      return new Promise((resolve) => {
        const settle = (result: Photo | CameraFault) => {
          if (exposure !== mine) return;
          clearTimeout(timer);
          exposure = undefined;
          resolve(result);
          work.ring();
        };
        const timer = setTimeout(() => settle('timed-out'), deadlineMs); // the worker's own deadlines end it, if it hangs
        const mine: Exposure = {
          deadlineAtMs: performance.now() + deadlineMs,
          isOpen: () => exposure === mine,
          settle,
        };
        exposure = mine;
        work.ring();
      });
    },
    async close() {
      closed = true;
      worker?.kill();
      work.ring();
      await talking;
      statusListeners.clear();
      frameListeners.clear();
      unexplainedListeners.clear();
    },
  };
}

function listeners<T>() {
  const all = new Set<{ readonly hear: (value: T) => void }>();
  return {
    any: (): boolean => all.size > 0,
    clear: (): void => all.clear(),
    add(hear: (value: T) => void): Stop {
      const entry = { hear };
      all.add(entry);
      return () => void all.delete(entry);
    },
    /** True when somebody heard it. */
    tell(value: T): boolean {
      const present = [...all];
      for (const { hear } of present) hear(value);
      return present.length > 0;
    },
  };
}
