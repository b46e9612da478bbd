/** What the clinic's pages show: sites, clinics, one clinic with its patients, messages. Shapes: web/api/clinics.ts. */
import type { Queries } from '../database/api.ts';
import { clockOf, dayAfter, hospitalDay } from '../database/clock.ts';
import type { ClinicDay, ClinicLine, MessageLine, Site } from '../web/api/clinics.ts';
import type { AppointmentState, Page, PatientLine, Urgency } from '../web/api/shared.ts';
import { joinPatient, type PatientColumns, patientColumns } from './patient.ts';
import { slotsOf, startOfDay } from './slots.ts';

/** Days that one request may ask for. */
export const clinicDaysMax = 92;
export const pageRowsMax = 50;

export function siteLines(on: Queries): Promise<readonly Site[]> {
  return on.query<Site>(
    `select id, name, address, directions, parking,
            array(select station.id from station where station.site = site.id order by station.id) as stations
     from site order by name, id`,
  );
}

interface ClinicRow {
  readonly id: string;
  readonly siteId: string;
  readonly siteName: string;
  readonly station: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly slotMinutes: number;
  readonly photographer: string;
  readonly state: 'open' | 'cancelled';
  readonly booked: number;
  readonly seen: number;
  readonly didNotAttend: number;
}

function clinicRows(on: Queries, where: string, values: readonly (Date | string)[]): Promise<readonly ClinicRow[]> {
  return on.query<ClinicRow>(
    `select session.id, site.id as "siteId", site.name as "siteName", station, starts_at as "startsAt", ends_at as "endsAt",
            slot_minutes as "slotMinutes", photographer, session.state,
            count(appointment.id) filter (where appointment.state = 'booked') as booked,
            count(appointment.id) filter (where appointment.state = 'seen') as seen,
            count(appointment.id) filter (where appointment.state = 'did-not-attend') as "didNotAttend"
     from session join site on site.id = session.site left join appointment on appointment.session = session.id
     where ${where} group by session.id, site.id order by starts_at, session.id`,
    values,
  );
}

/** Clinics that begin from the first to the last day, both included; cancelled ones too. */
export async function clinicLines(on: Queries, from: string, to: string): Promise<readonly ClinicLine[]> {
  const rows = await clinicRows(on, 'starts_at >= $1 and starts_at < $2', [
    startOfDay(from),
    startOfDay(dayAfter(to, 1)),
  ]);
  return rows.map(lineOf);
}

function lineOf(row: ClinicRow): ClinicLine {
  const { id, station, slotMinutes, photographer, state, booked, seen, didNotAttend } = row;
  return {
    id,
    site: { id: row.siteId, name: row.siteName },
    station,
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
    slotMinutes,
    photographer,
    state,
    slots: slotsOf(row).length,
    taken: booked + seen + didNotAttend,
    seen,
    didNotAttend,
  };
}

interface TakenRow extends PatientColumns {
  readonly appointment: string;
  readonly slotAt: Date;
  readonly state: AppointmentState;
  readonly referral: string;
  readonly urgency: Urgency;
  readonly startsOn: string;
  readonly stoppedOn: string | null;
  readonly lesions: number;
  readonly pictures: number;
  readonly questionnaire: string | null;
}

export async function clinicDay(on: Queries, id: string, now: Date): Promise<ClinicDay | undefined> {
  const [row] = await clinicRows(on, 'session.id = $1', [id]);
  if (row === undefined) return undefined;
  const taken = await on.query<TakenRow>(
    `select appointment.id as appointment, slot_at as "slotAt", appointment.state, referral.id as referral, urgency,
            clock_starts_on as "startsOn", clock_stopped_on as "stoppedOn", ${patientColumns},
            (select count(*) from lesion where lesion.referral = referral.id) as lesions,
            (select count(*) from picture where picture.appointment = appointment.id and picture.state = 'filed') as pictures,
            (select status from questionnaire_response answers where answers.referral = referral.id
             order by received_at desc, answers.id limit 1) as questionnaire
     from appointment join referral on referral.id = appointment.referral ${joinPatient}
     where session = $1 and appointment.state in ('booked', 'seen', 'did-not-attend')`,
    [id],
  );
  const today = hospitalDay(now);
  const bySlot = new Map(taken.map((each) => [each.slotAt.getTime(), bookedOf(each, today)]));
  const { slots: _, ...line } = lineOf(row);
  return {
    ...line,
    slots: slotsOf(row).map((at) => {
      const booked = bySlot.get(at.getTime());
      return { at: at.toISOString(), ...(booked === undefined ? {} : { booked }) };
    }),
  };
}

function bookedOf(row: TakenRow, today: string): NonNullable<ClinicDay['slots'][number]['booked']> {
  const { appointment, state, referral, urgency, lesions, pictures, questionnaire } = row;
  return {
    appointment,
    state,
    patient: patientLine(row),
    referral,
    urgency,
    clock: clockOf(row.startsOn, row.stoppedOn ?? undefined, today),
    lesions,
    questionnaire: questionnaire === null ? 'none' : questionnaire === 'in-progress' ? 'in-progress' : 'completed',
    pictures,
  };
}

function patientLine(row: PatientColumns): PatientLine {
  const { patientId: id, hospitalNumber, nhsNumber, familyName, givenName, dateOfBirth } = row;
  return { id, hospitalNumber, ...(nhsNumber === null ? {} : { nhsNumber }), familyName, givenName, dateOfBirth };
}

export const messageStates = ['waiting', 'sent', 'to-print', 'printed', 'failed'] as const;

interface MessageRow extends PatientColumns {
  readonly id: string;
  readonly kind: MessageLine['kind'];
  readonly state: MessageLine['state'];
  readonly slotAt: Date;
  readonly recipient: string | null;
  readonly lastError: string | null;
}

/** Messages in these states, the oldest first; `after` is the `next` of the page before. */
export async function messageLines(
  on: Queries,
  states: readonly MessageLine['state'][],
  after: string | undefined,
): Promise<Page<MessageLine>> {
  const rows = await on.query<MessageRow>(
    `select message.id, message.kind, message.state, slot_at as "slotAt", recipient, last_error as "lastError", ${patientColumns}
     from message join appointment on appointment.id = message.appointment
     join referral on referral.id = appointment.referral ${joinPatient}
     where message.state = any($1::text[])
       and ($2::uuid is null or (written_at, message.id) > (select written_at, id from message before where before.id = $2::uuid))
     order by written_at, message.id limit $3`,
    [states, after, pageRowsMax + 1],
  );
  const page = rows.slice(0, pageRowsMax);
  const next = rows.length > pageRowsMax ? page.at(-1)?.id : undefined;
  return { rows: page.map(messageLine), ...(next === undefined ? {} : { next }) };
}

function messageLine(row: MessageRow): MessageLine {
  const { id, kind, state, slotAt, recipient, lastError } = row;
  return {
    id,
    kind,
    state,
    patient: patientLine(row),
    slotAt: slotAt.toISOString(),
    ...(recipient === null ? {} : { recipient }),
    ...(lastError === null ? {} : { lastError }),
  };
}
