/**
 * One conversation with one camera: what the worker can do for the station, in the order libgphoto2 wants it done.
 *
 *   open ─► prepare ─► list ─► (frame | poll | look | prepare)* ─► capture ─► fetch ─► forget ─► …
 *
 * Ended by ending the process, never by gp_camera_exit: over PTP/IP that closes file descriptor 0 of whoever has it, and over
 * USB it waits for the camera.
 */

import { createHash } from 'node:crypto';
import { stillAnswers } from '../faults.ts';
import { frameBytesMax, isInMemory, type Outcome, type Place, pictureBytesMax, type Work } from '../protocol.ts';
import { drain, eventWaitMs, filesOnCard } from './card.ts';
import { lookAt } from './condition.ts';
import { discardFromMemory } from './discarding.ts';
import * as calls from './gphoto2/calls.ts';
import type { Gphoto2, Pointer, Result } from './gphoto2/gphoto2.ts';
import { writeNumber } from './gphoto2/widgets.ts';
import { type OpenWork, openCamera } from './opening.ts';
import { setUp } from './setting-up.ts';
import { type Make, makeOf } from './settings.ts';

/** A conversation that has been opened, and what the camera can do. */
interface Open {
  readonly camera: Pointer;
  readonly make: Make;
  /** Whether frames were taken since the live view was last stopped. */
  liveViewRuns: boolean;
}

/** `driverFolder` is a folder of this process's own in which the choice of drivers is laid out. */
export function cameraSession(library: Gphoto2, driverFolder: string) {
  let open: Open | undefined;

  const trouble = (during: Work['kind'], code: Result, text?: string): Outcome => {
    const said = library.takeWords();
    return { kind: 'trouble', complaint: { during, code, text: text ?? said } };
  };

  async function opened(work: OpenWork): Promise<Outcome> {
    const result = await openCamera(library, driverFolder, work);
    if ('code' in result) return trouble('open', result.code, result.text);
    const { camera, outcome } = result;
    open = { camera, make: makeOf(outcome.facts.manufacturer), liveViewRuns: false };
    return outcome;
  }

  async function frame({ camera }: Open): Promise<Outcome> {
    const bytes = await calls.bytesOf(library, frameBytesMax, (file) => library.preview(camera, file, library.context));
    if (typeof bytes === 'number') return trouble('frame', bytes);
    if (bytes === 'too-long' || bytes[0] !== 0xff || bytes[1] !== 0xd8) {
      return trouble('frame', 0, 'the live view sent something that is not a small JPEG');
    }
    return { kind: 'frame', bytes };
  }

  async function captured(now: Open): Promise<Outcome> {
    // A Nikon exposes into its memory only while no live view holds its mirror up. The next frame starts it again.
    if (now.make === 'nikon' && now.liveViewRuns) {
      const stopped = await writeNumber(library, now.camera, 'viewfinder', 0);
      if (stopped !== undefined && stopped < 0) return trouble('capture', stopped);
      now.liveViewRuns = false;
    }
    // camera_capture throws waiting events away, and takes the first picture it then hears of for its own.
    const arrived = await drain(library, now.camera);
    if (typeof arrived === 'number') return trouble('capture', arrived);
    library.takeWords();
    const place = await calls.capture(library, now.camera);
    if (typeof place !== 'number') return { kind: 'captured', place, arrived };
    const said = library.takeWords();
    // A Nikon says no more than this, and why only to who asks it for the live view.
    if (!/invalid status/i.test(said)) return trouble('capture', place, said);
    now.liveViewRuns = true;
    const asked = await frame(now);
    return trouble('capture', place, asked.kind === 'trouble' ? `${said}; ${asked.complaint.text}` : said);
  }

  async function fetched({ camera }: Open, place: Place): Promise<Outcome> {
    const said = await calls.announcedLength(library, camera, place);
    // A picture that came from the camera's memory by itself is in the library already, and its length was not kept.
    if (typeof said === 'number' && !isInMemory(place)) return trouble('fetch', said);
    const announcedBytes = typeof said === 'number' ? undefined : said.bytes;
    if ((announcedBytes ?? 0) > pictureBytesMax) return trouble('fetch', 0, 'longer than a picture can be');
    library.takeWords();
    const bytes = await calls.download(library, camera, place, pictureBytesMax);
    if (bytes === 'too-long') return trouble('fetch', 0, 'longer than a picture can be');
    if (typeof bytes === 'number') return trouble('fetch', bytes);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return { kind: 'fetched', bytes, sha256, announcedBytes };
  }

  /**
   * A line that ended is a General Error at first, and so is a camera that gives no reason. Asked something else, the one is
   * found out and the other answers.
   */
  async function understood(outcome: Outcome): Promise<Outcome> {
    if (outcome.kind !== 'trouble' || open === undefined) return outcome;
    const { during, code, text } = outcome.complaint;
    if (code !== -1 || !/^$|general error/i.test(text)) return outcome;
    const event = await calls.nextEvent(library, open.camera, eventWaitMs);
    if (typeof event === 'number') return trouble(during, event);
    const shots = await lookAt(library, open.camera, open.make, 'shots', undefined);
    if (typeof shots === 'number') return trouble(during, shots);
    const battery = await lookAt(library, open.camera, open.make, 'battery', undefined);
    const why =
      typeof battery === 'object' && battery.kind === 'battery' && battery.percent === 0 ? 'low battery' : text;
    return trouble(during, code, `${why}; ${stillAnswers}`);
  }

  async function attempt(work: Work): Promise<Outcome> {
    library.takeWords();
    if (work.kind === 'open') return opened(work);
    if (open === undefined) throw new Error(`${work.kind} before the camera was opened`);
    const { camera, make } = open;
    switch (work.kind) {
      case 'prepare': {
        const settings = await setUp(library, camera, make, work.setup);
        return typeof settings === 'number' ? trouble('prepare', settings) : { kind: 'prepared', settings };
      }
      case 'look': {
        const seen = await lookAt(library, camera, make, work.at, work.setup);
        return typeof seen === 'number' ? trouble('look', seen) : { kind: 'seen', seen };
      }
      case 'list': {
        const onCard = await filesOnCard(library, camera);
        return typeof onCard === 'number' ? trouble('list', onCard) : { kind: 'listed', onCard };
      }
      case 'frame':
        open.liveViewRuns = true;
        return frame(open);
      case 'poll': {
        const arrived = await drain(library, camera);
        return typeof arrived === 'number' ? trouble('poll', arrived) : { kind: 'polled', arrived };
      }
      case 'capture':
        return captured(open);
      case 'fetch':
        return fetched(open, work.place);
      case 'forget': {
        const { folder, name } = work.place;
        const result = await library.fileDelete(camera, folder, name, library.context);
        return result < 0 ? trouble('forget', result) : { kind: 'forgotten' };
      }
      case 'discard': {
        const result = await discardFromMemory(library, camera, make);
        return result < 0 ? trouble('discard', result) : { kind: 'discarded' };
      }
    }
  }

  /** Does the work and says how it went. Rejects only when the work makes no sense, such as a frame before `open`. */
  return async function perform(work: Work): Promise<Outcome> {
    return understood(await attempt(work));
  };
}
