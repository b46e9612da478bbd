/**
 * From a fresh worker to a camera that is ready.
 *
 *   open ─► ours? ─► settings ─► list the card ─► what waits in the camera? ─► bring it home ─► ready
 *             └─ no: told, and waited until somebody confirms it
 *
 * Whatever waits in the camera is taken out first and belongs to nobody: it is not the next exposure's.
 */

import type { CameraFacts, CameraFault } from '../../ports.ts';
import type { Desk } from '../desk.ts';
import { newOnCard } from '../memory.ts';
import { type Place, placeOf, type Work } from '../protocol.ts';
import { type Ask, faultIn } from './asking.ts';
import { type Pictures, picturesOf } from './pictures.ts';

/** Over PTP/IP a silent camera would hold the library for 7.5 s; a USB port that is reset takes its time. */
const openDeadlineMs = 6000;
const prepareDeadlineMs = 6000;
/** About 5 ms for each file over USB. */
const listDeadlineMs = 6000;
export const pollDeadlineMs = 5000;
export const pollEveryMs = 250;
/** How often a picture in the camera's memory may end a conversation before it is thrown away; less if the worker burst. */
export const diedOverMemoryMax = 6;

export type Opening = Pick<Extract<Work, { kind: 'open' }>, 'address' | 'model'>;

export interface Ready {
  readonly facts: CameraFacts;
  readonly pictures: Pictures;
}

/** Resolves with a fault when there is no conversation. */
export async function open(ask: Ask, opening: Opening, desk: Desk): Promise<Ready | CameraFault> {
  const { memory, ours } = desk;
  const startedAtMs = performance.now();
  const resetFirst = memory.wedgedAt;
  const opened = await ask({ kind: 'open', ...opening, serial: ours.serial(), resetFirst }, openDeadlineMs);
  if (opened.kind !== 'opened') return faultIn(opened);
  const { facts, port, reset } = opened;
  memory.wedgedAt = port; // until its worker has ended in peace
  if (reset !== undefined && reset !== 'not-usb') desk.note({ kind: 'usb-reset', how: reset });
  desk.note({ kind: 'opened', facts, port, tookMs: performance.now() - startedAtMs });
  desk.setFacts(facts);
  const stranger = await untilOurs(ask, facts, desk);
  if (stranger !== undefined) return stranger;

  const unprepared = await prepare(ask, desk);
  if (unprepared !== undefined) return unprepared;
  const missed = await missedPictures(ask, facts, desk);
  if (typeof missed === 'string') return missed;
  if (missed.length > 0) memory.missing = undefined; // it is on the card
  if (memory.diedOverMemory >= diedOverMemoryMax) {
    memory.diedOverMemory = 0;
    const discarded = await ask({ kind: 'discard' }, pollDeadlineMs);
    if (discarded.kind !== 'refused') desk.note({ kind: 'discarded' });
    if (discarded.kind === 'broken-down') return discarded.fault;
  }
  const pictures = picturesOf(ask, facts, desk);
  const left = await takeWhatIsLeft(ask, pictures, desk);
  if (left !== undefined) return left;
  pictures.welcome(missed);
  return { facts, pictures };
}

/** Sets what was asked for and what always holds. Resolves with a fault when the conversation is over. */
export async function prepare(ask: Ask, desk: Desk): Promise<CameraFault | undefined> {
  const preparation = desk.preparation(); // a later one has a setup of its own
  const reply = await ask({ kind: 'prepare', setup: desk.setup() }, prepareDeadlineMs);
  if (reply.kind !== 'prepared') {
    const fault = faultIn(reply);
    preparation?.settle(fault);
    return reply.kind === 'broken-down' ? fault : undefined;
  }
  desk.advise({ settings: reply.settings });
  preparation?.settle('prepared');
  return undefined;
}

/** Waits while the body is not this station's. Resolves with a fault when the conversation is over. */
async function untilOurs(ask: Ask, { serial }: CameraFacts, desk: Desk): Promise<CameraFault | undefined> {
  const { ours } = desk;
  if (serial !== '' && ours.serial() === undefined) ours.become(serial);
  for (let told = false; !desk.isClosed(); told = true) {
    const expected = ours.serial();
    if (expected === undefined || expected === serial) break;
    if (!told) desk.note({ kind: 'other-camera', expected, is: serial });
    desk.advise({ serial: { expected, is: serial } });
    desk.setStatus('other-camera');
    desk.exposure()?.settle('other-camera');
    desk.preparation()?.settle('other-camera');
    const seen = await ask({ kind: 'look', at: 'shots', setup: undefined }, pollDeadlineMs); // still there, and awake
    if (seen.kind === 'broken-down') return seen.fault;
    await desk.bell.wait(pollEveryMs);
  }
  if (desk.isClosed()) return 'failed';
  desk.advise({ serial: undefined });
  return undefined;
}

/** What waits in the camera, and what an exposure that was given up may still bring. */
async function takeWhatIsLeft(ask: Ask, pictures: Pictures, desk: Desk): Promise<CameraFault | undefined> {
  const { memory } = desk;
  for (;;) {
    const polled = await ask({ kind: 'poll' }, pollDeadlineMs);
    if (polled.kind === 'broken-down') {
      memory.diedOverMemory += 1;
      return polled.fault;
    }
    if (polled.kind === 'polled') pictures.welcome(polled.arrived);
    while (pictures.anyWaiting()) {
      const broken = await pictures.takeUnexplained();
      if (broken === undefined) continue;
      memory.diedOverMemory += 1;
      return broken;
    }
    const waitMs = (memory.missing?.untilMs ?? 0) - performance.now();
    if (waitMs <= 0 || desk.isClosed()) break;
    await desk.bell.wait(Math.min(pollEveryMs, waitMs));
  }
  memory.diedOverMemory = 0;
  return undefined;
}

/** What an earlier worker left on the card when it died. */
async function missedPictures(ask: Ask, facts: CameraFacts, desk: Desk): Promise<readonly Place[] | CameraFault> {
  const { memory } = desk;
  if (memory.skipsListing) {
    memory.skipsListing = false;
    desk.note({ kind: 'card-not-listed' });
    return [];
  }
  const listed = await ask({ kind: 'list' }, listDeadlineMs);
  if (listed.kind !== 'listed') {
    memory.skipsListing = faultIn(listed) === 'timed-out';
    return faultIn(listed);
  }
  const { onCard } = listed;
  if (onCard === undefined) {
    desk.note({ kind: 'card-not-listed' });
    memory.card = undefined;
    return [];
  }
  return newOnCard(memory, facts.serial, onCard).map(placeOf);
}
