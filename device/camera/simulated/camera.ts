/**
 * A camera on the desk that is a program: libgphoto2 finds a Nikon, a Canon or a plain PTP camera at a PTP/IP address, and a
 * bench or a test can pull its plug, fill its card, drain its battery.
 *
 *     libgphoto2 ◄──PTP/IP──► wire ─► personality ─► body ◄── switches, the camera's own button
 *                                         ▲
 *                                      shutter ◄── picture source
 */
import { hash } from 'node:crypto';
import { setTimeout as after } from 'node:timers/promises';
import type { Stop } from '../../ports.ts';
import * as bodies from './body/body.ts';
import { drifted, refusal, switched } from './body/conditions.ts';
import type { SimulatedFault } from './faults.ts';
import { makes, type PersonalityName } from './makes.ts';
import type { Machine } from './personality.ts';
import type { PictureSource } from './picture-source.ts';
import { newShutter } from './shutter.ts';
import { startResponder } from './wire/responder.ts';

export interface SimulatedCamera {
  /** `ptpip:127.0.0.1:PORT:PORT`, for libgphoto2 with the model `PTP/IP Camera`. */
  readonly address: string;

  /** Begins or ends a condition. Several hold at once; ending one heals it. Resolves once it is so. */
  set(fault: SimulatedFault, on: boolean): Promise<void>;

  /** The conditions that hold. */
  faults(): readonly SimulatedFault[];

  /**
   * Somebody presses the shutter on the camera itself: a picture lands on the card, and an open session is told of it.
   * Resolves once it is there, or at once when the camera refuses to release the shutter or its picture is to come late.
   * A camera that is asleep wakes up instead.
   */
  pressOwnButton(): Promise<void>;

  /**
   * Pictures that came to be in the camera so far, whoever asked for them: SHA-256 in lower-case hexadecimal of the file as
   * it is there, newest last, at most `takenMax`.
   */
  sent(): readonly string[];

  /** Calls back when a condition began or ended, and when a picture was taken. */
  onChange(listener: () => void): Stop;

  /** Ends every connection and frees the port. Safe to repeat. */
  close(): Promise<void>;
}

export interface SimulatedCameraOptions {
  /** 0 or none: any free one. */
  readonly port?: number;
  readonly pictures: PictureSource;
  /** A Nikon unless told. */
  readonly personality?: PersonalityName;
  readonly serial?: string;
  /** How late a `late-event` is: later than anybody waits, unless told. */
  readonly lateAfterMs?: number;
}

/** Hashes that `sent` remembers. */
export const takenMax = 1000;

/** The pace of the live view. */
const framesPerSecond = 30;

const defaultSerial = '6012345';
const lateAfterMsDefault = 20_000;

/** The number of the body that hangs on the cable while another one does: the same with another last digit. */
export function otherSerial(serial: string): string {
  const last = Number(serial.at(-1));
  return `${serial.slice(0, -1)}${Number.isInteger(last) ? (last + 1) % 10 : 0}`;
}

/** Switches a camera on. Rejects when the port is taken. A picture source that fails ends the process. */
export async function startSimulatedCamera(options: SimulatedCameraOptions): Promise<SimulatedCamera> {
  const { pictures, personality = 'nikon', serial = defaultSerial, lateAfterMs = lateAfterMsDefault } = options;
  const make = makes[personality];
  const listeners = new Set<() => void>();
  let body = bodies.newBody();
  let taken: readonly string[] = [];

  const changed = (): void => {
    for (const listener of [...listeners]) listener();
  };
  const mood = () =>
    body.faults.has('unplugged') || body.faults.has('asleep')
      ? 'refuses'
      : body.faults.has('hangs')
        ? 'hangs'
        : 'answers';

  function become(next: bodies.Body): void {
    body = next;
    const { message } = make;
    if (message === undefined || mood() !== 'answers') return;
    const events = body.untold;
    body = bodies.told(body, events.length);
    for (const event of events) {
      const words = message(event);
      if (words) responder.announce(words);
    }
  }

  function tookPicture(bytes: Uint8Array): void {
    taken = [...taken, hash('sha256', bytes, 'hex')].slice(-takenMax);
    changed();
  }

  const shutter = newShutter({
    ...{ body: () => body, become, pictures, files: make.files, lateAfterMs, taken: tookPicture },
    dropLink: () => responder.drop(),
  });
  let frameDueAtMs = 0;
  const machine: Machine = {
    body: () => body,
    become,
    expose: (into) => void shutter.release(into, 'initiator'), // rejects on a bug of the picture source only
    ready: shutter.closed,
    async frame() {
      const nowMs = performance.now();
      frameDueAtMs = Math.max(nowMs, frameDueAtMs + 1000 / framesPerSecond);
      if (frameDueAtMs > nowMs) await after(frameDueAtMs - nowMs);
      return pictures.frame();
    },
    nowMs: () => Date.now(),
    serial: () => (body.faults.has('other-serial') ? otherSerial(serial) : serial),
  };

  const responder = await startResponder({
    port: options.port ?? 0,
    name: make.name,
    mood,
    sessionOpened: () => become(bodies.sessionOpened(body)),
    sessionEnded: () => become(bodies.sessionEnded(body)),
    answer: (operation) => make.answer(operation, machine),
  });

  async function set(fault: SimulatedFault, on: boolean): Promise<void> {
    if (body.faults.has(fault) === on) return;
    become(switched(body, fault, on));
    if (fault === 'other-serial' || (on && (fault === 'unplugged' || fault === 'asleep'))) responder.drop();
    if (on && fault === 'drifted-setting') become(drifted(body, make.drift));
    changed();
    if (!on) shutter.healed();
    if (on && fault === 'stale-picture') {
      const picture = await shutter.oldPicture();
      if (!body.faults.has(fault)) return; // healed meanwhile
      become(bodies.oldPictureFound(body, picture, refusal(body, make.keeps) === undefined ? make.keeps : 'card'));
      tookPicture(picture.bytes);
    }
  }

  return {
    address: `ptpip:127.0.0.1:${responder.port}:${responder.port}`,
    set,
    faults: () => [...body.faults],
    async pressOwnButton() {
      if (body.faults.has('asleep')) return set('asleep', false);
      if (refusal(body, 'card')) return;
      const arrival = shutter.release('card', 'hand');
      if (!body.faults.has('hangs-in-capture') && !body.faults.has('late-event')) await arrival;
    },
    sent: () => taken,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      await responder.close();
      await shutter.close();
    },
  };
}
