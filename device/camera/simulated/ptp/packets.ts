/**
 * PTP/IP framing (CIPA DC-005, section 2.3): bytes to packets and back.
 *
 *     0        4        8
 *     ┌────────┬────────┬─────────────┐
 *     │ length │ type   │ payload …   │   little-endian, length counts itself
 *     └────────┴────────┴─────────────┘
 *
 * What arrives is hostile until it has been decoded: a length beyond the limit or a payload too short for its type is
 * `malformed`, and the reader holds at most one packet and one chunk of the socket.
 */
import { unspecified } from './codes.ts';
import { join, u16, u32, u64 } from './little-endian.ts';

/** The longest packet an initiator may send. libgphoto2 sends data in blocks of 64 KiB and twelve bytes. */
export const incomingPacketBytesMax = 128 * 1024;

const headerBytes = 8;
const types = {
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

/** What an initiator sends. */
export type IncomingPacket =
  | { readonly kind: 'init-command-request' }
  | { readonly kind: 'init-event-request'; readonly connection: number }
  | {
      readonly kind: 'operation-request';
      readonly code: number;
      readonly transaction: number;
      readonly parameters: readonly number[];
      /** The initiator will send data before it expects the response. */
      readonly sendsData: boolean;
    }
  | { readonly kind: 'start-data'; readonly transaction: number; readonly totalBytes: bigint }
  | { readonly kind: 'data' | 'end-data'; readonly transaction: number; readonly bytes: Buffer }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'probe-request' }
  | { readonly kind: 'probe-response' }
  | { readonly kind: 'malformed'; readonly why: string };

const malformed = (why: string): IncomingPacket => ({ kind: 'malformed', why });

/** Packets out of the chunks of a stream, as they become whole. The first malformed one is the last. */
export async function* packetsFrom(chunks: AsyncIterable<Buffer>): AsyncGenerator<IncomingPacket, void, void> {
  let held: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    while (held.length >= headerBytes) {
      const length = held.readUInt32LE(0);
      if (length < headerBytes || length > incomingPacketBytesMax) {
        yield malformed(`a packet of ${length} bytes`);
        return;
      }
      if (held.length < length) break;
      const packet = decode(held.readUInt32LE(4), held.subarray(headerBytes, length));
      held = held.subarray(length);
      yield packet;
      if (packet.kind === 'malformed') return;
    }
  }
}

function decode(type: number, payload: Buffer): IncomingPacket {
  switch (type) {
    case types.initCommandRequest:
      // GUID, name and version follow; any initiator is welcome
      return payload.length < 22 ? malformed('a short Init Command Request') : { kind: 'init-command-request' };
    case types.initEventRequest:
      if (payload.length < 4) return malformed('a short Init Event Request');
      return { kind: 'init-event-request', connection: payload.readUInt32LE(0) };
    case types.operationRequest:
      return decodeOperation(payload);
    case types.startData:
      if (payload.length < 12) return malformed('a short Start Data');
      return { kind: 'start-data', transaction: payload.readUInt32LE(0), totalBytes: payload.readBigUInt64LE(4) };
    case types.data:
    case types.endData:
      if (payload.length < 4) return malformed('short Data');
      return {
        kind: type === types.data ? 'data' : 'end-data',
        transaction: payload.readUInt32LE(0),
        bytes: payload.subarray(4),
      };
    case types.cancel:
      return { kind: 'cancel' };
    case types.probeRequest:
      return { kind: 'probe-request' };
    case types.probeResponse:
      return { kind: 'probe-response' };
    default:
      return malformed(`a packet of type ${type}`);
  }
}

const parametersMax = 5;

function decodeOperation(payload: Buffer): IncomingPacket {
  const parameterBytes = payload.length - 10;
  if (parameterBytes < 0 || parameterBytes % 4 !== 0 || parameterBytes > 4 * parametersMax)
    return malformed(`an operation of ${payload.length} bytes`);
  return {
    kind: 'operation-request',
    sendsData: payload.readUInt32LE(0) === 2,
    code: payload.readUInt16LE(4),
    transaction: payload.readUInt32LE(6),
    parameters: Array.from({ length: parameterBytes / 4 }, (_, place) => payload.readUInt32LE(10 + 4 * place)),
  };
}

const packet = (type: number, ...payload: readonly Buffer[]): Buffer =>
  join(u32(headerBytes + payload.reduce((total, part) => total + part.length, 0)), u32(type), ...payload);

const guid = Buffer.from('4c656e7469676f2053696d756c617465', 'hex');
const protocolVersion = 0x0001_0000;

export const initCommandAck = (connection: number, name: string): Buffer =>
  packet(
    types.initCommandAck,
    u32(connection),
    guid,
    Buffer.from(`${name}\0`, 'utf16le'), // here, unlike in a dataset, no length goes before
    u32(protocolVersion),
  );

export const initEventAck = (): Buffer => packet(types.initEventAck);

/** The only reason this camera has: the initiator is rejected (1). */
export const initFail = (): Buffer => packet(types.initFail, u32(1));

export const operationResponse = (code: number, transaction: number, parameters: readonly number[]): Buffer =>
  packet(types.operationResponse, u16(code), u32(transaction), ...parameters.map(u32));

export const startData = (transaction: number, totalBytes: number): Buffer =>
  packet(types.startData, u32(transaction), u64(totalBytes));

/** The head of a Data or End Data packet; its bytes follow on the wire without having been copied. */
export const dataHead = (transaction: number, bytes: number, last: boolean): Buffer =>
  join(u32(headerBytes + 4 + bytes), u32(last ? types.endData : types.data), u32(transaction));

/** On the event connection. It belongs to no transaction, because it may come at any time. */
export const event = (code: number, parameters: readonly number[]): Buffer =>
  packet(types.event, u16(code), u32(unspecified), ...parameters.map(u32));

export const probeResponse = (): Buffer => packet(types.probeResponse);
