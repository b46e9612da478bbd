/** A serial port without a cable: a pseudo-terminal of the kernel's, whose other end looks to serialport like a device. */
import { closeSync, constants, openSync, writeSync } from 'node:fs';
import { ReadStream } from 'node:tty';
import koffi from 'koffi';

export interface PseudoTerminal {
  /** The end to open as a serial device. */
  readonly path: string;
  /** What does not fit because nobody reads is lost, as on a real cable. */
  /** What does not fit because nobody reads is lost, as on a real cable. */
  write(bytes: Uint8Array): void;
  /** Pulls the cable: whoever has the device open sees it hang up. */
  close(): void;
}

const nameBytesMax = 64;
/** ioctl_tty(2): ends the exclusive mode that serialport sets, so that the device can be opened again. */
const TIOCNXCL = 0x540d;

/** `heard` is called with what arrives from whoever has the device open. */
export function pseudoTerminal(heard: (bytes: Uint8Array) => void): PseudoTerminal {
  const libc = koffi.load('libc.so.6');
  const grantpt = libc.func('int grantpt(int fd)');
  const unlockpt = libc.func('int unlockpt(int fd)');
  const ptsnameR = libc.func('int ptsname_r(int fd, _Out_ char *name, size_t bytes)');
  const ioctl = libc.func('int ioctl(int fd, unsigned long request)');

  const master = openSync('/dev/ptmx', constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK);
  if (grantpt(master) !== 0 || unlockpt(master) !== 0) throw new Error('no pseudo-terminal to be had');
  const name = Buffer.alloc(nameBytesMax);
  if (ptsnameR(master, name, nameBytesMax) !== 0) throw new Error('the pseudo-terminal has no name');
  const path = name.toString('utf8', 0, name.indexOf(0));
  // Held open, so that our end outlives a program that opens the device and ends.
  const device = openSync(path, constants.O_RDWR | constants.O_NOCTTY);
  let open = true;

  const stream = new ReadStream(master);
  stream.on('data', (bytes: Uint8Array) => {
    if (open) ioctl(device, TIOCNXCL);
    heard(bytes);
  });
  return {
    path,
    write(bytes) {
      if (!open) return;
      try {
        writeSync(master, bytes);
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error;
      }
    },
    close() {
      if (!open) return;
      open = false;
      closeSync(device);
      stream.destroy();
    },
  };
}
