/** The device under a folder, and how much of its life is used, where it tells. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

export interface DiskDevice {
  /** The kernel's name of the whole disk, `mmcblk0`. */
  readonly name: string;
  readonly model: string | undefined;
  /** Tenths of its life that are used, 1 to 11 (over), by JEDEC eMMC 5.0, EXT_CSD 268 and 269; the worse of the two. */
  readonly lifeUsedTenths: number | undefined;
  /** Whether the disk itself expects to fail, by smartctl. */
  readonly healthy: boolean | undefined;
}

/** `undefined` where the folder is on no device of its own: overlay, tmpfs, network. */
export function deviceUnder(folder: string, sys: string): DiskDevice | undefined {
  const { dev } = statSync(folder);
  // dev_t of Linux: 12 bits of major and 20 of minor, as glibc's gnu_dev_major and gnu_dev_minor read them
  const [major, minor] = [(dev >> 8) & 0xfff, (dev & 0xff) | ((dev >> 12) & 0xfff00)];
  const link = join(sys, 'dev', 'block', `${major}:${minor}`);
  if (!existsSync(link)) return undefined;
  const node = realpathSync(link);
  const disk = existsSync(join(node, 'partition')) ? dirname(node) : node;
  const life = read(join(disk, 'device', 'life_time'))
    ?.split(/\s+/)
    .map(Number);
  return {
    name: basename(disk),
    model: read(join(disk, 'device', 'name')) ?? read(join(disk, 'device', 'model')),
    lifeUsedTenths: life === undefined ? undefined : Math.max(...life),
    healthy: smartHealth(basename(disk)),
  };
}

const smartctlMsMax = 10_000;

function smartHealth(disk: string): boolean | undefined {
  const { error, stdout } = spawnSync('smartctl', ['--json', '--health', `/dev/${disk}`], {
    encoding: 'utf8',
    timeout: smartctlMsMax,
  });
  if (error !== undefined) return undefined; // not installed
  try {
    const passed: unknown = JSON.parse(stdout)?.smart_status?.passed;
    return typeof passed === 'boolean' ? passed : undefined;
  } catch {
    return undefined; // it has no word on this device
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return undefined; // the device does not tell
  }
}
