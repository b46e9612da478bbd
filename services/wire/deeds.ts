/**
 * Who did what at a station: signing in, looking at a patient, taking a picture, correcting. It travels sealed like a
 * picture and becomes part of the hospital's audit log. Ids and reasons only: no name or number of a patient.
 */
import { z } from 'zod';
import { appointmentId, moment, parcelId, staffId, stationId, visitId } from './ids.ts';

export const stationDeed = z.object({
  at: moment,
  /** Absent where nobody was signed in: a wrong PIN, an idle lock. */
  by: staffId.optional(),
  what: z.enum([
    'sign-in',
    'sign-in-refused',
    'lock',
    'idle-lock',
    'open-visit',
    'register-by-hand',
    'view-patient',
    'confirm-identity',
    'identity-failed',
    'hand-to-patient',
    'take-back',
    'consent',
    'withdraw-consent',
    'picture',
    'retake',
    'unexplained-picture',
    'end-visit',
    'did-not-attend',
    'wrong-patient',
    'confirm-camera',
  ]),
  appointment: appointmentId.optional(),
  visit: visitId.optional(),
  picture: parcelId.optional(),
  /** Such as why a sign-in was refused. Never a word about a patient. */
  detail: z.string().max(120).optional(),
});
export type StationDeed = z.infer<typeof stationDeed>;

export const deedsMax = 500;

export const deeds = z.object({
  kind: z.literal('deeds'),
  version: z.literal(1),
  /** The parcel that they travel in. */
  parcel: parcelId,
  station: stationId,
  deeds: z.array(stationDeed).min(1).max(deedsMax),
});
export type Deeds = z.infer<typeof deeds>;
