/** One thing that waits, beside all to whom it may belong. */
import type { Queries } from '../../database/api.ts';
import type { ReconciliationDetail } from '../../web/api/patients.ts';
import type { AppointmentState, PatientLine } from '../../web/api/shared.ts';
import { dayOf, type LesionOnRecord } from '../matching.ts';
import { lesionsOf } from '../record/appointments.ts';
import { lesionLine } from './lesion-line.ts';
import { type PatientRow, patientLine } from './patient-line.ts';
import { lineOf, saidBy, type Waiting } from './queue.ts';
import { visitBeside } from './visit-beside.ts';

/** More than a clinic and a patient's own appointments; beyond it the page could not be read anyway. */
const candidatesMax = 60;
/** A clinic begins within this of a picture that was taken in it; which day it is, is looked at afterwards. */
const aroundMs = 36 * 60 * 60 * 1000;

type Candidate = ReconciliationDetail['candidates'][number];

export async function detailOf(queries: Queries, row: Waiting): Promise<ReconciliationDetail> {
  const { capture, differences, parcel } = row;
  const wasFiledTo = await patientOfRejected(queries, parcel);
  const said = saidBy(row);
  const visit = said && (await visitBeside(queries, said.visit));
  return {
    ...lineOf(row),
    ...shown(row),
    openable: capture !== null,
    differences: differences.map(({ field, picture, record }) => ({
      field,
      ...(picture === undefined ? {} : { picture }),
      ...(record === undefined ? {} : { record }),
    })),
    candidates: await candidatesOf(queries, row),
    ...(wasFiledTo === undefined ? {} : { wasFiledTo }),
    ...(visit === undefined ? {} : { visit }),
  };
}

/** What the picture is said to show. */
function shown({ capture }: Waiting): Pick<ReconciliationDetail, 'lesion' | 'view' | 'paper'> {
  switch (capture?.binding.kind) {
    case 'visit':
      return { lesion: lesionLine(capture.binding.lesion), view: capture.binding.view };
    case 'attachment':
      return { paper: capture.binding.what };
    case 'unexplained':
    case undefined:
      return {};
  }
}

interface CandidateRow extends PatientRow {
  readonly id: string;
  readonly slotAt: Date;
  readonly site: string;
  readonly state: AppointmentState;
  readonly reason: string | null;
  readonly referral: string;
  readonly station: string;
  readonly startsAt: Date;
}

async function candidatesOf(queries: Queries, waiting: Waiting): Promise<readonly Candidate[]> {
  const { station, capture } = waiting;
  const binding = saidBy(waiting);
  const at = binding?.at ?? capture?.takenAt;
  if (at === undefined) return [];
  const taken = Date.parse(at);
  const rows = await queries.query<CandidateRow>(
    `select a.id, a.slot_at as "slotAt", i.name as site, a.state, a.reason, a.referral, s.station, s.starts_at as "startsAt",
            p.id as patient, p.hospital_number as "hospitalNumber", p.nhs_number as "nhsNumber",
            p.family_name as "familyName", p.given_name as "givenName", p.date_of_birth as "dateOfBirth"
       from appointment a join session s on s.id = a.session join site i on i.id = s.site
       join referral r on r.id = a.referral join patient o on o.id = r.patient
       join patient p on p.id = coalesce(o.merged_into, o.id)
      where a.id = $1 or p.nhs_number = $2 or o.nhs_number = $2
         or (s.station = $3 and s.starts_at between $4 and $5 and a.state <> 'moved')
      order by (a.id = $1) desc nulls last, (p.nhs_number = $2) desc nulls last, abs(extract(epoch from a.slot_at - $6::timestamptz)), a.id
      limit $7`,
    [
      binding?.appointment,
      binding?.patient.nhsNumber,
      station,
      new Date(taken - aroundMs),
      new Date(taken + aroundMs),
      new Date(taken),
      candidatesMax,
    ],
  );
  const day = dayOf(new Date(taken));
  const found: { readonly row: CandidateRow; readonly why: Candidate['why']; readonly rank: number }[] = [];
  for (const row of rows) {
    const here = row.station === station && dayOf(row.startsAt) === day;
    if (row.id === binding?.appointment) found.push({ row, why: 'named', rank: 0 });
    else if (binding !== undefined && row.nhsNumber === binding.patient.nhsNumber)
      found.push({ row, why: 'same-patient', rank: here ? 1 : 3 });
    else if (here) found.push({ row, why: 'same-clinic', rank: 2 });
  }
  const candidates: Candidate[] = [];
  for (const { row, why } of found.sort((a, b) => a.rank - b.rank)) {
    candidates.push({
      appointment: {
        id: row.id,
        slotAt: row.slotAt.toISOString(),
        site: row.site,
        state: row.state,
        ...(row.reason === null ? {} : { reason: row.reason }),
      },
      patient: patientLine(row),
      referral: row.referral,
      lesions: (await lesionsOf(queries, row.referral)).map(lesionOf),
      why,
    });
  }
  return candidates;
}

function lesionOf({ id, ordinal, site, side, code }: LesionOnRecord) {
  return { id, ordinal, site, ...(side === undefined ? {} : { side }), ...(code === undefined ? {} : { coded: code }) };
}

/** In whose record the picture was last, and should not have been. */
async function patientOfRejected(queries: Queries, parcel: string): Promise<PatientLine | undefined> {
  const [row] = await queries.query<PatientRow>(
    `select p.id as patient, p.hospital_number as "hospitalNumber", p.nhs_number as "nhsNumber",
            p.family_name as "familyName", p.given_name as "givenName", p.date_of_birth as "dateOfBirth"
       from (select patient, filing from picture where parcel = $1 and state = 'rejected'
             union all select patient, 1 from visit_attachment where parcel = $1 and state = 'rejected') x
       join patient p on p.id = x.patient order by x.filing desc limit 1`,
    [parcel],
  );
  return row && patientLine(row);
}
