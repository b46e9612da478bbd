/** What the emulated board needs on this machine. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Programs that build the board's files, and the Debian package of each. */
const builders = {
  'aarch64-linux-gnu-g++': 'g++-aarch64-linux-gnu',
  'aarch64-linux-gnu-gcc-12': 'gcc-12-aarch64-linux-gnu', // the compiler that Debian built this kernel with
  'apt-get': 'apt',
  'dpkg-deb': 'dpkg',
  make: 'make',
  npm: 'npm',
  xz: 'xz-utils',
} as const;

/** Programs that run it. */
const runners = {
  dtc: 'device-tree-compiler',
  'qemu-system-aarch64': 'qemu-system-arm',
  timeout: 'coreutils',
} as const;

/** For `apt-get install`: everything that a Debian machine may lack. */
export const boardPackages = [
  'device-tree-compiler',
  'g++-aarch64-linux-gnu',
  'gcc-12-aarch64-linux-gnu',
  'make',
  'qemu-system-arm',
  'xz-utils',
];

/** Debian packages to install before the board's files can be built, in the order of the alphabet. */
export function missingForBuilding(): readonly string[] {
  return absent(builders);
}

/** Debian packages to install before the board can run. */
export function missingForRunning(): readonly string[] {
  return absent(runners);
}

function absent(programs: Readonly<Record<string, string>>): readonly string[] {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const found = (program: string) => folders.some((folder) => isProgram(join(folder, program)));
  const packages = Object.entries(programs).filter(([program]) => !found(program));
  return packages.map(([, name]) => name).sort();
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false; // not there, or not a program: the only two answers this question has
  }
}
