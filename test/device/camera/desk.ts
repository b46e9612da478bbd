/**
 * A simulated camera and the driver talking to it, with everything the driver noted. Starting a driver takes half a second of the
 * processor, so tests that want nothing but a camera that works lend each other theirs.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { suite } from 'uvu';
import type { CameraNote } from '../../../device/camera/notes.ts';
import { type SimulatedCamera, startSimulatedCamera } from '../../../device/camera/simulated/camera.ts';
import type { PersonalityName } from '../../../device/camera/simulated/makes.ts';
import { type GphotoOptions, gphotoCamera } from '../../../device/camera/supervisor.ts';
import type { Camera, CameraStatus, Stop } from '../../../device/ports.ts';
import { heard } from '../../contract/heard.ts';
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

interface LendingOptions {
  readonly personality?: PersonalityName;
  /** How late a late event is. */
  readonly lateAfterMs?: number;
  readonly lookEveryMs?: number;
}

export interface DeskOptions extends LendingOptions {
  /** What the driver is told of its camera. */
  readonly driver?: Partial<Pick<GphotoOptions, 'model' | 'serial' | 'home'>>;
  /** Happens to the camera before the driver meets it. */
  readonly before?: (simulated: SimulatedCamera) => Promise<void>;
  /** What the camera makes of each picture before it sends it. */
  readonly spoil?: Spoil;
}

type Spoil = (jpeg: Uint8Array) => Uint8Array;

const unspoilt: Spoil = (jpeg) => jpeg;

interface Spare extends TestDesk {
  /** From now on pictures are spoilt so. */
  spoilSo(how: Spoil): void;
}

async function setUp(options: DeskOptions): Promise<Spare> {
  const { before, driver = {}, lookEveryMs, ...body } = options;
  let spoil = options.spoil ?? unspoilt;
  const source = await prepared;
  const pictures = { ...source, take: async () => spoil(await source.take()) };
  const simulated = await startSimulatedCamera({ pictures, ...body });
  await before?.(simulated);
  const home = driver.home ?? mkdtempSync(join(tmpdir(), 'lentigo-camera-'));
  const notes: CameraNote[] = [];
  const listeners = new Set<(note: CameraNote) => void>();
  const camera = gphotoCamera({
    ...driver,
    ...(lookEveryMs !== undefined && { lookEveryMs }),
    address: simulated.address,
    home,
    log: (note) => {
      notes.push(note);
      for (const listener of [...listeners]) listener(note);
    },
  });
  return {
    ...{ simulated, camera, home, notes },
    spoilSo(how) {
      spoil = how;
    },
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

/** A desk of one's own: nothing was ever done at it. */
export function newDesk(options: DeskOptions = {}): Promise<TestDesk> {
  return setUp(options);
}

/** Desks that were given back, by what they were set up for. Nobody comes for one that lay there so long. */
const spares = new Map<string, { readonly desk: Spare; readonly clearing: NodeJS.Timeout }>();
const spareMs = 500;

/**
 * A desk at which others may have been before: its camera is well, ready unless it has just been switched on, and listened to by
 * nobody. What was noted and sent begins with the borrower, notes with the start of the worker that is there. `close` gives it back,
 * unless its camera has been closed or is not ready: then there is a new one for whoever comes next.
 */
export async function borrowedDesk({ spoil, ...options }: LendingOptions & { spoil?: Spoil } = {}): Promise<TestDesk> {
  const kind = JSON.stringify(options);
  const spare = spares.get(kind);
  spares.delete(kind);
  clearTimeout(spare?.clearing);
  const desk = spare?.desk ?? (await setUp(options));
  desk.spoilSo(spoil ?? unspoilt);
  const { camera, simulated } = desk;
  const lent = heard(camera);
  const sentBefore = simulated.sent().length;
  const noted = desk.notes.slice(desk.notes.findLastIndex(({ kind }) => kind === 'worker-started'));
  const notesBefore = desk.notes.length;
  const notes = () => (spare === undefined ? desk.notes : [...noted, ...desk.notes.slice(notesBefore)]);
  const stops: Stop[] = [];
  return {
    ...desk,
    camera: lent.camera,
    simulated: { ...simulated, sent: () => simulated.sent().slice(sentBefore) },
    get notes() {
      return notes();
    },
    onNote(listener) {
      let told = false; // those that are there already are told at once
      const stop = desk.onNote((note) => told && listener(note));
      for (const note of notes()) listener(note);
      told = true;
      stops.push(stop);
      return stop;
    },
    async close() {
      lent.silence();
      for (const stop of stops) stop();
      for (const fault of simulated.faults()) await simulated.set(fault, false);
      if (lent.isClosed() || camera.status() !== 'ready' || spares.has(kind)) return desk.close();
      const clearing = setTimeout(() => {
        spares.delete(kind);
        void desk.close();
      }, spareMs);
      spares.set(kind, { desk, clearing });
    },
  };
}

/** Reached only when something is wrong: a busy machine takes its time. */
const readyLimitMs = 60_000;

type OnDesk<Options> = (title: string, body: (desk: TestDesk) => Promise<void>, options?: Options) => void;

/** Adds tests to a suite that each get a desk of their own, with a camera that is ready. */
export function onDeskIn(tests: ReturnType<typeof suite>): OnDesk<DeskOptions> {
  return atDesk(tests, newDesk);
}

/** The same with a desk that is lent from one to the next. */
export function onBorrowedDeskIn(tests: ReturnType<typeof suite>): OnDesk<LendingOptions> {
  return atDesk(tests, borrowedDesk);
}

function atDesk<Options>(
  tests: ReturnType<typeof suite>,
  open: (options?: Options) => Promise<TestDesk>,
): OnDesk<Options> {
  return (title, body, options) => {
    tests(title, async () => {
      const desk = await open(options);
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
