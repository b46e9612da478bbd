/**
 * A station's worklist: its clinics of the coming days, with all that the photographer needs. It travels sealed to the
 * station's own age recipient and signed by the hospital, retained on the broker, so that a station without a network
 * works from the last one it received.
 *
 *   worklist ─► JSON ─► sealBytes([station]) ─► { document: {station, serial, sealed}, signature }
 *
 * The signature is over the sealed bytes: who relays it learns the station's name and nothing else.
 */
import { z } from 'zod';
import { type WorklistAppointment, type WorklistLesion, worklistAppointment } from './appointment.ts';
import { moment, stationId } from './ids.ts';
import { worklistBytesMax } from './limits.ts';
import { stationSheet } from './questionnaire.ts';
import { openBytes, sealBytes } from './sealing.ts';
import {
  type SignatureProblem,
  type Signed,
  type Signer,
  signDocument,
  signed,
  type TrustedKeys,
  verifyDocument,
} from './signing.ts';
import { staffMember } from './staff.ts';

export type { WorklistAppointment, WorklistLesion };

export const worklist = z.object({
  kind: z.literal('worklist'),
  version: z.literal(1),
  station: stationId,
  /** Grows with each publication; a station never goes back to a lower one. */
  serial: z.int().positive(),
  madeAt: moment,
  clinics: z
    .array(
      z.object({
        id: z.uuid(),
        site: z.string(),
        startsAt: moment,
        endsAt: moment,
        photographer: z.string(),
        appointments: z.array(worklistAppointment).max(200),
      }),
    )
    .max(31),
  /** Who may sign in at this station. */
  staff: z.array(staffMember).max(200),
  /** The questionnaire in every language it is kept in, for patients who have not answered it at home. */
  questionnaire: z.array(stationSheet).max(20),
});
export type Worklist = z.infer<typeof worklist>;

const sealedWorklist = z.object({
  kind: z.literal('sealed-worklist'),
  version: z.literal(1),
  station: stationId,
  serial: z.int().positive(),
  /** An age file in base64; inside, the JSON of a worklist. */
  sealed: z.base64().max(worklistBytesMax),
});

export const signedWorklist = signed(sealedWorklist);
export type SealedWorklist = Signed<z.infer<typeof sealedWorklist>>;

/** Why a worklist cannot be used. The station keeps the one it has. */
export type WorklistProblem = SignatureProblem | 'cannot-open' | 'not-a-worklist' | 'for-another-station';

/** Seal and sign. Throws for a recipient that is none: the station was not enrolled as it should be. */
export async function sealWorklist(list: Worklist, recipient: string, signer: Signer): Promise<SealedWorklist> {
  const sealed = await sealBytes([Buffer.from(JSON.stringify(list))], [recipient]);
  if (typeof sealed === 'string') throw new Error(`the worklist of ${list.station} cannot be sealed: ${sealed}`);
  const { station, serial } = list;
  return signDocument(
    { kind: 'sealed-worklist', version: 1, station, serial, sealed: Buffer.from(sealed).toString('base64') },
    signer,
  );
}

/** The worklist inside, when `trusted` signed it for this station and one of `identities` opens it. */
export async function openWorklist(
  letter: SealedWorklist,
  station: Worklist['station'],
  identities: readonly string[],
  trusted: TrustedKeys,
): Promise<Worklist | WorklistProblem> {
  const document = verifyDocument(letter, trusted);
  if (typeof document === 'string') return document;
  if (document.station !== station) return 'for-another-station';
  const opened = await openBytes(Buffer.from(document.sealed, 'base64'), identities);
  if (typeof opened === 'string') return 'cannot-open';
  const read = worklist.safeParse(jsonOf(opened));
  if (!read.success) return 'not-a-worklist';
  const same = read.data.station === station && read.data.serial === document.serial;
  return same ? read.data : 'for-another-station';
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return undefined; // what is not JSON is no worklist either
  }
}
