/** The record of the visit that something belongs to which waits: what was typed at the station, and how it stands. */
import type { Queries } from '../../database/api.ts';
import { type VisitRow, visitColumns, visitLineOf } from '../../database/visit-line.ts';
import type { VisitBeside } from '../../web/api/visits.ts';
import { lesionLine } from './lesion-line.ts';
import { type PatientRow, patientLine } from './patient-line.ts';

interface Row extends VisitRow {
  readonly state: VisitBeside['state'];
  readonly patient: string | null;
}

/** The last one, should a visit have several; undefined before it has come. */
export async function visitBeside(queries: Queries, visit: string): Promise<VisitBeside | undefined> {
  const [row] = await queries.query<Row>(
    `select ${visitColumns}, state, patient from visit_record where visit = $1 order by ended_at desc, parcel limit 1`,
    [visit],
  );
  if (row === undefined) return undefined;
  const { record, state } = row;
  const belongsTo = row.patient === null ? undefined : await patientOf(queries, row.patient);
  return {
    parcel: row.parcel,
    visit: visitLineOf(row),
    patient: record.patient,
    lesions: record.lesions.map(lesionLine),
    state,
    ...(belongsTo === undefined ? {} : { belongsTo }),
  };
}

async function patientOf(queries: Queries, patient: string) {
  const [row] = await queries.query<PatientRow>(
    `select id as patient, hospital_number as "hospitalNumber", nhs_number as "nhsNumber", family_name as "familyName",
            given_name as "givenName", date_of_birth as "dateOfBirth" from patient where id = $1`,
    [patient],
  );
  return row && patientLine(row);
}
