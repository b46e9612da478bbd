/** The reduced copy of a picture, for the photographer to look at. In memory only; the original is never encoded anew. */
import sharp from 'sharp';

const widthPx = 1024;

/**
 * A JPEG, upright, at most 1024 pixels wide. Resolves with the decoder's complaint when the bytes have the form of a
 * JPEG and no picture in them: a camera may send that, and it must not end the station.
 */
export function reduced(picture: Uint8Array): Promise<Uint8Array | Error> {
  return sharp(picture)
    .rotate()
    .resize({ width: widthPx, withoutEnlargement: true })
    .jpeg()
    .toBuffer()
    .catch((error: Error) => error);
}
