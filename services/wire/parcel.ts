/**
 * A parcel: one picture with all that belongs to it, sealed for the hospital.
 *
 *   sealed( capture as one line of JSON · newline · the JPEG as the camera made it )
 *
 * With the hospital's key, `age --decrypt parcel | head -1` shows the capture and `| tail -n +2` gives the picture.
 */
import { type Capture, capture } from './capture.ts';
import { captureBytesMax } from './limits.ts';
import { type OpenProblem, openBytes, type SealProblem, sealBytes } from './sealing.ts';

/** What a parcel holds. */
export interface Parcel {
  readonly capture: Capture;
  readonly picture: Uint8Array;
}

/** Why sealed bytes are no parcel: they cannot be opened, or what is inside is not a capture and a picture. */
export type ParcelProblem = OpenProblem | 'not-a-parcel';

/** Seal to all of `recipients` (the hospital's operational and its escrow recipient, both or nothing). */
export function sealParcel(parcel: Parcel, recipients: readonly string[]): Promise<Uint8Array | SealProblem> {
  const line = Buffer.from(`${JSON.stringify(parcel.capture)}\n`);
  if (line.length > captureBytesMax) throw new Error(`a capture has at most ${captureBytesMax} bytes`);
  return sealBytes([line, parcel.picture], recipients);
}

export async function openParcel(file: Uint8Array, identities: readonly string[]): Promise<Parcel | ParcelProblem> {
  const plain = await openBytes(file, identities);
  if (typeof plain === 'string') return plain;
  const end = plain.indexOf(0x0a);
  if (end < 0 || end >= captureBytesMax) return 'not-a-parcel';
  const read = capture.safeParse(parseJson(plain.subarray(0, end)));
  return read.success ? { capture: read.data, picture: plain.subarray(end + 1) } : 'not-a-parcel';
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return undefined; // no schema accepts undefined
  }
}
