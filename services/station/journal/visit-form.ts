/** The form of an open visit in the journal. The shapes are those of `core/visit.ts`; the compiler holds the two together. */
import { z } from 'zod';
import { appointmentId, lesionId, moment, parcelId, sha256, visitId } from '../../wire/ids.ts';
import { quality } from '../../wire/quality.ts';
import { staffId } from '../../wire/staff.ts';
import { exclusion, visitRecord } from '../../wire/visit-record.ts';
import { worklist } from '../../wire/worklist.ts';
import type { Shot } from '../api/picture.ts';
import type { Aim, Appointment, EndedVisit, OpenVisit, Picture } from '../core/visit.ts';

/** JSON leaves out what is undefined; in the core it is there, and undefined. */
export function orUndefined<Form extends z.ZodType>(form: Form) {
  return form.optional().transform((value) => value);
}

export const shot: z.ZodType<Shot> = z.enum(['locating', 'close-up', 'dermoscopic', 'dermoscopic-polarised']);

const record = visitRecord.shape;
const listed = worklist.shape.clinics.element.shape.appointments.element;

const appointment: z.ZodType<Appointment> = listed.extend({ time: z.string(), registeredByHand: z.boolean() });

const picture: z.ZodType<Picture> = z.object({
  id: parcelId,
  shows: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('lesion'), lesion: lesionId, shot }),
    z.object({ kind: z.literal('identity-frame') }),
    z.object({ kind: z.literal('paper-questionnaire') }),
  ]),
  sha256,
  state: z.enum(['saved', 'at-hospital', 'quarantined', 'taken-back']),
  verdict: z.enum(['kept', 'retaken', 'unreviewed']),
  quality: orUndefined(quality),
  filedAs: orUndefined(z.string()),
  pressToSavedMs: z.number(),
});

export const aim: z.ZodType<Aim> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('lesion'), lesion: listed.shape.lesions.element, shot }),
  z.object({ kind: z.literal('identity-frame') }),
  z.object({ kind: z.literal('paper-questionnaire') }),
]);

export const openVisit: z.ZodType<OpenVisit> = z.object({
  id: visitId,
  appointment,
  opened: record.identity.shape.opened,
  openedAt: moment,
  staff: z.array(z.object({ id: staffId, name: z.string() })),
  confirmed: record.identity.shape.confirmed,
  lookAlikes: z.array(appointmentId),
  lookAlikeSettled: z.boolean(),
  wrongBirthdays: z.number(),
  frame: record.identity.shape.frame,
  frameProblem: orUndefined(z.enum(['no-code', 'other-patient'])),
  questionnaire: record.questionnaire,
  exclusions: orUndefined(z.array(exclusion)),
  exclusionsWhy: orUndefined(z.string()),
  consent: record.consent,
  pictures: z.array(picture),
  cannot: record.cannot,
  wishes: z.array(z.string()),
  note: z.string(),
});

export const endedVisit: z.ZodType<EndedVisit> = z.object({
  id: visitId,
  appointment: appointmentId,
  endedAt: moment,
  stillWaits: z.boolean(),
  outcome: record.outcome,
  pictures: z.array(picture),
  registered: appointment.exactOptional(),
});
