/**
 * Reads the code of the patient's letter in a picture of it, on this machine: zxing-cpp as WebAssembly, from the package's
 * own file. Nothing is fetched from anywhere.
 *
 *   JPEG ─► libvips: grey, reduced ─► letter/reading-thread.ts ─► texts ─► the one that counts
 */
import { Worker } from 'node:worker_threads';
import sharp from 'sharp';
import type { Answer, Order } from './letter/reading-thread.ts';

/** Widths to which the picture is reduced, one after the other, until a code is found: a code that fills the frame, a small one. */
export const triedWidthsPx = [1024, 2048] as const;

/** Longer texts are no appointment's. */
const charactersMax = 64;

/** The photographer waits in front of the patient: after this time the letter counts as one without a code. */
export const readWithinMs = 8_000;

export interface LetterReader {
  /**
   * The texts of all codes in the picture, none twice; empty when there is none, when the bytes are no picture, or when
   * nothing was found in time. Never rejects.
   */
  codesIn(jpeg: Uint8Array): Promise<readonly string[]>;
  /** Ends its thread. Safe to repeat. */
  close(): Promise<void>;
}

export interface LetterReaderOptions {
  readonly withinMs?: number;
  /** The thread ended by itself; the next letter starts another one. */
  readonly note?: (error: Error) => void;
}

/** The thread starts with the first letter, or with `codesIn` of anything. It keeps no program from ending. */
export function openLetterReader({ withinMs = readWithinMs, note = () => {} }: LetterReaderOptions = {}): LetterReader {
  const waiting = new Map<number, (texts: readonly string[]) => void>();
  let thread: Worker | undefined;
  let orders = 0;
  let closed = false;

  function start(): Worker {
    const started = new Worker(new URL('./letter/reading-thread.ts', import.meta.url), {
      name: 'letter',
      execArgv: [],
    });
    started.on('message', ({ id, texts }: Answer) => settle(id, texts));
    started.on('error', note);
    started.once('exit', () => {
      if (thread === started) thread = undefined;
      for (const id of [...waiting.keys()]) settle(id, []);
    });
    started.unref();
    return started;
  }

  function settle(id: number, texts: readonly string[]): void {
    waiting.get(id)?.(texts);
    waiting.delete(id);
  }

  function read(graymap: Uint8Array): Promise<readonly string[]> {
    if (closed) return Promise.resolve([]);
    thread ??= start();
    orders += 1;
    const id = orders;
    const { promise, resolve } = Promise.withResolvers<readonly string[]>();
    waiting.set(id, resolve);
    thread.postMessage({ id, graymap } satisfies Order);
    return promise;
  }

  async function search(jpeg: Uint8Array): Promise<readonly string[]> {
    for (const widthPx of triedWidthsPx) {
      const graymap = await graymapOf(jpeg, widthPx);
      if (graymap === undefined) return [];
      const texts = (await read(graymap)).map((text) => text.trim());
      const codes = new Set(texts.filter((text) => text !== '' && text.length <= charactersMax));
      if (codes.size > 0) return [...codes];
    }
    return [];
  }

  return {
    async codesIn(jpeg) {
      const { promise: late, resolve } = Promise.withResolvers<readonly string[]>();
      const patience = setTimeout(() => {
        resolve([]);
        void thread?.terminate(); // it may be caught in this picture: the next letter gets another one
      }, withinMs);
      const codes = await Promise.race([search(jpeg), late]);
      clearTimeout(patience);
      return codes;
    },
    async close() {
      closed = true;
      await thread?.terminate();
    },
  };
}

/**
 * The one of several codes in a picture that counts: another patient's of today before the patient's own, for two letters
 * in one picture settle nothing; the patient's own before any other.
 */
export function countingCode(
  codes: readonly string[],
  own: string | undefined,
  ofToday: ReadonlySet<string>,
): string | undefined {
  const others = codes.find((code) => code !== own && ofToday.has(code));
  return others ?? codes.find((code) => code === own) ?? codes[0];
}

async function graymapOf(jpeg: Uint8Array, widthPx: number): Promise<Uint8Array | undefined> {
  const raw = await sharp(jpeg)
    .rotate()
    .greyscale()
    .resize({ width: widthPx, withoutEnlargement: true })
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch(() => undefined); // damaged bytes: no code in them, and the measurement of quality says what is the matter
  if (raw === undefined) return undefined;
  return Buffer.concat([Buffer.from(`P5\n${raw.info.width} ${raw.info.height}\n255\n`), raw.data]);
}
