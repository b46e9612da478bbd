/** Bytes to and from a TCP connection whose other end may vanish at any moment. That is no error, only an end. */
import type { Socket } from 'node:net';

/** What becomes of a connection after a packet. */
export type Next = 'go-on' | 'end';

/** Resolves with whether the bytes went out; false when the connection has ended. */
export function send(socket: Socket, bytes: Uint8Array): Promise<boolean> {
  return new Promise((resolve) => {
    socket.write(bytes, (error) => resolve(error === undefined || error === null));
  });
}

/** What a connection brings until it ends, in whatever way it ends. */
export async function* chunksOf(socket: Socket): AsyncGenerator<Buffer, void, void> {
  try {
    yield* socket as AsyncIterable<Buffer>;
  } catch (error) {
    if (!isConnectionTrouble(error)) throw error;
  }
}

const connectionTroubles = ['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ERR_STREAM_PREMATURE_CLOSE'];

function isConnectionTrouble(error: unknown): boolean {
  return error instanceof Error && 'code' in error && connectionTroubles.includes(String(error.code));
}
