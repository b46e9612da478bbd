/**
 * A parcel: one picture with all that belongs to it, or a document without one, sealed for the hospital.
 *
 *   sealed( capture as one line of JSON · newline · the JPEG as the camera made it )
 *   sealed( document as one line of JSON · newline )      a correction, a visit's record, deeds for the audit log
 *
 * With the hospital's key, `age --decrypt parcel | head -1` shows the capture and `| tail -n +2` gives the picture.
 */
import { z } from 'zod';
import { type Capture, capture } from './capture.ts';
import { type Correction, correction } from './correction.ts';
import { type Deeds, deeds } from './deeds.ts';
import { lineBytesMax } from './limits.ts';
import { type OpenProblem, openBytes, type SealProblem, sealBytes } from './sealing.ts';
import { type VisitRecord, visitRecord } from './visit-record.ts';

/** A parcel with a picture. */
export interface Parcel {
  readonly capture: Capture;
  readonly picture: Uint8Array;
}

const document = z.discriminatedUnion('kind', [correction, visitRecord, deeds]);

/** What travels in a parcel without a picture. */
export type ParcelDocument = Correction | VisitRecord | Deeds;

export interface DocumentParcel {
  readonly document: ParcelDocument;
}

/** Why sealed bytes are no parcel: they cannot be opened, or what is inside is neither a picture with its capture nor a document. */
export type ParcelProblem = OpenProblem | 'not-a-parcel';

/** Seal to all of `recipients` (the hospital's operational and its escrow recipient, both or nothing). */
export function sealParcel(parcel: Parcel, recipients: readonly string[]): Promise<Uint8Array | SealProblem> {
  return sealBytes([lineOf(parcel.capture), parcel.picture], recipients);
}

/** As `sealParcel`. */
export function sealDocument(
  document: ParcelDocument,
  recipients: readonly string[],
): Promise<Uint8Array | SealProblem> {
  return sealBytes([lineOf(document)], recipients);
}

export async function openParcel(
  file: Uint8Array,
  identities: readonly string[],
): Promise<Parcel | DocumentParcel | ParcelProblem> {
  const plain = await openBytes(file, identities);
  if (typeof plain === 'string') return plain;
  const end = plain.indexOf(0x0a);
  if (end < 0 || end >= lineBytesMax) return 'not-a-parcel';
  const line = parseJson(plain.subarray(0, end));
  const picture = plain.subarray(end + 1);
  const read = capture.safeParse(line);
  if (read.success) return { capture: read.data, picture };
  const written = document.safeParse(line);
  return written.success && picture.length === 0 ? { document: written.data } : 'not-a-parcel';
}

function lineOf(document: Capture | ParcelDocument): Buffer {
  const line = Buffer.from(`${JSON.stringify(document)}\n`);
  if (line.length > lineBytesMax) throw new Error(`the readable part of a parcel has at most ${lineBytesMax} bytes`);
  return line;
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return undefined; // no schema accepts undefined
  }
}
