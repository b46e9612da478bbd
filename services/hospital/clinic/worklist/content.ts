/** The clinics in a station's worklist, read from the record: of today and the next days. */
import { type Worklist, worklist } from '../../../wire/worklist.ts';
import type { Queries } from '../../database/api.ts';
import { dayAfter } from '../../database/clock.ts';
import { joinPatient } from '../patient.ts';
import { startOfDay } from '../slots.ts';
import { flattened } from './answers.ts';
import { withLookAlikes } from './look-alikes.ts';

/** Today and the two days after it, in the hospital. */
export const worklistDays = 3;

const addressCharsMax = 120;

export type Clinic = Worklist['clinics'][number];
export type Appointment = Clinic['appointments'][number];

const clinicForm = worklist.shape.clinics.element;
const appointmentForm = clinicForm.shape.appointments.element;

export interface StationClinics {
  readonly clinics: readonly Clinic[];
  /** Appointments that a worklist cannot hold: no NHS number, no lesion, a name that is too long. Ids only. */
  readonly leftOut: readonly string[];
}

interface SessionRow {
  readonly id: string;
  readonly station: string;
  readonly site: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly photographer: string;
}

interface AppointmentRow {
  readonly id: string;
  readonly session: string;
  readonly referral: string;
  readonly code: string;
  readonly slotAt: Date;
  readonly state: string;
  readonly urgency: string;
  readonly nhsNumber: string | null;
  readonly familyName: string;
  readonly givenName: string;
  readonly dateOfBirth: string;
  readonly address: readonly string[];
  readonly language: string;
}

interface LesionRow {
  readonly referral: string;
  readonly id: string;
  readonly site: string;
  readonly side: string | null;
  readonly scheme: string | null;
  readonly code: string | null;
  readonly meaning: string | null;
}

/** The clinics of every station that is known, by its name, for `days` days from `today` on (`2026-11-22`). */
export async function stationClinics(on: Queries, today: string): Promise<ReadonlyMap<string, StationClinics>> {
  const from = startOfDay(today);
  const until = startOfDay(dayAfter(today, worklistDays));
  const stations = await on.query<{ id: string }>('select id from station order by id');
  const sessions = await on.query<SessionRow>(
    `select session.id, station, site.name as site, starts_at as "startsAt", ends_at as "endsAt", photographer
     from session join site on site.id = session.site
     where state = 'open' and starts_at >= $1 and starts_at < $2 order by starts_at, session.id`,
    [from, until],
  );
  const appointments = await appointmentRows(
    on,
    sessions.map(({ id }) => id),
  );
  const referrals = [...new Set(appointments.map(({ referral }) => referral))];
  const lesions = Map.groupBy(await lesionRows(on, referrals), ({ referral }) => referral);
  const questionnaires = await questionnaireRows(on, referrals);
  const bySession = Map.groupBy(appointments, ({ session }) => session);

  const leftOut = new Map<string, string[]>();
  const clinics = sessions.map((session) => {
    const kept: Appointment[] = [];
    for (const row of bySession.get(session.id) ?? []) {
      const appointment = appointmentOf(row, lesions.get(row.referral) ?? [], questionnaires.get(row.referral));
      const read = appointmentForm.safeParse(appointment);
      if (read.success) kept.push(read.data);
      else leftOut.set(session.station, [...(leftOut.get(session.station) ?? []), row.id]);
    }
    const { id, station, site, startsAt, endsAt, photographer } = session;
    const times = { startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() };
    return { station, clinic: clinicForm.parse({ id, site, ...times, photographer, appointments: kept }) };
  });
  const byStation = Map.groupBy(clinics, ({ station }) => station);
  return new Map(
    stations.map(({ id }) => [
      id,
      {
        clinics: withLookAlikes((byStation.get(id) ?? []).map(({ clinic }) => clinic)),
        leftOut: leftOut.get(id) ?? [],
      },
    ]),
  );
}

/** Why a station could not work with this referral, as a sentence for the coordinator; undefined when it can. */
export async function unfitForStation(on: Queries, referral: string): Promise<string | undefined> {
  const [patient] = await on.query<Record<'nhsNumber' | 'familyName' | 'givenName' | 'dateOfBirth', string | null>>(
    `select nhs_number as "nhsNumber", family_name as "familyName", given_name as "givenName",
            date_of_birth as "dateOfBirth"
     from referral ${joinPatient} where referral.id = $1`,
    [referral],
  );
  const read = appointmentForm.shape.patient.safeParse({ ...patient, nhsNumber: patient?.nhsNumber ?? undefined });
  if (!read.success) {
    const wrong = new Set(read.error.issues.map(({ path }) => String(path[0])));
    return wrong.has('nhsNumber')
      ? 'This patient has no valid NHS number. Trace it first: the station confirms the patient by it.'
      : "The patient's name is longer than the station can hold (64 characters). Shorten it in the record first.";
  }
  const lesions = (await lesionRows(on, [referral])).map(lesionOf);
  if (appointmentForm.shape.lesions.safeParse(lesions).success) return undefined;
  return lesions.length === 0
    ? 'This referral names no lesion. Only what the letter names is photographed: add the lesions first.'
    : 'The station cannot hold the lesions of this referral: at most 20, each in at most 120 characters.';
}

async function appointmentRows(on: Queries, sessions: readonly string[]): Promise<readonly AppointmentRow[]> {
  return on.query<AppointmentRow>(
    `select appointment.id, session, referral, code, slot_at as "slotAt", appointment.state, urgency,
            nhs_number as "nhsNumber", family_name as "familyName", given_name as "givenName",
            date_of_birth as "dateOfBirth", patient.address, language
     from appointment join referral on referral.id = appointment.referral ${joinPatient}
     where session = any($1::uuid[]) and appointment.state in ('booked', 'seen', 'did-not-attend')
     order by slot_at, appointment.id`,
    [sessions],
  );
}

function lesionRows(on: Queries, referrals: readonly string[]): Promise<readonly LesionRow[]> {
  return on.query<LesionRow>(
    `select referral, id, site, side, site_scheme as scheme, site_code as code, site_meaning as meaning
     from lesion where referral = any($1::uuid[]) order by referral, ordinal`,
    [referrals],
  );
}

interface Questionnaire {
  readonly status: string;
  readonly response: unknown;
}

async function questionnaireRows(
  on: Queries,
  referrals: readonly string[],
): Promise<ReadonlyMap<string, Questionnaire>> {
  const rows = await on.query<Questionnaire & { referral: string }>(
    `select distinct on (referral) referral, status, response from questionnaire_response
     where referral = any($1::uuid[]) order by referral, received_at desc, id`,
    [referrals],
  );
  return new Map(rows.map((row) => [row.referral, row]));
}

function appointmentOf(
  row: AppointmentRow,
  lesions: readonly LesionRow[],
  questionnaire: Questionnaire | undefined,
): unknown {
  const { id, code, slotAt, state, urgency, language, nhsNumber, familyName, givenName, dateOfBirth, address } = row;
  const addressLine = address[0]?.slice(0, addressCharsMax);
  return {
    id,
    code,
    slotAt: slotAt.toISOString(),
    state,
    patient: { nhsNumber, familyName, givenName, dateOfBirth },
    ...(addressLine === undefined || addressLine === '' ? {} : { addressLine }),
    language,
    urgency,
    lesions: lesions.map(lesionOf),
    questionnaire: questionnaireState(questionnaire?.status),
    answers: questionnaire === undefined ? [] : flattened(questionnaire.response),
    lookAlikes: [], // once the whole day is known
  };
}

function lesionOf({ id, site, side, scheme, code, meaning }: LesionRow): unknown {
  const coded = scheme !== null && code !== null && meaning !== null ? { code: { scheme, code, meaning } } : {};
  return { id, site, ...(side === null ? {} : { side }), ...coded };
}

function questionnaireState(status: string | undefined): Appointment['questionnaire'] {
  if (status === undefined) return 'none';
  return status === 'in-progress' ? 'in-progress' : 'completed'; // amended: completed, and then corrected
}
