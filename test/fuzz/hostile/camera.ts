/**
 * A camera that lies: it stands between the driver and an honest simulated camera, lets most of what that one says pass, and
 * makes something else of the rest.
 *
 *     worker, libgphoto2 ──operation──► hostile camera ──operation──► simulated camera
 *                        ◄──lie──────── (lies, rudeness, disguise) ◄──answer──
 *
 * Each conversation has a stage at which it is to be spoiled, so that many get past the greeting. What happens to the n-th
 * time of an operation in a conversation depends on the seed and on these numbers only.
 */
import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { madeUp } from './disguise.ts';
import { type Draw, drawOf } from './draw.ts';
import { lieNames, lies } from './lies.ts';
import type { Line } from './rudeness.ts';
import { type Case, type CaseName, drawnCase, drawnStage, type Script, spoilsGreeting, tellLie } from './spoiling.ts';
import { type Stage, stageOfOperation } from './stages.ts';
import { honestAnswer, ok, type Upstream } from './upstream.ts';
import * as wire from './wire.ts';

export interface HostileOptions {
  readonly seed: number;
  /** A fresh honest camera for some conversations from now on; where it listens. */
  readonly honest: (draw: Draw) => Promise<{ readonly port: number; close(): Promise<void> }>;
  readonly onCase: (what: Case) => void;
  readonly script?: Script;
}

export interface HostileCamera {
  readonly port: number;
  /** How many there were. */
  conversations(): number;
  close(): Promise<void>;
}

/** So that pictures nobody fetched do not pile up. */
const conversationsWithOne = 20;
/** A driver that says nothing for so long after it was lied to waits for something that will never come. */
const patienceMs = 200;
const notSupported = 0x2005;

interface Conversation extends Line, Upstream {
  readonly number: number;
  readonly stage: Stage;
  readonly honestPort: number;
  readonly times: Map<number, number>;
  connection: number;
  eventSocket: Socket | undefined;
  isDisguised: boolean;
  wasSpoiled: boolean;
  patience: NodeJS.Timeout | undefined;
}

export async function startHostileCamera(options: HostileOptions): Promise<HostileCamera> {
  const { seed, onCase, script } = options;
  const sockets = new Set<Socket>();
  let conversations = 0;
  let latest: Conversation | undefined;
  let frames = new Map<number, wire.Answer>();
  let honest = await options.honest(drawOf(seed, 0));

  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => {}); // 'close' follows
    socket.setNoDelay(true);
    void serve(socket).finally(() => socket.destroy());
  });

  async function serve(socket: Socket): Promise<void> {
    const packets = wire.packetsOf(socket);
    const first = await packets.next();
    if (first.done) return;
    if (first.value.type === wire.packetTypes.initCommandRequest) return converse(socket, packets, first.value);
    if (first.value.type === wire.packetTypes.initEventRequest && latest !== undefined) {
      await serveEvents(latest, socket, packets);
    }
  }

  async function converse(command: Socket, packets: AsyncGenerator<wire.Packet>, hello: wire.Packet): Promise<void> {
    conversations += 1;
    const number = conversations;
    if (number % conversationsWithOne === 0) {
      await honest.close();
      honest = await options.honest(drawOf(seed, number));
      frames = new Map();
    }
    const draw = drawOf(seed, number);
    const upstream = connect(honest.port, '127.0.0.1');
    upstream.on('error', () => {});
    const mine: Conversation = {
      number,
      stage: drawnStage(draw),
      honestPort: honest.port,
      command,
      upstream,
      answers: wire.packetsOf(upstream),
      times: new Map(),
      frames,
      connection: 0,
      eventSocket: undefined,
      isDisguised: false,
      wasSpoiled: false,
      patience: undefined,
      events: () => mine.eventSocket,
    };
    latest = mine;
    try {
      upstream.write(wire.packetBytes(hello.type, hello.payload));
      const ack = await mine.answers.next();
      if (ack.done) return;
      mine.connection = ack.value.payload.readUInt32LE(0);
      greet(mine, command, ack.value, draw);
      for await (const packet of packets) {
        if (packet.type !== wire.packetTypes.operationRequest || packet.payload.length < 10) continue;
        clearTimeout(mine.patience);
        const operation = packet.payload.readUInt16LE(4);
        const answer = await honestAnswer(mine, packet, packets);
        if (answer === undefined) return;
        await answerWith(mine, operation, answer);
        if (mine.wasSpoiled && script === undefined)
          mine.patience = setTimeout(() => command.resetAndDestroy(), patienceMs);
      }
    } finally {
      clearTimeout(mine.patience);
      upstream.destroy();
      mine.eventSocket?.destroy();
    }
  }

  async function serveEvents(mine: Conversation, socket: Socket, packets: AsyncGenerator<wire.Packet>): Promise<void> {
    mine.eventSocket = socket;
    const upstream = connect(mine.honestPort, '127.0.0.1');
    upstream.on('error', () => {});
    upstream.write(wire.packetBytes(wire.packetTypes.initEventRequest, wire.u32(mine.connection)));
    const heard = wire.packetsOf(upstream);
    const ack = await heard.next();
    if (!ack.done) greet(mine, socket, ack.value, drawOf(seed, mine.number, 1));
    void (async () => {
      for await (const packet of heard) socket.write(wire.packetBytes(packet.type, packet.payload));
    })();
    for await (const _ of packets); // probes and cancellations are not answered
    upstream.destroy();
  }

  /** The acknowledgements of the two connections, which are no answers. */
  function greet(mine: Conversation, socket: Socket, ack: wire.Packet, draw: Draw): void {
    if (script !== undefined || !spoilsGreeting(mine.stage, draw)) {
      socket.write(wire.packetBytes(ack.type, ack.payload));
      return;
    }
    const name = draw.one(lieNames);
    const { data } = lies[name]({ transaction: 0, code: 0, parameters: [], data: ack.payload }, draw);
    onCase({ conversation: mine.number, operation: 0, stage: 'greeting', name });
    socket.write(wire.packetBytes(draw.happens(0.8) ? ack.type : draw.number(0, 15), data ?? Buffer.alloc(0)));
  }

  async function answerWith(mine: Conversation, operation: number, honestly: wire.Answer): Promise<void> {
    const time = mine.times.get(operation) ?? 0;
    mine.times.set(operation, time + 1);
    const draw = drawOf(seed, mine.number, operation, time);
    const stage = stageOfOperation(operation);
    const told = (name: CaseName) => onCase({ conversation: mine.number, operation, stage, name });

    let answer = honestly;
    if (mine.isDisguised && answer.code === notSupported && draw.happens(0.85)) {
      answer = { ...answer, code: ok, data: madeUp(operation, draw) };
      told('made up');
    }
    const name = script === undefined ? drawnCase(mine, operation, stage, draw) : script(operation, time, mine.number);
    if (name === undefined) {
      mine.command.write(wire.answerBytes(answer));
      return;
    }
    told(name);
    mine.wasSpoiled = true;
    if (name === 'another make') mine.isDisguised = true;
    await tellLie(name, mine, operation, answer, draw);
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: portOf(server),
    conversations: () => conversations,
    async close() {
      server.close();
      for (const socket of sockets) socket.destroy();
      await honest.close();
    },
  };
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
  return address.port;
}
