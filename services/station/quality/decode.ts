/**
 * A camera's JPEG as the two rasters that are measured. libvips does it on threads of its own: a JPEG is reduced by 2, 4
 * or 8 while it is decoded, which takes a third of decoding it whole.
 */
import sharp, { type Sharp } from 'sharp';
import { middleShare, type Rasters } from './measure.ts';
import type { Raster } from './raster.ts';

/** The longer side of the middle that is judged; facts on image quality. */
const middlePxMax = 1024;
const reducedPx = Math.round(middlePxMax / middleShare);
/** Side of the square crop of the middle. */
const nativePx = 1024;

/** Resolves with the decoder's complaint when the bytes have the form of a JPEG and no whole picture in them. */
export async function decoded(jpeg: Uint8Array, widthPx: number, heightPx: number): Promise<Rasters | Error> {
  const side = { width: Math.min(nativePx, widthPx), height: Math.min(nativePx, heightPx) };
  const left = (widthPx - side.width) >> 1;
  const top = (heightPx - side.height) >> 1;
  const found = await Promise.all([
    rasterOf(sharp(jpeg).resize(reducedPx, reducedPx, { fit: 'inside', withoutEnlargement: true })),
    rasterOf(sharp(jpeg).extract({ left, top, ...side })),
  ]);
  const [reduced, native] = found;
  if (reduced instanceof Error) return reduced;
  if (native instanceof Error) return native;
  return { reduced, native, reduction: Math.max(widthPx, heightPx) / Math.max(reduced.widthPx, reduced.heightPx) };
}

function rasterOf(picture: Sharp): Promise<Raster | Error> {
  return picture
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true })
    .then(
      ({ data, info }) => ({ widthPx: info.width, heightPx: info.height, grey: data }),
      (error: Error) => error,
    );
}
