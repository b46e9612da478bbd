/**
 * What a make of camera answers. A personality turns operations of the wire into changes of the body and back into codes
 * and datasets; it knows nothing of connections. Nikon's is in `nikon/`, others stand beside it.
 */
import type { Body, Target } from './body.ts';

/** One operation as it came over the wire, with the data the initiator sent, if any. */
export interface Operation {
  readonly code: number;
  readonly parameters: readonly number[];
  readonly data: Buffer;
}

export interface Answer {
  /** The response code. */
  readonly code: number;
  readonly parameters?: readonly number[];
  /** Data phase from camera to initiator. Absent: none. */
  readonly data?: readonly Uint8Array[];
  /** Only so many bytes of `data` are sent of the length that was announced. */
  readonly cutAfterBytes?: number;
  /** Called once every byte has gone out. */
  readonly delivered?: () => void;
}

/** The running body: its state, and the things that take time. */
export interface Machine {
  body(): Body;
  become(next: Body): void;
  /** Opens the shutter; the caller has asked `refusal` first. The picture is there when `ready` says so. */
  expose(into: Target): void;
  /** Whether no exposure is under way; waits for its end up to `withinMs`. */
  ready(withinMs: number): Promise<boolean>;
  /** The next frame of the live view, at the pace of the sensor. */
  frame(): Promise<Uint8Array>;
  nowMs(): number;
}

export interface Personality {
  /** How the camera introduces itself to who connects. */
  readonly name: string;
  /** Answers an operation of an open session, or `GetDeviceInfo` without one. Opening and closing is not asked here. */
  answer(operation: Operation, machine: Machine): Promise<Answer>;
}
