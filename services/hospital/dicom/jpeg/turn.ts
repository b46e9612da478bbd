/**
 * Turns a JPEG upright without decoding its pixels: DICOM has no orientation flag, and a lesion on the wrong side of the
 * picture is a lesion on the wrong arm. jpegtran (Debian's libjpeg-turbo-progs) moves the coded blocks, which is exact as
 * long as the turned edges lie between blocks; otherwise it refuses, and so do we. The picture goes through pipes only:
 * it never stands on a disk in the clear.
 */
import { spawn } from 'node:child_process';
import type { Unfit } from '../api.ts';
import { type Orientation, orientationIn, setUpright } from './exif.ts';
import { segmentsOf } from './inspect.ts';

/** What makes a picture upright that has this orientation (CIPA DC-008 4.6.5, tag 0x0112). */
const turns: Readonly<Record<Exclude<Orientation, 1>, readonly string[]>> = {
  2: ['-flip', 'horizontal'],
  3: ['-rotate', '180'],
  4: ['-flip', 'vertical'],
  5: ['-transpose'],
  6: ['-rotate', '90'],
  7: ['-transverse'],
  8: ['-rotate', '270'],
};

const turnMsMax = 30_000;
/** In thousands of bytes; 24 megapixels take 300 MB. A header may claim a size that no machine has memory for. */
const memoryKbMax = 1_000_000;
const outputFactorMax = 4; // it writes the usual Huffman tables, which may be worse than the camera's
const complaintBytesMax = 2_000;
const app1 = 0xe1;

/**
 * The picture with its pixels upright and its orientation tag set to 1; everything else that it says of itself is kept.
 * What a camera puts after the end of the picture (a small copy, still lying on its side) is not. `cannot-turn` when a turn without loss is not possible. Throws when jpegtran is missing or hangs:
 * the machine is not installed as it should be.
 */
export async function turnUpright(picture: Uint8Array, orientation: Orientation): Promise<Uint8Array | Unfit> {
  if (orientation === 1) return picture;
  const turned = await jpegtran(turns[orientation], picture);
  if (turned === undefined) return cannotTurn(orientation);
  const walked = segmentsOf(turned);
  if ('kind' in walked) throw new Error('jpegtran wrote something that is no JPEG');
  const exif = walked.segments.filter(({ marker }) => marker === app1).map(({ body }) => body);
  setUpright(exif);
  if (orientationIn(exif) !== 1) throw new Error('the orientation of a turned picture was not set');
  return turned;
}

/** Whether jpegtran is installed: asked when a program starts that files pictures, not when the first one lies on its side. */
export function canTurn(): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn('jpegtran', ['-version'], { stdio: 'ignore', timeout: turnMsMax, killSignal: 'SIGKILL' });
    child.once('error', () => resolve(false));
    child.once('close', (code) => resolve(code === 0));
  });
}

function cannotTurn(orientation: Orientation): Unfit {
  return { kind: 'unfit', why: 'cannot-turn', detail: `EXIF orientation ${orientation}` };
}

function jpegtran(turn: readonly string[], picture: Uint8Array): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const child = spawn('jpegtran', ['-maxmemory', String(memoryKbMax), '-perfect', '-copy', 'all', ...turn], {
      stdio: ['pipe', 'pipe', 'pipe'],
      timeout: turnMsMax,
      killSignal: 'SIGKILL',
    });
    const output: Buffer[] = [];
    let outputBytes = 0;
    const outputBytesMax = outputFactorMax * picture.length + 65_536;
    let complaint = '';
    child.stdout.on('data', (bytes: Buffer) => {
      outputBytes += bytes.length;
      if (outputBytes <= outputBytesMax) output.push(bytes);
      else child.kill('SIGKILL');
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      if (complaint.length < complaintBytesMax) complaint += text;
    });
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (code === 0) resolve(Buffer.concat(output));
      else if (signal === null)
        resolve(undefined); // not perfect, or damaged: not without loss in either case
      else reject(new Error(`jpegtran ended by ${signal} after at most ${turnMsMax} ms: ${complaint}`));
    });
    // It may refuse before it has read everything; how it ended says what happened, the broken pipe does not.
    child.stdin.on('error', () => {});
    child.stdin.end(picture);
  });
}
