/**
 * A parcel: one picture with all that belongs to it, sealed for the hospital.
 *
 *   sealed( capture as one line of JSON · newline · the JPEG as the camera made it )
 *
 * With the hospital's key, `age --decrypt parcel | head -1` shows the capture and `| tail -n +2` gives the picture.
 */
import { z } from 'zod';
import { appointmentId, moment, parcelId, sha256, stationId, visitId } from './ids.ts';
import { captureBytesMax } from './limits.ts';
import { lesion, patient, viewKind } from './patient.ts';
import { type OpenProblem, openBytes, type SealProblem, sealBytes } from './sealing.ts';

/** Whom and what the picture shows, decided when the pedal went down and never afterwards. */
const binding = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('visit'),
    visit: visitId,
    appointment: appointmentId,
    patient,
    lesion,
    view: viewKind,
  }),
  /** Nobody asked for this picture, or it came after its time: it belongs to no one until a person has decided. */
  z.object({ kind: z.literal('unexplained') }),
]);
export type Binding = z.infer<typeof binding>;

/** The readable part of a parcel. */
export const capture = z.object({
  kind: z.literal('capture'),
  version: z.literal(1),
  parcel: parcelId,
  station: stationId,
  /** When the pedal went down; for an unexplained picture, when it was noticed. */
  takenAt: moment,
  binding,
  picture: z.object({
    sha256,
    bytes: z.int().positive(),
    widthPx: z.int().positive(),
    heightPx: z.int().positive(),
  }),
  camera: z.object({ manufacturer: z.string(), model: z.string(), serial: z.string(), firmware: z.string() }),
  /** The ring light at the exposure. */
  polarised: z.boolean(),
});
export type Capture = z.infer<typeof capture>;

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
