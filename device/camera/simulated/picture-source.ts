/** What the simulated camera looks at. One side draws or reads pictures, the other hands them out as a camera would. */

import type { Sight } from './pictures/sight.ts';

/** Which of a lesion's three pictures is in front of the lens, or a patient's letter with its code. */
export type Subject = 'locating' | 'close-up' | 'dermoscopic' | 'letter';

/** Where the pictures come from. */
export interface PictureSource {
  /** The next whole JPEG the camera takes. Ready promptly: sources prepare ahead. */
  take(): Promise<Uint8Array>;

  /** One frame of the live view, a small JPEG (640 to 1024 pixels wide). Called about 30 times a second. */
  frame(): Uint8Array | Promise<Uint8Array>;

  /** What is in front of the lens, when known. */
  subject(): Subject | undefined;

  /**
   * From now on live view and pictures show this; `after` is what will probably be aimed at next, the likeliest first.
   * Resolves once the live view shows it, or when it was aimed elsewhere meanwhile. Absent where pictures come in an order of
   * their own.
   */
  aimAt?(sight: Sight, after?: readonly Sight[]): Promise<void>;
}
