/**
 * How an answer can be sent that no honest camera sends so: packets out of order, without end, not at all. Each resolves
 * when nothing more of it is going to be sent. What stalls a driver ends by itself after a while, or the test would not.
 */
import type { Socket } from 'node:net';
import { setTimeout as after } from 'node:timers/promises';
import type { Draw } from './draw.ts';
import {
  type Answer,
  answerBytes,
  endData,
  event,
  packetBytes,
  packetTypes,
  response,
  startData,
  u32,
} from './wire.ts';

/** The two connections of a conversation. */
export interface Line {
  readonly command: Socket;
  readonly events: () => Socket | undefined;
}

export type Rudeness = (line: Line, answer: Answer, draw: Draw) => Promise<void>;

const stallMsMax = 250;
const dripBytesMax = 120;
const endlessBytesMax = 512 * 1024 * 1024;
const endlessMsMax = 3000;
const stormEvents = 300;

const lengths = [0, 1, 7, 8, 9, 12, 13, 0xffff, 0x7fff_ffff, 0x8000_0000, 0xffff_fff8, 0xffff_ffff];
const eventCodes = [
  0x4001, 0x4002, 0x4003, 0x4004, 0x4006, 0x4008, 0x400a, 0x400d, 0x400e, 0xc101, 0xc102, 0xc181, 0xc186, 0xc201,
];

const honest = (line: Line, answer: Answer): void => void line.command.write(answerBytes(answer));
const reset = (line: Line): void => {
  line.command.resetAndDestroy();
  line.events()?.resetAndDestroy();
};
const randomEvent = (draw: Draw): Buffer =>
  event(draw.happens(0.7) ? draw.one(eventCodes) : draw.number(0, 0xffff), draw.number(0, 3), [
    draw.one([0, 1, 2, 0xffff_0001, 0xffff_ffff, draw.number(0, 0x200)]),
    ...(draw.happens(0.3) ? [draw.number(0, 9)] : []),
  ]);

/** Sends pieces until the other side has had enough, or `bytesMax`, or some seconds. */
async function withoutEnd(socket: Socket, piece: Buffer, bytesMax: number): Promise<void> {
  const untilMs = performance.now() + endlessMsMax;
  for (let sent = 0; sent < bytesMax && performance.now() < untilMs && !socket.destroyed; sent += piece.length) {
    const taken = await new Promise<boolean>((resolve) => void socket.write(piece, (error) => resolve(!error)));
    if (!taken) return;
  }
}

function announced(line: Line, answer: Answer, draw: Draw, announce: (bytes: number) => number): void {
  const bytes = answer.data ?? draw.bytes(20);
  line.command.write(startData(answer.transaction, announce(bytes.length)));
  line.command.write(endData(answer.transaction, bytes));
  line.command.write(response(answer));
}

/** Its conversation ends with each of these, or the driver waits in vain. */
const ending = {
  'closes instead': async (line) => reset(line),
  'closes in the middle': async (line, answer, draw) => {
    const bytes = answerBytes(answer);
    line.command.write(bytes.subarray(0, draw.number(1, Math.max(1, bytes.length - 1))));
    await after(draw.number(0, 20));
    reset(line);
  },
  'stays silent for a while, then closes': async (line, _, draw) => {
    await after(draw.number(20, stallMsMax));
    reset(line);
  },
  'a packet of an impossible length': async (line, answer, draw) => {
    line.command.write(packetBytes(draw.number(0, 15), draw.bytes(draw.number(0, 40)), draw.one(lengths)));
    honest(line, answer);
    await after(draw.number(0, stallMsMax));
    reset(line);
  },
  'garbage instead of packets': async (line, _, draw) => {
    line.command.write(draw.bytes(draw.number(1, 400)));
    await after(draw.number(0, stallMsMax));
    reset(line);
  },
  'announces more than it sends': async (line, answer, draw) => {
    announced(line, answer, draw, (bytes) => bytes + draw.one([1, 12, 0xffff, 0x7fff_0000]));
    await after(draw.number(0, stallMsMax));
    reset(line);
  },
  'data without end': async (line, { transaction }, draw) => {
    line.command.write(startData(transaction, draw.one([0xffff_ffff, 0x7fff_ffff])));
    const piece = Buffer.alloc(1024 * 1024, draw.number(0, 255));
    const packet = packetBytes(packetTypes.data, Buffer.concat([u32(transaction), piece]));
    await withoutEnd(line.command, packet, endlessBytesMax);
    reset(line);
  },
  'data packets of nothing without end': async (line, { transaction }) => {
    line.command.write(startData(transaction, 1000));
    const nothing = packetBytes(packetTypes.data, u32(transaction));
    await withoutEnd(line.command, Buffer.concat(Array.from({ length: 1000 }, () => nothing)), endlessBytesMax / 16);
    reset(line);
  },
} as const satisfies Record<string, Rudeness>;

/** The conversation can go on after each of these. */
const passing = {
  'announces less than it sends': async (line, answer, draw) =>
    announced(line, answer, draw, (bytes) => draw.one([0, 1, Math.max(0, bytes - 1)])),
  'one byte at a time': async (line, answer) => {
    const bytes = answerBytes(answer);
    for (let at = 0; at < Math.min(dripBytesMax, bytes.length); at += 1) {
      line.command.write(bytes.subarray(at, at + 1));
      await after(1);
    }
    line.command.write(bytes.subarray(dripBytesMax));
  },
  'a packet of another kind in between': async (line, answer, draw) => {
    line.command.write(packetBytes(draw.number(0, 20), draw.bytes(draw.number(0, 30))));
    honest(line, answer);
  },
  'an empty packet in between': async (line, answer, draw) => {
    line.command.write(packetBytes(draw.number(1, 14), Buffer.alloc(0)));
    honest(line, answer);
  },
  'everything twice': async (line, answer) => {
    honest(line, answer);
    honest(line, answer);
  },
  'a storm of events': async (line, answer, draw) => {
    line.events()?.write(Buffer.concat(Array.from({ length: stormEvents }, () => randomEvent(draw))));
    honest(line, answer);
  },
  'an event': async (line, answer, draw) => {
    line.events()?.write(randomEvent(draw));
    honest(line, answer);
  },
  'an event that is none': async (line, answer, draw) => {
    const length = draw.happens(0.5) ? undefined : draw.one(lengths);
    line.events()?.write(packetBytes(draw.number(0, 15), draw.bytes(draw.number(0, 60)), length));
    honest(line, answer);
  },
  'events without end': async (line, answer, draw) => {
    const some = Buffer.concat(Array.from({ length: stormEvents }, () => randomEvent(draw)));
    honest(line, answer);
    const events = line.events();
    if (events !== undefined) await withoutEnd(events, some, 32 * 1024 * 1024);
  },
  'data in many small packets': async (line, answer, draw) => {
    const bytes = answer.data ?? draw.bytes(300);
    line.command.write(startData(answer.transaction, bytes.length));
    const size = draw.number(1, 64);
    for (let at = 0; at < Math.min(bytes.length, 400 * size); at += size) {
      const piece = Buffer.concat([u32(answer.transaction), bytes.subarray(at, at + size)]);
      line.command.write(packetBytes(packetTypes.data, piece));
    }
    line.command.write(endData(answer.transaction, bytes.subarray(400 * size)));
    line.command.write(response(answer));
  },
} as const satisfies Record<string, Rudeness>;

export type RudenessName = keyof typeof ending | keyof typeof passing;
export const rudenesses: Readonly<Record<RudenessName, Rudeness>> = { ...ending, ...passing };
/** Those that cost much time come less often. */
export const endingNames = Object.keys(ending) as readonly RudenessName[];
export const passingNames = Object.keys(passing) as readonly RudenessName[];
