/**
 * What takes more than one call of the library, or care with its memory. Each returns the library's result where it is below
 * zero; what the library said about it is in `takeWords()`.
 */

import koffi from 'koffi';
import type { Gphoto2, Pointer, Result } from './gphoto2.ts';

export interface FilePath {
  readonly name: string;
  readonly folder: string;
}

export type CameraEvent =
  | { readonly kind: 'nothing' } // nothing happened within the time given
  | { readonly kind: 'file-added'; readonly path: FilePath }
  | { readonly kind: 'other' };

const captureImage = 0; // GP_CAPTURE_IMAGE
const fileTypeNormal = 1; // GP_FILE_TYPE_NORMAL
const fileInfoSize = 1 << 2; // GP_FILE_INFO_SIZE
const eventTimeout = 1; // GP_EVENT_TIMEOUT
const eventFileAdded = 2; // GP_EVENT_FILE_ADDED

/** Runs `fill` on a fresh file and copies out what it put there: the library's memory is gone after `gp_file_unref`. */
export async function bytesOf(
  library: Gphoto2,
  bytesMax: number,
  fill: (file: Pointer) => Promise<Result>,
): Promise<Uint8Array | Result | 'too-long'> {
  const file: [Pointer | null] = [null];
  const made = library.fileNew(file);
  if (made < 0) return made;
  try {
    const filled = await fill(file[0] ?? 0n);
    if (filled < 0) return filled;
    const data: [Pointer | null] = [null];
    const size: [number | bigint] = [0];
    const got = library.fileData(file[0], data, size);
    if (got < 0) return got;
    const length = Number(size[0]);
    if (length > bytesMax) return 'too-long';
    if (data[0] === null || length === 0) return new Uint8Array(0);
    return new Uint8Array(koffi.view(data[0], length)).slice();
  } finally {
    library.fileUnref(file[0]);
  }
}

/** Takes a picture; the place that the library gives it. */
export async function capture(library: Gphoto2, camera: Pointer): Promise<FilePath | Result> {
  const path = { name: '', folder: '' };
  const result = await library.capture(camera, captureImage, path, library.context);
  return result < 0 ? result : path;
}

/** Downloads a file into memory. */
export function download(library: Gphoto2, camera: Pointer, path: FilePath, bytesMax: number) {
  return bytesOf(library, bytesMax, (file) =>
    library.fileGet(camera, path.folder, path.name, fileTypeNormal, file, library.context),
  );
}

/** The length the camera announces for a file, `undefined` when it says none. */
export async function announcedLength(
  library: Gphoto2,
  camera: Pointer,
  path: FilePath,
): Promise<{ readonly bytes: number | undefined } | Result> {
  const info = { fields: 0, size: 0 as number | bigint };
  const result = await library.fileInfo(camera, path.folder, path.name, info, library.context);
  if (result < 0) return result;
  return { bytes: (info.fields & fileInfoSize) !== 0 ? Number(info.size) : undefined };
}

/** One event, waiting at most about `waitMs` (a generic PTP/IP camera: about 1 ms whatever is asked; never 0, which USB reads as for ever). */
export async function nextEvent(library: Gphoto2, camera: Pointer, waitMs: number): Promise<CameraEvent | Result> {
  const type: [number] = [eventTimeout];
  const data: [Pointer | null] = [null];
  const result = await library.waitForEvent(camera, waitMs, type, data, library.context);
  if (result < 0) return result;
  const pointer = data[0];
  try {
    if (type[0] === eventTimeout) return { kind: 'nothing' };
    if (type[0] !== eventFileAdded || pointer === null) return { kind: 'other' };
    const path: FilePath = koffi.decode(pointer, 'CameraFilePath');
    return { kind: 'file-added', path: { name: path.name, folder: path.folder } };
  } finally {
    if (pointer !== null) koffi.free(pointer); // malloc'ed by the library for its caller
  }
}

/** The names in one folder. */
export async function namesIn(
  library: Gphoto2,
  camera: Pointer,
  what: 'files' | 'folders',
  folder: string,
): Promise<readonly string[] | Result> {
  const list: [Pointer | null] = [null];
  const made = library.listNew(list);
  if (made < 0) return made;
  try {
    const call = what === 'files' ? library.listFiles : library.listFolders;
    const result = await call(camera, folder, list[0], library.context);
    if (result < 0) return result;
    const names: string[] = [];
    const count = library.listCount(list[0]);
    for (let index = 0; index < count; index += 1) {
      const name: [string | null] = [null];
      if (library.listName(list[0], index, name) >= 0 && name[0] !== null) names.push(name[0]);
    }
    return names;
  } finally {
    library.listUnref(list[0]);
  }
}
