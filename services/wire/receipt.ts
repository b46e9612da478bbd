/** The hospital's signed word that it holds a picture for good. Only this lets a station forget one. */
import { z } from 'zod';
import { moment, parcelId, sha256, stationId } from './ids.ts';
import { signed } from './signing.ts';

export const receipt = z.object({
  kind: z.literal('receipt'),
  version: z.literal(1),
  parcel: parcelId,
  station: stationId,
  /** SHA-256 of the parcel, as in its manifest. */
  sha256,
  /** Filed to its patient, or kept apart until a person has decided. Either way it is safe. */
  outcome: z.enum(['filed', 'quarantined']),
  /** The hospital's name for the place, relative to its archive; says nothing of the patient. */
  filedAs: z.string().min(1).max(200),
  at: moment,
});
export type Receipt = z.infer<typeof receipt>;

export const signedReceipt = signed(receipt);
export type SignedReceipt = z.infer<typeof signedReceipt>;
