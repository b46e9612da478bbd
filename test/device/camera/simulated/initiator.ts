/**
 * A bare PTP/IP initiator for what gphoto2 would never do: odd orders, unusual parameters, rude endings.
 * It encodes and decodes by itself, so that a mistake in the camera's framing cannot hide behind the same mistake here.
 */
import { connect, type Socket } from 'node:net';
import { setTimeout as after } from 'node:timers/promises';

export interface Reply {
  readonly code: number;
  readonly parameters: readonly number[];
  readonly data: Buffer;
  /** What Start Data said; undefined when there was no data phase. */
  readonly announcedBytes: number | undefined;
}

export interface Packet {
  readonly type: number;
  readonly payload: Buffer;
}

export interface Wire {
  readonly socket: Socket;
  send(type: number, payload: Buffer): void;
  /** The next packet, or undefined when the connection has ended. */
  next(): Promise<Packet | undefined>;
  /** Resolves when the connection has ended; rejects when it does not. */
  ended(): Promise<void>;
}

/** Longer than the camera takes for anything. */
const replyWithinMs = 10_000;

export const portOf = (address: string): number => Number(address.split(':').at(-1));

export async function openWire(port: number): Promise<Wire> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true }); // several small packets make one operation
  let held: Buffer = Buffer.alloc(0);
  let ended = false;
  let wake: () => void = () => {};
  socket.on('data', (chunk: Buffer) => {
    held = Buffer.concat([held, chunk]);
    wake();
  });
  socket.on('error', () => {}); // 'close' follows
  const end = new Promise<void>((resolve) => {
    socket.once('close', () => {
      ended = true;
      wake();
      resolve();
    });
  });
  await Promise.race([new Promise((resolve) => socket.once('connect', resolve)), end]);

  async function next(): Promise<Packet | undefined> {
    const until = performance.now() + replyWithinMs;
    for (;;) {
      const length = held.length >= 8 ? held.readUInt32LE(0) : Number.POSITIVE_INFINITY;
      if (held.length >= length) {
        const packet = { type: held.readUInt32LE(4), payload: held.subarray(8, length) };
        held = held.subarray(length);
        return packet;
      }
      if (ended) return undefined;
      await new Promise<void>((resolve, reject) => {
        const patience = setTimeout(() => reject(new Error('no answer')), until - performance.now());
        wake = () => {
          clearTimeout(patience);
          resolve();
        };
      });
    }
  }
  return {
    socket,
    send: (type, payload) => socket.write(packetBytes(type, payload)),
    next,
    ended: () => within(end),
  };
}

async function within(happening: Promise<void>): Promise<void> {
  const patience = new AbortController();
  const late = after(replyWithinMs, 'late', { signal: patience.signal }).catch(() => 'in time');
  const outcome = await Promise.race([happening, late]);
  patience.abort();
  if (outcome === 'late') throw new Error('the connection did not end');
}

export function packetBytes(type: number, payload: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32LE(8 + payload.length, 0);
  head.writeUInt32LE(type, 4);
  return Buffer.concat([head, payload]);
}

export interface Initiator {
  readonly commands: Wire;
  readonly events: Wire;
  /** One operation; with `data`, the initiator sends it. Undefined when the connection has ended instead. */
  ask(code: number, parameters?: readonly number[], data?: Buffer): Promise<Reply | undefined>;
  leave(): void;
}

/** Both connections, without a session yet. */
export async function connectTo(address: string): Promise<Initiator> {
  const commands = await openWire(portOf(address));
  commands.send(1, Buffer.concat([Buffer.alloc(16, 7), Buffer.from('bench\0', 'utf16le'), u32(0x10000)]));
  const acknowledged = await commands.next();
  if (acknowledged?.type !== 2) throw new Error('the command connection was not acknowledged');
  const events = await openWire(portOf(address));
  events.send(3, acknowledged.payload.subarray(0, 4));
  if ((await events.next())?.type !== 4) throw new Error('the event connection was not acknowledged');

  let transactions = 0;
  async function ask(code: number, parameters: readonly number[] = [], data?: Buffer): Promise<Reply | undefined> {
    const transaction = u32(transactions);
    transactions += 1;
    commands.send(6, Buffer.concat([u32(data ? 2 : 1), u16(code), transaction, ...parameters.map(u32)]));
    if (data) {
      commands.send(9, Buffer.concat([transaction, u32(data.length), u32(0)]));
      commands.send(12, Buffer.concat([transaction, data]));
    }
    const pieces: Buffer[] = [];
    let announcedBytes: number | undefined;
    for (;;) {
      const packet = await commands.next();
      if (packet === undefined) return undefined;
      if (packet.type === 9) announcedBytes = packet.payload.readUInt32LE(4);
      else if (packet.type === 10 || packet.type === 12) pieces.push(packet.payload.subarray(4));
      else if (packet.type === 7) {
        const numbers = Array.from({ length: (packet.payload.length - 6) / 4 }, (_, at) =>
          packet.payload.readUInt32LE(6 + 4 * at),
        );
        const reply = { code: packet.payload.readUInt16LE(0), parameters: numbers, data: Buffer.concat(pieces) };
        return { ...reply, announcedBytes };
      } else throw new Error(`a packet of type ${packet.type} within an operation`);
    }
  }
  return {
    commands,
    events,
    ask,
    leave() {
      commands.socket.destroy();
      events.socket.destroy();
    },
  };
}

export function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

export function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
