/**
 * What a make of camera answers. A personality turns operations of the wire into changes of the body and back into codes
 * and datasets; it knows nothing of connections. Each make has a folder of its own; `makes.ts` names them.
 */
import type { Body, BodyEvent, SettingValue, Target } from './body/body.ts';
import type { FileStyle } from './body/developing.ts';

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
  /** No response follows, and nothing else on this connection ever. */
  readonly thenSilent?: true;
  /** Called once every byte has gone out. */
  readonly delivered?: () => void;
}

/** An event as it goes over the event connection. */
export interface EventMessage {
  readonly code: number;
  readonly parameters: readonly number[];
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
  /** Our clock. The camera's own is `cameraTimeMs`. */
  nowMs(): number;
  /** Of the body that hangs on the cable now. */
  serial(): string;
}

export interface Personality {
  /** How the camera introduces itself to who connects. */
  readonly name: string;
  readonly files: FileStyle;
  /** Where a picture stays that an initiator asks for and never fetches. */
  readonly keeps: Target;
  /** What becomes of the settings of a body that `drifted-setting`. */
  readonly drift: ReadonlyMap<number, SettingValue>;
  /** Answers an operation of an open session, or `GetDeviceInfo` without one. Opening and closing is not asked here. */
  answer(operation: Operation, machine: Machine): Promise<Answer>;
  /**
   * For a make that tells what happened on the event connection, at once: the message, or undefined when it has no word
   * for it. Absent: the initiator asks.
   */
  readonly message?: (event: BodyEvent) => EventMessage | undefined;
}
