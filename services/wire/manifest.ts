/** The offer of a parcel: all that a stranger may know of it, signed by the station. Says nothing of the patient. */
import { z } from 'zod';
import { keyId, parcelId, sha256, stationId } from './ids.ts';
import { chunkBytes, parcelBytesMax } from './limits.ts';
import { signed } from './signing.ts';

export const manifest = z.object({
  kind: z.literal('manifest'),
  version: z.literal(1),
  parcel: parcelId,
  station: stationId,
  /** Counts this station's parcels from 1, without a gap. */
  sequence: z.int().positive(),
  /** Hash of the manifest before this one; absent in the first. A missing or exchanged parcel breaks the chain. */
  previous: sha256.optional(),
  byteLength: z.int().positive().max(parcelBytesMax),
  sha256,
  /** Every chunk has this length but the last. */
  chunkBytes: z.literal(chunkBytes),
  /** The recipients it is sealed to, by name. */
  sealedTo: z.array(keyId).min(1).max(8),
});
export type Manifest = z.infer<typeof manifest>;

export const signedManifest = signed(manifest);
export type SignedManifest = z.infer<typeof signedManifest>;

/** How many chunks a parcel of this length has. */
export function chunkCount(parcel: Pick<Manifest, 'byteLength'>): number {
  return Math.ceil(parcel.byteLength / chunkBytes);
}

/** Where chunk `index` (from 0) begins and how long it is, in bytes. */
export function chunkRange(parcel: Pick<Manifest, 'byteLength'>, index: number): { start: number; length: number } {
  const start = index * chunkBytes;
  return { start, length: Math.min(chunkBytes, parcel.byteLength - start) };
}
