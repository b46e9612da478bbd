/**
 * The letters' fonts without their rules for neighbouring characters (kerning, ligatures, marks), and without the names of
 * their six thousand characters: reading those is most of what a letter costs. For tests that want letters, and do not look
 * at their type.
 */
import { type Fonts, readFonts } from '../../../../services/hospital/clinic/invitation/document.ts';

/** OpenType, "Table Directory": a count at byte 4, and from byte 12 records of 16 bytes that begin with the table's tag. */
const countAt = 4;
const recordsAt = 12;
const recordBytes = 16;
const offsetAt = 8;
/** "post": a table of this version has no names. */
const withoutNames = 0x0003_0000;
const rules = new Set(['GPOS', 'GSUB', 'GDEF', 'kern']);

export function plainFonts(): Fonts {
  const { plain, strong } = readFonts();
  return { plain: leaner(plain), strong: leaner(strong) };
}

function leaner(font: Uint8Array): Uint8Array {
  const bytes = Buffer.from(font);
  const records = Array.from({ length: bytes.readUInt16BE(countAt) }, (_, place) =>
    Buffer.from(bytes.subarray(recordsAt + place * recordBytes, recordsAt + (place + 1) * recordBytes)),
  ).filter((record) => !rules.has(tagOf(record)));
  bytes.writeUInt16BE(records.length, countAt);
  Buffer.concat(records).copy(bytes, recordsAt);
  const names = records.find((record) => tagOf(record) === 'post');
  if (names !== undefined) bytes.writeUInt32BE(withoutNames, names.readUInt32BE(offsetAt));
  return bytes;
}

function tagOf(record: Buffer): string {
  return record.toString('latin1', 0, 4);
}
