/**
 * What every screen of the kiosk is given, and nothing else. Types only.
 *
 *   page.ts ── .view .ask .pictures .open ──► one element for each stage: <lock-screen>, <clinic-screen>, <identify-screen>, …
 *      │                                        it fills the middle; banner and strip around it belong to the page
 *      └── pictures (binary messages) ──► Pictures
 *
 * When another screen comes, the page puts the focus on its heading: the first `h1` or `h2` with `tabindex="-1"`.
 */
import type { Command } from '../../services/station/api/command.ts';
import type { Shot } from '../../services/station/api/picture.ts';
import type { View } from '../../services/station/api/view.ts';
import type { VisitId } from '../../services/wire/ids.ts';

/** What the page can lay over the screen of a stage by itself: nothing of it is the station's truth. */
export type Overlay = 'register' | 'wrong-patient' | 'wish' | 'note';

export interface Screen {
  view: View;
  /** Tells the station; the answer is a new view. */
  ask: (command: Command) => void;
  pictures: Pictures;
  /**
   * Lays something over the screen. The pedal is disarmed first. `visit`: with `wrong-patient`, one of today that has
   * ended; without it, the open one.
   */
  open: (overlay: Overlay, visit?: VisitId) => void;
}

/** Pictures in this page's memory, none anywhere else. All are let go when their visit ends or the screen locks. */
export interface Pictures {
  /** Calls back with every live picture, and with the reduced copy of a picture just taken; the listener must not keep it. */
  onPicture(listener: (kind: 'live' | 'taken', picture: ImageBitmap) => void): () => void;
  /** The latest reduced copy, if there is one: for a screen that comes after it. */
  taken(): ImageBitmap | undefined;
  thumbnail(id: string): ImageBitmap | undefined;
  earlier(lesion: string, shot: Shot): ImageBitmap | undefined;
  /** Calls back when a thumbnail or an earlier picture came, or all went. */
  onChange(listener: () => void): () => void;
}
