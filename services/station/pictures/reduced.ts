/** Small copies of a picture, for the photographer to look at. In memory only; the original is never encoded anew. */
import sharp from 'sharp';

const reducedWidthPx = 1024;
const thumbnailWidthPx = 320;

/**
 * A JPEG, upright, at most 1024 pixels wide. Resolves with the decoder's complaint when the bytes have the form of a
 * JPEG and no picture in them: a camera may send that, and it must not end the station.
 */
export function reduced(picture: Uint8Array): Promise<Uint8Array | Error> {
  return copy(picture, reducedWidthPx);
}

/** As `reduced`, at most 320 pixels wide; quickest from the reduced copy. */
export function thumbnail(picture: Uint8Array): Promise<Uint8Array | Error> {
  return copy(picture, thumbnailWidthPx);
}

function copy(picture: Uint8Array, widthPx: number): Promise<Uint8Array | Error> {
  return sharp(picture)
    .rotate()
    .resize({ width: widthPx, withoutEnlargement: true })
    .jpeg()
    .toBuffer()
    .catch((error: Error) => error);
}
