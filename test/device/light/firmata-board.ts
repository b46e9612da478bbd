/**
 * A microcontroller that runs StandardFirmata, with 20 pins as an Arduino Uno has them, at the end of a pseudo-terminal.
 * Written from the protocol's own description (firmata/protocol, protocol.md 2.7), not from the library under test.
 */
import { existsSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Levels } from '../../../device/light/levels.ts';
import { temporaryFolder } from '../../support/clinic.ts';
import { type PseudoTerminal, pseudoTerminal } from './pseudo-terminal.ts';

// biome-ignore format: a table is read by columns
const message = {
  analog: 0xe0, pinMode: 0xf4, version: 0xf9, reset: 0xff, startSysex: 0xf0, endSysex: 0xf7,
  extendedAnalog: 0x6f, firmware: 0x79, capabilities: 0x6b, capabilitiesAre: 0x6c,
  analogMapping: 0x69, analogMappingIs: 0x6a, pinState: 0x6d, pinStateIs: 0x6e,
} as const;
const mode = { input: 0, output: 1, analog: 2, pwm: 3 } as const;
const pinCount = 20;
const pwmPins: readonly number[] = [3, 5, 6, 9, 10, 11];
const firstAnalogPin = 14;
const noChannel = 127;
const pwmBits = 8;
const adcBits = 10;
const full = 2 ** pwmBits - 1;

export interface FirmataBoard {
  /** Stays the same however often it is plugged in, like a name under `/dev/serial/by-id/`. */
  readonly path: string;
  levels(): Levels;
  unplug(): void;
  /** Plugged in again it starts anew, dark. */
  plug(): void;
  /** Its program hangs: the port is open, nothing is read and nothing obeyed. */
  answer(answers: boolean): void;
  /** Its reset button, or a dip of its supply. */
  reset(): void;
  /** Sends bytes that nobody asked for. */
  babble(bytes: Uint8Array): void;
  /** How often a program has said hello. */
  hellos(): number;
  /** Bytes that came while it hung. */
  ignored(): number;
  remove(): void;
}

export function firmataBoard(pins: { readonly plain: number; readonly polarised: number }): FirmataBoard {
  const home = temporaryFolder('firmata');
  const path = join(home.path, 'ring-light');
  const modes = new Array<number>(pinCount).fill(mode.output);
  const values = new Array<number>(pinCount).fill(0);
  let heard: number[] = [];
  let answers = true;
  let hellos = 0;
  let ignored = 0;
  let terminal: PseudoTerminal | undefined;

  function reset(): void {
    values.fill(0);
    modes.fill(mode.output);
    heard = [];
  }

  function say(...bytes: number[]): void {
    terminal?.write(Uint8Array.from(bytes));
  }

  function hear(byte: number): void {
    heard.push(byte);
    const [first = 0, second = 0, third = 0] = heard;
    if (first === message.startSysex) {
      if (byte !== message.endSysex) return;
      sysex(heard.slice(1, -1));
    } else if (first === message.version) {
      hellos += 1;
      say(message.version, 2, 7);
    } else if (first === message.reset) {
      reset();
    } else if (first === message.pinMode) {
      if (heard.length < 3) return;
      modes[second] = third;
      values[second] = 0;
    } else if ((first & 0xf0) === message.analog) {
      if (heard.length < 3) return;
      dim(first & 0x0f, second | (third << 7));
    }
    heard = [];
  }

  function dim(pin: number, value: number): void {
    if (modes[pin] === mode.pwm) values[pin] = value;
  }

  function sysex([command, ...rest]: readonly number[]): void {
    const { startSysex: start, endSysex: end } = message;
    const [pin = 0, low = 0, high = 0] = rest;
    switch (command) {
      case message.firmware:
        say(start, message.firmware, 2, 7, ...[...'Ring'].flatMap((c) => [c.charCodeAt(0), 0]), end);
        break;
      case message.capabilities:
        say(start, message.capabilitiesAre, ...modes.flatMap((_, at) => capabilities(at)), end);
        break;
      case message.analogMapping: {
        const channels = modes.map((_, at) => (at < firstAnalogPin ? noChannel : at - firstAnalogPin));
        say(start, message.analogMappingIs, ...channels, end);
        break;
      }
      case message.pinState: {
        const value = values[pin] ?? 0;
        const more = value > 0x7f ? [value >> 7] : [];
        say(start, message.pinStateIs, pin, modes[pin] ?? 0, value & 0x7f, ...more, end);
        break;
      }
      case message.extendedAnalog:
        dim(pin, low | (high << 7));
    }
  }

  function plug(): void {
    reset();
    terminal = pseudoTerminal((bytes) => {
      if (answers) for (const byte of bytes) hear(byte);
      else ignored += bytes.length;
    });
    if (existsSync(path)) rmSync(path);
    symlinkSync(terminal.path, path);
  }

  function unplug(): void {
    rmSync(path, { force: true });
    terminal?.close();
    terminal = undefined;
    reset();
  }

  plug();
  return {
    path,
    levels: () => ({ plain: (values[pins.plain] ?? 0) / full, polarised: (values[pins.polarised] ?? 0) / full }),
    plug,
    unplug,
    answer(next) {
      answers = next;
      if (next) heard = [];
    },
    reset,
    babble: (bytes) => say(...bytes),
    hellos: () => hellos,
    ignored: () => ignored,
    remove() {
      unplug();
      home.remove();
    },
  };
}

/** Pairs of mode and resolution, ended by 0x7f. */
function capabilities(pin: number): number[] {
  const digital = [mode.input, 1, mode.output, 1];
  const dims = pwmPins.includes(pin) ? [mode.pwm, pwmBits] : [];
  const measures = pin >= firstAnalogPin ? [mode.analog, adcBits] : [];
  return [...digital, ...dims, ...measures, 0x7f];
}
