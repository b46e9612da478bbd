/**
 * The coordinator's list of referrals: the one whose 28 days are over first comes first, page by page.
 *
 * A page begins after the last row of the one before it (day and id), not at a count, so rows that arrive meanwhile move
 * nothing.
 */
import type { Queries } from '../database/api.ts';
import { clockOf } from '../database/clock.ts';
import type { AppointmentLine, ReferralLine } from '../web/api/referrals.ts';
import type { Page, ReferralState, Urgency } from '../web/api/shared.ts';
import { patientLine } from './desk/patient-line.ts';
import { type Search, searchOf } from './desk/search.ts';

export const pageRowsMax = 50;

export interface ListQuery {
  readonly states: readonly ReferralState[];
  readonly urgencies: readonly Urgency[];
  readonly q: string;
  readonly after?: Cursor | undefined;
}

export interface Cursor {
  readonly day: string;
  readonly id: string;
}

/** `2026-11-22_<uuid>`; undefined for anything else. */
export function cursorOf(text: string): Cursor | undefined {
  const found = /^(\d{4}-\d{2}-\d{2})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(text);
  const [, day, id] = found ?? [];
  if (day === undefined || id === undefined || Number.isNaN(Date.parse(day))) return undefined;
  return { day, id };
}

export interface ReferralRow {
  readonly id: string;
  readonly patient: string;
  readonly hospitalNumber: string;
  readonly nhsNumber: string | null;
  readonly familyName: string;
  readonly givenName: string;
  readonly dateOfBirth: string;
  readonly urgency: Urgency;
  readonly state: ReferralState;
  readonly source: ReferralLine['source'];
  readonly practice: string;
  readonly lesions: number;
  readonly receivedAt: Date;
  readonly clockStartsOn: string;
  readonly clockStoppedOn: string | null;
  readonly appointment: string | null;
  readonly slotAt: Date | null;
  readonly siteName: string | null;
  readonly appointmentState: AppointmentLine['state'] | null;
  readonly appointmentReason: string | null;
}

/** Rows of `chosen` (referral ids in `chosen.id`) with all that a line shows, in the order of the list. */
const linesOf = (chosen: string) => `
  with chosen as materialized (${chosen})
  select referral.id, referral.patient, patient.hospital_number as "hospitalNumber", patient.nhs_number as "nhsNumber",
    patient.family_name as "familyName", patient.given_name as "givenName", patient.date_of_birth as "dateOfBirth",
    referral.urgency, referral.state, referral.source, referral.practice,
    (select count(*)::int from lesion where lesion.referral = referral.id) as lesions,
    referral.received_at as "receivedAt", referral.clock_starts_on as "clockStartsOn",
    referral.clock_stopped_on as "clockStoppedOn", last.id as appointment, last.slot_at as "slotAt",
    last.name as "siteName", last.state as "appointmentState", last.reason as "appointmentReason"
  from chosen join referral on referral.id = chosen.id join patient on patient.id = referral.patient
  left join lateral (
    select appointment.id, appointment.slot_at, site.name, appointment.state, appointment.reason
    from appointment join session on session.id = appointment.session join site on site.id = session.site
    where appointment.referral = referral.id
    order by (appointment.state = 'booked') desc, appointment.slot_at desc, appointment.id limit 1
  ) last on true
  order by referral.clock_starts_on, referral.id`;

export async function listReferrals(on: Queries, query: ListQuery, today: string): Promise<Page<ReferralLine>> {
  const search = searchOf(query.q);
  if (search.kind === 'nothing') return { rows: [] };
  const params: (string | number | readonly string[])[] = [];
  const param = (value: string | number | readonly string[]) => `$${params.push(value)}`;
  const where: string[] = [];
  if (query.states.length > 0) where.push(`state = any(${param(query.states)}::text[])`);
  if (query.urgencies.length > 0) where.push(`urgency = any(${param(query.urgencies)}::text[])`);
  if (search.kind !== 'all') where.push(matching(search, param));
  if (query.after !== undefined) {
    where.push(`(clock_starts_on, id) > (${param(query.after.day)}::date, ${param(query.after.id)}::uuid)`);
  }
  const condition = where.length === 0 ? '' : `where ${where.join(' and ')}`;
  const chosen = `select id from referral ${condition} order by clock_starts_on, id limit ${pageRowsMax + 1}`;
  const rows = await on.query<ReferralRow>(linesOf(chosen), params);
  const page = rows.slice(0, pageRowsMax);
  const last = page.at(-1);
  const next = rows.length > pageRowsMax && last !== undefined ? `${last.clockStartsOn}_${last.id}` : undefined;
  return { rows: page.map((row) => lineOf(row, today)), ...(next === undefined ? {} : { next }) };
}

/** All referrals of these patients, or those with these ids; in the order of the list. */
export async function referralLines(
  on: Queries,
  by: { readonly patients: readonly string[] } | { readonly ids: readonly string[] },
  today: string,
): Promise<readonly ReferralLine[]> {
  const [column, values] = 'ids' in by ? ['id', by.ids] : ['patient', by.patients];
  const rows = await on.query<ReferralRow>(linesOf(`select id from referral where ${column} = any($1::uuid[])`), [
    values,
  ]);
  return rows.map((row) => lineOf(row, today));
}

export function lineOf(row: ReferralRow, today: string): ReferralLine {
  const appointment = appointmentOf(row);
  return {
    id: row.id,
    patient: patientLine({ ...row, id: row.patient }),
    urgency: row.urgency,
    state: row.state,
    source: row.source,
    practice: row.practice,
    lesions: row.lesions,
    receivedAt: row.receivedAt.toISOString(),
    clock: clockOf(row.clockStartsOn, row.clockStoppedOn ?? undefined, today),
    ...(appointment === undefined ? {} : { appointment }),
  };
}

function appointmentOf(row: ReferralRow): AppointmentLine | undefined {
  const { appointment, slotAt, siteName, appointmentState, appointmentReason } = row;
  if (appointment === null || slotAt === null || siteName === null || appointmentState === null) return undefined;
  return {
    id: appointment,
    slotAt: slotAt.toISOString(),
    site: siteName,
    state: appointmentState,
    ...(appointmentReason === null ? {} : { reason: appointmentReason }),
  };
}

function matching(search: Exclude<Search, { kind: 'all' | 'nothing' }>, param: (value: string) => string): string {
  const ofPatients = `select other.id from referral other
    where other.patient in (select coalesce(merged_into, patient.id) from patient where ${search.patients(param)})`;
  // a union, so that each half may use its own index
  const byNumber = search.ubrn === undefined ? '' : ` union select id from referral where ubrn = ${param(search.ubrn)}`;
  return `id in (${ofPatients}${byNumber})`;
}
