/**
 * Throws away the picture that waits in a camera's memory, without having seen it.
 *
 * libgphoto2 downloads such a picture as soon as it hears of it. One that cannot be downloaded, because it is endless or larger
 * than this process may become, would so end every conversation at its beginning: the camera would be lost until somebody
 * switches it off.
 */

import type { Gphoto2, Pointer, Result } from './gphoto2/gphoto2.ts';
import { writeSetting } from './gphoto2/widgets.ts';
import type { Make } from './settings.ts';

/** Nikon's DeletePictureInRam, of the oldest one. */
const nikonDeletesFromMemory = '0x90c3,0xffff0001';

const notSupported = -6; // GP_ERROR_NOT_SUPPORTED

/**
 * The library's result; `notSupported` for other makes. Where it works, the library then waits in vain for data that this
 * operation has not: a result of -10 (timeout) means that it was done, and that this conversation is over.
 */
export async function discardFromMemory(library: Gphoto2, camera: Pointer, make: Make): Promise<Result> {
  if (make !== 'nikon') return notSupported;
  return (await writeSetting(library, camera, 'opcode', nikonDeletesFromMemory)) ?? 0;
}
