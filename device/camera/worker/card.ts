/** What waits in the camera and what lies on its card. */

import { type Place, placeKey } from '../protocol.ts';
import * as calls from './gphoto2/calls.ts';
import type { Gphoto2, Pointer, Result } from './gphoto2/gphoto2.ts';

/** One look for events. Never 0: over USB that means for ever. */
export const eventWaitMs = 1;
/** A Canon announces several hundred settings after it was opened, one event each. */
const eventsDrainedMax = 1000;
const drainMsMax = 1500;
/** Beyond this a card is not listed any further. One folder is always listed whole, which the caller's deadline bounds. */
const cardFilesMax = 500;
const cardFoldersMax = 40;

/** Takes all waiting events off the camera; the pictures among them, each once however often it was announced. */
export async function drain(library: Gphoto2, camera: Pointer): Promise<readonly Place[] | Result> {
  const arrived = new Map<string, Place>();
  const until = performance.now() + drainMsMax;
  for (let taken = 0; taken < eventsDrainedMax && performance.now() < until; taken += 1) {
    const event = await calls.nextEvent(library, camera, eventWaitMs);
    if (typeof event === 'number') return event;
    if (event.kind === 'nothing') break;
    if (event.kind === 'file-added') arrived.set(placeKey(event.path), event.path);
  }
  return [...arrived.values()];
}

/** All files, as `placeKey`; `undefined` when the card holds more than is worth the wait. */
export async function filesOnCard(library: Gphoto2, camera: Pointer): Promise<readonly string[] | undefined | Result> {
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
