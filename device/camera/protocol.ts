/**
 * What the station's process and a camera's worker say to each other.
 *
 *   station ── Request {id} ──► worker        one at a time; the worker does nothing on its own
 *   station ◄── Answer {id} ─── worker        exactly one for each request, or none if the camera never answers
 *
 * The worker has no timer and no will: every call into the library happens because the station asked for it, so every call
 * has a deadline in a process that cannot be blocked by a camera.
 */

import type { CameraFacts } from '../ports.ts';
import type { Complaint } from './faults.ts';

/** Where a picture lies on the camera. A picture in the camera's memory has an invented place, such as `/capt0000.jpg`. */
export interface Place {
  readonly folder: string;
  readonly name: string;
}

/** One name for one place, to compare by. */
export function placeKey(place: Place): string {
  return `${place.folder}/${place.name}`;
}

export type Work =
  | { readonly kind: 'open'; readonly address: string; readonly model: string }
  | { readonly kind: 'list' } // what lies on the card? Before the first `poll`: listing forgets pictures in the camera's memory
  | { readonly kind: 'frame' } // one picture of the live view; starts it where it does not run
  | { readonly kind: 'poll' } // has anything arrived that nobody asked for?
  | { readonly kind: 'capture' } // stops the live view, releases the shutter
  | { readonly kind: 'fetch'; readonly place: Place } // bytes into memory
  | { readonly kind: 'forget'; readonly place: Place }; // delete the camera's own copy

export type Outcome =
  | { readonly kind: 'opened'; readonly facts: CameraFacts }
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
