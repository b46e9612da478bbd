/** What a serial ring light is told from outside: its pins, its times, its last word. */
import type { LastWord } from '../guard.ts';
import { type Segment, segments } from '../levels.ts';

/** A board that restarts when its port is opened is in its boot loader for two seconds, then speaks first. */
export const helloMsMax = 8000;
/** One that did not restart is asked after this time. */
export const askHelloMs = 2500;
/** From a write to the pin's new state: four short messages, 15 ms at 57 600 baud. */
export const answerMsMax = 300;
export const heartbeatMs = 1000;

/** As the board numbers them. */
export type SerialPins = { readonly [segment in Segment]: number };

export interface LineTimes {
  readonly helloMsMax: number;
  readonly askHelloMs: number;
  readonly answerMsMax: number;
  readonly heartbeatMs: number;
}

export const usualTimes: LineTimes = { helloMsMax, askHelloMs, answerMsMax, heartbeatMs };

/** What makes both pins dark, whoever says it and in the middle of whatever message the last speaker died. */
export function darkWord(path: string, pins: SerialPins): LastWord {
  const endSysex = 0xf7;
  const off = segments.flatMap((segment) => [0xf0, 0x6f, pins[segment], 0, 0, endSysex]); // extended analog
  return { file: path, bytes: Uint8Array.from([endSysex, ...off]) };
}
