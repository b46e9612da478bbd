/**
 * Pictures on their way home, and the copies they leave behind.
 *
 *   asked for ──► capture ─► fetch ─► check ─┬─► still wanted: the exposure's
 *   not asked for ─────────► fetch ─► check ─┴─► nobody's: told of as unexplained
 *                                                    └─► forgotten by the station: deleted on the camera
 */

import type { CameraFacts, CameraFault, Photo } from '../../ports.ts';
import type { Desk, Exposure } from '../desk.ts';
import { letGo, nextForgettable, rememberHandedOver, takeBack } from '../memory.ts';
import { photoFrom } from '../photo.ts';
import { isInMemory, type Place, placeKey } from '../protocol.ts';
import { type Ask, faultIn, type Reply } from './asking.ts';

/**
 * An exposure that is too late for its press goes on for so long: its picture is whole, and nobody's. Afterwards the camera is
 * taken to hang.
 */
const graceMs = 2000;
/** After an exposure was given up, so long its picture may still come. Until then no other is taken. */
const owedMs = 3000;
/** And if none came: so long the next exposure waits for a second picture, before it believes that it has its own. */
const secondPictureMs = 1500;
const secondPictureEveryMs = 100;
const fetchDeadlineMs = 10_000;
const forgetDeadlineMs = 5000;
const unexplainedQueuedMax = 32;
/** A file on the card that cost so many workers is left there. */
const fetchTriesMax = 3;

export interface Pictures {
  /** Pictures that no exposure asked for. One that is taken care of already is not taken twice. True when any was new. */
  welcome(places: readonly Place[]): boolean;
  /** Whether any of them waits to be brought home. */
  anyWaiting(): boolean;
  /** Each resolves with a fault when the conversation is over. */
  expose(exposure: Exposure): Promise<CameraFault | undefined>;
  takeUnexplained(): Promise<CameraFault | undefined>;
  /** Whether a copy on this camera can be deleted. */
  anyForgettable(): boolean;
  /** Deletes one. Resolves with a fault when the conversation is over. */
  forgetOne(): Promise<CameraFault | undefined>;
}

/** For one conversation. */
export function picturesOf(ask: Ask, facts: CameraFacts, desk: Desk): Pictures {
  const { memory } = desk;
  const arrived: Place[] = [];
  /** Places of this conversation that are taken care of, until their copies are gone. */
  const cared = new Set<string>();

  function handedOver(photo: Photo, place: Place): void {
    const copy = { place, serial: facts.serial };
    if (!rememberHandedOver(memory, photo.sha256, copy)) desk.note({ kind: 'too-many-kept' });
  }

  /** True when somebody has it now, or had it already. */
  function tell(photo: Photo, place: Place): boolean {
    if (memory.handedOver.has(photo.sha256)) return true;
    handedOver(photo, place); // before it is told of: whoever hears of it may forget it at once
    const told = desk.unexplained(photo);
    if (!told) takeBack(memory, photo.sha256);
    desk.note({ kind: 'unexplained', bytes: photo.bytes.length, told });
    return told;
  }

  async function checked(reply: Reply): Promise<Photo | CameraFault> {
    if (reply.kind !== 'fetched') return faultIn(reply);
    const photo = await photoFrom(reply, facts);
    if (typeof photo === 'object') return photo;
    desk.note({ kind: 'not-a-photo', reason: photo, bytes: reply.bytes.length });
    return 'bad-bytes';
  }

  function welcome(places: readonly Place[]): boolean {
    const news = places.filter((place) => !cared.has(placeKey(place)));
    const room = unexplainedQueuedMax - arrived.length;
    for (const place of news.slice(0, room)) {
      cared.add(placeKey(place));
      arrived.push(place);
    }
    if (news.length > room) desk.note({ kind: 'too-many-unexplained', left: news.length - room });
    if (news.length > 0) memory.missing = undefined; // this is it
    return news.length > 0;
  }

  function awaitMissing(): void {
    memory.missing = { untilMs: performance.now() + owedMs };
  }

  /** Undefined when the conversation goes on. */
  function settleWith(exposure: Exposure, reply: Reply): CameraFault | undefined {
    const fault = faultIn(reply);
    exposure.settle(fault);
    if (!isRefusal(fault)) awaitMissing();
    return reply.kind === 'refused' ? undefined : fault;
  }

  /** The picture of an exposure that was given up could pass for this one's. If two come, nobody knows which is which. */
  async function isAnother(): Promise<boolean> {
    const untilMs = performance.now() + secondPictureMs;
    while (memory.missing !== undefined && performance.now() < untilMs && !desk.isClosed()) {
      const polled = await ask({ kind: 'poll' }, secondPictureMs);
      if (polled.kind === 'broken-down') return true;
      if (polled.kind === 'polled' && welcome(polled.arrived)) return true;
      await desk.bell.wait(secondPictureEveryMs);
    }
    memory.missing = undefined;
    return false;
  }

  return {
    welcome,
    anyWaiting: () => arrived.length > 0,

    async expose(exposure) {
      const leftMs = () => Math.max(1, exposure.deadlineAtMs - performance.now()) + graceMs;
      const captured = await ask({ kind: 'capture' }, leftMs());
      if (captured.kind !== 'captured') {
        if (captured.kind === 'broken-down') memory.diedOverMemory += 1;
        return settleWith(exposure, captured);
      }
      const { place } = captured;
      cared.add(placeKey(place));
      welcome(captured.arrived);
      const doubtful = await isAnother();
      const fetched = await ask({ kind: 'fetch', place }, leftMs());
      const photo = await checked(fetched);
      if (fetched.kind === 'broken-down') return settleWith(exposure, fetched);
      memory.diedOverMemory = 0;
      if (typeof photo === 'string') {
        memory.card?.known.add(placeKey(place));
        exposure.settle(photo);
        return stuckIn(place, fetched);
      }
      // a picture of another moment may show another patient
      const isOld = memory.handedOver.has(photo.sha256) && !desk.repeatsPictures;
      if (isOld) awaitMissing();
      if (doubtful || isOld || !exposure.isOpen()) {
        tell(photo, place);
        exposure.settle('failed');
        return undefined;
      }
      handedOver(photo, place);
      exposure.settle(photo);
      return undefined;
    },

    async takeUnexplained() {
      const place = arrived.shift();
      if (place === undefined) return undefined;
      const { card } = memory;
      const key = placeKey(place);
      const tries = (card?.tries.get(key) ?? 0) + 1;
      if (!isInMemory(place)) card?.tries.set(key, tries);
      const fetched = await ask({ kind: 'fetch', place }, fetchDeadlineMs);
      const photo = await checked(fetched);
      const isHere = typeof photo === 'object' && tell(photo, place);
      if (!isHere && (fetched.kind !== 'broken-down' || tries >= fetchTriesMax)) card?.known.add(key); // stays where it is
      return fetched.kind === 'broken-down' ? fetched.fault : stuckIn(place, fetched);
    },

    anyForgettable: () => memory.forgettable.some((copy) => copy.serial === facts.serial),

    async forgetOne() {
      const copy = nextForgettable(memory, facts.serial);
      if (copy === undefined) return undefined;
      const outcome = await ask({ kind: 'forget', place: copy.place }, forgetDeadlineMs);
      if (outcome.kind === 'broken-down') {
        memory.forgettable.push(copy); // the next worker's
        return outcome.fault;
      }
      const key = placeKey(copy.place);
      if (outcome.kind !== 'forgotten') return undefined; // stays on the card, and known
      cared.delete(key); // a camera may give the same name to another picture
      memory.card?.known.delete(key);
      desk.note({ kind: 'forgotten', name: copy.place.name });
      return undefined;
    },
  };
}

/** A picture of the camera's memory that is too long for us fills the worker's, and only its end gives that back. */
function stuckIn(place: Place, fetched: Reply): CameraFault | undefined {
  return isInMemory(place) && fetched.kind === 'refused' ? fetched.fault : undefined;
}

/** The camera said no before it opened its shutter. */
function isRefusal(fault: CameraFault): boolean {
  return fault === 'busy' || fault === 'out-of-focus' || fault === 'battery-low' || fault === 'card-full';
}

/** The station's word that a picture is safe. */
export function forget(desk: Desk, photo: Photo): void {
  if (letGo(desk.memory, photo.sha256)) desk.bell.ring();
}
