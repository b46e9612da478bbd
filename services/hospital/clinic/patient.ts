/** The patient of a referral as the record holds them now: after a merge, the one that holds instead of the other. */

/** Merges of merges are followed this far. */
const mergesMax = 10;

/** To be joined after `referral`; gives `patient`. */
export const joinPatient = `join lateral (
  with recursive chain as (
    select each.*, 0 as merges from patient each where each.id = referral.patient
    union all
    select each.*, chain.merges + 1 from chain join patient each on each.id = chain.merged_into where chain.merges < ${mergesMax}
  )
  select * from chain where merged_into is null
) patient on true`;

/** Columns of a `PatientLine` of web/api/shared.ts, to be read with `patientLine`. */
export const patientColumns = `patient.id as "patientId", patient.hospital_number as "hospitalNumber",
  patient.nhs_number as "nhsNumber", patient.family_name as "familyName", patient.given_name as "givenName",
  patient.date_of_birth as "dateOfBirth"`;

export interface PatientColumns {
  readonly patientId: string;
  readonly hospitalNumber: string;
  readonly nhsNumber: string | null;
  readonly familyName: string;
  readonly givenName: string;
  readonly dateOfBirth: string;
}
