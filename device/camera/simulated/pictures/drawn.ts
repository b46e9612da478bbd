/**
 * Pictures that Lentigo draws itself, so that the whole service can be run, shown and taught without hardware and without
 * a patient: for each invented lesion a locating picture, a close-up with scale and a dermoscopic picture.
 *
 *     order ─► easel (a thread: pigments, light, grain) ─► JPEG with EXIF, loop of live view frames ─► tray ─► before the lens
 */
import { randomInt } from 'node:crypto';
import sharp from 'sharp';
import type { PictureSource } from '../picture-source.ts';
import { type Aim, beforeLens, wantedWith } from './aim.ts';
import { cameraJpeg } from './camera-jpeg.ts';
import { drawnNotice } from './exif.ts';
import { type LiveView, liveView } from './live-view.ts';
import { checkedSight, type Sight, sameSight, usuallyAfter } from './sight.ts';
import { theStudio } from './studio.ts';
import { newTray } from './tray.ts';

export interface DrawnPicturesOptions {
  /**
   * The same seed gives the same pictures, byte for byte, in the same order, as long as nobody aims; none gives pictures
   * never seen before.
   */
  readonly seed?: number;
  /** 6000 × 4000 unless told: what a 24-megapixel camera makes. */
  readonly widthPx?: number;
  readonly heightPx?: number;
  /** Text for EXIF ImageDescription instead of the notice that no patient is shown, ASCII. */
  readonly imageDescription?: string;
  /** Body serial number in EXIF. */
  readonly serial?: string;
}

export interface DrawnPictures extends PictureSource {
  /**
   * No two pictures of the same sight are the same. Of `after` the first `aheadMax` are drawn ahead, and when they are aimed at
   * nobody waits; unless told it is the usual order of a visit. Throws on a number out of range.
   */
  aimAt(sight: Sight, after?: readonly Sight[]): Promise<void>;
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
  readonly sight: Sight;
  readonly bytes: Uint8Array;
  readonly view: LiveView;
}

/**
 * Resolves once the first picture is drawn: for 24 megapixels that takes a second or two of one core. While nobody aims,
 * two are kept in hand, the one that the live view shows and the one that comes after it, and a take moves the lens on.
 * Throws on a size outside the limits.
 */
export async function drawnPictures(options: DrawnPicturesOptions): Promise<DrawnPictures> {
  const { widthPx = 6000, heightPx = 4000, imageDescription = drawnNotice, serial = defaultSerial } = options;
  for (const side of [widthPx, heightPx])
    if (!Number.isInteger(side) || side < sidePxMin || side > sidePxMax)
      throw new RangeError(`a drawn picture measures ${sidePxMin} to ${sidePxMax} pixels a side, not ${side}`);
  const seed = options.seed ?? randomInt(seedMax);
  const clockMs = options.seed === undefined ? Date.now() : clockOfSeededCameraMs;
  const studio = theStudio();
  sharp.concurrency(1); // the other cores belong to the station
  let drawings = 0;
  let taken = 0;
  let aim: Aim | undefined;
  let waiting: readonly (() => void)[] = [];

  async function draw(sight: Sight): Promise<Prepared> {
    const number = drawings;
    drawings += 1;
    const { person, lesion, subject } = sight;
    // as composed while nobody aims: then no sight comes twice
    const take = aim === undefined ? 0 : number;
    const rgb = await studio.draw({
      seed,
      personNumber: person,
      lesionNumber: lesion,
      subject,
      take,
      widthPx,
      heightPx,
    });
    const facts = { subject, serial, takenAtMs: clockMs + number * betweenPicturesMs, description: imageDescription };
    const bytes = await cameraJpeg(rgb, widthPx, heightPx, facts);
    return { sight, bytes, view: await liveView(bytes, 'fill') };
  }

  const lens = (): Sight => beforeLens(aim, taken);
  const tray = newTray({
    draw,
    drawn() {
      if (tray.look(lens()) !== undefined) settle();
    },
  });

  /** Whoever waited for the lens has it, or is not served any more. */
  function settle(): void {
    for (const resolve of waiting) resolve();
    waiting = [];
  }

  function plan(): void {
    const { wanted, hurry } = wantedWith(aim, taken);
    tray.want(wanted, hurry);
  }

  async function waitedFor<T>(work: Promise<T>): Promise<T> {
    const release = studio.hold();
    const result = await work;
    release();
    return result;
  }

  function seen(): Promise<void> {
    if (tray.look(lens()) !== undefined) return Promise.resolve();
    const { promise, resolve } = Promise.withResolvers<void>();
    waiting = [...waiting, resolve];
    return waitedFor(promise);
  }

  plan();
  await seen();
  let last = tray.look(lens());

  /** What the live view shows: the picture that is taken next, and while that is drawn the one that was before the lens. */
  function shown(): Prepared {
    last = tray.look(lens()) ?? last;
    if (last === undefined) throw new Error('the first picture was drawn');
    return last;
  }

  return {
    async take() {
      shown();
      const sight = lens();
      const picture = tray.take(sight);
      if (aim === undefined) taken += 1;
      else aim = { ...aim, taken: true };
      plan();
      const prepared = await waitedFor(picture);
      if (sameSight(sight, lens())) {
        last = prepared;
        settle();
      }
      return prepared.bytes;
    },
    frame: () => shown().view.next(),
    subject: () => shown().sight.subject,
    async aimAt(sight, after) {
      const at = checkedSight(sight);
      const next = usuallyAfter(at);
      shown();
      settle();
      aim = { at, after: (after ?? [next, usuallyAfter(next)]).map(checkedSight), taken: false };
      plan();
      await seen();
    },
  };
}
