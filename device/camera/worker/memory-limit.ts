/** How much memory the camera's process may have: a camera that sends without end exhausts this process and not the machine. */

import { readFileSync } from 'node:fs';
import koffi from 'koffi';
import { pictureBytesMax } from '../protocol.ts';

/**
 * What pictures may take, beyond what Node has when it starts: the largest one, several times over on its way through the
 * library.
 */
const pictureMemoryBytesMax = 6 * pictureBytesMax;
const limitData = 2; // RLIMIT_DATA in <sys/resource.h> of Linux

/** From now on this process has room for pictures and no more. */
export function limitPictureMemory(): void {
  limitDataMemory(dataBytesNow() + pictureMemoryBytesMax);
}

/** Bytes of writable memory this process has mapped. */
function dataBytesNow(): number {
  const found = /^VmData:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'));
  if (found === null) throw new Error('the kernel does not tell how much memory this process has');
  return Number(found[1]) * 1024;
}

/** From now on this process can map no more than so much writable memory (setrlimit(2)). Throws when the kernel refuses. */
function limitDataMemory(bytes: number): void {
  const setLimit: (resource: number, limits: BigUint64Array) => number = koffi
    .load('libc.so.6')
    .func('int setrlimit(int resource, const uint64_t *limits)');
  if (setLimit(limitData, new BigUint64Array([BigInt(bytes), BigInt(bytes)])) !== 0) {
    throw new Error(`setrlimit failed with errno ${koffi.errno()}`);
  }
}
