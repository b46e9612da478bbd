/** Reading the audit log: the deeds, newest first, and everything that was done about one patient. */
import type { Queries } from '../../database/api.ts';
import type { AccessReport, DeedLine } from '../../web/api/patients.ts';
import type { Page, PatientLine } from '../../web/api/shared.ts';

export const pageRowsMax = 50;
/** A report longer than this is refused, not cut: who reads it must be able to rely on it. */
export const reportRowsMax = 20_000;

interface Row {
  readonly seq: number;
  readonly at: Date;
  readonly who: string;
  readonly whoName: string;
  readonly action: string;
  readonly patient: string | null;
  readonly detail: Readonly<Record<string, unknown>>;
}

const columns = 'seq, at, who, who_name as "whoName", action, patient, detail';

/** A page of all deeds, newest first; `after`: the `next` of the page before. */
export async function readDeeds(database: Queries, after?: number): Promise<Page<DeedLine>> {
  const rows = await database.query<Row>(
    `select ${columns} from audit where $1::bigint is null or seq < $1 order by seq desc limit $2`,
    [after, pageRowsMax + 1],
  );
  const shown = rows.slice(0, pageRowsMax).map(lineOf);
  const last = shown.at(-1);
  return rows.length > pageRowsMax && last !== undefined ? { rows: shown, next: String(last.seq) } : { rows: shown };
}

/**
 * Who saw or changed what of this patient, newest first: under the record that holds and under every one that was merged
 * into it, whichever of them is asked for. Of a deed about several patients, the others are left out. `undefined`: no such patient; `too-long`: more than `reportRowsMax`.
 */
export async function readAccess(database: Queries, patient: string): Promise<AccessReport | 'too-long' | undefined> {
  const records = await database.query<PatientRow>(
    `with recursive up as (
       select id, merged_into from patient where id = $1
       union select p.id, p.merged_into from patient p join up on p.id = up.merged_into
     ), family as (
       select id from up where merged_into is null
       union select p.id from patient p join family on p.merged_into = family.id
     )
     select p.id, hospital_number as "hospitalNumber", nhs_number as "nhsNumber", family_name as "familyName",
       given_name as "givenName", date_of_birth as "dateOfBirth", p.merged_into as "mergedInto"
     from patient p join family on family.id = p.id`,
    [patient],
  );
  const holds = records.find(({ mergedInto }) => mergedInto === null);
  if (holds === undefined) return undefined;
  const ids = records.map(({ id }) => id);
  const rows = await database.query<Row>(
    `select ${columns} from audit where patient = any($1::uuid[])
     union select seq, at, who, who_name, action, patient, detail - 'patients' from audit
       where detail ? 'patients' and detail -> 'patients' ?| $2::text[]
     order by seq desc limit $3`,
    [ids, ids, reportRowsMax + 1],
  );
  return rows.length > reportRowsMax ? 'too-long' : { patient: patientLine(holds), entries: rows.map(lineOf) };
}

interface PatientRow extends Omit<PatientLine, 'nhsNumber'> {
  readonly nhsNumber: string | null;
  readonly mergedInto: string | null;
}

function patientLine({ nhsNumber, mergedInto: _, ...line }: PatientRow): PatientLine {
  return nhsNumber === null ? line : { ...line, nhsNumber };
}

/** Names are not unique and may change: the subject of the sign-in stands behind. */
function lineOf({ seq, at, who, whoName, action, patient, detail }: Row): DeedLine {
  const line = { seq, at: at.toISOString(), who: whoName === who ? who : `${whoName} (${who})`, action, detail };
  return patient === null ? line : { ...line, patient };
}
