/**
 * A camera on the desk that is a program: libgphoto2 finds a Nikon at a PTP/IP address, and a bench or a test can pull its
 * plug, fill its card, drain its battery.
 *
 *     libgphoto2 ◄──PTP/IP──► responder ─► personality ─► body ◄── switches, the camera's own button
 *                                              ▲
 *                                       picture source
 */
import { hash } from 'node:crypto';
import { setTimeout as after } from 'node:timers/promises';
import type { Stop } from '../../ports.ts';
import * as bodies from './body.ts';
import type { SimulatedFault } from './faults.ts';
import { jpegSize } from './jpeg-size.ts';
import { nikonD7500 } from './nikon/nikon.ts';
import type { Machine } from './personality.ts';
import type { PictureSource } from './picture-source.ts';
import { firstPictureHandle } from './ptp/store.ts';
import { startResponder } from './responder.ts';

export interface SimulatedCamera {
  /** `ptpip:127.0.0.1:PORT:PORT`, for libgphoto2 with the model `PTP/IP Camera`. */
  readonly address: string;

  /** Begins or ends a condition. Several hold at once; ending one heals it. Resolves once it is so. */
  set(fault: SimulatedFault, on: boolean): Promise<void>;

  /** The conditions that hold. */
  faults(): readonly SimulatedFault[];

  /**
   * Somebody presses the shutter on the camera itself: a picture lands on the card, and an open session is told of it.
   * Resolves once it is there, or at once when the camera refuses to release the shutter.
   */
  pressOwnButton(): Promise<void>;

  /** Pictures taken so far, whoever asked for them: SHA-256 in lower-case hexadecimal, newest last, at most `takenMax`. */
  sent(): readonly string[];

  /** Calls back when a condition began or ended, and when a picture was taken. */
  onChange(listener: () => void): Stop;

  /** Ends every connection and frees the port. Safe to repeat. */
  close(): Promise<void>;
}

/** Hashes that `sent` remembers. */
export const takenMax = 1000;

/** The pace of the live view. */
const framesPerSecond = 30;

const defaultSerial = '6012345';

/**
 * Switches a camera on. `port` 0 or none takes any free one; rejects when the port is taken.
 * A picture source that fails ends the process: a camera always takes a picture.
 */
export async function startSimulatedCamera(options: {
  readonly port?: number;
  readonly pictures: PictureSource;
  readonly serial?: string;
}): Promise<SimulatedCamera> {
  const { pictures } = options;
  const listeners = new Set<() => void>();
  let body = bodies.newBody();
  let taken: readonly string[] = [];
  let exposure: Promise<void> = Promise.resolve();

  const changed = (): void => {
    for (const listener of [...listeners]) listener();
  };

  async function takePicture(into: bodies.Target): Promise<void> {
    const thumb = await pictures.frame(); // before the picture: afterwards something else may be in front of the lens
    const bytes = await pictures.take();
    const number = body.exposures + 1;
    const picture: bodies.HeldPicture = {
      handle: firstPictureHandle + number,
      name: `DSC_${String(((number - 1) % 9999) + 1).padStart(4, '0')}.JPG`,
      takenAtMs: Date.now(),
      thumb: { bytes: thumb, ...jpegSize(thumb) },
      bytes,
      ...jpegSize(bytes),
    };
    taken = [...taken, hash('sha256', bytes, 'hex')].slice(-takenMax);
    body = bodies.exposed(body, picture, into);
    changed();
  }

  let frameDueAtMs = 0;
  const machine: Machine = {
    body: () => body,
    become(next) {
      body = next;
    },
    expose(into) {
      body = bodies.shutterOpened(body);
      exposure = takePicture(into);
    },
    ready: (withinMs) => Promise.race([exposure.then(() => true), after(withinMs, false, { ref: false })]),
    async frame() {
      const nowMs = performance.now();
      frameDueAtMs = Math.max(nowMs, frameDueAtMs + 1000 / framesPerSecond);
      if (frameDueAtMs > nowMs) await after(frameDueAtMs - nowMs);
      return pictures.frame();
    },
    nowMs: () => Date.now(),
  };

  const personality = nikonD7500(options.serial ?? defaultSerial);
  const responder = await startResponder({
    port: options.port ?? 0,
    name: personality.name,
    mood: () => (body.faults.has('unplugged') ? 'refuses' : body.faults.has('hangs') ? 'hangs' : 'answers'),
    sessionOpened: () => machine.become(bodies.sessionOpened(body)),
    sessionEnded: () => machine.become(bodies.sessionEnded(body)),
    answer: (operation) => personality.answer(operation, machine),
  });

  return {
    address: `ptpip:127.0.0.1:${responder.port}:${responder.port}`,
    async set(fault, on) {
      if (body.faults.has(fault) === on) return;
      body = bodies.switched(body, fault, on);
      if (on && fault === 'unplugged') responder.drop();
      changed();
    },
    faults: () => [...body.faults],
    async pressOwnButton() {
      if (bodies.refusal(body, 'card')) return;
      machine.expose('card');
      await exposure;
    },
    sent: () => taken,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      await responder.close();
      await exposure;
    },
  };
}
