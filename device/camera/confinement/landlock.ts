/**
 * Which files and which network a process may still reach (Landlock; Documentation/userspace-api/landlock.rst of Linux).
 * Written as bytes by version of the kernel's interface:
 *
 *     1  files: read, run, write, make, remove      Linux 5.13
 *     2  renaming across folders                    5.19
 *     3  truncating                                 6.2     ◄ Debian 12 has 6.1: a file that may be read only cannot be
 *     4  TCP: bind, connect, by port                6.7       written, but can be truncated
 *     5  device control                             6.10
 *     6  signals and abstract sockets               6.12    ◄ Debian 13
 *
 * What it does not cover, at any version: UDP, other sockets, the address behind a TCP port, `chmod` and its relatives.
 * For these see `system-calls.ts`.
 */

import { statSync } from 'node:fs';
import { errorNumbers, type Kernel } from './kernel.ts';

export interface Reach {
  /** Files, or folders with all that is in them; what does not exist is left out. */
  readonly read: readonly string[];
  /** Files that may be read and started. Libraries are only read. */
  readonly run: readonly string[];
  /** Folders in which anything but devices may be made, written and removed. */
  readonly write: readonly string[];
  /** Devices, or folders of them, to be read, written and controlled. */
  readonly devices: readonly string[];
  /** Remote TCP ports; `undefined`: any. */
  readonly tcpPorts: readonly number[] | undefined;
}

const fileRights = {
  execute: 1n << 0n,
  writeFile: 1n << 1n,
  readFile: 1n << 2n,
  readFolder: 1n << 3n,
  removeFolder: 1n << 4n,
  removeFile: 1n << 5n,
  makeFolder: 1n << 7n,
  makeFile: 1n << 8n,
  makeSymlink: 1n << 12n,
  refer: 1n << 13n,
  truncate: 1n << 14n,
  deviceControl: 1n << 15n,
} as const;
const { execute, writeFile, readFile, readFolder, removeFolder, removeFile } = fileRights;
const { makeFolder, makeFile, makeSymlink, refer, truncate, deviceControl } = fileRights;
/** Rights that a rule for a single file may give. */
const ofOneFile = execute | writeFile | readFile | truncate | deviceControl;

const tcp = { bind: 1n << 0n, connect: 1n << 1n } as const;
const scopes = { abstractSockets: 1n << 0n, signals: 1n << 1n } as const;
const ruleTypes = { beneathPath: 1, port: 2 } as const;

/** Everything the version knows about is forbidden; rules give back. */
export function handledRights(version: number): {
  readonly files: bigint;
  readonly tcp: bigint;
  readonly scopes: bigint;
} {
  const known = version >= 5 ? 16n : version >= 3 ? 15n : version >= 2 ? 14n : 13n;
  return {
    files: (1n << known) - 1n,
    tcp: version >= 4 ? tcp.bind | tcp.connect : 0n,
    scopes: version >= 6 ? scopes.abstractSockets | scopes.signals : 0n,
  };
}

/**
 * Restricts this thread and all that comes of it. Returns what the kernel cannot do of it, in words for a log; throws when
 * it has Landlock and refuses.
 */
export function confineReach(kernel: Kernel, reach: Reach): readonly string[] {
  const version = kernel.landlockVersion();
  if (version === -errorNumbers.noSuchCall || version === -errorNumbers.notSupported) {
    return ['this kernel has no Landlock: files and network ports are not confined'];
  }
  if (version < 1) throw new Error(`Landlock's version: errno ${-version}`);
  const handled = handledRights(version);
  const anyPort = reach.tcpPorts === undefined;
  const handledTcp = anyPort ? handled.tcp & tcp.bind : handled.tcp;

  const attributes = Buffer.alloc(version >= 6 ? 24 : version >= 4 ? 16 : 8);
  const fields = [handled.files, handledTcp, handled.scopes];
  fields.slice(0, attributes.length / 8).forEach((field, at) => void attributes.writeBigUInt64LE(field, 8 * at));
  const ruleset = kernel.landlockRuleset(attributes);
  const rules: readonly (readonly [readonly string[], bigint])[] = [
    [reach.read, readFile | readFolder],
    [reach.run, readFile | execute],
    [
      reach.write,
      readFile |
        readFolder |
        writeFile |
        truncate |
        makeFile |
        makeFolder |
        makeSymlink |
        removeFile |
        removeFolder |
        refer,
    ],
    [reach.devices, readFile | readFolder | writeFile | deviceControl],
  ];
  for (const [paths, rights] of rules) {
    for (const path of paths) allowPath(kernel, ruleset, path, rights & handled.files);
  }
  for (const port of handledTcp & tcp.connect ? (reach.tcpPorts ?? []) : []) {
    const rule = Buffer.alloc(16);
    rule.writeBigUInt64LE(tcp.connect, 0);
    rule.writeBigUInt64LE(BigInt(port), 8);
    kernel.landlockRule(ruleset, ruleTypes.port, rule);
  }
  kernel.landlockRestrict(ruleset);
  kernel.close(ruleset);

  const missing: string[] = [];
  if (version < 3) missing.push('this kernel’s Landlock lets files be truncated');
  if (version < 4) missing.push('this kernel’s Landlock does not confine TCP ports');
  return missing;
}

function allowPath(kernel: Kernel, ruleset: number, path: string, rights: bigint): void {
  const descriptor = kernel.openPath(path);
  if (descriptor === -errorNumbers.noEntry) return;
  if (descriptor < 0) throw new Error(`${path}: errno ${-descriptor}`);
  const rule = Buffer.alloc(12);
  rule.writeBigUInt64LE(statSync(path).isDirectory() ? rights : rights & ofOneFile, 0);
  rule.writeInt32LE(descriptor, 8);
  kernel.landlockRule(ruleset, ruleTypes.beneathPath, rule);
  kernel.close(descriptor);
}
