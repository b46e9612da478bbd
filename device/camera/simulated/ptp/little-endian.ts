/**
 * Numbers and texts as PTP writes them: little-endian, a text as its length in characters and UTF-16 with a closing zero,
 * a list as its length and its members (ISO 15740, section 5.3). A dataset is these, joined in order:
 *
 *     join(u16(100), text('Nikon Corporation'), u16s([0x1001, 0x1002]))
 */

/** A text's length is one byte and counts the closing zero. */
const textCharactersMax = 254;

export const join = (...parts: readonly Uint8Array[]): Buffer => Buffer.concat(parts);

export function u8(value: number): Buffer {
  const bytes = Buffer.alloc(1);
  bytes.writeUInt8(value);
  return bytes;
}

export function i8(value: number): Buffer {
  const bytes = Buffer.alloc(1);
  bytes.writeInt8(value);
  return bytes;
}

export function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

export function i16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16LE(value);
  return bytes;
}

export function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

export function u64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

/** Throws when the text is longer than PTP can say: these texts are our own. */
export function text(value: string): Buffer {
  if (value === '') return u8(0);
  if (value.length > textCharactersMax) throw new RangeError(`a PTP text has at most ${textCharactersMax} characters`);
  return join(u8(value.length + 1), Buffer.from(`${value}\0`, 'utf16le'));
}

export const u16s = (values: readonly number[]): Buffer => join(u32(values.length), ...values.map(u16));
export const u32s = (values: readonly number[]): Buffer => join(u32(values.length), ...values.map(u32));
