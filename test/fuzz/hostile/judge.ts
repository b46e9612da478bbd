/** A referee who knows nothing of `device/camera/jpeg.ts`: what do libvips and libjpeg make of these bytes? */
import sharp from 'sharp';
import type { Verdict } from './orders.ts';

/**
 * Whole: both ends are there, and a frame header says the size that the photo claims. What is damaged between (a flipped bit
 * in a table, in the picture) only a decoder sees, and that there is no more picture behind a header than it says nobody.
 */
export async function judge(photo: {
  readonly bytes: Uint8Array;
  readonly widthPx: number;
  readonly heightPx: number;
}): Promise<Verdict> {
  const bytes = Buffer.from(photo.bytes.buffer, photo.bytes.byteOffset, photo.bytes.byteLength);
  const { widthPx, heightPx } = photo;
  if (bytes.subarray(0, 2).toString('hex') !== 'ffd8' || bytes.subarray(-2).toString('hex') !== 'ffd9')
    return 'not whole';
  if (Math.max(widthPx, heightPx) < 800 || Math.min(widthPx, heightPx) < 600) return 'not whole';
  if (!saysItsSize(bytes, widthPx, heightPx)) return 'not whole';
  if (widthPx * heightPx > decodedPxMax) return 'damaged inside';
  return sharp(bytes, { failOn: 'warning' })
    .stats()
    .then(
      () => 'whole',
      () => 'damaged inside',
    );
}

/** More than any camera takes: a header was changed, and decoding it is not worth the memory. */
const decodedPxMax = 64_000_000;

/** Somewhere is a frame header for Huffman coding with this size: FFC0 to FFC2, length, precision, height, width. */
function saysItsSize(bytes: Buffer, widthPx: number, heightPx: number): boolean {
  for (let at = bytes.indexOf(0xff); at !== -1 && at + 9 <= bytes.length; at = bytes.indexOf(0xff, at + 1)) {
    const code = bytes.readUInt8(at + 1);
    if (code < 0xc0 || code > 0xc2) continue;
    if (bytes.readUInt16BE(at + 5) === heightPx && bytes.readUInt16BE(at + 7) === widthPx) return true;
  }
  return false;
}
