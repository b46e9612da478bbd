/** The list of patients: by family name, given name; those whose record was merged away are found as the one that holds. */
import { z } from 'zod';
import type { Queries } from '../../database/api.ts';
import type { Page, PatientLine } from '../../web/api/shared.ts';
import { pageRowsMax } from '../list.ts';
import { type PatientRow, patientColumns } from '../record/patients.ts';
import { patientLine } from './patient-line.ts';
import { searchOf } from './search.ts';

const cursor = z.tuple([z.string(), z.string(), z.uuid()]);

/** A cursor that this list did not give begins at the start. */
function readCursor(after: string): z.output<typeof cursor> | undefined {
  const text = Buffer.from(after, 'base64url').toString('utf8');
  const found = cursor.safeParse(tryJson(text));
  return found.success && !text.includes('\\u0000') ? found.data : undefined;
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

export async function findPatients(on: Queries, q: string, after: string | undefined): Promise<Page<PatientLine>> {
  const search = searchOf(q);
  if (search.kind === 'nothing') return { rows: [] };
  const params: string[] = [];
  const param = (value: string) => `$${params.push(value)}`;
  const where = ['merged_into is null'];
  if (search.kind === 'some') {
    where.push(`id in (select coalesce(merged_into, id) from patient where ${search.patients(param)})`);
  }
  const from = after === undefined ? undefined : readCursor(after);
  if (from !== undefined) {
    const [family, given, id] = from;
    where.push(`(lower(family_name), lower(given_name), id) > (${param(family)}, ${param(given)}, ${param(id)}::uuid)`);
  }
  const rows = await on.query<PatientRow & { family: string; given: string }>(
    `select ${patientColumns}, lower(family_name) as family, lower(given_name) as given
     from patient where ${where.join(' and ')}
     order by lower(family_name), lower(given_name), id limit ${pageRowsMax + 1}`,
    params,
  );
  const page = rows.slice(0, pageRowsMax);
  const last = page.at(-1);
  const next =
    rows.length > pageRowsMax && last !== undefined
      ? Buffer.from(JSON.stringify([last.family, last.given, last.id])).toString('base64url')
      : undefined;
  return { rows: page.map(patientLine), ...(next === undefined ? {} : { next }) };
}
