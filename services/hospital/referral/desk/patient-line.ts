/** A patient as every list shows one. */
import type { PatientLine } from '../../web/api/shared.ts';

export interface PatientLineRow {
  readonly id: string;
  readonly hospitalNumber: string;
  readonly nhsNumber: string | null;
  readonly familyName: string;
  readonly givenName: string;
  readonly dateOfBirth: string;
}

export function patientLine(row: PatientLineRow): PatientLine {
  return {
    id: row.id,
    hospitalNumber: row.hospitalNumber,
    ...(row.nhsNumber === null ? {} : { nhsNumber: row.nhsNumber }),
    familyName: row.familyName,
    givenName: row.givenName,
    dateOfBirth: row.dateOfBirth,
  };
}
