/**
 * Operations on a command connection, one after the other (ISO 15740, section 9; CIPA DC-005, section 2.3).
 *
 *     idle ── Operation Request ──────────────────────────► answer ─► [Start Data, Data …, End Data] Response ─► idle
 *      └───── Operation Request, data will follow ─► collecting ── End Data ─► answer
 *
 * Whoever breaks this order has lost the thread: the connection ends, and a new one starts clean.
 */
import type { Socket } from 'node:net';
import type { Answer, Operation } from '../personality.ts';
import { operations, responses } from '../ptp/codes.ts';
import * as packets from '../ptp/packets.ts';
import { type Next, send } from './connection.ts';

/** Data an initiator may send with one operation: it sets properties and no more. */
export const incomingDataBytesMax = 256 * 1024;
/** Bytes in one Data packet: large, because libgphoto2 looks for events between any two. */
const dataPacketBytes = 256 * 1024;

/** What an initiator's wishes lead to. */
export interface Initiated {
  /** What the camera does with whatever comes just now. */
  readonly mood: () => 'answers' | 'hangs' | 'refuses';
  readonly sessionOpened: () => void;
  readonly sessionEnded: () => void;
  /** Called for one operation at a time. */
  readonly answer: (operation: Operation) => Promise<Answer>;
}

export interface Exchange {
  take(packet: packets.IncomingPacket): Promise<Next>;
  /** The connection is gone, and the session with it. Safe to repeat. */
  end(): void;
}

type OperationRequest = Extract<packets.IncomingPacket, { readonly kind: 'operation-request' }>;

/** An operation whose data is coming in. */
interface Collecting {
  readonly request: OperationRequest;
  readonly pieces: Buffer[];
  bytes: number;
}

export function newExchange(socket: Socket, camera: Initiated): Exchange {
  let session: 'none' | 'open' = 'none';
  let collecting: Collecting | undefined;
  let silent = false;

  async function take(packet: packets.IncomingPacket): Promise<Next> {
    if (silent) return 'go-on';
    switch (packet.kind) {
      case 'operation-request':
        if (collecting) return 'end';
        if (!packet.sendsData) return perform(packet, Buffer.alloc(0));
        collecting = { request: packet, pieces: [], bytes: 0 };
        return 'go-on';
      case 'start-data':
        return collecting && packet.totalBytes <= incomingDataBytesMax ? 'go-on' : 'end';
      case 'data':
      case 'end-data': {
        if (collecting?.request.transaction !== packet.transaction) return 'end';
        collecting.pieces.push(packet.bytes);
        collecting.bytes += packet.bytes.length;
        if (collecting.bytes > incomingDataBytesMax) return 'end';
        if (packet.kind === 'data') return 'go-on';
        const { request, pieces } = collecting;
        collecting = undefined;
        return perform(request, Buffer.concat(pieces));
      }
      case 'cancel':
        collecting = undefined; // an answer that is under way cannot be called back
        return 'go-on';
      default:
        return 'end';
    }
  }

  async function perform(request: OperationRequest, data: Buffer): Promise<Next> {
    const answer = await answerTo({ code: request.code, parameters: request.parameters, data });
    if (camera.mood() === 'hangs') return 'go-on';
    silent = answer.thenSilent ?? false;
    return (await sendAnswer(socket, request.transaction, answer)) ? 'go-on' : 'end';
  }

  async function answerTo(operation: Operation): Promise<Answer> {
    switch (operation.code) {
      case operations.openSession:
        if (session === 'open') return { code: responses.sessionAlreadyOpen };
        session = 'open';
        camera.sessionOpened();
        return { code: responses.ok };
      case operations.closeSession:
        if (session === 'none') return { code: responses.sessionNotOpen };
        end();
        return { code: responses.ok };
      case operations.getDeviceInfo:
        return camera.answer(operation); // the only one that is allowed outside a session
      default:
        return session === 'open' ? camera.answer(operation) : { code: responses.sessionNotOpen };
    }
  }

  function end(): void {
    if (session === 'open') camera.sessionEnded();
    session = 'none';
  }

  return { take, end };
}

/** Data phase, if any, and response. Resolves with whether all of it went out. */
async function sendAnswer(socket: Socket, transaction: number, answer: Answer): Promise<boolean> {
  if (answer.data) {
    const announced = answer.data.reduce((total, part) => total + part.length, 0);
    if (!(await send(socket, packets.startData(transaction, announced)))) return false;
    let left = answer.cutAfterBytes ?? announced;
    for (const piece of piecesOf(answer.data, left)) {
      left -= piece.length;
      socket.write(packets.dataHead(transaction, piece.length, left === 0 && !answer.thenSilent));
      if (!(await send(socket, piece))) return false;
    }
  }
  if (answer.thenSilent) return true;
  const sent = await send(socket, packets.operationResponse(answer.code, transaction, answer.parameters ?? []));
  if (sent) answer.delivered?.();
  return sent;
}

/** The first `bytes` of the parts in pieces of a packet's size; always one at least, because a data phase has an end. */
function* piecesOf(parts: readonly Uint8Array[], bytes: number): Generator<Uint8Array, void, void> {
  if (bytes === 0) yield Buffer.alloc(0);
  const whole = bytes <= dataPacketBytes ? [Buffer.concat(parts).subarray(0, bytes)] : parts; // a head and its frame in one
  let left = bytes;
  for (const part of whole)
    for (let from = 0; from < part.length && left > 0; from += dataPacketBytes) {
      const piece = part.subarray(from, Math.min(part.length, from + dataPacketBytes, from + left));
      left -= piece.length;
      yield piece;
    }
}
