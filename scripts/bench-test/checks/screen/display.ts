/** What the kernel shows of displays, touch panels and the browser's program. */
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Display {
  /** The kernel's name of the socket, `card1-DSI-1`. */
  readonly socket: string;
  /** Its first mode, `720x1280`. */
  readonly mode: string;
}

/** Displays that are connected, by /sys/class/drm (Linux, drivers/gpu/drm/drm_sysfs.c). */
export function displays(sys: string): readonly Display[] {
  const folder = join(sys, 'class', 'drm');
  return entries(folder)
    .filter((name) => /^card\d+-/.test(name) && read(join(folder, name, 'status')) === 'connected')
    .map((name) => ({ socket: name, mode: read(join(folder, name, 'modes')).split('\n')[0] ?? '' }));
}

/** ABS_MT_POSITION_X of <linux/input-event-codes.h>: only panels that are touched have this axis. */
const touchAxis = 0x35n;
/** The kernel writes the bits in words of this size, the highest first, on every board that a station is built of. */
const wordBits = 64n;

/** Names of the touch panels. */
export function touchPanels(sys: string): readonly string[] {
  const folder = join(sys, 'class', 'input');
  return entries(folder)
    .filter((name) => /^input\d+$/.test(name))
    .filter((name) => {
      const words = read(join(folder, name, 'capabilities', 'abs')).split(' ');
      const bits = words.reduce((sum, word) => (sum << wordBits) | BigInt(`0x${word || '0'}`), 0n);
      return ((bits >> touchAxis) & 1n) === 1n;
    })
    .map((name) => read(join(folder, name, 'name')));
}

const chromiumMsMax = 20_000;

/** What `chromium --version` says; `undefined` where there is none. */
export function chromiumVersion(): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile('chromium', ['--version'], { timeout: chromiumMsMax }, (error, stdout) => {
      const version = /\d+(\.\d+)+/.exec(stdout)?.[0];
      resolve(error === null ? version : undefined);
    });
  });
}

function entries(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return []; // this kernel shows nothing of the kind
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return ''; // it was unplugged meanwhile, or has no such attribute
  }
}
