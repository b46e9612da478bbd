/**
 * A camera's JPEG as the two rasters that are measured. libvips does it on threads of its own: a JPEG is reduced by 2, 4
 * or 8 while it is decoded, which takes a third of decoding it whole. The reduced one is made once, in colour: the
 * photographer's copy is made of it too (`pictures/reduced.ts`), and it is there before the crop.
 */
import sharp, { type Sharp } from 'sharp';
import { middleShare, type Rasters } from './measure.ts';
import type { Raster } from './raster.ts';

/** The longer side of the middle that is judged; facts on image quality. */
const middlePxMax = 1024;
const reducedPx = Math.round(middlePxMax / middleShare);
/** Side of the square crop of the middle. */
const nativePx = 1024;

/** The whole picture in colour, upright, its longer side at most 1463 pixels. */
export interface Small {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly channels: 1 | 2 | 3 | 4;
  /** Row by row, channels of a pixel together. */
  readonly pixels: Uint8Array;
}

/** Resolves with the decoder's complaint when the bytes have the form of a JPEG and no whole picture in them. */
export function smallOf(jpeg: Uint8Array): Promise<Small | Error> {
  return sharp(jpeg)
    .autoOrient()
    .resize(reducedPx, reducedPx, { fit: 'inside', withoutEnlargement: true })
    .raw()
    .toBuffer({ resolveWithObject: true })
    .then(
      ({ data, info }) => ({ widthPx: info.width, heightPx: info.height, channels: info.channels, pixels: data }),
      (error: Error) => error,
    );
}

/** A picture's small copy, to be worked on. */
export function sharpOf({ widthPx, heightPx, channels, pixels }: Small): Sharp {
  return sharp(pixels, { raw: { width: widthPx, height: heightPx, channels } });
}

/** As `smallOf`; `small`: where it is being made already. */
export async function decoded(
  jpeg: Uint8Array,
  widthPx: number,
  heightPx: number,
  small: Promise<Small | Error> = smallOf(jpeg),
): Promise<Rasters | Error> {
  const side = { width: Math.min(nativePx, widthPx), height: Math.min(nativePx, heightPx) };
  const left = (widthPx - side.width) >> 1;
  const top = (heightPx - side.height) >> 1;
  const [reduced, native] = await Promise.all([
    small.then((found) => (found instanceof Error ? found : greyOf(sharpOf(found)))),
    greyOf(sharp(jpeg).extract({ left, top, ...side })),
  ]);
  if (reduced instanceof Error) return reduced;
  if (native instanceof Error) return native;
  return { reduced, native, reduction: Math.max(widthPx, heightPx) / Math.max(reduced.widthPx, reduced.heightPx) };
}

function greyOf(picture: Sharp): Promise<Raster | Error> {
  return picture
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true })
    .then(
      ({ data, info }) => ({ widthPx: info.width, heightPx: info.height, grey: data }),
      (error: Error) => error,
    );
}
