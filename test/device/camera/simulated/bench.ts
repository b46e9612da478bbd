/**
 * A simulated camera on the bench, and Debian's own `gphoto2` command to use it with. The command has a home of its own,
 * where it keeps settings, and a fresh folder for each run, where its files are found afterwards.
 */
import { spawn } from 'node:child_process';
import { hash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { type SimulatedCamera, startSimulatedCamera } from '../../../../device/camera/simulated/camera.ts';
import type { PersonalityName } from '../../../../device/camera/simulated/makes.ts';

/** What one run of the command did. Its exit code is not here: it says 0 when a download failed. */
export interface Run {
  /** What it wrote for people, both streams. */
  readonly text: string;
  readonly output: Buffer;
  /** The files it left, by name. */
  readonly files: ReadonlyMap<string, Buffer>;
  readonly tookMs: number;
}

export interface Command {
  gphoto2(...args: readonly string[]): Promise<Run>;
  /** Calls back with the text so far whenever the command writes some; it is ended once that is `enough`. */
  gphoto2Watched(watch: Watch, ...args: readonly string[]): Promise<Run>;
  end(): Promise<void>;
}

export interface Bench extends Command {
  readonly camera: SimulatedCamera;
  /** The camera's live view picture. */
  readonly frame: Buffer;
}

type Watch = (text: string) => 'enough' | undefined;

/** Longer than any fault makes the command wait. */
const runWithinMs = 30_000;

const blank = await sharp({ create: { width: 1200, height: 800, channels: 3, background: '#b98b74' } })
  .jpeg()
  .toBuffer();
const frame = await sharp({ create: { width: 640, height: 424, channels: 3, background: '#b98b74' } })
  .jpeg()
  .toBuffer();

export async function bench(
  options: {
    readonly personality?: PersonalityName;
    readonly pictureBytes?: number;
    readonly serial?: string;
    readonly lateAfterMs?: number;
  } = {},
): Promise<Bench> {
  const { pictureBytes = 0, ...body } = options;
  let taken = 0;
  const camera = await startSimulatedCamera({
    pictures: {
      async take() {
        taken += 1;
        return pictureOf(`picture ${taken}`, pictureBytes);
      },
      frame: () => frame,
      subject: () => undefined,
    },
    ...body,
  });
  const command = await gphoto2For(camera.address);
  return {
    ...command,
    camera,
    frame,
    async end() {
      await camera.close();
      await command.end();
    },
  };
}

/** The command for a camera that somebody else has started and will end. */
export async function gphoto2For(address: string): Promise<Command> {
  const home = await mkdtemp(join(tmpdir(), 'lentigo-gphoto2-'));
  const gphoto2Watched: Command['gphoto2Watched'] = (watch, ...args) =>
    run(home, watch, ['--port', address, '--camera', 'PTP/IP Camera', ...args]);
  return {
    gphoto2Watched,
    gphoto2: (...args) => gphoto2Watched(() => undefined, ...args),
    end: () => rm(home, { recursive: true }),
  };
}

/** `stdbuf` makes the command write line by line, so that a watcher sees what it is doing. */
async function run(home: string, watch: Watch, args: readonly string[]): Promise<Run> {
  const folder = await mkdtemp(join(home, 'run-'));
  const startedMs = performance.now();
  const child = spawn('stdbuf', ['--output=L', 'gphoto2', ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: home, LANG: 'C' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: Buffer[] = [];
  const complaints: Buffer[] = [];
  const text = (): string => Buffer.concat([...output, ...complaints]).toString('latin1');
  for (const [stream, into] of [
    [child.stdout, output],
    [child.stderr, complaints],
  ] as const)
    stream.on('data', (chunk: Buffer) => {
      into.push(chunk);
      if (watch(text()) === 'enough') child.kill('SIGKILL'); // as a station ends a worker
    });
  let patient = true;
  const patience = setTimeout(() => {
    patient = false;
    child.kill('SIGKILL');
  }, runWithinMs);
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject); // is gphoto2 installed?
    child.once('close', () => resolve());
  });
  clearTimeout(patience);
  if (!patient) throw new Error(`gphoto2 ${args.join(' ')} took longer than ${runWithinMs} ms: ${text()}`);
  const tookMs = performance.now() - startedMs;
  const names = await readdir(folder);
  const files = new Map(
    await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name))] as const)),
  );
  return { text: text(), output: Buffer.concat(output), files, tookMs };
}

export const sha256 = (bytes: Uint8Array): string => hash('sha256', bytes, 'hex');

/** A picture unlike any other: the same JPEG with another comment, and with as much padding as makes it so long. */
export function pictureOf(comment: string, bytesMin = 0): Buffer {
  const parts = [blank.subarray(0, 2), commentSegment(Buffer.from(comment))];
  const padding = commentSegment(Buffer.alloc(65_000, 'lentigo '));
  for (let bytes = blank.length; bytes < bytesMin; bytes += padding.length) parts.push(padding);
  return Buffer.concat([...parts, blank.subarray(2)]);
}

function commentSegment(comment: Buffer): Buffer {
  const head = Buffer.from([0xff, 0xfe, 0, 0]);
  head.writeUInt16BE(comment.length + 2, 2);
  return Buffer.concat([head, comment]);
}

/** A watch that acts once, when the text first matches. A rejection of the action is a bug and ends the test's process. */
export function whenFirst(pattern: RegExp, act: () => Promise<void>): Watch {
  let done = false;
  return (text) => {
    if (done || !pattern.test(text)) return undefined;
    done = true;
    void act();
    return undefined;
  };
}
