/**
 * A parcel: one picture with all that belongs to it, or a correction of pictures sent before, sealed for the hospital.
 *
 *   sealed( capture as one line of JSON · newline · the JPEG as the camera made it )
 *   sealed( correction as one line of JSON · newline )
 *
 * With the hospital's key, `age --decrypt parcel | head -1` shows the capture and `| tail -n +2` gives the picture.
 */
import { type Capture, capture } from './capture.ts';
import { type Correction, correction } from './correction.ts';
import { captureBytesMax } from './limits.ts';
import { type OpenProblem, openBytes, type SealProblem, sealBytes } from './sealing.ts';

/** A parcel with a picture. */
export interface Parcel {
  readonly capture: Capture;
  readonly picture: Uint8Array;
}

/** A parcel that takes pictures back. */
export interface CorrectionParcel {
  readonly correction: Correction;
}

/** Why sealed bytes are no parcel: they cannot be opened, or what is inside is not a capture and a picture. */
export type ParcelProblem = OpenProblem | 'not-a-parcel';

/** Seal to all of `recipients` (the hospital's operational and its escrow recipient, both or nothing). */
export function sealParcel(parcel: Parcel, recipients: readonly string[]): Promise<Uint8Array | SealProblem> {
  return sealBytes([lineOf(parcel.capture), parcel.picture], recipients);
}

/** As `sealParcel`. */
export function sealCorrection(document: Correction, recipients: readonly string[]): Promise<Uint8Array | SealProblem> {
  return sealBytes([lineOf(document)], recipients);
}

export async function openParcel(
  file: Uint8Array,
  identities: readonly string[],
): Promise<Parcel | CorrectionParcel | ParcelProblem> {
  const plain = await openBytes(file, identities);
  if (typeof plain === 'string') return plain;
  const end = plain.indexOf(0x0a);
  if (end < 0 || end >= captureBytesMax) return 'not-a-parcel';
  const line = parseJson(plain.subarray(0, end));
  const picture = plain.subarray(end + 1);
  const read = capture.safeParse(line);
  if (read.success) return { capture: read.data, picture };
  const back = correction.safeParse(line);
  return back.success && picture.length === 0 ? { correction: back.data } : 'not-a-parcel';
}

function lineOf(document: Capture | Correction): Buffer {
  const line = Buffer.from(`${JSON.stringify(document)}\n`);
  if (line.length > captureBytesMax)
    throw new Error(`the readable part of a parcel has at most ${captureBytesMax} bytes`);
  return line;
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return undefined; // no schema accepts undefined
  }
}
