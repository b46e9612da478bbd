/** Versions and serial numbers for the report: what a colleague asks first. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { arch, release, totalmem, uptime } from 'node:os';
import { join } from 'node:path';
import type { Figures, MachineFolders } from './check.ts';

const root = join(import.meta.dirname, '..', '..');
const commandMsMax = 10_000;

export function machineFacts({ sys, proc }: MachineFolders): Figures {
  const tree = (name: string) => text(join(proc, 'device-tree', name))?.replaceAll('\0', '');
  const milliCelsius = Number(text(join(sys, 'class', 'thermal', 'thermal_zone0', 'temp')) ?? Number.NaN);
  const facts: Readonly<Record<string, string | number | undefined>> = {
    lentigo: (JSON.parse(text(join(root, 'package.json')) ?? '{}') as { version?: string }).version,
    node: process.version,
    board: tree('model') ?? 'not a board with a device tree',
    boardSerial: tree('serial-number'),
    kernel: release(),
    architecture: arch(),
    system: /^PRETTY_NAME="?([^"\n]*)/m.exec(text('/etc/os-release') ?? '')?.[1],
    libgphoto2: packageVersion('libgphoto2-6'),
    chromium: packageVersion('chromium'),
    memoryBytes: totalmem(),
    uptimeS: Math.round(uptime()),
    temperatureCelsius: Number.isNaN(milliCelsius) ? undefined : Math.round(milliCelsius / 1000),
  };
  return Object.fromEntries(
    Object.entries(facts).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** Debian's version of a package; `undefined` when it is not installed. */
function packageVersion(name: string): string | undefined {
  const { stdout } = spawnSync('dpkg-query', ['--status', name], { encoding: 'utf8', timeout: commandMsMax });
  return /^Status: .* installed$/m.test(stdout ?? '') ? /^Version: (.+)$/m.exec(stdout)?.[1] : undefined;
}

function text(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return undefined; // this machine has no such thing
  }
}
