/**
 * Resets the USB port of a camera that was left in the middle of a transfer: its next session would otherwise begin with the
 * rest of the last one.
 *
 *   usb:001,004 ─► /dev/bus/usb/001/004 ─► ioctl(USBDEVFS_RESET)
 *
 * Tried on a stand-in for the kernel only: no USB body was on the bench.
 */

import { closeSync, existsSync, openSync } from 'node:fs';
import koffi from 'koffi';

/** `_IO('U', 20)` in <linux/usbdevice_fs.h>. */
export const usbdevfsReset = 0x5514;

export interface UsbSystem {
  exists(path: string): boolean;
  /** For writing; throws as `openSync` does. */
  open(path: string): number;
  /** Whether the kernel was content. */
  ioctl(descriptor: number, request: number): Promise<boolean>;
  close(descriptor: number): void;
}

/** `gone`: nothing is at that place any more, so nothing is wedged there. `refused`: the kernel did not let us. */
export type ResetOutcome = 'reset' | 'gone' | 'refused' | 'not-usb';

/** `port` as libgphoto2 writes it. The device may come back under another number: look for it again afterwards. */
export async function resetUsbPort(port: string, system: UsbSystem = linuxUsb()): Promise<ResetOutcome> {
  const place = /^usb:(\d{3}),(\d{3})$/.exec(port);
  if (place === null) return 'not-usb';
  const path = `/dev/bus/usb/${place[1]}/${place[2]}`;
  const failed = () => (system.exists(path) ? 'refused' : 'gone');
  let descriptor: number;
  try {
    descriptor = system.open(path);
  } catch {
    return failed(); // unplugged meanwhile, or not ours to write to
  }
  try {
    return (await system.ioctl(descriptor, usbdevfsReset)) ? 'reset' : failed();
  } finally {
    system.close(descriptor);
  }
}

function linuxUsb(): UsbSystem {
  return {
    exists: existsSync,
    open: (path) => openSync(path, 'r+'),
    close: closeSync,
    ioctl(descriptor, request) {
      const call = koffi.load('libc.so.6').func('int ioctl(int descriptor, unsigned long request, int argument)');
      // on a thread: a port takes its time to come back
      return new Promise((resolve, reject) => {
        call.async(descriptor, request, 0, (error: unknown, result: number) =>
          error ? reject(error) : resolve(result === 0),
        );
      });
    },
  };
}
