/** Where a test puts its files and servers. */
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export function temporaryFolder(name: string, parent = tmpdir()): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(parent, `lentigo-${name}-`));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

const memory = '/dev/shm';
/** Far more than the tests of four files at the same time put there. */
const memoryBytesMin = 2 ** 30;

/** For files that need not outlive the machine: where making a thousand of them is cheap, if there is room. */
export function quickestParent(): string {
  if (!existsSync(memory)) return tmpdir();
  const { bavail, bsize } = statfsSync(memory);
  return bavail * bsize >= memoryBytesMin ? memory : tmpdir();
}

/** A port that nobody uses at the moment. */
export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
