/** Which way up: the orientation tag (0x0112) in the first directory of an EXIF segment (CIPA DC-008 4.6.4, 4.6.5). */

/** 1 is upright; what the others mean stands in `turn.ts`. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

const head = Buffer.from('Exif\0\0');
const orientationTag = 0x0112;
const short = 3;
const entryBytes = 12;
const known: readonly Orientation[] = [1, 2, 3, 4, 5, 6, 7, 8];

/** From the bodies of all APP1 segments; 1 where none says anything that the standard knows. */
export function orientationIn(segments: readonly Buffer[]): Orientation {
  for (const segment of segments) {
    const place = placeOf(segment);
    if (place === undefined) continue;
    const value = place.little ? segment.readUInt16LE(place.at) : segment.readUInt16BE(place.at);
    return known.find((orientation) => orientation === value) ?? 1;
  }
  return 1;
}

/** Write 1 where an orientation stands, in place. */
export function setUpright(segments: readonly Buffer[]): void {
  for (const segment of segments) {
    const place = placeOf(segment);
    if (place?.little === true) segment.writeUInt16LE(1, place.at);
    if (place?.little === false) segment.writeUInt16BE(1, place.at);
  }
}

/** Where the value stands in the segment. Undefined for a segment that is no EXIF, is damaged or has no orientation. */
function placeOf(segment: Buffer): { readonly at: number; readonly little: boolean } | undefined {
  if (!segment.subarray(0, head.length).equals(head)) return undefined;
  const tiff = segment.subarray(head.length);
  const order = tiff.toString('latin1', 0, 2);
  if (tiff.length < 8 || (order !== 'II' && order !== 'MM')) return undefined;
  const little = order === 'II';
  const u16 = (at: number) => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const directory = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  if (directory + 2 > tiff.length) return undefined;
  const count = u16(directory);
  for (let index = 0; index < count; index++) {
    const entry = directory + 2 + index * entryBytes;
    if (entry + entryBytes > tiff.length) return undefined;
    if (u16(entry) === orientationTag && u16(entry + 2) === short) return { at: head.length + entry + 8, little };
  }
  return undefined;
}
