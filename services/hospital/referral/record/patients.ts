/**
 * Whose referral it is: found by NHS number, else by the hospital's number, else a new patient. Date of birth and family
 * name must agree, or nobody is found: a referral is never attached to a person who differs.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import type { Queries } from '../../database/api.ts';
import type { CheckedReferral } from '../api.ts';
import { sameName, similarName } from './names.ts';

type IncomingPatient = CheckedReferral['patient'];

export interface PatientRow {
  readonly id: string;
  readonly hospitalNumber: string;
  readonly nhsNumber: string | null;
  readonly familyName: string;
  readonly givenName: string;
  readonly dateOfBirth: string;
  readonly mergedInto: string | null;
}

export const patientColumns = `patient.id, patient.hospital_number as "hospitalNumber", patient.nhs_number as "nhsNumber",
  patient.family_name as "familyName", patient.given_name as "givenName", patient.date_of_birth as "dateOfBirth",
  patient.merged_into as "mergedInto"`;

export type Found =
  | { readonly kind: 'patient'; readonly id: string }
  | { readonly kind: 'nobody' }
  | { readonly kind: 'differs'; readonly why: string; readonly fields: Readonly<Record<string, string>> };

/** Patients born on one day who are compared by name. */
const sameBirthdayMax = 200;

/** Crockford's letters and digits: none is taken for another when it is read out. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** `LT` and ten letters or digits: fifty random bits. At most 16 characters, as everything that prints it expects. */
export function newHospitalNumber(): string {
  return `LT${[...randomBytes(10)].map((byte) => letters[byte % letters.length]).join('')}`;
}

/** Must run in a transaction that holds the lock of the NHS number. */
export async function findPatient(tx: Queries, incoming: IncomingPatient): Promise<Found> {
  const byNhsNumber = await activePatient(tx, 'patient.nhs_number = $1', incoming.nhsNumber);
  const byHospitalNumber =
    incoming.hospitalNumber === undefined
      ? undefined
      : await activePatient(tx, 'patient.hospital_number = $1', incoming.hospitalNumber);
  if (byNhsNumber !== undefined && byHospitalNumber !== undefined && byNhsNumber.id !== byHospitalNumber.id) {
    return differs('Its NHS number and its hospital number belong to two patients here.', 'hospitalNumber');
  }
  const found = byNhsNumber ?? byHospitalNumber;
  if (found === undefined) return { kind: 'nobody' };
  if (found.nhsNumber !== null && found.nhsNumber !== incoming.nhsNumber) {
    return differs('The hospital number belongs here to a patient with another NHS number.', 'nhsNumber');
  }
  if (found.dateOfBirth !== incoming.dateOfBirth) {
    return differs('The number belongs here to a patient with another date of birth.', 'dateOfBirth');
  }
  if (!sameName(found.familyName, incoming.familyName)) {
    return differs('The number belongs here to a patient with another family name.', 'familyName');
  }
  if (found.nhsNumber === null) {
    await tx.query('update patient set nhs_number = $2 where id = $1', [found.id, incoming.nhsNumber]);
  }
  return { kind: 'patient', id: found.id };
}

/** Brings address, e-mail, telephone and language up to date with what came. Names those that changed. */
export async function updateContact(tx: Queries, patient: string, incoming: IncomingPatient): Promise<string[]> {
  const [before] = await tx.query<{
    address: string[];
    postcode: string | null;
    email: string | null;
    telephone: string | null;
  }>('select address, postcode, email, telephone from patient where id = $1', [patient]);
  if (before === undefined) throw new Error(`There is no patient ${patient}`);
  const changed: string[] = [];
  if (incoming.address.length > 0 && incoming.address.join('\n') !== before.address.join('\n')) changed.push('address');
  for (const field of ['postcode', 'email', 'telephone'] as const) {
    if (incoming[field] !== undefined && incoming[field] !== before[field]) changed.push(field);
  }
  if (changed.length === 0) return changed;
  await tx.query(
    `update patient set address = case when cardinality($2::text[]) > 0 then $2::text[] else address end,
       postcode = coalesce($3, postcode), email = coalesce($4, email), telephone = coalesce($5, telephone) where id = $1`,
    [patient, incoming.address, incoming.postcode, incoming.email, incoming.telephone],
  );
  return changed;
}

/** Patients who may be the same person as this one: born on the same day, with a name near enough. */
export async function samePersons(on: Queries, patient: string): Promise<readonly PatientRow[]> {
  const [self] = await on.query<PatientRow>(`select ${patientColumns} from patient where id = $1`, [patient]);
  if (self === undefined) return [];
  const others = await on.query<PatientRow>(
    `select ${patientColumns} from patient where date_of_birth = $1 and id <> $2 and merged_into is null
     order by family_name, given_name, id limit ${sameBirthdayMax}`,
    [self.dateOfBirth, patient],
  );
  return others.filter((other) => similarName(other.familyName, self.familyName));
}

/** The patient who holds the number, or the one into whom that one was merged. */
async function activePatient(tx: Queries, where: string, value: string): Promise<PatientRow | undefined> {
  const [row] = await tx.query<PatientRow>(
    `select ${patientColumns} from patient where id =
       (select coalesce(merged_into, id) from patient where ${where} order by merged_into nulls first limit 1)`,
    [value],
  );
  return row;
}

export async function makePatient(tx: Queries, incoming: IncomingPatient, at: Date): Promise<string> {
  const id = randomUUID();
  await tx.query(
    `insert into patient (id, hospital_number, nhs_number, family_name, given_name, date_of_birth, sex, address, postcode,
       email, telephone, language, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      id,
      incoming.hospitalNumber ?? newHospitalNumber(),
      incoming.nhsNumber,
      incoming.familyName,
      incoming.givenName,
      incoming.dateOfBirth,
      incoming.sex,
      incoming.address,
      incoming.postcode,
      incoming.email,
      incoming.telephone,
      incoming.language,
      at,
    ],
  );
  return id;
}

function differs(why: string, field: keyof IncomingPatient): Found {
  return { kind: 'differs', why: `${why} Check it with the sender.`, fields: { [`patient.${field}`]: why } };
}
