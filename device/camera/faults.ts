/**
 * What libgphoto2 says, in the station's words.
 *
 * A result code alone is not enough: "Out of Focus", an empty battery and a cut cable all come back as -1. The words come
 * from the library's context, in English because the worker runs with `LC_ALL=C`. Its log would tell more, but whoever
 * listens to that makes it print every picture as a hexdump.
 *
 * Codes: gphoto2-port-result.h and gphoto2-result.h of libgphoto2 2.5. Words: ptp.c (`ptp_errors`) and library.c
 * of its `ptp2` driver.
 */

import type { CameraFault } from '../ports.ts';
import type { Work } from './protocol.ts';

/** A call into the library that did not end well. */
export interface Complaint {
  readonly during: Work['kind'];
  /** The library's result, below zero; 0 where the library was content and we are not. */
  readonly code: number;
  /** What the library said meanwhile, oldest first, joined with "; ". Never bytes of a picture. */
  readonly text: string;
}

const notSupported = -6; // GP_ERROR_NOT_SUPPORTED
/** GP_ERROR_FILE_NOT_FOUND, GP_ERROR_DIRECTORY_NOT_FOUND: somebody deleted it, or it was announced twice. */
const notThere = [-108, -107];

/** Our own words for a camera that gave no reason, or none that is to be relied on, and then answered something else. */
export const stillAnswers = 'the camera still answers';

const words: readonly (readonly [RegExp, CameraFault])[] = [
  [/out of focus|perhaps no focus/i, 'out-of-focus'],
  [/battery (exhausted|low)|low battery/i, 'battery-low'],
  [/store full|memorycard ran full|no more memory on card|card read-only/i, 'card-full'],
  [/device busy/i, 'busy'],
  [/longer than a picture can be/i, 'bad-bytes'], // our own words, see worker/session.ts
  [/is not among these cameras/i, 'other-camera'], // and worker/opening.ts
];

/** The fault that a complaint amounts to. Pure. */
export function faultOf(complaint: Complaint): CameraFault {
  for (const [pattern, fault] of words) if (pattern.test(complaint.text)) return fault;
  switch (complaint.code) {
    case -7: // GP_ERROR_IO
    case -34: // GP_ERROR_IO_READ
    case -35: // GP_ERROR_IO_WRITE
    case -52: // GP_ERROR_IO_USB_FIND
      return 'unplugged';
    case -10: // GP_ERROR_TIMEOUT. A download cut in its middle looks the same as a camera that fell silent.
      return 'timed-out';
    case -110: // GP_ERROR_CAMERA_BUSY
      return 'busy';
    case -3: // GP_ERROR_NO_MEMORY: the ptp2 driver means the card's
    case -115: // GP_ERROR_NO_SPACE
      return 'card-full';
    case -102: // GP_ERROR_CORRUPTED_DATA
      return 'bad-bytes';
    case -1: // GP_ERROR: at this moment it means that nobody answered
      return complaint.during === 'open' ? 'unplugged' : 'failed';
    default:
      return 'failed';
  }
}

/**
 * Whether the conversation with the camera can go on after this complaint: a camera in its right mind refused something.
 * After anything else nobody knows what the next bytes on the line belong to, and the worker is replaced.
 */
export function conversationSurvives(complaint: Complaint): boolean {
  if (complaint.during === 'open') return false;
  if (complaint.code === 0 || complaint.code === notSupported || notThere.includes(complaint.code)) return true;
  if (/liveview cannot start/i.test(complaint.text)) return true;
  const fault = faultOf(complaint);
  switch (fault) {
    case 'busy':
    case 'out-of-focus':
    case 'battery-low':
    case 'card-full':
      return true;
    case 'failed':
      return cameraAnswered(complaint);
    case 'bad-bytes':
    case 'unplugged':
    case 'timed-out':
    case 'other-camera':
      return false;
  }
}

/**
 * Whether the library passed on a refusal of the camera's own. It does so with -1 and the name of the response; trouble with
 * the line has codes of its own, except for a line that ended in the middle, which it calls a General Error.
 */
function cameraAnswered(complaint: Complaint): boolean {
  if (complaint.code !== -1) return false;
  if (complaint.text.endsWith(stillAnswers)) return true;
  return complaint.text !== '' && !/general error/i.test(complaint.text);
}
