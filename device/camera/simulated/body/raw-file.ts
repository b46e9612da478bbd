/**
 * Raw files as far as anybody looks who only has to know that they are none of his business: the outside of the format,
 * and the JPEG in it as real ones carry a preview. No raw converter opens them.
 */
import { join, u16, u32 } from '../ptp/little-endian.ts';

const ascii = (value: string): Buffer => Buffer.from(`${value}\0`, 'latin1');

const types = { ascii: 2, short: 3, long: 4 } as const;
const colourFilterArray = 32_803; // PhotometricInterpretation of raw files (TIFF/EP, ISO 12234-2)
const firstDirectoryAt = 8;

/** A TIFF of one directory (TIFF 6.0, section 2), as NEF and DNG are: the strip it tells of is the JPEG. */
export function tiffRaw(maker: string, model: string, jpeg: Uint8Array): Buffer {
  const entries = 6;
  const textsAt = firstDirectoryAt + 2 + 12 * entries + 4;
  const texts = [ascii(maker), ascii(model)] as const;
  const modelAt = textsAt + texts[0].length;
  const stripAt = modelAt + texts[1].length;
  const entry = (tag: number, type: number, count: number, value: number): Buffer =>
    join(u16(tag), u16(type), u32(count), u32(value));
  return join(
    Buffer.from('II*\0', 'latin1'),
    u32(firstDirectoryAt),
    u16(entries),
    entry(0x0103, types.short, 1, 7), // Compression: JPEG
    entry(0x0106, types.short, 1, colourFilterArray),
    entry(0x010f, types.ascii, texts[0].length, textsAt), // Make
    entry(0x0110, types.ascii, texts[1].length, modelAt), // Model
    entry(0x0111, types.long, 1, stripAt), // StripOffsets
    entry(0x0117, types.long, 1, jpeg.length), // StripByteCounts
    u32(0), // no directory after this
    ...texts,
    jpeg,
  );
}

/** Boxes as in MPEG-4 (ISO 14496-12), as Canon's CR3 is: its brand, and the JPEG as media data. */
export function cr3(jpeg: Uint8Array): Buffer {
  const box = (type: string, ...content: readonly Uint8Array[]): Buffer => {
    const size = Buffer.alloc(4);
    size.writeUInt32BE(8 + content.reduce((total, part) => total + part.length, 0));
    return join(size, Buffer.from(type, 'latin1'), ...content);
  };
  return join(box('ftyp', Buffer.from('crx \0\0\0\x01crx isom', 'latin1')), box('mdat', jpeg));
}
