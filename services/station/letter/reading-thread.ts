/** The thread on which letters are read: the search for a code takes a second where there is none, and a pedal waits for nobody. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parentPort } from 'node:worker_threads';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

export interface Order {
  readonly id: number;
  /** A portable graymap, the simplest form of a picture that the reader takes. */
  readonly graymap: Uint8Array;
}

/** The answer to the order of the same `id`. */
export interface Answer {
  readonly id: number;
  readonly texts: readonly string[];
}

/** Codes that hospitals print on letters. */
const formats = ['QRCode', 'DataMatrix', 'Code128'] as const;
/** More codes than this in one picture are not looked for. */
const codesMax = 8;

// The package would fetch its program from a server of the maker: it gets its own file from the disk instead.
const program = await readFile(fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm')));
await prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(program).buffer }, fireImmediately: true });

parentPort?.on('message', async ({ id, graymap }: Order) => {
  const found = await readBarcodes(graymap, { formats: [...formats], tryHarder: true, maxNumberOfSymbols: codesMax });
  const texts = found.flatMap(({ isValid, text }) => (isValid ? [text] : []));
  parentPort?.postMessage({ id, texts } satisfies Answer);
});
