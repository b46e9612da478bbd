/** The readable part of a parcel with a picture: whom and what the picture shows, and what it was taken with. */
import { z } from 'zod';
import { appointmentId, moment, parcelId, sha256, stationId, visitId } from './ids.ts';
import { lesion, patient, viewKind } from './patient.ts';
import { quality } from './quality.ts';

/** A picture that belongs to a visit and shows no lesion. */
export const attachmentKind = z.enum([
  'identity-frame', // the patient's letter with its code, before the first picture
  'paper-questionnaire', // a page that the patient filled in by hand
]);
export type AttachmentKind = z.infer<typeof attachmentKind>;

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
  z.object({
    kind: z.literal('attachment'),
    visit: visitId,
    appointment: appointmentId,
    patient,
    what: attachmentKind,
  }),
  /** Nobody asked for this picture, or it came after its time: it belongs to no one until a person has decided. */
  z.object({ kind: z.literal('unexplained') }),
]);
export type Binding = z.infer<typeof binding>;

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
  /** What was measured on it; absent on a picture that nobody asked for. */
  quality: quality.optional(),
});
export type Capture = z.infer<typeof capture>;
