/**
 * A machine with input devices, in a temporary folder: a `/sys/class/input` of small files, and a named pipe for each
 * event node. Reading, signalling and pulling out are the kernel's own; only what a pipe cannot answer (grab, clock,
 * keys) is answered here, as a device would.
 */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  fstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { evdevPedal, type PedalTrouble } from '../../../device/pedal/evdev.ts';
import { type InputCalls, linuxInput } from '../../../device/pedal/evdev-calls.ts';
import { eventBytes } from '../../../device/pedal/evdev-events.ts';
import type { InputFolders, WhichInput } from '../../../device/pedal/evdev-find.ts';
import type { Pedal, PedalEdge } from '../../../device/ports.ts';

export interface FakeDevice {
  readonly path: string;
  /** Presses or releases a key, `b` if none is named, and ends the report. */
  key(down: boolean, code?: number, monotonicMs?: number): void;
  /** Any event. */
  write(type: number, code: number, value: number, monotonicMs?: number): void;
  writeBytes(bytes: Uint8Array): void;
  /** What the device says when it is asked which keys are down. */
  holds(...codes: readonly number[]): void;
  /** Another program has it, or lets go of it. */
  takenByAnother(taken: boolean): void;
  grabbed(): boolean;
  /** Resolves once the driver has grabbed it. */
  whenGrabbed(): Promise<void>;
  pullOut(): void;
}

export interface FakeInput {
  readonly folders: InputFolders;
  plugIn(device: {
    readonly name: string;
    readonly vendor?: string;
    readonly product?: string;
    readonly keys?: string;
    readonly event?: number;
  }): FakeDevice;
  /** A driver on these folders, with everything it told. It looks once, unless it is said how often. */
  open(
    which: WhichInput,
    lookEveryMs?: number,
  ): {
    readonly pedal: Pedal;
    readonly edges: readonly PedalEdge[];
    readonly troubles: readonly (PedalTrouble | undefined)[];
    /** Resolves once the latest that was told of is this. */
    until(kind: PedalTrouble['kind'] | 'in-use'): Promise<void>;
  };
  /** Closes the pedals too. */
  close(): Promise<void>;
}

export const keyB = 48;
/** Longer than a test: only a signal can tell of an event then. */
const neverMs = 2 ** 31 - 1;
const untilLimitMs = 20_000;
const [evSyn, evKey, synReport] = [0, 1, 0];

interface Node {
  readonly inode: bigint;
  writer: number | undefined;
  held: readonly number[];
  taken: boolean;
  grabbedBy: number | undefined;
  readonly wantGrabbed: (() => void)[];
}

export function fakeInput(): FakeInput {
  const home = mkdtempSync(join(tmpdir(), 'lentigo-input-'));
  const folders: InputFolders = { sysfs: join(home, 'sys'), dev: join(home, 'dev') };
  chmodSync(home, 0o755); // a test may look at it as another user
  mkdirSync(folders.sysfs);
  mkdirSync(folders.dev);
  const nodes: Node[] = [];
  const pedals: Pedal[] = [];
  let plugged = 0;
  const real = linuxInput();
  const nodeOf = (fd: number): Node => {
    const inode = fstatSync(fd, { bigint: true }).ino;
    const node = nodes.find((entry) => entry.inode === inode);
    if (node === undefined) throw new Error('asked about a file that is no event node');
    return node;
  };
  const calls: InputCalls = {
    grab(fd) {
      const node = nodeOf(fd);
      if (node.taken || grabbed(node)) return 'taken';
      node.grabbedBy = fd;
      for (const tell of node.wantGrabbed.splice(0)) tell();
      return 'grabbed';
    },
    useMonotonicClock: () => 'set',
    keysDown: (fd) => nodeOf(fd).held,
    signalOnInput: real.signalOnInput,
  };

  return {
    folders,
    plugIn({ name, vendor = '0c45', product = '7403', keys = '1 0 0 0', event = plugged }) {
      plugged = Math.max(plugged, event) + 1;
      const path = join(folders.dev, `event${event}`);
      const device = join(folders.sysfs, `event${event}`, 'device');
      for (const folder of ['id', 'capabilities']) mkdirSync(join(device, folder), { recursive: true });
      execFileSync('mkfifo', [path]);
      const writer = openSync(path, 'r+'); // a pipe that nobody else has open would end at once
      const node: Node = {
        inode: fstatSync(writer, { bigint: true }).ino,
        writer,
        held: [],
        taken: false,
        grabbedBy: undefined,
        wantGrabbed: [],
      };
      nodes.push(node);
      writeFileSync(join(device, 'name'), `${name}\n`);
      writeFileSync(join(device, 'id', 'vendor'), `${vendor}\n`);
      writeFileSync(join(device, 'id', 'product'), `${product}\n`);
      writeFileSync(join(device, 'capabilities', 'key'), `${keys}\n`);
      const writeBytes = (bytes: Uint8Array) => {
        if (node.writer !== undefined) writeSync(node.writer, bytes);
      };
      return {
        path,
        writeBytes,
        write: (type, code, value, atMs) => writeBytes(record(type, code, value, atMs)),
        key(down, code = keyB, atMs = monotonicNowMs()) {
          writeBytes(Buffer.concat([record(evKey, code, down ? 1 : 0, atMs), record(evSyn, synReport, 0, atMs)]));
        },
        holds(...codes) {
          node.held = codes;
        },
        takenByAnother(taken) {
          node.taken = taken;
        },
        grabbed: () => grabbed(node),
        whenGrabbed: () =>
          new Promise((resolve, reject) => {
            if (grabbed(node)) return resolve();
            const limit = setTimeout(() => reject(new Error(`not grabbed within ${untilLimitMs} ms`)), untilLimitMs);
            node.wantGrabbed.push(() => {
              clearTimeout(limit);
              resolve();
            });
          }),
        pullOut() {
          rmSync(join(folders.sysfs, `event${event}`), { recursive: true });
          rmSync(path);
          if (node.writer !== undefined) closeSync(node.writer);
          node.writer = undefined;
          nodes.splice(nodes.indexOf(node), 1); // the next pipe may get its inode
        },
      };
    },
    open(which, lookEveryMs = neverMs) {
      const troubles: (PedalTrouble | undefined)[] = [];
      const edges: PedalEdge[] = [];
      const waiting = new Set<() => void>();
      const pedal = evdevPedal({
        which,
        folders,
        calls,
        lookEveryMs,
        onTrouble(trouble) {
          troubles.push(trouble);
          for (const look of [...waiting]) look();
        },
      });
      pedals.push(pedal);
      pedal.onEdge((edge) => edges.push(edge));
      const latest = () => troubles.at(-1)?.kind ?? 'in-use';
      return {
        pedal,
        edges,
        troubles,
        until: (kind) =>
          new Promise((resolve, reject) => {
            const limit = setTimeout(
              () => reject(new Error(`not ${kind} within ${untilLimitMs} ms, but ${latest()}`)),
              untilLimitMs,
            );
            const look = () => {
              if (latest() !== kind) return;
              clearTimeout(limit);
              waiting.delete(look);
              resolve();
            };
            waiting.add(look);
            look();
          }),
      };
    },
    async close() {
      await Promise.all(pedals.map((pedal) => pedal.close())); // a test that failed has left its pedal open
      for (const { writer } of nodes) if (writer !== undefined) closeSync(writer);
      rmSync(home, { recursive: true });
    },
  };
}

/** The file that grabbed it is still open. */
function grabbed({ grabbedBy, inode }: Node): boolean {
  if (grabbedBy === undefined) return false;
  try {
    return fstatSync(grabbedBy, { bigint: true }).ino === inode;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EBADF') return false;
    throw error;
  }
}

export function monotonicNowMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

/** A `struct input_event`. */
export function record(type: number, code: number, value: number, monotonicMs = monotonicNowMs()): Buffer {
  const bytes = Buffer.alloc(eventBytes);
  const micros = BigInt(Math.round(monotonicMs * 1000));
  bytes.writeBigInt64LE(micros / 1_000_000n, 0);
  bytes.writeBigInt64LE(micros % 1_000_000n, 8);
  bytes.writeUInt16LE(type, 16);
  bytes.writeUInt16LE(code, 18);
  bytes.writeInt32LE(value, 20);
  return bytes;
}
