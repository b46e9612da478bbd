/**
 * "These pictures are not that patient's": said at the station, after the visit or in it. It travels sealed in a parcel of
 * its own, like a picture, and is kept and receipted like one; the hospital takes the pictures out of the patient's record.
 */
import { z } from 'zod';
import { moment, parcelId, stationId } from './ids.ts';

export const correction = z.object({
  kind: z.literal('correction'),
  version: z.literal(1),
  /** The parcel that this correction travels in. */
  parcel: parcelId,
  station: stationId,
  at: moment,
  why: z.literal('wrong-patient'),
  /** The pictures that it is about. They may arrive after it. */
  pictures: z.array(parcelId).min(1).max(200),
  /** Who said so, as signed in at the station. */
  by: z.string().max(120),
  note: z.string().max(2_000),
});
export type Correction = z.infer<typeof correction>;
