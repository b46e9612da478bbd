/** An invented clinic in the hospital's record: sites, stations, and patients with a referral and an appointment. */
import { randomUUID } from 'node:crypto';
import type { Queries } from '../../services/hospital/database/api.ts';
import type { Patient } from '../../services/wire/patient.ts';
import { hashOf } from '../../services/wire/signing.ts';
import { margaret, shin, station } from './invented.ts';

/** One patient with a referral, lesions and an appointment in a clinic of 22 November 2026. */
export interface SeededVisit {
  readonly appointment: string;
  readonly patient: Patient & { readonly id: string };
  readonly referral: string;
  readonly lesions: readonly {
    readonly id: string;
    readonly site: string;
    readonly side?: 'left' | 'right' | 'midline';
  }[];
}

/** Site, stations and a clinic at each: histon-1 as `invented.ts` has it, and another one. */
export async function seedClinics(tx: Queries, stations: readonly string[] = [station, 'waterbeach-1']): Promise<void> {
  for (const name of stations) {
    await tx.query('insert into site (id, name, address) values ($1, $2, $3)', [
      name,
      `Surgery of ${name}`,
      ['High Street'],
    ]);
    await tx.query('insert into station (id, site) values ($1, $1)', [name]);
    await tx.query(
      `insert into session (id, site, station, starts_at, ends_at, slot_minutes, state)
       values ($1, $2, $2, '2026-11-22T08:00:00Z', '2026-11-22T17:00:00Z', 5, 'open')`,
      [sessionAt(name), name],
    );
  }
}

/** The clinic of a station: a UUID that its name gives. */
export function sessionAt(name: string): string {
  const hex = hashOf(Buffer.from(name));
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The nth person of the clinic; the first is Margaret, whose shin `captureOf` shows. */
export async function seedVisit(
  tx: Queries,
  {
    n = 0,
    patient = margaret,
    appointment = 'A-0001',
    lesions = [shin],
    at = station as string,
  }: Partial<Omit<SeededVisit, 'patient'> & { n: number; patient: Patient; at: string }> = {},
): Promise<SeededVisit> {
  const [id, referral] = [randomUUID(), randomUUID()];
  const { nhsNumber, familyName, givenName, dateOfBirth } = patient;
  await tx.query(
    `insert into patient (id, hospital_number, nhs_number, family_name, given_name, date_of_birth, sex, created_at)
     values ($1, $2, $3, $4, $5, $6, 'female', now())`,
    [id, `H${n}`, nhsNumber, familyName, givenName, dateOfBirth],
  );
  await tx.query(
    `insert into referral (id, patient, source, urgency, state, clock_starts_on, received_at)
     values ($1, $2, 'form', 'urgent', 'booked', '2026-11-15', now())`,
    [referral, id],
  );
  for (const [place, lesion] of lesions.entries()) {
    await tx.query(
      'insert into lesion (id, referral, ordinal, site, side, tracking_uid) values ($1, $2, $3, $4, $5, $6)',
      [
        lesion.id,
        referral,
        place + 1,
        lesion.site,
        lesion.side,
        `2.25.${BigInt(`0x${randomUUID().replaceAll('-', '')}`)}`,
      ],
    );
  }
  await tx.query(
    `insert into appointment (id, referral, session, slot_at, state, code, booked_at)
     values ($1, $2, $3, timestamptz '2026-11-22T08:00:00Z' + $4 * interval '1 second', 'booked', $5, now())`,
    [appointment, referral, sessionAt(at), n, randomUUID()],
  );
  return { appointment, patient: { ...patient, id }, referral, lesions };
}
