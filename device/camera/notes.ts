/** What happened to the camera, for a log. Tells of pictures their length and nothing else. */

import type { CameraFacts, CameraFault } from '../ports.ts';
import type { Complaint } from './faults.ts';
import type { BrokenJpeg } from './jpeg.ts';
import type { ResetOutcome } from './worker/usb-reset.ts';
import type { Ended } from './worker-process.ts';

export type CameraNote =
  | { readonly kind: 'worker-started'; readonly pid: number | undefined }
  | { readonly kind: 'worker-ended'; readonly how: Ended }
  | { readonly kind: 'worker-late'; readonly during: string; readonly deadlineMs: number }
  | { readonly kind: 'usb-reset'; readonly how: ResetOutcome }
  | { readonly kind: 'opened'; readonly facts: CameraFacts; readonly port: string; readonly tookMs: number }
  | { readonly kind: 'other-camera'; readonly expected: string; readonly is: string }
  | { readonly kind: 'complaint'; readonly fault: CameraFault; readonly complaint: Complaint }
  | { readonly kind: 'no-live-view' }
  | { readonly kind: 'card-not-listed' } // too much lies on it: pictures of a worker that died are not looked for
  | { readonly kind: 'not-a-photo'; readonly reason: BrokenJpeg['reason'] | 'hash-differs'; readonly bytes: number }
  | { readonly kind: 'unexplained'; readonly bytes: number; readonly told: boolean }
  | { readonly kind: 'forgotten'; readonly name: string } // the camera's own copy is deleted
  | { readonly kind: 'discarded' } // thrown away in the camera's memory: it ended every conversation
  | { readonly kind: 'too-many-unexplained'; readonly left: number }
  | { readonly kind: 'too-many-kept' }; // copies on the card that nobody has forgotten: the oldest stays there for good
