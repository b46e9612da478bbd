/** Small copies of a picture, for the photographer to look at. In memory only; the original is never encoded anew. */
import sharp, { type Sharp } from 'sharp';
import { type Small, sharpOf } from '../quality/decode.ts';

const reducedWidthPx = 1024;
const thumbnailWidthPx = 320;

/**
 * A JPEG, upright, at most 1024 pixels wide, of the picture decoded once for the screen and for its figures. The decoder's
 * complaint stays what it is: a camera may send what has the form of a JPEG and no picture in it, and it must not end
 * the station.
 */
export async function reduced(small: Small | Error): Promise<Uint8Array | Error> {
  return small instanceof Error ? small : copy(sharpOf(small), reducedWidthPx);
}

/** Of a JPEG, quickest of the reduced copy: at most 320 pixels wide. As `reduced`. */
export function thumbnail(picture: Uint8Array): Promise<Uint8Array | Error> {
  return copy(sharp(picture), thumbnailWidthPx);
}

function copy(picture: Sharp, widthPx: number): Promise<Uint8Array | Error> {
  return picture
    .resize({ width: widthPx, withoutEnlargement: true })
    .jpeg()
    .toBuffer()
    .catch((error: Error) => error);
}
