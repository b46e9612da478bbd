/**
 * Pictures that Lentigo draws itself, so that the whole service can be run, shown and taught without hardware and without
 * a patient: for each invented lesion a locating picture, a close-up with scale and a dermoscopic picture.
 *
 *     order ─► easel (a thread: pigments, light, grain) ─► JPEG with EXIF ─► loop of live view frames ─► before the lens
 */
import { randomInt } from 'node:crypto';
import sharp from 'sharp';
import type { PictureSource, Subject } from '../picture-source.ts';
import { cameraJpeg } from './camera-jpeg.ts';
import { drawnSubjects } from './drawing/scene.ts';
import { drawnNotice } from './exif.ts';
import { type LiveView, liveView } from './live-view.ts';
import { openStudio } from './studio.ts';

export interface DrawnPicturesOptions {
  /** The same seed gives the same pictures, byte for byte, in the same order; none gives pictures never seen before. */
  readonly seed?: number;
  /** 6000 × 4000 unless told: what a 24-megapixel camera makes. */
  readonly widthPx?: number;
  readonly heightPx?: number;
  /** Text for EXIF ImageDescription instead of the notice that no patient is shown, ASCII. */
  readonly imageDescription?: string;
  /** Body serial number in EXIF. */
  readonly serial?: string;
}

/** Smaller pictures have no room for a scale, larger ones no camera. */
export const sidePxMin = 240;
export const sidePxMax = 10_000;

const seedMax = 2 ** 31;
const defaultSerial = '6012345'; // the simulated body's own
const clockOfSeededCameraMs = Date.UTC(2026, 0, 5, 9, 0, 0); // fixed, as the bytes must repeat
const betweenPicturesMs = 20_000;

/** A picture before the lens. */
interface Prepared {
  readonly subject: Subject;
  readonly bytes: Uint8Array;
  readonly view: LiveView;
}

/**
 * Resolves once the first picture is drawn: for 24 megapixels that takes a second or two of one core. Afterwards two are
 * kept in hand: the one that the live view shows and the one that comes after it. A take moves the lens on at once.
 * Throws on a size outside the limits.
 */
export async function drawnPictures(options: DrawnPicturesOptions): Promise<PictureSource> {
  const { widthPx = 6000, heightPx = 4000, imageDescription = drawnNotice, serial = defaultSerial } = options;
  for (const side of [widthPx, heightPx])
    if (!Number.isInteger(side) || side < sidePxMin || side > sidePxMax)
      throw new RangeError(`a drawn picture measures ${sidePxMin} to ${sidePxMax} pixels a side, not ${side}`);
  const seed = options.seed ?? randomInt(seedMax);
  const clockMs = options.seed === undefined ? Date.now() : clockOfSeededCameraMs;
  const studio = openStudio();
  sharp.concurrency(1); // the other cores belong to the station

  async function prepare(number: number): Promise<Prepared> {
    const subject = drawnSubjects[number % drawnSubjects.length] ?? 'locating';
    const lesionNumber = Math.floor(number / drawnSubjects.length);
    const rgb = await studio.draw({ seed, lesionNumber, subject, widthPx, heightPx });
    const takenAtMs = clockMs + number * betweenPicturesMs;
    const facts = { subject, serial, takenAtMs, description: imageDescription };
    const bytes = await cameraJpeg(rgb, widthPx, heightPx, facts);
    return { subject, bytes, view: await liveView(bytes, 'fill') };
  }

  async function waitedFor(picture: Promise<Prepared>): Promise<Prepared> {
    const release = studio.hold();
    const prepared = await picture;
    release();
    return prepared;
  }

  let number = 0;
  let shown = await waitedFor(prepare(number));
  let lens: Promise<Prepared> = Promise.resolve(shown);
  const follow = (before: Promise<Prepared>): Promise<Prepared> => {
    number += 1;
    const own = number;
    return before.then(() => prepare(own));
  };
  let coming = follow(lens);

  return {
    async take() {
      const mine = lens;
      lens = coming;
      coming = follow(lens);
      void lens.then((prepared) => {
        shown = prepared;
      });
      return (await waitedFor(mine)).bytes;
    },
    frame: () => shown.view.next(),
    subject: () => shown.subject,
  };
}
