/**
 * The order in which one worker is asked, from its start until the conversation with the camera breaks down.
 *
 *   open ─► ready ─► ┌ 1. an exposure: capture, fetch, check          ┐
 *                    │ 2. a picture nobody asked for: fetch, tell      │  the first that is due, then again
 *                    │ 3. a picture that is safely here: forget        │
 *                    │ 4. a look for events, a few times a second      │
 *                    └ 5. a frame, if wanted, as often as allowed      ┘
 *
 * Frames are asked for one by one, so none is ever queued: whoever is slow gets the newest one when it asks again.
 */

import type { CameraFacts, CameraFault, Photo } from '../ports.ts';
import { type Desk, type Exposure, newOnCard, rememberHandedOver } from './desk.ts';
import { conversationSurvives, faultOf } from './faults.ts';
import { photoFrom } from './photo.ts';
import { type Outcome, type Place, placeKey, placeOf, type Work } from './protocol.ts';
import type { WorkerProcess } from './worker-process.ts';

/** Over PTP/IP a silent camera would hold the library for 7.5 s. */
const openDeadlineMs = 6000;
/** About 5 ms for each file over USB. */
const listDeadlineMs = 6000;
/** No frame for this long means that the live view has stalled. Lifting the mirror takes up to two seconds of it. */
const frameDeadlineMs = 4000;
const pollDeadlineMs = 5000;
const fetchDeadlineMs = 20_000;
const forgetDeadlineMs = 5000;

const pollEveryMs = 250;
/** After the camera refused a frame for a reason of its own, such as its battery. */
const frameRetryMs = 1000;
const unexplainedQueuedMax = 32;
/** A file on the card that cost so many workers is left there. */
const fetchTriesMax = 3;
const notSupported = -6; // GP_ERROR_NOT_SUPPORTED

/** Talks to the camera through this worker until it breaks down; then why. The worker may be alive still. */
export async function converse(
  worker: WorkerProcess,
  address: string,
  model: string,
  desk: Desk,
): Promise<CameraFault> {
  const startedAtMs = performance.now();
  const ask = asking(worker, desk);

  const opened = await ask({ kind: 'open', address, model }, openDeadlineMs);
  if (opened.kind !== 'opened') return faultIn(opened);
  const { facts } = opened;
  const missed = await missedPictures(ask, facts, desk);
  if (typeof missed === 'string') return missed;
  const first = await ask({ kind: 'poll' }, pollDeadlineMs); // a picture that waits in the camera is not the next exposure's
  if (first.kind !== 'polled') return faultIn(first);

  const arrived: Place[] = [];
  const done: Place[] = []; // taken over by the station: the camera's own copy can go
  const welcome = (places: readonly Place[]) => {
    const room = unexplainedQueuedMax - arrived.length;
    arrived.push(...places.slice(0, room));
    if (places.length > room) desk.note({ kind: 'too-many-unexplained', left: places.length - room });
  };
  const announced = new Set(first.arrived.map(placeKey));
  welcome([...first.arrived, ...missed.filter((place) => !announced.has(placeKey(place)))]);
  desk.note({ kind: 'opened', facts, tookMs: performance.now() - startedAtMs });
  desk.setFacts(facts);
  desk.setStatus('ready');

  let hasLiveView = true;
  let pollAtMs = performance.now() + pollEveryMs;
  let frameAtMs = 0;
  while (!desk.isClosed()) {
    const exposure = desk.exposure();
    const unexplained = exposure === undefined ? arrived.shift() : undefined;
    const forgotten = exposure === undefined && unexplained === undefined ? done.shift() : undefined;

    if (exposure !== undefined) {
      const broken = await expose(ask, exposure, facts, desk, welcome, done);
      if (broken !== undefined) return broken;
    } else if (unexplained !== undefined) {
      const broken = await takeUnexplained(ask, unexplained, facts, desk, done);
      if (broken !== undefined) return broken;
    } else if (forgotten !== undefined) {
      const outcome = await ask({ kind: 'forget', place: forgotten }, forgetDeadlineMs);
      if (outcome.kind === 'broken-down') return outcome.fault;
      if (outcome.kind === 'forgotten') desk.note({ kind: 'forgotten', name: forgotten.name });
      else desk.memory.card?.known.add(placeKey(forgotten));
    } else if (performance.now() >= pollAtMs) {
      const polled = await ask({ kind: 'poll' }, pollDeadlineMs);
      if (polled.kind === 'broken-down') return polled.fault;
      if (polled.kind === 'polled') welcome(polled.arrived);
      pollAtMs = performance.now() + pollEveryMs;
    } else if (hasLiveView && desk.wantsFrames() && performance.now() >= frameAtMs) {
      // by a schedule, at most one frame behind: a camera that has its own pace is not slowed down by ours
      const intervalMs = 1000 / desk.frameRateMax;
      frameAtMs = Math.max(frameAtMs + intervalMs, performance.now() - intervalMs);
      const frame = await ask({ kind: 'frame' }, frameDeadlineMs);
      if (frame.kind === 'broken-down') return frame.fault;
      if (frame.kind === 'frame') {
        desk.setStatus('ready');
        if (desk.exposure() === undefined) desk.frame(frame.bytes);
      } else if (frame.kind === 'refused' && frame.code === notSupported) {
        hasLiveView = false;
        desk.note({ kind: 'no-live-view' });
      } else if (frame.kind === 'refused') {
        desk.setStatus(frame.fault);
        frameAtMs = performance.now() + frameRetryMs;
      }
    } else {
      const next = hasLiveView && desk.wantsFrames() ? Math.min(pollAtMs, frameAtMs) : pollAtMs;
      await desk.bell.wait(Math.max(0, next - performance.now()));
      if (!desk.wantsFrames()) desk.setStatus('ready'); // nothing is known against it
    }
  }
  return 'failed';
}

type Reply =
  | Exclude<Outcome, { kind: 'trouble' }>
  | { readonly kind: 'refused'; readonly fault: CameraFault; readonly code: number }
  | { readonly kind: 'broken-down'; readonly fault: CameraFault };
type Ask = (work: Work, deadlineMs: number) => Promise<Reply>;

/** Asks, and judges a complaint: does the camera merely refuse, or is the conversation over? */
function asking(worker: WorkerProcess, desk: Desk): Ask {
  return async (work, deadlineMs) => {
    const outcome = await worker.ask(work, deadlineMs);
    if (outcome === 'late') {
      desk.note({ kind: 'worker-late', during: work.kind, deadlineMs: Math.round(deadlineMs) });
      return { kind: 'broken-down', fault: 'timed-out' };
    }
    if (outcome === 'gone') return { kind: 'broken-down', fault: 'failed' };
    const { complaints } = desk.memory;
    if (outcome.kind !== 'trouble') {
      complaints.delete(work.kind);
      return outcome;
    }
    const { complaint } = outcome;
    const fault = faultOf(complaint);
    const said = `${complaint.code} ${complaint.text}`;
    if (complaints.get(work.kind) !== said) desk.note({ kind: 'complaint', fault, complaint });
    complaints.set(work.kind, said);
    return conversationSurvives(complaint)
      ? { kind: 'refused', fault, code: complaint.code }
      : { kind: 'broken-down', fault };
  };
}

async function expose(
  ask: Ask,
  exposure: Exposure,
  facts: CameraFacts,
  desk: Desk,
  welcome: (places: readonly Place[]) => void,
  done: Place[],
): Promise<CameraFault | undefined> {
  const leftMs = () => Math.max(1, exposure.deadlineAtMs - performance.now());
  const captured = await ask({ kind: 'capture' }, leftMs());
  if (captured.kind !== 'captured') return settleWith(exposure, captured);
  welcome(captured.arrived);
  const fetched = await ask({ kind: 'fetch', place: captured.place }, leftMs());
  const photo = await checked(fetched, facts, desk);
  if (fetched.kind === 'broken-down') return settleWith(exposure, fetched);
  if (!isPhoto(photo)) {
    desk.memory.card?.known.add(placeKey(captured.place));
    exposure.settle(photo);
    return undefined;
  }
  // given up while it was checked: a picture of another moment may show another patient
  const isWanted = exposure.isOpen();
  if (isWanted) rememberHandedOver(desk.memory, photo.sha256);
  exposure.settle(photo);
  if (isWanted || tell(desk, photo)) done.push(captured.place);
  return undefined;
}

/** Brings a picture home that nobody asked for, and tells of it; one that is at home already can just be forgotten. */
async function takeUnexplained(
  ask: Ask,
  place: Place,
  facts: CameraFacts,
  desk: Desk,
  done: Place[],
): Promise<CameraFault | undefined> {
  const { card, handedOver } = desk.memory;
  const key = placeKey(place);
  const tries = (card?.tries.get(key) ?? 0) + 1;
  card?.tries.set(key, tries);
  const fetched = await ask({ kind: 'fetch', place }, fetchDeadlineMs);
  const photo = await checked(fetched, facts, desk);
  if (isPhoto(photo) && (handedOver.has(photo.sha256) || tell(desk, photo))) done.push(place);
  else if (fetched.kind !== 'broken-down' || tries >= fetchTriesMax) card?.known.add(key); // stays where it is
  return fetched.kind === 'broken-down' ? fetched.fault : undefined;
}

/** Undefined when the conversation goes on. */
function settleWith(exposure: Exposure, reply: Reply): CameraFault | undefined {
  const fault = faultIn(reply);
  exposure.settle(fault);
  return reply.kind === 'refused' ? undefined : fault;
}

function faultIn(reply: Reply): CameraFault {
  return reply.kind === 'refused' || reply.kind === 'broken-down' ? reply.fault : 'failed';
}

async function checked(reply: Reply, facts: CameraFacts, desk: Desk): Promise<Photo | CameraFault> {
  if (reply.kind !== 'fetched') return faultIn(reply);
  const photo = await photoFrom(reply, facts);
  if (typeof photo === 'object') return photo;
  desk.note({ kind: 'not-a-photo', reason: photo, bytes: reply.bytes.length });
  return 'bad-bytes';
}

function isPhoto(photo: Photo | CameraFault): photo is Photo {
  return typeof photo === 'object';
}

function tell(desk: Desk, photo: Photo): boolean {
  const told = desk.unexplained(photo);
  if (told) rememberHandedOver(desk.memory, photo.sha256);
  desk.note({ kind: 'unexplained', bytes: photo.bytes.length, told });
  return told;
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
