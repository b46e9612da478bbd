/**
 * What the station's process and a camera's worker say to each other.
 *
 *   station ── Request {id} ──► worker        one at a time; the worker does nothing on its own
 *   station ◄── Answer {id} ─── worker        exactly one for each request, or none if the camera never answers
 *
 * The worker has no timer and no will: every call into the library happens because the station asked for it, so every call
 * has a deadline in a process that cannot be blocked by a camera.
 */

import type { CameraFacts, CameraSetup, SettingDrift } from '../ports.ts';
import type { Complaint } from './faults.ts';
import type { ResetOutcome } from './worker/usb-reset.ts';

/** Where a picture lies on the camera. A picture in the camera's memory has an invented place, such as `/capt0000.jpg`. */
export interface Place {
  readonly folder: string;
  readonly name: string;
}

/** One name for one place, to compare by. */
export function placeKey(place: Place): string {
  return `${place.folder}/${place.name}`;
}

/** One thing to look at: each costs one or two exchanges with the camera, so that a press never waits for more than that. */
export type Sight = 'battery' | 'shots' | 'clock' | SettingDrift['name'];

export type Sighting =
  | { readonly kind: 'battery'; readonly percent: number | undefined }
  | { readonly kind: 'shots'; readonly left: number | undefined }
  | { readonly kind: 'clock'; readonly offsetS: number | undefined }
  | { readonly kind: 'setting'; readonly name: SettingDrift['name']; readonly drift: SettingDrift | undefined };

/** Whether the picture went to the camera's memory: there the library lays it, under a name that it makes up. */
export function isInMemory(place: Place): boolean {
  return place.folder === '/';
}

export type Work =
  | {
      readonly kind: 'open';
      readonly address: string;
      readonly model: string | undefined;
      /** Decides between several cameras. A single one is opened whatever its number is. */
      readonly serial: string | undefined;
      /** A port whose camera was left in mid-transfer, such as `usb:001,004`. */
      readonly resetFirst: string | undefined;
    }
  | { readonly kind: 'prepare'; readonly setup: CameraSetup | undefined } // sets what differs from it, and what always holds
  | { readonly kind: 'look'; readonly at: Sight; readonly setup: CameraSetup | undefined }
  | { readonly kind: 'list' } // what lies on the card? Before the first `poll`: listing forgets pictures in the camera's memory
  | { readonly kind: 'frame' } // one picture of the live view; starts it where it does not run
  | { readonly kind: 'poll' } // has anything arrived that nobody asked for?
  | { readonly kind: 'capture' } // stops the live view, releases the shutter
  | { readonly kind: 'fetch'; readonly place: Place } // bytes into memory
  | { readonly kind: 'forget'; readonly place: Place } // delete the camera's own copy
  | { readonly kind: 'discard' }; // throw away what waits in the camera's memory, unseen

export type Outcome =
  | {
      readonly kind: 'opened';
      readonly facts: CameraFacts;
      /** Where it was found, such as `usb:001,004`. */
      readonly port: string;
      readonly reset: ResetOutcome | undefined;
    }
  | { readonly kind: 'prepared'; readonly settings: readonly SettingDrift[] } // what is not as it should be
  | { readonly kind: 'seen'; readonly seen: Sighting }
  | {
      readonly kind: 'listed';
      /** As `placeKey`; `undefined` when there is more than is worth listing. */
      readonly onCard: readonly string[] | undefined;
    }
  | { readonly kind: 'frame'; readonly bytes: Uint8Array }
  | { readonly kind: 'polled'; readonly arrived: readonly Place[] }
  | {
      readonly kind: 'captured';
      readonly place: Place;
      /** Pictures announced before the shutter opened. They are not the one that was asked for. */
      readonly arrived: readonly Place[];
    }
  | {
      readonly kind: 'fetched';
      readonly bytes: Uint8Array;
      /** Lower-case hexadecimal, taken before the bytes left the worker. */
      readonly sha256: string;
      /** Length the camera gave for the file before sending it; `undefined` when it gave none. */
      readonly announcedBytes: number | undefined;
    }
  | { readonly kind: 'forgotten' }
  | { readonly kind: 'discarded' }
  | { readonly kind: 'trouble'; readonly complaint: Complaint };

export type Request = Work & { readonly id: number };
export type Answer = Outcome & { readonly id: number };

/** The other way round. */
export function placeOf(key: string): Place {
  const slash = key.lastIndexOf('/');
  return { folder: key.slice(0, slash) || '/', name: key.slice(slash + 1) };
}

/** No dermoscopic JPEG of any body we know is half of this. A file announced as longer is not downloaded. */
export const pictureBytesMax = 64 * 1024 * 1024;

/** A live view picture is 50 to 500 kB. */
export const frameBytesMax = 4 * 1024 * 1024;
