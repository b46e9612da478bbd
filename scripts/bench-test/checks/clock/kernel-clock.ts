/** What the kernel thinks of its clock: adjtimex(2), from which timedatectl has its “synchronized” as well. */
import koffi from 'koffi';

export interface KernelClock {
  /** Somebody disciplines it: STA_UNSYNC is off. */
  readonly synchronised: boolean;
  /** The most that it may be off, in the kernel's own estimate. */
  readonly maximumErrorMs: number;
}

/** `struct timex` of <sys/timex.h> on 64-bit Linux: eight bytes a long, 208 in all. */
const timexBytes = 208;
const maximumErrorAt = 24; // long maxerror, in microseconds
const statusAt = 40; // int status
const unsynchronised = 0x0040; // STA_UNSYNC

/** Reading needs no privilege. `undefined` where the kernel does not answer, as in some containers. */
export function kernelClock(): KernelClock | undefined {
  const adjtimex: (timex: Uint8Array) => number = koffi.load('libc.so.6').func('int adjtimex(_Inout_ uint8_t *timex)');
  const timex = Buffer.alloc(timexBytes); // modes = 0: change nothing
  if (adjtimex(timex) < 0) return undefined;
  return {
    synchronised: (timex.readInt32LE(statusAt) & unsynchronised) === 0,
    maximumErrorMs: Number(timex.readBigInt64LE(maximumErrorAt)) / 1000,
  };
}
