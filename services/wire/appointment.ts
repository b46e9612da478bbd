/** An appointment as a station's worklist has it: whom to photograph, where, and what they have answered. */
import { z } from 'zod';
import { appointmentId, lesionId, moment } from './ids.ts';
import { earlierCharactersMax } from './limits.ts';
import { laterality, patient, siteCharactersMax, viewKind } from './patient.ts';

export const worklistLesion = z.object({
  id: lesionId,
  site: z.string().min(1).max(siteCharactersMax),
  side: laterality.optional(),
  /** DICOM CID 4029, when somebody has coded it. */
  code: z.object({ scheme: z.string(), code: z.string(), meaning: z.string() }).optional(),
  /** The latest pictures of this lesion from an earlier visit, small: one for each view at most. */
  earlier: z
    .array(
      z.object({ view: viewKind, polarised: z.boolean(), takenAt: moment, jpeg: z.base64().max(earlierCharactersMax) }),
    )
    .max(4)
    .optional(),
});
export type WorklistLesion = z.infer<typeof worklistLesion>;

export const worklistAppointment = z.object({
  id: appointmentId,
  /** What the QR code of the invitation says. */
  code: z.string().min(8).max(64),
  slotAt: moment,
  state: z.enum(['booked', 'seen', 'did-not-attend']),
  patient,
  /** First line of the address, for the open question. */
  addressLine: z.string().max(120).optional(),
  language: z.string().max(35),
  urgency: z.enum(['routine', 'urgent', 'suspected-cancer']),
  lesions: z.array(worklistLesion).min(1).max(20),
  questionnaire: z.enum(['none', 'in-progress', 'completed']),
  /** Questions and answers as the photographer reads them. */
  answers: z.array(z.object({ question: z.string(), answer: z.string() })).max(60),
  /** Who else on this day, at this station, has the same surname or birthday (`look-alike.ts`). */
  lookAlikes: z.array(appointmentId).max(200),
});
export type WorklistAppointment = z.infer<typeof worklistAppointment>;
