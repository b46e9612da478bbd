/** Names of things that travel. Branded, so that a station's name cannot be used where a parcel's belongs. */
import { z } from 'zod';

/** A station's name, as in its certificate and its topics: lower-case letters, digits and hyphens, 3 to 32 characters. */
export const stationId = z
  .string()
  .regex(
    /^[a-z0-9](?:[a-z0-9-]{1,30})[a-z0-9]$/,
    'a station is named with 3 to 32 lower-case letters, digits and hyphens',
  )
  .brand<'StationId'>();
export type StationId = z.infer<typeof stationId>;

/** One picture on its way, and for ever afterwards: a random UUID (RFC 9562, version 4). */
export const parcelId = z.uuidv4().brand<'ParcelId'>();
export type ParcelId = z.infer<typeof parcelId>;

/** One patient's time at one station. A random UUID that says nothing of the patient. */
export const visitId = z.uuidv4().brand<'VisitId'>();
export type VisitId = z.infer<typeof visitId>;

/** A booked appointment, as the hospital names it. */
export const appointmentId = z.string().min(1).max(64).brand<'AppointmentId'>();
export type AppointmentId = z.infer<typeof appointmentId>;

/** A lesion that the referral letter names. */
export const lesionId = z.string().min(1).max(64).brand<'LesionId'>();
export type LesionId = z.infer<typeof lesionId>;

/** Names a member of staff for good: in deeds, visit records and the hospital's audit log. A UUID. */
export const staffId = z.uuid().brand<'StaffId'>();
export type StaffId = z.infer<typeof staffId>;

/** One life of an ingest worker; a worker that starts anew has a new one. A random UUID. */
export const workerId = z.uuidv4().brand<'WorkerId'>();
export type WorkerId = z.infer<typeof workerId>;

/** SHA-256 in lower-case hexadecimal. */
export const sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'a SHA-256 is 64 lower-case hexadecimal digits')
  .brand<'Sha256'>();
export type Sha256 = z.infer<typeof sha256>;

/** Names a signing key: the first 16 hexadecimal digits of the SHA-256 of its raw 32 public bytes. */
export const keyId = z
  .string()
  .regex(/^[0-9a-f]{16}$/)
  .brand<'KeyId'>();
export type KeyId = z.infer<typeof keyId>;

/** A moment as text, UTC with milliseconds (RFC 3339). */
export const moment = z.iso.datetime({ precision: 3 });
