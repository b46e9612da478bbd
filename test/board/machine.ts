/**
 * An emulated arm64 board with Debian's kernel, switched on.
 *
 *   this process ── unix sockets ──┬─ qtest   levels on the GPIO chip's lines      ┐
 *                                  ├─ qmp     where that chip is                   │ qemu-system-aarch64 -M virt
 *                                  └─ guest   a virtio serial port: JSON lines     ┘
 *                   console ─────────────────  what the kernel and programs print
 *
 * No network in the guest, no disk, nothing that listens beyond this folder. `timeout` ends the machine if nobody does.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BoardFiles } from '../../scripts/board/board-files.ts';
import { type Guest, guestOn } from './guest.ts';
import { guestArchive } from './guest-files.ts';
import { boardLines, type Lines } from './lines.ts';
import { listen } from './sockets.ts';

/** Longer than the whole test takes on the slowest machine; then the board is ended by force. */
const aliveSecondsMax = 200;
/** From switching on until the agent in the guest has spoken. */
const bootMsMax = 120_000;
/** Inputs that a pull-up holds while nobody closes their contact; without it, both pedals are down when the kernel starts. */
const pulledUp = [4, 5];
/** Shown when something fails. */
const consoleCharsMax = 6_000;

// Plain GICv2 and one A72 pair, as on a Raspberry Pi 4; without defaults there is no network card that wants a ROM.
const hardware = ['-nodefaults', '-display', 'none', '-cpu', 'cortex-a72', '-smp', '2', '-m', '768'];
const machineType = 'virt,gic-version=2';
// Quiet, or the console's speed is the guest's; a kernel that panics ends the machine.
const commandLine = 'console=ttyAMA0 loglevel=3 panic=-1 mitigations=off rdinit=/init';

export interface Machine {
  readonly lines: Lines;
  readonly guest: Guest;
  /** From switching on to the agent's first word. */
  readonly bootMs: number;
  /** The end of what the console printed. */
  console(): string;
  /** Switches off. Resolves when the machine's process is gone. Safe to repeat. */
  off(): Promise<void>;
}

/** Switches a board on. Rejects, with what the console said, when it does not come up. */
export async function switchOn(files: BoardFiles): Promise<Machine> {
  const folder = mkdtempSync(join(tmpdir(), 'lentigo-board-'));
  const startedMs = performance.now();
  const tree = describe(folder);
  const initrd = join(folder, 'initrd');
  copyFileSync(files.base, initrd);
  appendFileSync(initrd, guestArchive());
  const [qtest, qmp, port] = await Promise.all(['qtest', 'qmp', 'guest'].map((name) => listen(join(folder, name))));
  if (!qtest || !qmp || !port) throw new Error('three sockets were asked for');

  const process = spawn(
    'timeout',
    [
      ...['--signal=KILL', String(aliveSecondsMax), 'qemu-system-aarch64', '-M', machineType, ...hardware],
      ...['-accel', 'tcg,thread=multi', '-no-reboot', '-serial', 'stdio'],
      ...['-kernel', files.kernel, '-initrd', initrd, '-dtb', tree, '-append', commandLine],
      ...['-qtest', `unix:${qtest.path}`, '-qtest-log', 'none', '-qmp', `unix:${qmp.path}`],
      ...['-device', 'virtio-serial-pci', '-chardev', `socket,id=guest,path=${port.path}`],
      ...['-device', 'virtserialport,chardev=guest,name=guest'],
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const printed = keepConsole(process);
  const gone = once(process, 'exit');
  const off = async () => {
    if (process.exitCode === null && process.signalCode === null) process.kill('SIGTERM'); // timeout passes it on
    await gone;
    for (const socket of [qtest, qmp, port]) socket.close();
    rmSync(folder, { recursive: true, force: true });
  };

  const ended = gone.then(([code, signal]) => {
    throw new Error(`the board ended (${signal ?? code}); its console:\n${printed()}`);
  });
  ended.catch(() => {}); // told to whoever waits for the guest; nobody may be waiting
  try {
    const calling = Promise.all([qtest.called, qmp.called, port.called]);
    const [levels, monitor, talk] = await Promise.race([calling, ended]);
    const lines = await boardLines(levels, monitor);
    for (const line of pulledUp) await lines.drive(line, 1);
    const guest = guestOn(talk, ended, printed);
    await guest.next('the board to start', bootMsMax, ({ kind }) => kind === 'up');
    return { lines, guest, bootMs: performance.now() - startedMs, console: printed, off };
  } catch (error) {
    await off();
    throw error;
  }
}

/** The device tree: QEMU's own of this machine, with ours appended. Returns the file. */
function describe(folder: string): string {
  const [own, text, whole] = ['own.dtb', 'whole.dts', 'whole.dtb'].map((name) => join(folder, name));
  if (!own || !text || !whole) throw new Error('three names were asked for');
  const quietly = { stdio: ['ignore', 'pipe', 'ignore'] as ['ignore', 'pipe', 'ignore'] };
  execFileSync('qemu-system-aarch64', ['-M', `${machineType},dumpdtb=${own}`, ...hardware], quietly);
  const theirs = execFileSync('dtc', ['-q', '-I', 'dtb', '-O', 'dts', own], quietly);
  writeFileSync(text, Buffer.concat([theirs, readFileSync(join(import.meta.dirname, 'board.dts'))]));
  execFileSync('dtc', ['-q', '-I', 'dts', '-O', 'dtb', '-o', whole, text], quietly);
  return whole;
}

function keepConsole(process: ChildProcess): () => string {
  let text = '';
  for (const stream of [process.stdout, process.stderr]) {
    stream?.setEncoding('utf8').on('data', (more: string) => {
      text = (text + more).slice(-consoleCharsMax);
    });
  }
  return () => text;
}
