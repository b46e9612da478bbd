/** Unix sockets on which the test listens and QEMU calls in, so that there is nothing to wait for or to guess. */
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';

export interface Called {
  /** Calls back for each whole line; lines are kept until the first listener is there. */
  onLine(listener: (line: string) => void): void;
  send(line: string): void;
}

export interface Listening {
  readonly path: string;
  /** Resolves when QEMU has called in. */
  readonly called: Promise<Called>;
  close(): void;
}

/** Listens at `path`, for one caller. */
export async function listen(path: string): Promise<Listening> {
  const server = createServer();
  let socket: Socket | undefined;
  const called = new Promise<Called>((resolve) => {
    server.once('connection', (caller) => {
      socket = caller;
      caller.setNoDelay().on('error', () => {}); // QEMU has ended; its exit is told elsewhere
      resolve(lines(caller));
    });
  });
  server.listen(path);
  await once(server, 'listening');
  return {
    path,
    called,
    close() {
      socket?.destroy();
      server.close();
      rmSync(path, { force: true });
    },
  };
}

function lines(socket: Socket): Called {
  const early: string[] = [];
  let tell: (line: string) => void = (line) => early.push(line);
  createInterface({ input: socket }).on('line', (line) => tell(line));
  return {
    onLine(listener) {
      tell = listener;
      for (const line of early.splice(0)) listener(line);
    },
    send: (line) => void socket.write(`${line}\n`),
  };
}
