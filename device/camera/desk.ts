/**
 * What the station wants of its camera and what it last heard of it: kept while workers come and go.
 *
 *   callers ─► supervisor.ts ─► desk ◄─ conversation/ ─► worker
 */

import type { CameraAdvice, CameraFacts, CameraFault, CameraSetup, CameraStatus, Frame, Photo } from '../ports.ts';
import type { Bell } from './bell.ts';
import type { Memory } from './memory.ts';
import type { CameraNote } from './notes.ts';
import type { Ours } from './ours.ts';

/** One call of `expose`, until it has its result. */
export interface Exposure {
  readonly askedAtMs: number;
  /** Milliseconds on the monotonic clock. */
  readonly deadlineAtMs: number;
  isOpen(): boolean;
  /** The first result counts. */
  settle(result: Photo | CameraFault): void;
}

/** One call of `prepare`, until the camera was asked. What it asks for is `Desk.setup`. */
export interface Preparation {
  readonly askedAtMs: number;
  settle(result: 'prepared' | CameraFault): void;
}

export interface Desk {
  readonly bell: Bell;
  readonly frameRateMax: number;
  readonly repeatsPictures: boolean;
  readonly lookEveryMs: number;
  readonly memory: Memory;
  readonly ours: Ours;
  isClosed(): boolean;
  exposure(): Exposure | undefined;
  /** The latest setup that was asked for. */
  setup(): CameraSetup | undefined;
  preparation(): Preparation | undefined;
  wantsFrames(): boolean;
  setStatus(status: CameraStatus): void;
  setFacts(facts: CameraFacts): void;
  frame(bytes: Frame['bytes']): void;
  /** True when somebody took it. */
  unexplained(photo: Photo): boolean;
  advise(part: Partial<CameraAdvice>): void;
  advice(): CameraAdvice;
  note(note: CameraNote): void;
}
