/** A simulated camera and the driver talking to it, with everything the driver noted. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import type { suite } from 'uvu';
import type { CameraNote } from '../../../device/camera/desk.ts';
import { type SimulatedCamera, startSimulatedCamera } from '../../../device/camera/simulated/camera.ts';
import { gphotoCamera } from '../../../device/camera/supervisor.ts';
import type { Camera, CameraStatus, Stop } from '../../../device/ports.ts';
import { status } from '../../contract/waiting.ts';

export interface TestDesk {
  readonly simulated: SimulatedCamera;
  readonly camera: Camera;
  readonly home: string;
  readonly notes: readonly CameraNote[];
  /** Every note so far, and each that follows. */
  onNote(listener: (note: CameraNote) => void): Stop;
  pressOwnButton(): Promise<void>;
  close(): Promise<void>;
}

/** Every picture differs from the one before: a comment at its end counts. */
async function pictures() {
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const;
  const drawn = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: '#b48a78', noise } })
      .jpeg({ quality: 90 })
      .toBuffer();
  const picture = await drawn(1600, 1200);
  const small = await drawn(640, 424);
  let taken = 0;
  return {
    async take() {
      taken += 1;
      return withComment(picture, `picture ${taken}`);
    },
    frame: () => small,
    subject: () => undefined,
  };
}

/** A COM segment behind SOI. */
export function withComment(jpeg: Uint8Array, text: string): Uint8Array {
  const comment = Buffer.from(text, 'latin1');
  const head = Buffer.from([0xff, 0xd8, 0xff, 0xfe, 0, comment.length + 2]);
  return Buffer.concat([head, comment, jpeg.subarray(2)]);
}

const prepared = pictures();

export interface DeskOptions {
  /** Happens to the camera before the driver meets it. */
  readonly before?: (simulated: SimulatedCamera) => Promise<void>;
  /** What the camera makes of each picture before it sends it. */
  readonly spoil?: (jpeg: Uint8Array) => Uint8Array;
}

export async function newDesk({ before, spoil = (jpeg) => jpeg }: DeskOptions = {}): Promise<TestDesk> {
  const source = await prepared;
  const simulated = await startSimulatedCamera({
    pictures: { ...source, take: async () => spoil(await source.take()) },
  });
  await before?.(simulated);
  const home = mkdtempSync(join(tmpdir(), 'lentigo-camera-'));
  const notes: CameraNote[] = [];
  const listeners = new Set<(note: CameraNote) => void>();
  const camera = gphotoCamera({
    address: simulated.address,
    model: 'PTP/IP Camera',
    home,
    log: (note) => {
      notes.push(note);
      for (const listener of [...listeners]) listener(note);
    },
  });
  return {
    simulated,
    camera,
    home,
    notes,
    onNote(listener) {
      for (const note of [...notes]) listener(note);
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    pressOwnButton: () => simulated.pressOwnButton(),
    async close() {
      await camera.close();
      await simulated.close();
      rmSync(home, { recursive: true });
    },
  };
}

const readyLimitMs = 10_000;

/** Adds tests to a suite that each get a desk of their own, with a camera that is ready. */
export function onDeskIn(
  tests: ReturnType<typeof suite>,
): (title: string, body: (desk: TestDesk) => Promise<void>, options?: DeskOptions) => void {
  return (title, body, options) => {
    tests(title, async () => {
      const desk = await newDesk(options);
      try {
        await status<CameraStatus>(desk.camera, 'ready', readyLimitMs);
        await body(desk);
      } finally {
        await desk.close();
      }
    });
  };
}

/** Process ids of all workers that the driver started, oldest first. */
export function workers(notes: readonly CameraNote[]): readonly number[] {
  return notes.flatMap((note) => (note.kind === 'worker-started' && note.pid !== undefined ? [note.pid] : []));
}
