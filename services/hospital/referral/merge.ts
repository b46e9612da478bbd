/**
 * Two records of one person become one.
 *
 *   from ──merged_into──► into        `from` stays, for what points to it; its own `from`s point to `into` as well,
 *                                     so that one step always leads to the record that holds
 *
 *   referrals     go to `into`: letters, clinics and worklists name the record that holds
 *   pictures      keep `from`: the archive holds them under its hospital number, and the row says so
 *   events, audit keep `from`: that is what happened; whoever shows a patient follows `merged_into`
 */
import type { Queries } from '../database/api.ts';
import { noteEvent, recordDeed } from '../database/trail.ts';
import type { By } from './api.ts';
import type { Done } from './decisions.ts';
import { type PatientRow, patientColumns } from './record/patients.ts';

export interface Merge {
  readonly from: string;
  readonly into: string;
  readonly why: string;
  /** The two dates of birth differ, and somebody has looked: one of them is a mistake. */
  readonly otherBirthday: boolean;
}

export interface Merged {
  readonly referrals: number;
  readonly picturesUnderOldNumber: number;
}

export async function mergePatients(tx: Queries, merge: Merge, by: By, at: Date): Promise<Done<Merged>> {
  const rows = await tx.query<PatientRow>(
    `select ${patientColumns} from patient where id = any($1::uuid[]) order by id for update`,
    [[merge.from, merge.into]],
  );
  const from = rows.find(({ id }) => id === merge.from);
  const into = rows.find(({ id }) => id === merge.into);
  if (from === undefined || into === undefined) return { kind: 'missing', error: 'There is no such patient.' };
  const error = refusalOf(from, into, merge);
  if (error !== undefined) return { kind: 'conflict', error };

  await tx.query('update patient set merged_into = $2 where id = $1 or merged_into = $1', [from.id, into.id]);
  await tx.query(
    `update patient set nhs_number = coalesce(patient.nhs_number, other.nhs_number), sex = coalesce(patient.sex, other.sex),
       address = case when cardinality(patient.address) > 0 then patient.address else other.address end,
       postcode = coalesce(patient.postcode, other.postcode), email = coalesce(patient.email, other.email),
       telephone = coalesce(patient.telephone, other.telephone)
     from patient other where patient.id = $2 and other.id = $1`,
    [from.id, into.id],
  );
  const referrals = await tx.query('update referral set patient = $2 where patient = $1 returning id', [
    from.id,
    into.id,
  ]);
  const [pictures] = await tx.query<{ count: number }>(
    `select count(*)::int as count from picture join patient on patient.id = picture.patient
     where patient.merged_into = $1 and picture.state = 'filed'`,
    [into.id],
  );
  const value = { referrals: referrals.length, picturesUnderOldNumber: pictures?.count ?? 0 };
  const detail = { from: from.id, into: into.id, ...value };
  await noteEvent(tx, { at, patient: into.id, kind: 'patients-merged', detail });
  await recordDeed(tx, {
    at,
    ...by,
    action: 'merge-patients',
    patient: into.id,
    detail: { ...detail, why: merge.why },
  });
  return { kind: 'done', value };
}

function refusalOf(from: PatientRow, into: PatientRow, merge: Merge): string | undefined {
  if (from.id === into.id) return 'A patient cannot be merged into the same record.';
  if (from.mergedInto !== null) return 'This record was merged into another one already.';
  if (into.mergedInto !== null) return 'The other record was itself merged away: choose the one that holds.';
  if (from.nhsNumber !== null && into.nhsNumber !== null && from.nhsNumber !== into.nhsNumber) {
    return 'The two have different NHS numbers, so they count as two people. Have the numbers put right nationally first.';
  }
  if (from.dateOfBirth !== into.dateOfBirth && !merge.otherBirthday) {
    return 'The two have different dates of birth. Check both, and confirm it if one is a mistake.';
  }
  return undefined;
}
