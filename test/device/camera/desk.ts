/** A simulated camera and the driver talking to it, with everything the driver noted. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { suite } from 'uvu';
import type { CameraNote } from '../../../device/camera/notes.ts';
import { type SimulatedCamera, startSimulatedCamera } from '../../../device/camera/simulated/camera.ts';
import type { PersonalityName } from '../../../device/camera/simulated/makes.ts';
import { type GphotoOptions, gphotoCamera } from '../../../device/camera/supervisor.ts';
import type { Camera, CameraStatus, Stop } from '../../../device/ports.ts';
import { status } from '../../contract/waiting.ts';
import { testPictures } from './pictures.ts';

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

const prepared = testPictures(() => 'a desk');

export interface DeskOptions {
  readonly personality?: PersonalityName;
  /** How late a late event is. */
  readonly lateAfterMs?: number;
  /** What the driver is told of its camera. */
  readonly driver?: Partial<Pick<GphotoOptions, 'model' | 'serial' | 'lookEveryMs' | 'home'>>;
  /** Happens to the camera before the driver meets it. */
  readonly before?: (simulated: SimulatedCamera) => Promise<void>;
  /** What the camera makes of each picture before it sends it. */
  readonly spoil?: (jpeg: Uint8Array) => Uint8Array;
}

export async function newDesk(options: DeskOptions = {}): Promise<TestDesk> {
  const { before, spoil = (jpeg) => jpeg, driver = {}, ...body } = options;
  const source = await prepared;
  const pictures = { ...source, take: async () => spoil(await source.take()) };
  const simulated = await startSimulatedCamera({ pictures, ...body });
  await before?.(simulated);
  const home = driver.home ?? mkdtempSync(join(tmpdir(), 'lentigo-camera-'));
  const notes: CameraNote[] = [];
  const listeners = new Set<(note: CameraNote) => void>();
  const camera = gphotoCamera({
    ...driver,
    address: simulated.address,
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
