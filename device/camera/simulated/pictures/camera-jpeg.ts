/** A raw picture as the simulated camera would write it: a baseline JPEG with what a camera says beside it. */
import sharp from 'sharp';
import { type ExifFacts, exifOf } from './exif.ts';

const jpegQuality = 97; // what cameras call "fine"

/** `rgb`: red, green, blue, row by row. */
export function cameraJpeg(rgb: Uint8Array, widthPx: number, heightPx: number, facts: ExifFacts): Promise<Uint8Array> {
  return sharp(rgb, { raw: { width: widthPx, height: heightPx, channels: 3 } })
    .withExif(exifOf(facts))
    .jpeg({ quality: jpegQuality, progressive: false, optimiseCoding: false })
    .toBuffer();
}
