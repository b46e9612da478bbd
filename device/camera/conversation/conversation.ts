/**
 * The order in which one worker is asked, from its start until the conversation with the camera breaks down.
 *
 *   open ─► ready ─► ┌ 1. a preparation that was asked for before    ┐
 *                    │ 2. an exposure: capture, fetch, check          │
 *                    │ 3. a picture nobody asked for: fetch, tell      │  the first that is due, then again
 *                    │ 4. a picture that is safely here: forget        │
 *                    │ 5. a look for events, a few times a second      │
 *                    │ 6. a look at its condition, now and then        │
 *                    └ 7. a frame, if wanted, as often as allowed      ┘
 *
 * Frames are asked for one by one, so none is ever queued: whoever is slow gets the newest one when it asks again.
 */

import type { CameraFault } from '../../ports.ts';
import type { Desk } from '../desk.ts';
import type { WorkerProcess } from '../worker-process.ts';
import { type Ask, asking } from './asking.ts';
import { type Opening, open, pollDeadlineMs, pollEveryMs, prepare } from './opening.ts';
import { newWatch } from './watch.ts';

/** No frame for this long means that the live view has stalled. Lifting the mirror takes up to two seconds of it. */
const frameDeadlineMs = 4000;
/** After the camera refused a frame for a reason of its own, such as its battery. */
const frameRetryMs = 1000;
const notSupported = -6; // GP_ERROR_NOT_SUPPORTED

/** Talks to the camera through this worker until it breaks down; then why. The worker may be alive still. */
export async function converse(worker: WorkerProcess, opening: Opening, desk: Desk): Promise<CameraFault> {
  let killed = false;
  const plainly = asking(worker, desk);
  const ask: Ask = async (work, deadlineMs) => {
    const reply = await plainly(work, deadlineMs);
    killed ||= reply.kind === 'broken-down' && reply.killed;
    return reply;
  };
  const fault = await converseBy(ask, opening, desk);
  if (!killed) desk.memory.wedgedAt = undefined;
  return fault;
}

async function converseBy(ask: Ask, opening: Opening, desk: Desk): Promise<CameraFault> {
  const ready = await open(ask, opening, desk);
  if (typeof ready === 'string') return ready;
  const { pictures } = ready;
  desk.setStatus('ready');

  const watch = newWatch(desk);
  const liveView = newLiveView(ask, desk);
  let pollAtMs = performance.now() + pollEveryMs;
  while (!desk.isClosed()) {
    const nowMs = performance.now();
    const exposure = desk.exposure();
    const preparation = desk.preparation();
    let broken: CameraFault | undefined;

    if (preparation !== undefined && preparation.askedAtMs <= (exposure?.askedAtMs ?? nowMs)) {
      broken = await prepare(ask, desk);
    } else if (exposure !== undefined) {
      broken = await pictures.expose(exposure);
    } else if (pictures.anyWaiting()) {
      broken = await pictures.takeUnexplained();
    } else if (pictures.anyForgettable()) {
      broken = await pictures.forgetOne();
    } else if (nowMs >= pollAtMs) {
      const polled = await ask({ kind: 'poll' }, pollDeadlineMs);
      if (polled.kind === 'broken-down') broken = polled.fault;
      if (polled.kind === 'polled') pictures.welcome(polled.arrived);
      pollAtMs = performance.now() + pollEveryMs;
    } else if (nowMs >= watch.dueAtMs()) {
      broken = await watch.look(ask);
    } else if (nowMs >= liveView.dueAtMs()) {
      broken = await liveView.take();
    } else {
      const nextAtMs = Math.min(pollAtMs, liveView.dueAtMs(), watch.dueAtMs());
      await desk.bell.wait(Math.max(0, nextAtMs - performance.now()));
      if (!desk.wantsFrames()) desk.setStatus('ready'); // nothing is known against it
    }
    if (broken !== undefined) return broken;
  }
  return 'failed';
}

/** By a schedule, at most one frame behind: a camera that has its own pace is not slowed down by ours. */
function newLiveView(ask: Ask, desk: Desk) {
  let has = true;
  let atMs = 0;
  return {
    dueAtMs: () => (has && desk.wantsFrames() ? atMs : Number.POSITIVE_INFINITY),

    /** One frame. Resolves with a fault when the conversation is over. */
    async take(): Promise<CameraFault | undefined> {
      const intervalMs = 1000 / desk.frameRateMax;
      atMs = Math.max(atMs + intervalMs, performance.now() - intervalMs);
      const frame = await ask({ kind: 'frame' }, frameDeadlineMs);
      if (frame.kind === 'broken-down') return frame.fault;
      if (frame.kind === 'frame') {
        desk.setStatus('ready');
        if (desk.exposure() === undefined) desk.frame(frame.bytes);
      } else if (frame.kind === 'refused' && frame.code === notSupported) {
        has = false;
        desk.note({ kind: 'no-live-view' });
      } else if (frame.kind === 'refused') {
        desk.setStatus(frame.fault);
        atMs = performance.now() + frameRetryMs;
      }
      return undefined;
    },
  };
}
