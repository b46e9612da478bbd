/**
 * What the station wants of its camera and what it last heard of it: kept while workers come and go.
 *
 *   callers ─► supervisor.ts ─► desk ◄─ conversation.ts ─► worker
 */

import type { CameraFacts, CameraFault, CameraStatus, Frame, Photo } from '../ports.ts';
import type { Complaint } from './faults.ts';
import type { BrokenJpeg } from './jpeg.ts';
import type { Ended } from './worker-process.ts';

/** What happened to the camera, for a log. Tells of pictures their length and nothing else. */
export type CameraNote =
  | { readonly kind: 'worker-started'; readonly pid: number | undefined }
  | { readonly kind: 'worker-ended'; readonly how: Ended }
  | { readonly kind: 'worker-late'; readonly during: string; readonly deadlineMs: number }
  | { readonly kind: 'opened'; readonly facts: CameraFacts; readonly tookMs: number }
  | { readonly kind: 'complaint'; readonly fault: CameraFault; readonly complaint: Complaint }
  | { readonly kind: 'no-live-view' }
  | { readonly kind: 'card-not-listed' } // too much lies on it: pictures of a worker that died are not looked for
  | { readonly kind: 'not-a-photo'; readonly reason: BrokenJpeg['reason'] | 'hash-differs'; readonly bytes: number }
  | { readonly kind: 'unexplained'; readonly bytes: number; readonly told: boolean }
  | { readonly kind: 'forgotten'; readonly name: string } // the camera's own copy is deleted
  | { readonly kind: 'too-many-unexplained'; readonly left: number };

/** One call of `expose`, until it has its result. */
export interface Exposure {
  /** Milliseconds on the monotonic clock. */
  readonly deadlineAtMs: number;
  isOpen(): boolean;
  /** The first result counts. */
  settle(result: Photo | CameraFault): void;
}

/** What outlives a worker. */
export interface Memory {
  /** The camera's card, since it was first listed. */
  card: CardMemory | undefined;
  /** The next worker does not list the card: the last one was ended because that took too long. */
  skipsListing: boolean;
  /** SHA-256 of the latest pictures that were handed over, so that none is told again after a worker died over its deletion. */
  readonly handedOver: Set<string>;
  /** The last complaint about each kind of work that has not succeeded since: the same is not noted twice. */
  readonly complaints: Map<string, string>;
}

export interface CardMemory {
  readonly serial: string;
  /** Files that are nobody's business: from before, told already, or not to be had. As `placeKey`. */
  readonly known: Set<string>;
  /** How often a file was tried in vain. */
  readonly tries: Map<string, number>;
}

/** As many pictures as a camera could hold that we were too late to delete. */
const handedOverMax = 64;

export function newMemory(): Memory {
  return { card: undefined, skipsListing: false, handedOver: new Set(), complaints: new Map() };
}

export function rememberHandedOver(memory: Memory, sha256: string): void {
  memory.handedOver.add(sha256);
  const [oldest] = memory.handedOver;
  if (memory.handedOver.size > handedOverMax && oldest !== undefined) memory.handedOver.delete(oldest);
}

/**
 * Files that came to the card since this camera was first opened, and that no exposure brought home: an earlier worker
 * died over them. On the first opening nothing counts as new but what the camera announces by itself.
 */
export function newOnCard(memory: Memory, serial: string, onCard: readonly string[]): readonly string[] {
  const { card } = memory;
  if (card?.serial === serial) return onCard.filter((key) => !card.known.has(key));
  memory.card = { serial, known: new Set(onCard), tries: new Map() };
  return [];
}

export interface Desk {
  readonly bell: Bell;
  readonly frameRateMax: number;
  isClosed(): boolean;
  exposure(): Exposure | undefined;
  wantsFrames(): boolean;
  setStatus(status: CameraStatus): void;
  setFacts(facts: CameraFacts): void;
  frame(bytes: Frame['bytes']): void;
  /** True when somebody took it. */
  unexplained(photo: Photo): boolean;
  note(note: CameraNote): void;
  readonly memory: Memory;
}

/** Waits that something can cut short: one waits, anybody rings. */
export interface Bell {
  /** Resolves after `ms`, or at once when the bell rings or has rung since the last wait. */
  wait(ms: number): Promise<void>;
  ring(): void;
}

export function bell(): Bell {
  let rung = false;
  let wake: (() => void) | undefined;
  return {
    wait(ms) {
      if (rung) {
        rung = false;
        return Promise.resolve();
      }
      return new Promise((resolve) => {
        const timer = setTimeout(() => wake?.(), ms);
        wake = () => {
          clearTimeout(timer);
          wake = undefined;
          rung = false;
          resolve();
        };
      });
    },
    ring() {
      rung = true;
      wake?.();
    },
  };
}
