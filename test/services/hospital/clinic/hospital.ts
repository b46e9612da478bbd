/** A small hospital for the clinic's tests: one site with one station, invented patients, a clock that stands still. */
import { randomUUID } from 'node:crypto';
import fastify from 'fastify';
import { type Bookings, bookings } from '../../../../services/hospital/clinic/booking.ts';
import { type Letters, letters } from '../../../../services/hospital/clinic/invitation/letters.ts';
import { messages } from '../../../../services/hospital/clinic/messages.ts';
import { isRefusal } from '../../../../services/hospital/clinic/refusal.ts';
import { clinicRoutes } from '../../../../services/hospital/clinic/routes.ts';
import { sessions } from '../../../../services/hospital/clinic/sessions.ts';
import { slotsOf } from '../../../../services/hospital/clinic/slots.ts';
import type { Database } from '../../../../services/hospital/database/api.ts';
import type { Gate, Staff } from '../../../../services/hospital/identity/api.ts';
import type { StationId } from '../../../../services/wire/ids.ts';
import { plainFonts } from './plain-fonts.ts';

export const coordinator: Staff = { subject: 'c-1', name: 'Ines Marlow', roles: ['coordinator'] };
export const publicUrl = 'https://skin.hospital.invalid';
export const head = {
  hospital: 'Fenland University Hospital',
  department: 'Teledermatology',
  address: ['Long Road 1', 'Fenton', 'FE1 1AA'],
  telephone: '01223 000000',
  email: 'photography@hospital.invalid',
};
export const histon = {
  id: 'histon',
  name: 'Histon Community Diagnostic Centre',
  address: ['2 Station Road', 'Histon', 'CB24 9LN'],
  directions: 'Bus 8 stops at the door. Reception is on the left.',
  parking: 'Free for two hours behind the building.',
  stations: ['histon-1' as StationId],
};

const fonts = plainFonts();
/** As many invented NHS numbers as a test may want, each with its check digit. */
let people = 0;
export function nextNhsNumber(): string {
  for (;;) {
    people += 1;
    const nine = `999${String(people).padStart(6, '0')}`;
    const sum = [...nine].reduce((total, digit, place) => total + Number(digit) * (10 - place), 0);
    const check = (11 - (sum % 11)) % 11;
    if (check < 10) return `${nine}${check}`;
  }
}

/** For tests about a clinic's lists, with more patients than anybody wants to draw letters for. */
export const unwritten: Letters = { write: async () => {} };

export interface Invented {
  readonly familyName?: string;
  readonly givenName?: string;
  readonly email?: string;
  readonly nhsNumber?: string | null;
  readonly state?: string;
  readonly lesions?: number;
  readonly address?: readonly string[];
  /** `1958-04-03` unless said otherwise. */
  readonly dateOfBirth?: string;
}

export async function smallHospital(
  database: Database,
  {
    byEmail = false,
    now = new Date('2026-11-22T12:00:00Z'),
    letters: its = letters({ head, publicUrl, byEmail, fonts }),
  }: { byEmail?: boolean; now?: Date; letters?: Letters } = {},
) {
  let time = now;
  let changes = 0;
  const clock = () => time;
  const deps = {
    database,
    now: clock,
    changed: () => {
      changes += 1;
    },
    letters: its,
  };
  const clinics = sessions(deps);
  const booking = bookings(deps);
  const made = await clinics.saveSite(histon, coordinator);
  if (isRefusal(made)) throw new Error(made.error);

  async function refer(
    invented: Invented = {},
  ): Promise<{ referral: string; patient: string; nhsNumber: string | null }> {
    const patient = randomUUID();
    const referral = randomUUID();
    const nhsNumber = invented.nhsNumber === undefined ? nextNhsNumber() : invented.nhsNumber;
    await database.query(
      `insert into patient (id, hospital_number, nhs_number, family_name, given_name, date_of_birth, address, postcode, email, created_at)
       values ($1, $2, $3, $4, $5, $9, $6, 'CB24 9AA', $7, $8)`,
      [
        patient,
        `H${patient.slice(0, 8)}`,
        nhsNumber,
        invented.familyName ?? 'Okonkwo-Bright',
        invented.givenName ?? 'Margaret',
        invented.address ?? ['7 Mill Lane', 'Histon'],
        invented.email,
        time,
        invented.dateOfBirth ?? '1958-04-03',
      ],
    );
    await database.query(
      `insert into referral (id, patient, source, urgency, state, clock_starts_on, received_at)
       values ($1, $2, 'form', 'urgent', $3, '2026-11-20', $4)`,
      [referral, patient, invented.state ?? 'accepted', time],
    );
    for (let ordinal = 1; ordinal <= (invented.lesions ?? 1); ordinal++) {
      await database.query(
        `insert into lesion (id, referral, ordinal, site, side, tracking_uid) values ($1, $2, $3, 'Shin', 'left', $4)`,
        [randomUUID(), referral, ordinal, `2.25.${BigInt(`0x${randomUUID().replaceAll('-', '')}`)}`],
      );
    }
    return { referral, patient, nhsNumber };
  }

  /** From nine to eleven on the day, unless said otherwise; with its slots. */
  async function clinicOn(
    day: string,
    changes: Partial<{ from: string; to: string; slotMinutes: number; station: string; site: string }> = {},
  ) {
    const form = {
      site: 'histon',
      station: 'histon-1' as StationId,
      day,
      from: '09:00',
      to: '11:00',
      slotMinutes: 20,
      photographer: 'Theo Lund',
      ...changes,
    };
    const session = await clinics.createClinic({ ...form, station: form.station as StationId }, coordinator);
    if (isRefusal(session)) throw new Error(`${session.error} ${JSON.stringify(session.fields)}`);
    const [row] = await database.query<{ startsAt: Date; endsAt: Date; slotMinutes: number }>(
      'select starts_at as "startsAt", ends_at as "endsAt", slot_minutes as "slotMinutes" from session where id = $1',
      [session.id],
    );
    if (row === undefined) throw new Error('no session');
    return { id: session.id, slots: slotsOf(row) };
  }

  async function bookSlot(
    referral: string,
    clinic: { id: string; slots: readonly Date[] },
    place: number,
  ): Promise<string> {
    return idOf(await booking.book({ referral, session: clinic.id, slotAt: slotAt(clinic, place) }, coordinator));
  }

  return {
    database,
    clinics,
    booking,
    refer,
    clinicOn,
    bookSlot,
    now: clock,
    changes: () => changes,
    setTime: (at: Date) => {
      time = at;
    },
    /** The clinic's part of the web interface; everybody who asks is the coordinator. */
    web: (queued = () => {}) => {
      const app = fastify();
      clinicRoutes({
        database,
        gate: openGate,
        now: clock,
        sessions: clinics,
        bookings: booking,
        messages: messages({ database, now: clock, queued }),
      })(app);
      return app;
    },
  };
}

export type SmallHospital = Awaited<ReturnType<typeof smallHospital>>;

export const openGate: Gate = {
  allow: () => async () => {},
  system: () => async () => {},
  who: () => coordinator,
};

export function slotAt(clinic: { slots: readonly Date[] }, place: number): Date {
  const at = clinic.slots[place];
  if (at === undefined) throw new Error('no such slot');
  return at;
}

export function idOf(outcome: Awaited<ReturnType<Bookings['book']>>): string {
  if (isRefusal(outcome)) throw new Error(outcome.error);
  return outcome.id;
}
