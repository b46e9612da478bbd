/**
 * Somebody holds a patient's letter before the lens, whatever the camera would look at otherwise.
 *
 *     pictures ──────────────┐ no letter
 *                            ├──► take, frame, subject
 *     letter ─► easel ─► JPEG ┘ while it is held
 */
import { randomInt } from 'node:crypto';
import type { PictureSource } from '../picture-source.ts';
import { cameraJpeg } from './camera-jpeg.ts';
import { drawnNotice } from './exif.ts';
import { type LiveView, liveView } from './live-view.ts';
import { theStudio } from './studio.ts';

export interface LetterOptions {
  /** The same seed holds the letter in the same ways. */
  readonly seed?: number;
  /** 6000 × 4000 unless told. */
  readonly widthPx?: number;
  readonly heightPx?: number;
  readonly serial?: string;
}

export interface LetterPictures extends PictureSource {
  /**
   * Holds up a letter whose square code says exactly `code`, or takes it away. Resolves once it is before the lens (a second
   * or two for 24 megapixels), or when another wish came after this one. Every picture of it is held a little differently.
   */
  holdLetter(code: string | undefined): Promise<void>;
}

/** A picture of the letter. */
interface Prepared {
  readonly bytes: Uint8Array;
  readonly view: LiveView;
}

interface Held {
  readonly code: string;
  shown: Prepared;
  lens: Promise<Prepared>;
}

const seedMax = 2 ** 31;
const defaultSerial = '6012345'; // the simulated body's own
const clockOfSeededCameraMs = Date.UTC(2026, 0, 5, 9, 0, 0); // fixed, as the bytes must repeat
const betweenPicturesMs = 20_000;

export function withLetter(pictures: PictureSource, options: LetterOptions): LetterPictures {
  const { widthPx = 6000, heightPx = 4000, serial = defaultSerial } = options;
  const seed = options.seed ?? randomInt(seedMax);
  const clockMs = options.seed === undefined ? Date.now() : clockOfSeededCameraMs;
  let held: Held | undefined;
  let wishes = 0;
  let number = 0;

  async function prepare(code: string): Promise<Prepared> {
    const studio = theStudio();
    number += 1;
    const takenAtMs = clockMs + number * betweenPicturesMs;
    const release = studio.hold();
    const rgb = await studio.draw({ subject: 'letter', code, seed: seed + number, widthPx, heightPx });
    const facts = { subject: 'letter', serial, takenAtMs, description: drawnNotice } as const;
    const bytes = await cameraJpeg(rgb, widthPx, heightPx, facts);
    const prepared = { bytes, view: await liveView(bytes, 'fill') };
    release();
    return prepared;
  }

  return {
    async holdLetter(code) {
      wishes += 1;
      const mine = wishes;
      if (code === undefined) {
        held = undefined;
        return;
      }
      const shown = await prepare(code);
      if (mine === wishes) held = { code, shown, lens: Promise.resolve(shown) };
    },
    async take() {
      const letter = held;
      if (letter === undefined) return pictures.take();
      const mine = letter.lens;
      letter.lens = mine.then(() => prepare(letter.code));
      void letter.lens.then((prepared) => {
        letter.shown = prepared;
      });
      return (await mine).bytes;
    },
    frame: () => (held === undefined ? pictures.frame() : held.shown.view.next()),
    subject: () => (held === undefined ? pictures.subject() : 'letter'),
  };
}
