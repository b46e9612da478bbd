/** Width and height of a JPEG from its frame header (ITU-T T.81, B.2.2). */

/**
 * Throws when there is no frame header: the picture comes from a source of ours, and a camera makes no broken pictures.
 */
export function jpegSize(jpeg: Uint8Array): { readonly widthPx: number; readonly heightPx: number } {
  const bytes = Buffer.from(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength);
  for (let at = 2; at + 9 <= bytes.length; at += 2 + bytes.readUInt16BE(at + 2)) {
    const marker = bytes.readUInt16BE(at);
    if (marker === 0xffc0 || marker === 0xffc1 || marker === 0xffc2)
      return { heightPx: bytes.readUInt16BE(at + 5), widthPx: bytes.readUInt16BE(at + 7) };
    if (marker < 0xffc4 || marker === 0xffda) break;
  }
  throw new Error('the picture source gave something that is not a JPEG');
}
