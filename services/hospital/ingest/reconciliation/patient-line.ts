/** A patient as the pages name one, from a row of the record. */
import type { PatientLine } from '../../web/api/shared.ts';

export interface PatientRow {
  readonly patient: string;
  readonly hospitalNumber: string;
  readonly nhsNumber: string | null;
  readonly familyName: string;
  readonly givenName: string;
  readonly dateOfBirth: string;
}

export function patientLine(row: PatientRow): PatientLine {
  const { patient: id, hospitalNumber, nhsNumber, familyName, givenName, dateOfBirth } = row;
  return { id, hospitalNumber, ...(nhsNumber === null ? {} : { nhsNumber }), familyName, givenName, dateOfBirth };
}
