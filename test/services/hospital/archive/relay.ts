/** A network between us and an archive that breaks where a test says: amid a request, or before an answer. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface Breaking {
  /** When so many bytes have gone towards the archive: `cut` is called, once. */
  readonly afterBytesUp?: number;
  readonly cut?: () => Promise<void>;
  /** False: what the archive answers to a store does not come through; the connection ends instead. */
  readonly answersToStores?: boolean;
}

export async function startRelay(target: string, { afterBytesUp, cut, answersToStores = true }: Breaking) {
  const { hostname, port } = new URL(target);
  const open = new Set<Socket>();
  let bytesUp = 0;
  let isCut = false;
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    let isStore = false;
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on('close', () => open.delete(socket));
      socket.on('error', () => {}); // breaking is what it is for; each end hears of it by the other's close
    }
    near.on('data', (bytes) => {
      isStore ||= bytes.subarray(0, 16).toString().startsWith('POST ');
      bytesUp += bytes.length;
      far.write(bytes);
      if (isCut || afterBytesUp === undefined || bytesUp < afterBytesUp) return;
      isCut = true;
      void cut?.();
    });
    far.on('data', (bytes) => {
      if (isStore && !answersToStores) near.destroy();
      else near.write(bytes);
    });
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    bytesUp: () => bytesUp,
    async close() {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
