/**
 * PTP/IP packets as bytes (CIPA DC-005, section 2.3), without any of the care that an honest camera takes.
 *
 *     0        4        8
 *     ┌────────┬────────┬─────────────┐
 *     │ length │ type   │ payload …   │   little-endian, length counts itself
 *     └────────┴────────┴─────────────┘
 */
import type { Socket } from 'node:net';

export const packetTypes = {
  initCommandRequest: 1,
  initCommandAck: 2,
  initEventRequest: 3,
  initEventAck: 4,
  initFail: 5,
  operationRequest: 6,
  operationResponse: 7,
  event: 8,
  startData: 9,
  data: 10,
  cancel: 11,
  endData: 12,
  probeRequest: 13,
  probeResponse: 14,
} as const;

export interface Packet {
  readonly type: number;
  readonly payload: Buffer;
}

/** What a camera says to one operation. */
export interface Answer {
  readonly transaction: number;
  readonly code: number;
  readonly parameters: readonly number[];
  /** Absent: no data phase. */
  readonly data?: Buffer;
}

const headerBytes = 8;
/** Nothing that either side sends in good faith is longer. */
const packetBytesMax = 64 * 1024 * 1024;

export function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value & 0xffff);
  return bytes;
}

export function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
}

/** `length` only to lie about it. */
export function packetBytes(type: number, payload: Uint8Array, length = headerBytes + payload.length): Buffer {
  return Buffer.concat([u32(length), u32(type), payload]);
}

/** Packets as they become whole, until the connection ends in whatever way. */
export async function* packetsOf(socket: Socket): AsyncGenerator<Packet, void, void> {
  let held: Buffer = Buffer.alloc(0);
  try {
    for await (const chunk of socket) {
      held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
      while (held.length >= headerBytes) {
        const length = held.readUInt32LE(0);
        if (length < headerBytes || length > packetBytesMax) return;
        if (held.length < length) break;
        yield { type: held.readUInt32LE(4), payload: held.subarray(headerBytes, length) };
        held = held.subarray(length);
      }
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error; // a reset connection is an end like any other
  }
}

export const startData = (transaction: number, announced: number): Buffer =>
  packetBytes(packetTypes.startData, Buffer.concat([u32(transaction), u32(announced), u32(0)]));

export const endData = (transaction: number, bytes: Uint8Array): Buffer =>
  packetBytes(packetTypes.endData, Buffer.concat([u32(transaction), bytes]));

export const response = ({ code, transaction, parameters }: Answer): Buffer =>
  packetBytes(packetTypes.operationResponse, Buffer.concat([u16(code), u32(transaction), ...parameters.map(u32)]));

export const event = (code: number, transaction: number, parameters: readonly number[]): Buffer =>
  packetBytes(packetTypes.event, Buffer.concat([u16(code), u32(transaction), ...parameters.map(u32)]));

/** The whole answer as an honest camera sends it. */
export const answerBytes = (answer: Answer): Buffer =>
  answer.data === undefined
    ? response(answer)
    : Buffer.concat([
        startData(answer.transaction, answer.data.length),
        endData(answer.transaction, answer.data),
        response(answer),
      ]);
