/**
 * The camera's end of PTP/IP: who connects, and for what (CIPA DC-005, section 2).
 *
 *     initiator                          responder
 *     ── Init Command Request ──────────► command connection, number n: operations (`exchange.ts`)
 *     ── Init Event Request n ──────────► event connection of n: events and probes
 *
 * One initiator is served. A newcomer takes the place of the one before, who has usually vanished without a word.
 */
import { createServer, type Server, type Socket } from 'node:net';
import type { EventMessage } from '../personality.ts';
import * as packets from '../ptp/packets.ts';
import { chunksOf, type Next, send } from './connection.ts';
import { type Exchange, type Initiated, newExchange } from './exchange.ts';

/** Connections at the same time; more are turned away. A session has two. */
export const connectionsMax = 16;
/** Who connects has this long to say what for. */
const firstPacketWithinMsDefault = 5000;

export interface ResponderOptions extends Initiated {
  /** 0: any free one. */
  readonly port: number;
  /** How the camera introduces itself. */
  readonly name: string;
  readonly firstPacketWithinMs?: number;
}

export interface Responder {
  readonly port: number;
  /** Tells the initiator of something on its event connection; without one, nobody hears of it. */
  announce(message: EventMessage): void;
  /** Ends every connection at once, as a pulled plug does. */
  drop(): void;
  close(): Promise<void>;
}

/** An initiator: its command connection, and its event connection once it has one. */
interface Link {
  readonly number: number;
  readonly command: Socket;
  readonly exchange: Exchange;
  events: Socket | undefined;
}

/** Listens on 127.0.0.1. Rejects when the port is taken. */
export async function startResponder(options: ResponderOptions): Promise<Responder> {
  const { firstPacketWithinMs = firstPacketWithinMsDefault } = options;
  const sockets = new Set<Socket>();
  let link: Link | undefined;
  let links = 0;

  function begin(socket: Socket): Link {
    if (link) end(link);
    links += 1;
    const mine = { number: links, command: socket, exchange: newExchange(socket, options), events: undefined };
    link = mine;
    socket.once('close', () => end(mine));
    return mine;
  }

  function end(ended: Link): void {
    ended.command.destroy();
    ended.events?.destroy();
    if (link === ended) link = undefined;
    ended.exchange.end();
  }

  /** The first packet says what a connection is for. */
  async function introduce(socket: Socket, packet: packets.IncomingPacket): Promise<Role | undefined> {
    if (packet.kind === 'init-command-request') {
      const { number, exchange } = begin(socket);
      await send(socket, packets.initCommandAck(number, options.name));
      return exchange.take;
    }
    if (packet.kind === 'init-event-request' && link?.number === packet.connection && link.events === undefined) {
      link.events = socket;
      await send(socket, packets.initEventAck());
      return (later) => takeOnEventConnection(socket, later);
    }
    await send(socket, packets.initFail());
    return undefined;
  }

  async function serve(socket: Socket): Promise<void> {
    const impatience = setTimeout(() => socket.destroy(), firstPacketWithinMs);
    let role: Role | undefined;
    for await (const packet of packets.packetsFrom(chunksOf(socket))) {
      clearTimeout(impatience);
      if (options.mood() === 'hangs') continue;
      if (role) {
        if ((await role(packet)) === 'end') break;
      } else {
        role = await introduce(socket, packet);
        if (role === undefined) break;
      }
    }
    clearTimeout(impatience);
    socket.destroy();
  }

  const server = createServer((socket) => {
    socket.on('error', () => {}); // an initiator that vanishes is told by 'close', like one that leaves
    if (options.mood() === 'refuses' || sockets.size >= connectionsMax) {
      socket.resetAndDestroy();
      return;
    }
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.setNoDelay(true);
    void serve(socket); // rejects on a bug of ours only, which ends the process
  });
  const drop = (): void => {
    for (const socket of sockets) socket.resetAndDestroy();
    if (link) end(link);
  };
  return {
    port: await listen(server, options.port),
    announce: ({ code, parameters }) => void link?.events?.write(packets.event(code, parameters)),
    drop,
    close: () => close(server, drop),
  };
}

type Role = (packet: packets.IncomingPacket) => Promise<Next>;

async function takeOnEventConnection(socket: Socket, packet: packets.IncomingPacket): Promise<Next> {
  switch (packet.kind) {
    case 'probe-request':
      return (await send(socket, packets.probeResponse())) ? 'go-on' : 'end';
    case 'probe-response':
    case 'cancel': // also sent on the command connection, where the operation is
      return 'go-on';
    default:
      return 'end';
  }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      const address = server.address();
      if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
      resolve(address.port);
    });
  });
}

function close(server: Server, drop: () => void): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    drop();
  });
}
