/** The honest camera behind a hostile one: what it would have said. */
import type { Socket } from 'node:net';
import * as wire from './wire.ts';

/** Live view comes often; the honest camera gives one frame in 33 ms, and this one repeats it. */
const repeated = new Set([0x9203, 0x9153, 0x1025]);

export const ok = 0x2001;

export interface Upstream {
  readonly upstream: Socket;
  readonly answers: AsyncGenerator<wire.Packet>;
  /** Frames that were given once. */
  readonly frames: Map<number, wire.Answer>;
}

/** Forwards an operation, with the data that goes with it, and collects the answer; undefined when somebody left. */
export async function honestAnswer(
  mine: Upstream,
  request: wire.Packet,
  packets: AsyncGenerator<wire.Packet>,
): Promise<wire.Answer | undefined> {
  const operation = request.payload.readUInt16LE(4);
  const transaction = request.payload.readUInt32LE(6);
  const frame = mine.frames.get(operation);
  if (frame !== undefined) return { ...frame, transaction };

  const sendsData = request.payload.readUInt32LE(0) === 2;
  mine.upstream.write(wire.packetBytes(request.type, request.payload));
  for (let isSending = sendsData; isSending; ) {
    const piece = await packets.next();
    if (piece.done) return undefined;
    mine.upstream.write(wire.packetBytes(piece.value.type, piece.value.payload));
    isSending = piece.value.type !== wire.packetTypes.endData;
  }
  const pieces: Buffer[] = [];
  let hasData = false;
  for (;;) {
    const packet = await mine.answers.next();
    if (packet.done) return undefined;
    const { type, payload } = packet.value;
    if (type === wire.packetTypes.startData) hasData = true;
    else if (type === wire.packetTypes.data || type === wire.packetTypes.endData) pieces.push(payload.subarray(4));
    else if (type === wire.packetTypes.operationResponse) {
      const parameters = Array.from({ length: Math.floor((payload.length - 6) / 4) }, (_, at) =>
        payload.readUInt32LE(6 + 4 * at),
      );
      const answer = { transaction, code: payload.readUInt16LE(0), parameters };
      if (!hasData) return answer;
      const whole = { ...answer, data: Buffer.concat(pieces) };
      if (repeated.has(operation) && whole.code === ok) mine.frames.set(operation, whole);
      return whole;
    }
  }
}
