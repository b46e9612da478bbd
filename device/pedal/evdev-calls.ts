/**
 * The kernel calls that an input device needs and Node does not have, through libc. Numbers: linux/input.h and
 * asm-generic/fcntl.h, the same on x86-64 and arm64. A call that the kernel refuses for a reason not named here throws.
 */
import { constants } from 'node:os';
import koffi from 'koffi';

export interface InputCalls {
  /** From now on nobody else gets the device's events, the browser neither. Ends by itself when the file is closed. */
  grab(fd: number): 'grabbed' | 'taken' | 'gone';
  /** Event times are CLOCK_MONOTONIC, as `performance.now()`, instead of the wall clock. */
  useMonotonicClock(fd: number): 'set' | 'gone';
  /** Codes of the keys that are down now. */
  keysDown(fd: number): readonly number[] | 'gone';
  /** The kernel sends this process SIGIO whenever something can be read, or the device is gone. The file is non-blocking. */
  signalOnInput(fd: number): void;
}

const eviocgrab = 0x40044590; // _IOW('E', 0x90, int)
const eviocsclockid = 0x400445a0; // _IOW('E', 0xa0, int)
const eviocgkey = 0x80604518; // _IOC(_IOC_READ, 'E', 0x18, keyBytes)
/** One bit for each of KEY_CNT = 768 keys. */
const keyBytes = 96;
const clockMonotonic = 1;
const [fSetFl, fSetOwn] = [4, 8];
const [oNonBlock, fAsync] = [0o4000, 0o20000];
const { EBUSY, ENODEV } = constants.errno;

/** Loads libc. */
export function linuxInput(): InputCalls {
  const libc = koffi.load(null);
  const ioctlInt = libc.func('int ioctl(int fd, unsigned long request, ...)');
  const fcntl = libc.func('int fcntl(int fd, int command, ...)');

  /** 0, or the number of a refusal that the caller expects. */
  function ioctl(name: string, expected: readonly number[], call: () => number): number {
    if (call() >= 0) return 0;
    const refusal = koffi.errno();
    if (expected.includes(refusal)) return refusal;
    throw new Error(`${name} was refused with errno ${refusal}`);
  }

  return {
    grab(fd) {
      const refusal = ioctl('EVIOCGRAB', [EBUSY, ENODEV], () => ioctlInt(fd, eviocgrab, 'unsigned long', 1));
      return refusal === 0 ? 'grabbed' : refusal === EBUSY ? 'taken' : 'gone';
    },
    useMonotonicClock(fd) {
      const clock = new Int32Array([clockMonotonic]);
      return ioctl('EVIOCSCLOCKID', [ENODEV], () => ioctlInt(fd, eviocsclockid, 'int *', clock)) === 0 ? 'set' : 'gone';
    },
    keysDown(fd) {
      const bits = new Uint8Array(keyBytes);
      if (ioctl('EVIOCGKEY', [ENODEV], () => ioctlInt(fd, eviocgkey, 'uint8_t *', bits)) !== 0) return 'gone';
      return Array.from({ length: keyBytes * 8 }, (_, code) => code).filter(
        (code) => ((bits[code >> 3] ?? 0) >> (code & 7)) & 1,
      );
    },
    signalOnInput(fd) {
      if (fcntl(fd, fSetOwn, 'int', process.pid) < 0 || fcntl(fd, fSetFl, 'int', oNonBlock | fAsync) < 0) {
        throw new Error(`fcntl was refused with errno ${koffi.errno()}`);
      }
    },
  };
}

const readers = new Set<() => void>();
let listening = false;

/**
 * Calls back on every SIGIO. Returns what ends it.
 *
 * The process's handler stays once it is set: a signal that is still on its way when the last reader ends would
 * otherwise meet the default action, which ends the process.
 */
export function onInputSignal(read: () => void): () => void {
  if (!listening) {
    process.on('SIGIO', () => {
      for (const reader of [...readers]) reader();
    });
    listening = true;
  }
  const own = () => read();
  readers.add(own);
  return () => readers.delete(own);
}
