/**
 * What happened in a visit, beside its pictures: how the patient was identified, what was agreed to, what could not be
 * photographed and why, what to tell the consultant. One document at the end of each visit; it travels sealed in a parcel
 * of its own, like a picture.
 */
import { z } from 'zod';
import { appointmentId, lesionId, moment, parcelId, staffId, stationId, visitId } from './ids.ts';
import { lesion, patient } from './patient.ts';
import { answers } from './questionnaire.ts';

const words = z.string().trim().min(1).max(2_000);

/** Why a lesion, or one of its pictures, was not photographed. */
export const cannotReason = z.enum([
  'gone', // nothing to be seen there any more
  'not-found',
  'patient-declined',
  'painful',
  'dressing', // covered, and it may not be taken off
  'cannot-reach', // camera or patient cannot be brought into position
  'excluded-site', // a site that this clinic does not photograph
  'no-time',
  'equipment',
]);
export type CannotReason = z.infer<typeof cannotReason>;

/** The questions before the first picture; facts on the clinic, exclusions. */
export const exclusion = z.enum(['excluded-site', 'under-16', 'more-than-three-lesions', 'lacks-capacity']);
export type Exclusion = z.infer<typeof exclusion>;

/** What a patient can agree to, each by itself. Without the first, no picture is taken. */
export const consentPurpose = z.enum(['record', 'teaching', 'publication']);
export type ConsentPurpose = z.infer<typeof consentPurpose>;

/** Points of a pen, 0 to 1000 of the field's width and height: x, y, x, y … One list for each stroke. */
export const signature = z
  .array(z.array(z.int().min(0).max(1000)).min(2).max(4_000))
  .min(1)
  .max(200);
export type Signature = z.infer<typeof signature>;

const consentEntry = z.object({
  at: moment,
  /** Who asked. */
  by: staffId,
  given: z.record(consentPurpose, z.boolean()),
  how: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('signed'), strokes: signature }),
    z.object({ kind: z.literal('verbal') }),
  ]),
});
export type ConsentEntry = z.infer<typeof consentEntry>;

export const visitRecord = z.object({
  kind: z.literal('visit-record'),
  version: z.literal(1),
  /** The parcel that this record travels in. */
  parcel: parcelId,
  station: stationId,
  visit: visitId,
  appointment: appointmentId,
  patient,
  /** `did-not-attend`: nobody came; then there are no pictures. `ended-early`: `why` says it. */
  outcome: z.enum(['completed', 'ended-early', 'did-not-attend']),
  why: words.optional(),
  openedAt: moment,
  endedAt: moment,
  /** Everybody who worked in it, the first one first. */
  staff: z.array(z.object({ id: staffId, name: z.string().max(120) })).max(20),
  /** Registered by hand: the appointment is the station's own and the hospital has to find whose it is. */
  registeredByHand: z.boolean(),
  /** The lesions as the station knew them; those of a patient registered by hand come from the letter. */
  lesions: z.array(lesion).max(20),
  identity: z.object({
    /** `scanned`: by the code of the letter; `list`: chosen by hand from the day's list. */
    opened: z.enum(['scanned', 'list', 'by-hand']),
    /** Each time identity was confirmed: at the start, and after every lock or restart. */
    confirmed: z
      .array(z.object({ at: moment, by: staffId, name: z.boolean(), birthday: z.boolean(), address: z.boolean() }))
      .max(100),
    /** Who could have been taken for whom, and that it was settled. */
    lookAlikes: z.array(appointmentId).max(20),
    frame: z.enum(['matched', 'no-letter', 'unreadable', 'not-taken']),
  }),
  questionnaire: z.object({
    how: z.enum(['before', 'at-station', 'paper', 'declined', 'not-asked']),
    language: z.string().max(35).optional(),
    answers: answers.optional(),
  }),
  exclusions: z.object({
    found: z.array(exclusion).max(exclusion.options.length),
    /** Why pictures were taken all the same. */
    why: words.optional(),
  }),
  /** In the order in which they were given; the last one holds. A withdrawal is one with less in it. */
  consent: z.array(consentEntry).max(20),
  pictures: z
    .array(
      z.object({
        parcel: parcelId,
        /** `unreviewed`: nobody looked at it, such as after a power cut. `retaken`: a better one follows it. */
        verdict: z.enum(['kept', 'retaken', 'unreviewed']),
      }),
    )
    .max(200),
  cannot: z.array(z.object({ lesion: lesionId, why: cannotReason })).max(20),
  /** Wishes for other places: told to the consultant, without a picture. */
  wishes: z.array(words).max(20),
  note: words.optional(),
});
export type VisitRecord = z.infer<typeof visitRecord>;
