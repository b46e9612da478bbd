/**
 * The simulated camera in a process of its own: drawing pictures is heavy, and a station must not feel it.
 *
 *     this process ── set, press, aim, close ──► process-main.ts ◄──PTP/IP──► libgphoto2
 *                  ◄── state, done ───────────
 *
 * The child ends with its parent. A child that ends otherwise is a bug, and takes the parent with it.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { SimulatedCamera } from './camera.ts';
import type { SimulatedFault } from './faults.ts';
import type { PersonalityName } from './makes.ts';
import type { Subject } from './picture-source.ts';
import { checkedSight, type Sight } from './pictures/sight.ts';

export interface ForkedCameraOptions {
  /** JPEG files of this folder are what the camera takes; without it, pictures are drawn. */
  readonly picturesFolder?: string;
  /** For drawn pictures: the same seed draws the same pictures. */
  readonly seed?: number;
  readonly widthPx?: number;
  readonly heightPx?: number;
  readonly serial?: string;
  /** A Nikon unless told. */
  readonly personality?: PersonalityName;
  /** How late a `late-event` is. */
  readonly lateAfterMs?: number;
}

export interface ForkedCamera extends SimulatedCamera {
  /** What is in front of the lens, when known. A change of it counts as a change for `onChange`. */
  subject(): Subject | undefined;

  /**
   * Somebody holds a letter before the lens whose square code says exactly `code` (8 to 64 characters), or takes it away:
   * then the lens sees what it saw before. Meanwhile live view and pictures show the letter, each picture held a little
   * differently, and `subject` is `letter`. Resolves once it is so, or when another wish came after this one.
   * Throws on a code of another length.
   */
  holdLetter(code: string | undefined): Promise<void>;

  /**
   * Aims the camera: live view and pictures show this subject of this drawn lesion until it is aimed elsewhere, every
   * picture a little differently. `after`: what will probably be aimed at next, the likeliest first, to be drawn ahead; the
   * usual order of a visit unless told. Until the first call the camera moves on by itself with each picture. A letter
   * that is held stays before the lens, and pictures of a folder come in their order whatever it is aimed at.
   *
   * Resolves once the live view shows it or would but for the letter (at once when it was drawn ahead, else as long as a
   * drawing takes), or when another aim came after this one. Throws on numbers out of range.
   */
  aimAt(sight: Sight, after?: readonly Sight[]): Promise<void>;
}

/** What the child knows and the parent shows. */
export interface CameraState {
  readonly address: string;
  readonly faults: readonly SimulatedFault[];
  readonly sent: readonly string[];
  readonly subject?: Subject;
}

type Wish =
  | { readonly kind: 'set'; readonly fault: SimulatedFault; readonly on: boolean }
  | { readonly kind: 'press-own-button' }
  | { readonly kind: 'hold-letter'; readonly code?: string }
  | { readonly kind: 'aim-at'; readonly sight: Sight; readonly after?: readonly Sight[] }
  | { readonly kind: 'close' };

/** `id` comes back in `done`. */
export type Order = Wish & { readonly id: number };

export type Report =
  | { readonly kind: 'state'; readonly state: CameraState }
  | { readonly kind: 'done'; readonly id: number };

/** As long as the code of an appointment may be. */
export const letterCodeCharsMin = 8;
export const letterCodeCharsMax = 64;

/** From fork to the first state; drawing the first picture is part of it. */
const startWithinMs = 30_000;
/** A child that was asked to close and does not is killed. */
const closeWithinMs = 5000;

/**
 * Forks the camera and resolves once it can be reached. What it says of itself is what the child last reported: after
 * `await camera.set(…)` and `await camera.pressOwnButton()` that includes their outcome.
 *
 * Throws, out of an event handler, when the child ends without having been asked to.
 */
export async function forkSimulatedCamera(options: ForkedCameraOptions): Promise<ForkedCamera> {
  const child = fork(new URL('./process-main.ts', import.meta.url), [JSON.stringify(options)], { execArgv: [] });
  const listeners = new Set<() => void>();
  const waiting = new Map<number, () => void>();
  const gone = once(child, 'exit');
  let state: CameraState | undefined;
  let orders = 0;
  let closing: Promise<void> | undefined;
  let started: () => void = () => {};

  child.on('message', (report: Report) => {
    switch (report.kind) {
      case 'state':
        state = report.state;
        started();
        for (const listener of [...listeners]) listener();
        return;
      case 'done':
        waiting.get(report.id)?.();
        waiting.delete(report.id);
    }
  });
  child.once('exit', (code, signal) => {
    for (const settle of waiting.values()) settle();
    if (closing === undefined) throw new Error(`the simulated camera's process ended by itself (${code ?? signal})`);
  });

  function order(wish: Wish): Promise<void> {
    if (!child.connected) return Promise.resolve();
    orders += 1;
    const id = orders;
    return new Promise((resolve) => {
      waiting.set(id, resolve);
      child.send({ ...wish, id } satisfies Order);
    });
  }

  async function close(): Promise<void> {
    const patience = setTimeout(() => child.kill('SIGKILL'), closeWithinMs);
    void order({ kind: 'close' });
    await gone;
    clearTimeout(patience);
  }

  await new Promise<void>((resolve, reject) => {
    const patience = setTimeout(() => {
      closing = gone.then(() => {});
      child.kill('SIGKILL');
      reject(new Error(`the simulated camera did not start within ${startWithinMs} ms`));
    }, startWithinMs);
    started = () => {
      clearTimeout(patience);
      resolve();
    };
  });
  const known = (): CameraState => {
    if (state === undefined) throw new Error('a started camera has a state');
    return state;
  };

  return {
    address: known().address,
    set: (fault, on) => order({ kind: 'set', fault, on }),
    faults: () => known().faults,
    pressOwnButton: () => order({ kind: 'press-own-button' }),
    sent: () => known().sent,
    subject: () => known().subject,
    holdLetter(code) {
      if (code !== undefined && (code.length < letterCodeCharsMin || code.length > letterCodeCharsMax))
        throw new RangeError(`the code of a letter has ${letterCodeCharsMin} to ${letterCodeCharsMax} characters`);
      return order(code === undefined ? { kind: 'hold-letter' } : { kind: 'hold-letter', code });
    },
    aimAt(sight, after) {
      for (const each of [sight, ...(after ?? [])]) checkedSight(each);
      return order({ kind: 'aim-at', sight, ...(after !== undefined && { after }) });
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      closing ??= close();
      return closing;
    },
  };
}
