/**
 * One connection to a microcontroller that runs Firmata, from the opening of its port to its loss.
 *
 *   serialport ◄─► firmata-io ◄─ five.Led      write: analog message to each pin, then "what is your state?"
 *        │              └─ pin state ─► confirmed, or lost: silent, reset
 *        └─ close, error ─► lost: unplugged
 *
 * Firmata acknowledges nothing by itself, so each write is asked after, and while nobody writes a heartbeat asks. It is also
 * the only way to learn that the cable was pulled: on a terminal that has hung up, serialport 13 reads nothing over and
 * over, as fast as it can, and tells of it when something is written.
 *
 * Source of the messages: firmata/protocol, protocol.md 2.7.
 */
import { EventEmitter } from 'node:events';
import firmata, { type Firmata, type Transport } from 'firmata-io';
import { SerialPort } from 'serialport';
import type { BoardFault } from '../board.ts';
import { type Leds, openLeds } from '../johnny-five.ts';
import { dark, type Levels, segments } from '../levels.ts';
import type { LineTimes, SerialPins } from './settings.ts';

/** StandardFirmata's. A board on USB alone does not care. */
const baudRate = 57_600;
/** The kernel may hold on to a port whose last bytes nobody takes. */
const closeMsMax = 1000;
/** No message of a board is longer; the longest lists its pins. */
const messageBytesMax = 4096;

export interface Lost {
  readonly fault: BoardFault;
  readonly why: string;
}

export interface Line {
  /** Resolves once the board says that both pins have the new state, or when the line is lost. */
  write(levels: Levels): Promise<'written' | BoardFault>;
  /** Resolves when the line is of no more use; it is closed by then. */
  readonly lost: Promise<Lost>;
  /** Dark if the board still listens, then closed. `true` when it said that it is dark. */
  close(): Promise<boolean>;
}

/** Opens the port and waits for Firmata. Resolves with the reason when there is none, or when `signal` said to give up. */
export async function openLine(
  path: string,
  pins: SerialPins,
  times: LineTimes,
  signal: AbortSignal,
): Promise<Line | Lost> {
  const port = new SerialPort({ path, baudRate, autoOpen: false });
  const refused = await new Promise<Error | null>((resolve) => port.open(resolve));
  if (refused) return { fault: /no such/i.test(refused.message) ? 'absent' : 'refused', why: refused.message };

  const loss = Promise.withResolvers<Lost>();
  let isLost = false;
  const lose = async (fault: BoardFault, why: string) => {
    if (isLost) return;
    isLost = true;
    await closed(port);
    loss.resolve({ fault, why });
  };
  const transport = transportOf(port, (why) => void lose('unfit', why));
  port.on('error', (error) => void lose('absent', error.message));
  port.on('close', () => void lose('absent', 'the port was closed'));
  const io = new firmata.Firmata(transport, { reportVersionTimeout: times.askHelloMs });
  transport.heard = () => io.buffer.length;

  const giveUp = () => void lose('absent', 'nobody wants it any more');
  signal.addEventListener('abort', giveUp);
  if (signal.aborted) giveUp();
  const hello = await Promise.race([ready(io, times.helloMsMax, loss.promise), loss.promise]);
  signal.removeEventListener('abort', giveUp);
  clearTimeout(io.reportVersionTimeoutId);
  if (typeof hello === 'object') return hello;
  if (hello === 'silent') {
    await lose('silent', `no Firmata at ${path} within ${times.helloMsMax} ms`);
    return loss.promise;
  }
  const leds = await openLeds(io, pins);
  if (leds === 'cannot-dim') {
    await lose('unfit', `the board at ${path} cannot dim pins ${pins.plain} and ${pins.polarised}`);
    return loss.promise;
  }
  return follow({ io, leds, pins, loss: loss.promise, lose, times, isLost: () => isLost });
}

interface Ready {
  readonly io: Firmata;
  readonly leds: Leds;
  readonly pins: SerialPins;
  readonly loss: Promise<Lost>;
  lose(fault: BoardFault, why: string): Promise<void>;
  isLost(): boolean;
  readonly times: LineTimes;
}

/** A board that has said hello. One question is under way at a time: an answer says nothing of which question it is for. */
function follow({ io, leds, pins, loss, lose, isLost, times }: Ready): Line {
  let turn: Promise<unknown> = Promise.resolve();

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = turn.then(work);
    turn = mine;
    return mine;
  }

  async function write(levels: Levels): Promise<'written' | BoardFault> {
    if (isLost()) return (await loss).fault;
    leds.write(levels);
    return confirmed();
  }

  async function confirmed(): Promise<'written' | BoardFault> {
    if (isLost()) return (await loss).fault;
    const answered = await Promise.race([asked(io, pins, times.answerMsMax), loss]);
    if (typeof answered === 'object') return answered.fault;
    if (!answered) await lose('silent', `no answer within ${times.answerMsMax} ms`);
    else if (!segments.every((segment) => agrees(io, pins[segment]))) await lose('silent', 'the board was reset');
    else return 'written';
    return (await loss).fault;
  }

  const heartbeat = setInterval(() => void inTurn(confirmed), times.heartbeatMs);
  loss.then(() => {
    clearInterval(heartbeat);
    leds.forget();
  });

  return {
    lost: loss,
    write: (levels) => inTurn(() => write(levels)),
    async close() {
      clearInterval(heartbeat);
      const answer = await inTurn(() => write(dark));
      await lose('absent', 'we closed the port');
      return answer === 'written';
    },
  };
}

/** True once the board has told the state of both pins; false when it has not after `limitMs`. */
async function asked(io: Firmata, pins: SerialPins, limitMs: number): Promise<boolean> {
  const stops: (() => void)[] = [];
  const answers = segments.map(
    (segment) =>
      new Promise<true>((resolve) => {
        const answered = () => resolve(true);
        stops.push(() => io.removeListener(`pin-state-${pins[segment]}`, answered));
        io.queryPinState(pins[segment], answered);
      }),
  );
  const late = new Promise<false>((resolve) => {
    const timer = setTimeout(() => resolve(false), limitMs);
    stops.push(() => clearTimeout(timer));
  });
  const answer = await Promise.race([Promise.all(answers), late]);
  for (const stop of stops) stop();
  return answer !== false;
}

function agrees(io: Firmata, pin: number): boolean {
  const at = io.pins[pin];
  return at?.state === at?.value;
}

function ready(io: Firmata, limitMs: number, lost: Promise<Lost>): Promise<'ready' | 'silent'> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve('silent'), limitMs);
    lost.then(() => clearTimeout(timer));
    io.once('ready', () => {
      clearTimeout(timer);
      resolve('ready');
    });
  });
}

/**
 * What firmata-io reads from and writes to. It believes every byte: a pin number that is none makes it throw, and a message
 * without an end grows for ever. Both mean that something else than a light is plugged in, and end the line.
 */
function transportOf(port: SerialPort, nonsense: (why: string) => void): Transport & { heard: () => number } {
  const transport = Object.assign(new EventEmitter(), {
    heard: () => 0,
    write: (bytes: Uint8Array, written: () => void) => void port.write(bytes, () => written()), // trouble: `close` tells
  });
  port.on('data', (bytes: Uint8Array) => {
    try {
      transport.emit('data', bytes);
    } catch (error) {
      return nonsense(`not understood: ${error instanceof Error ? error.message : error}`);
    }
    if (transport.heard() > messageBytesMax) nonsense(`a message of more than ${messageBytesMax} bytes`);
  });
  return transport;
}

/** Resolves when the port is closed, or when the kernel takes too long over it. */
function closed(port: SerialPort): Promise<void> {
  if (!port.isOpen) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, closeMsMax);
    port.close(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
