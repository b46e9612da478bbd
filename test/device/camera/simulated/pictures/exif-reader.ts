/** Reads EXIF as another program would: the tags of a TIFF structure (Exif 2.32, section 4.6), by their numbers. */

export type ExifTags = ReadonlyMap<number, string | number>;

const bytesOf: Record<number, number> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1, 9: 4, 10: 8 };

/** `exif` as sharp hands it out: `Exif\0\0`, then the TIFF. Texts without their final zero, fractions as numbers. */
export function readExif(exif: Buffer): ExifTags {
  const tiff = exif.subarray(exif.subarray(0, 4).toString('latin1') === 'Exif' ? 6 : 0);
  const little = tiff.subarray(0, 2).toString('latin1') === 'II';
  const u16 = (at: number): number => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const u32 = (at: number): number => (little ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at));
  const tags = new Map<number, string | number>();
  const read = (directory: number): void => {
    for (let i = 0; i < u16(directory); i++) {
      const entry = directory + 2 + 12 * i;
      const [tag, type, count] = [u16(entry), u16(entry + 2), u32(entry + 4)];
      const at = (bytesOf[type] ?? 1) * count <= 4 ? entry + 8 : u32(entry + 8);
      if (type === 2)
        tags.set(
          tag,
          tiff
            .subarray(at, at + count)
            .toString('utf8')
            .replace(/\0+$/, ''),
        );
      else if (type === 3) tags.set(tag, u16(at));
      else if (type === 4) tags.set(tag, u32(at));
      else if (type === 5) tags.set(tag, u32(at) / u32(at + 4));
      if (tag === 0x8769) read(u32(at));
    }
  };
  read(u32(4));
  return tags;
}
