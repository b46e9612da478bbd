/** Which of libgphoto2's drivers this process can load. */

import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

/** Debian's folder for the drivers of a version, by `process.arch`. */
const tripletOf: Readonly<Partial<Record<NodeJS.Architecture, string>>> = {
  x64: 'x86_64-linux-gnu',
  arm64: 'aarch64-linux-gnu',
};

/**
 * A folder in which the `ptp2` driver is the only one. Loading all hundred takes a quarter of a second, and each is code
 * from the last century that a strange device could choose by its USB ids. `undefined` where the system keeps them elsewhere.
 */
export function usableDrivers(version: string, folder: string): string | undefined {
  const triplet = tripletOf[process.arch];
  if (triplet === undefined) return undefined;
  const driver = join('/usr/lib', triplet, 'libgphoto2', version, 'ptp2.so');
  if (!existsSync(driver)) return undefined;
  mkdirSync(folder, { recursive: true });
  const link = join(folder, 'ptp2.so');
  if (!existsSync(link)) symlinkSync(driver, link);
  return folder;
}
