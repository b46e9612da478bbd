/** Which chunks of a parcel the hospital holds, as it travels: one bit a chunk, the lowest bit of each byte first. */
import { z } from 'zod';
import { chunkBytes, parcelBytesMax } from './limits.ts';

const bytesMax = Math.ceil(parcelBytesMax / chunkBytes / 8);

export const held = z.base64().max(Math.ceil(bytesMax / 3) * 4);

export function heldText(chunks: ReadonlySet<number>, count: number): string {
  const bits = new Uint8Array(Math.ceil(count / 8));
  for (const index of chunks) bits[index >> 3] = (bits[index >> 3] ?? 0) | (1 << (index & 7));
  return Buffer.from(bits).toString('base64');
}

/** The chunks below `count` that the text marks; bits beyond it mean nothing. */
export function heldChunks(text: string, count: number): ReadonlySet<number> {
  const bits = Buffer.from(text, 'base64');
  const chunks = new Set<number>();
  for (let index = 0; index < count; index++) if ((bits[index >> 3] ?? 0) & (1 << (index & 7))) chunks.add(index);
  return chunks;
}
