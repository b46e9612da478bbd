/**
 * A clinic for today with twenty invented patients, four more whose referrals wait for the coordinator, and an empty clinic
 * two days later. Everything
 * goes the way of real ones: referrals through intake, bookings through the clinic, so that letters, worklists and the
 * audit log are there as well. Begun again after an interruption, it goes on where it was.
 */
import type { StationId } from '../../wire/ids.ts';
import type { Database } from '../database/api.ts';
import { dayAfter } from '../database/clock.ts';
import type { Staff } from '../identity/api.ts';
import type { Answer } from '../questionnaire/api.ts';
import type { IncomingReferral, Intake } from '../referral/api.ts';
import { answersOf } from './answers.ts';
import { demonstrationSite, newcomers, type Person, people, practices } from './people.ts';
import { photographers } from './photographers.ts';

const slotMinutes = 20;
/** Twenty slots, one for each patient. */
const dayClinic = { from: '09:00', to: '15:40' } as const;
/** Two days later, with nobody in it: for those whose referrals wait. */
const lateClinic = { from: '16:00', to: '18:00' } as const;
const lateAfterDays = 2;

export interface DemonstrationDeps {
  readonly database: Database;
  readonly station: StationId;
  /** Takes referrals as if it were that moment. */
  readonly intakeAt: (at: Date) => Intake;
  /** The coordinator's decision on a referral that was not decided about yet. */
  readonly accept: (referral: string, at: Date) => Promise<void>;
  /** Sites, clinics and bookings; the clinic's own answers, refusals included. */
  readonly createSite: (form: typeof demonstrationSite & { stations: StationId[] }, by: Staff) => Promise<Answered>;
  readonly createClinic: (
    form: {
      readonly site: string;
      readonly station: StationId;
      readonly day: string;
      readonly from: string;
      readonly to: string;
      readonly slotMinutes: number;
      readonly photographer: string;
    },
    by: Staff,
  ) => Promise<Answered>;
  readonly book: (
    booking: { readonly referral: string; readonly session: string; readonly slotAt: Date },
    by: Staff,
  ) => Promise<Answered>;
  /** A FHIR QuestionnaireResponse of these answers. */
  readonly responseOf: (answers: Readonly<Record<string, Answer>>, person: Person, at: Date) => Record<string, unknown>;
}

type Answered = { readonly kind: string; readonly id?: string } | { readonly kind: 'refused'; readonly error: string };

export const demonstrator: Staff = { subject: 'service:demonstration', name: 'Demonstration', roles: ['coordinator'] };

/** `today`: the hospital's day. Throws when something is refused: that would be a mistake in here. */
export async function demonstrationDay(deps: DemonstrationDeps, today: string): Promise<void> {
  const [site] = await deps.database.query('select id from site where id = $1', [demonstrationSite.id]);
  if (site === undefined) done(await deps.createSite({ ...demonstrationSite, stations: [deps.station] }, demonstrator));
  const session = await clinicOf(deps, today, dayClinic);
  await clinicOf(deps, dayAfter(today, lateAfterDays), lateClinic);
  for (const [place, person] of people.entries()) {
    const referral = await referred(deps, person, place, today);
    const [booked] = await deps.database.query('select id from appointment where referral = $1', [referral]);
    if (booked !== undefined) continue;
    await deps.accept(referral, new Date(`${dayAfter(today, 1 - person.waitedDays)}T11:10:00.000Z`));
    const slotAt = new Date(session.startsAt.getTime() + place * slotMinutes * 60_000);
    done(await deps.book({ referral, session: session.id, slotAt }, demonstrator));
  }
  for (const [place, person] of newcomers.entries()) await referred(deps, person, people.length + place, today);
}

async function clinicOf(
  deps: DemonstrationDeps,
  day: string,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<{ id: string; startsAt: Date }> {
  const find = async () => {
    const sql = `select id, starts_at as "startsAt" from session
      where station = $1 and state = 'open' and starts_at at time zone 'Europe/London' = ($2 || ' ' || $3)::timestamp`;
    return (await deps.database.query<{ id: string; startsAt: Date }>(sql, [deps.station, day, from]))[0];
  };
  const there = await find();
  if (there !== undefined) return there;
  const form = { site: demonstrationSite.id, station: deps.station, day, from, to, slotMinutes };
  done(await deps.createClinic({ ...form, photographer: photographers[0].name }, demonstrator));
  const made = await find();
  if (made === undefined) throw new Error('the clinic that was just made is not there');
  return made;
}

async function referred(deps: DemonstrationDeps, person: Person, place: number, today: string): Promise<string> {
  const by = { who: demonstrator.subject, whoName: demonstrator.name };
  const intake = deps.intakeAt(new Date(`${dayAfter(today, -person.waitedDays)}T10:20:00.000Z`));
  const taken = await intake.take(incoming(deps, person, place, today), by);
  if (taken.kind === 'refused') throw new Error(`an invented referral was refused: ${taken.why}`);
  return taken.id;
}

function incoming(deps: DemonstrationDeps, person: Person, place: number, today: string): IncomingReferral {
  const receivedOn = dayAfter(today, -person.waitedDays);
  const answeredAt = new Date(`${dayAfter(today, -1)}T18:00:00.000Z`);
  return {
    source: 'fhir',
    sourceId: `urn:lentigo:demonstration|${today}-${place + 1}`,
    urgency: person.urgency,
    practice: practices[place % practices.length] ?? '',
    practitioner: 'Dr. Imogen Farrow',
    clinicalText: `${person.story} Fitzpatrick skin type ${person.skin}.`,
    receivedOn,
    patient: {
      nhsNumber: person.nhsNumber,
      familyName: person.familyName,
      givenName: person.givenName,
      dateOfBirth: person.dateOfBirth,
      sex: person.sex,
      address: [`${place + 1} Invented Lane`, 'Histon'],
      postcode: 'CB24 0ZZ',
      ...(person.hasEmail ? { email: `patient-${place + 1}@example.invalid` } : {}),
      language: person.language ?? 'en',
    },
    lesions: person.lesions.map(([site, side, code]) => ({
      site,
      ...(side === undefined ? {} : { side }),
      ...(code === undefined ? {} : { code }),
    })),
    ...(person.answered
      ? { answers: { status: 'completed' as const, response: deps.responseOf(answersOf(person), person, answeredAt) } }
      : {}),
  };
}

function done(answer: Answered): void {
  if (answer.kind === 'refused')
    throw new Error(`the demonstration's clinic: ${'error' in answer ? answer.error : ''}`);
}
