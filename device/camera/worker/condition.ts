/**
 * Looks at one thing of the camera at a time, each a few milliseconds: a press never waits for more than one of them.
 */

import koffi from 'koffi';
import type { CameraSetup } from '../../ports.ts';
import type { Sight, Sighting } from '../protocol.ts';
import type { Gphoto2, Pointer, Result } from './gphoto2/gphoto2.ts';
import { readSetting, settingText } from './gphoto2/widgets.ts';
import { currentOf } from './setting-up.ts';
import { driftOf, type Make, wishes } from './settings.ts';

/** What a Canon means with the word `Low`, which has no figure. */
const lowBatteryPercent = 10;
/** A camera cuts off what is less than a second. */
const halfSecond = 0.5;
const notSupported = -6; // GP_ERROR_NOT_SUPPORTED
const freeImagesKnown = 1 << 8; // GP_STORAGEINFO_FREESPACEIMAGES
const storesMax = 4;

/** What there is to see, or the library's result when nobody answers. */
export async function lookAt(
  library: Gphoto2,
  camera: Pointer,
  make: Make,
  at: Sight,
  setup: CameraSetup | undefined,
): Promise<Sighting | Result> {
  switch (at) {
    case 'battery': {
      const read = await readSetting(library, camera, 'batterylevel');
      return typeof read === 'number' ? read : { kind: 'battery', percent: percentOf(read?.value ?? '') };
    }
    case 'shots': {
      const left = await shotsLeft(library, camera);
      return typeof left === 'number' ? left : { kind: 'shots', left: left.shots };
    }
    case 'clock': {
      const read = await readSetting(library, camera, 'datetime');
      if (typeof read === 'number') return read;
      const cameraS = Number(read?.value ?? 0);
      return { kind: 'clock', offsetS: cameraS > 0 ? Math.round(cameraS + halfSecond - Date.now() / 1000) : undefined };
    }
    default: {
      const wished = wishes(make, setup).find((each) => each.name === at);
      if (wished === undefined) return { kind: 'setting', name: at, drift: undefined };
      const current = await currentOf(library, camera, wished);
      if (typeof current === 'number') return current;
      return { kind: 'setting', name: at, drift: driftOf(wished, current?.value) };
    }
  }
}

function percentOf(text: string): number | undefined {
  const percent = /(\d+)\s*%/.exec(text);
  if (percent !== null) return Math.min(100, Number(percent[1]));
  return /^low$/i.test(text) ? lowBatteryPercent : undefined;
}

/** A Canon counts itself; elsewhere the card's own guess. Asks the camera every time: other values the library may remember. */
async function shotsLeft(library: Gphoto2, camera: Pointer): Promise<{ readonly shots: number | undefined } | Result> {
  const counted = await settingText(library, camera, 'availableshots');
  if (counted !== undefined && /^\d+$/.test(counted)) return { shots: Number(counted) };
  const stores: [Pointer | null] = [null];
  const count: [number] = [0];
  const result = await library.storageInfo(camera, stores, count, library.context);
  if (result === notSupported) return { shots: undefined };
  if (result < 0 || stores[0] === null) return result;
  try {
    if (count[0] < 1) return { shots: undefined }; // a camera that announces stores and then names none
    const all: { fields: number; freeImages: number | bigint }[] = koffi.decode(
      stores[0],
      koffi.array('CameraStorageInformation', Math.min(count[0], storesMax)),
    );
    const known = all.filter((store) => (store.fields & freeImagesKnown) !== 0);
    return { shots: known.length === 0 ? undefined : known.reduce((sum, store) => sum + Number(store.freeImages), 0) };
  } finally {
    koffi.free(stores[0]); // malloc'ed by the library for its caller
  }
}
