/**
 * One conversation with one camera: what the worker can do for the station, in the order libgphoto2 wants it done.
 *
 *   open ─► list ─► (frame | poll)* ─► capture ─► fetch ─► forget ─► …  ended by ending the process, never by gp_camera_exit
 *
 * `gp_camera_exit` over PTP/IP closes file descriptor 0 of whoever has it, and over USB it waits for the camera.
 */

import { createHash } from 'node:crypto';
import type { CameraFacts } from '../ports.ts';
import { type Gphoto2, type Pointer, type Result, usableDrivers } from './gphoto2.ts';
import * as calls from './gphoto2-calls.ts';
import { frameBytesMax, type Outcome, type Place, pictureBytesMax, placeKey, type Work } from './protocol.ts';

/** One look for events. Never 0: over USB that means for ever. */
const eventWaitMs = 1;
/** A Canon announces several hundred settings after it was opened, one event each. */
const eventsDrainedMax = 1000;
const drainMsMax = 1500;
/** Where the library lays what the camera never put on a card. */
const cameraMemory = '/';
/** Pictures from the camera's memory that the library holds until they are fetched; it drops older ones. */
const picturesHeldMax = 6;
/** Beyond this a card is not listed any further. One folder is always listed whole, which the caller's deadline bounds. */
const cardFilesMax = 500;
const cardFoldersMax = 40;

/** A conversation that has been opened, and what the camera can do. */
interface Open {
  readonly camera: Pointer;
  readonly isNikon: boolean;
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

  async function opened(address: string, model: string): Promise<Outcome> {
    const found = find(library, driverFolder, address, model);
    if (typeof found === 'number') return trouble('open', found);
    library.setSetting('libgphoto', 'cached-images', String(picturesHeldMax));
    const result = await library.init(found, library.context);
    if (result < 0) return trouble('open', result);

    // The memory, not a card: pictures of patients have no business on a card. Where there is no choice, the card it is.
    await calls.choose(library, found, 'capturetarget', /ram/i);
    const facts = await whoIsIt(library, found);
    open = { camera: found, isNikon: /nikon/i.test(facts.manufacturer), liveViewRuns: false };
    return { kind: 'opened', facts };
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
    if (now.isNikon && now.liveViewRuns) {
      const stopped = await calls.switchOff(library, now.camera, 'viewfinder');
      if (stopped !== 'no-such-setting' && stopped < 0) return trouble('capture', stopped);
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
    if (typeof said === 'number' && place.folder !== cameraMemory) return trouble('fetch', said);
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
   * A line that ended is a General Error at first; asked once more, the library knows. Without this an unplugged camera
   * would be one that failed.
   */
  async function understood(outcome: Outcome): Promise<Outcome> {
    if (outcome.kind !== 'trouble' || open === undefined) return outcome;
    const { complaint } = outcome;
    if (complaint.code !== -1 || !/^$|general error/i.test(complaint.text)) return outcome;
    const again = await calls.nextEvent(library, open.camera, eventWaitMs);
    return typeof again === 'number' ? trouble(complaint.during, again) : outcome;
  }

  async function attempt(work: Work): Promise<Outcome> {
    library.takeWords();
    if (work.kind === 'open') return opened(work.address, work.model);
    if (open === undefined) throw new Error(`${work.kind} before the camera was opened`);
    switch (work.kind) {
      case 'list': {
        const onCard = await filesOnCard(library, open.camera);
        return typeof onCard === 'number' ? trouble('list', onCard) : { kind: 'listed', onCard };
      }
      case 'frame':
        open.liveViewRuns = true;
        return frame(open);
      case 'poll': {
        const arrived = await drain(library, open.camera);
        return typeof arrived === 'number' ? trouble('poll', arrived) : { kind: 'polled', arrived };
      }
      case 'capture':
        return captured(open);
      case 'fetch':
        return fetched(open, work.place);
      case 'forget': {
        const { folder, name } = work.place;
        const result = await library.fileDelete(open.camera, folder, name, library.context);
        return result < 0 ? trouble('forget', result) : { kind: 'forgotten' };
      }
    }
  }

  /** Does the work and says how it went. Rejects only when the work makes no sense, such as a frame before `open`. */
  return async function perform(work: Work): Promise<Outcome> {
    return understood(await attempt(work));
  };
}

/** A camera object for this model at this address, not yet spoken to. */
function find(library: Gphoto2, driverFolder: string, address: string, model: string): Pointer | Result {
  const abilities: [Pointer | null] = [null];
  library.abilitiesListNew(abilities);
  const folder = usableDrivers(library.version, driverFolder);
  const loaded =
    folder === undefined
      ? library.abilitiesListLoad(abilities[0], library.context)
      : library.abilitiesListLoadFolder(abilities[0], folder, library.context);
  if (loaded < 0) return loaded;
  const index = library.abilitiesListLookup(abilities[0], model);
  if (index < 0) return index;
  const ability = {};
  library.abilitiesListGet(abilities[0], index, ability);

  const ports: [Pointer | null] = [null];
  library.portListNew(ports);
  const portsLoaded = library.portListLoad(ports[0]);
  if (portsLoaded < 0) return portsLoaded;
  const portIndex = library.portListLookup(ports[0], address);
  if (portIndex < 0) return portIndex;
  const port: [Pointer | null] = [null];
  library.portListGet(ports[0], portIndex, port);

  const camera: [Pointer | null] = [null];
  library.cameraNew(camera);
  library.setAbilities(camera[0], ability);
  const set = library.setPort(camera[0], port[0]);
  return set < 0 ? set : (camera[0] ?? -1);
}

/** From the device information the camera gave when it was opened: no further word with it. */
async function whoIsIt(library: Gphoto2, camera: Pointer): Promise<CameraFacts> {
  return {
    manufacturer: (await calls.setting(library, camera, 'manufacturer')) ?? '',
    model: (await calls.setting(library, camera, 'cameramodel')) ?? '',
    serial: (await calls.setting(library, camera, 'serialnumber')) ?? '',
    firmware: (await calls.setting(library, camera, 'deviceversion')) ?? '',
  };
}

/** Takes all waiting events off the camera; the pictures among them. */
async function drain(library: Gphoto2, camera: Pointer): Promise<readonly Place[] | Result> {
  const arrived: Place[] = [];
  const until = performance.now() + drainMsMax;
  for (let taken = 0; taken < eventsDrainedMax && performance.now() < until; taken += 1) {
    const event = await calls.nextEvent(library, camera, eventWaitMs);
    if (typeof event === 'number') return event;
    if (event.kind === 'nothing') break;
    if (event.kind === 'file-added') arrived.push(event.path);
  }
  return arrived;
}

/** All files, as `placeKey`; `undefined` when the card holds more than is worth the wait. */
async function filesOnCard(library: Gphoto2, camera: Pointer): Promise<readonly string[] | undefined | Result> {
  const keys: string[] = [];
  const folders = ['/'];
  for (let at = 0; at < folders.length; at += 1) {
    const folder = folders[at] ?? '/';
    const files = await calls.namesIn(library, camera, 'files', folder);
    if (typeof files === 'number') return files;
    keys.push(...files.map((name) => placeKey({ folder, name })));
    const inside = await calls.namesIn(library, camera, 'folders', folder);
    if (typeof inside === 'number') return inside;
    folders.push(...inside.map((name) => (folder === '/' ? `/${name}` : `${folder}/${name}`)));
    if (keys.length > cardFilesMax || folders.length > cardFoldersMax) return undefined;
  }
  return keys;
}
