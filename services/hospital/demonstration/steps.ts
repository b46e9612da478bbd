/** What the demonstration works with: the services' own calls, and steps that find what was done when they are begun again. */

import type { StationId } from '../../wire/ids.ts';
import type { Manifest } from '../../wire/manifest.ts';
import type { Database } from '../database/api.ts';
import type { Staff } from '../identity/api.ts';
import type { Answer } from '../questionnaire/api.ts';
import type { IncomingReferral, Intake } from '../referral/api.ts';
import { demonstrationSite, type Person } from './people.ts';
import { photographers } from './photographers.ts';

export const slotMinutes = 20;

type Answered = { readonly kind: string; readonly id?: string } | { readonly kind: 'refused'; readonly error: string };

/** The clinic's own answers, refusals included. */
export interface Booking {
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
}

export interface DemonstrationDeps {
  readonly database: Database;
  readonly station: StationId;
  /** Takes referrals as if it were that moment. */
  readonly intakeAt: (at: Date) => Intake;
  /** The coordinator's decision on a referral that was not decided about yet. */
  readonly accept: (referral: string, at: Date) => Promise<void>;
  readonly createSite: (form: typeof demonstrationSite & { stations: StationId[] }, by: Staff) => Promise<Answered>;
  /** As if it were the day before: the clinic refuses what is past. `posted`: the letters of that time went out long ago. */
  readonly bookingBefore: (day: string, letters: 'written' | 'posted') => Booking;
  /** A FHIR QuestionnaireResponse of these answers. */
  readonly responseOf: (answers: Readonly<Record<string, Answer>>, person: Person, at: Date) => Record<string, unknown>;
  /** The age recipients of the hospital's side. */
  readonly recipients: readonly string[];
  /** What ingest makes of a parcel, as if it were that moment. */
  readonly file: (manifest: Manifest, sealed: Uint8Array, at: Date) => Promise<{ readonly outcome: string }>;
}

export const demonstrator: Staff = { subject: 'service:demonstration', name: 'Demonstration', roles: ['coordinator'] };

/** The session of that day and time: found, or made. */
export async function clinicOf(
  { database, station }: DemonstrationDeps,
  { createClinic }: Booking,
  day: string,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<{ id: string; startsAt: Date }> {
  const find = async () => {
    const sql = `select id, starts_at as "startsAt" from session
      where station = $1 and state = 'open' and starts_at at time zone 'Europe/London' = ($2 || ' ' || $3)::timestamp`;
    return (await database.query<{ id: string; startsAt: Date }>(sql, [station, day, from]))[0];
  };
  const there = await find();
  if (there !== undefined) return there;
  const form = { site: demonstrationSite.id, station, day, from, to, slotMinutes };
  done(await createClinic({ ...form, photographer: photographers[0].name }, demonstrator));
  const made = await find();
  if (made === undefined) throw new Error('the clinic that was just made is not there');
  return made;
}

/** The referral's id; the same letter again is the same referral. */
export async function referred({ intakeAt }: DemonstrationDeps, letter: IncomingReferral): Promise<string> {
  const by = { who: demonstrator.subject, whoName: demonstrator.name };
  const taken = await intakeAt(new Date(`${letter.receivedOn}T10:20:00.000Z`)).take(letter, by);
  if (taken.kind === 'refused') throw new Error(`an invented referral was refused: ${taken.why}`);
  return taken.id;
}

/** The referral's appointment, if it has none yet: decided about on that day, then booked. */
export async function booked(
  deps: DemonstrationDeps,
  { book }: Booking,
  booking: { readonly referral: string; readonly session: string; readonly slotAt: Date; readonly acceptedOn: string },
): Promise<void> {
  const { acceptedOn, ...slot } = booking;
  const [there] = await deps.database.query('select id from appointment where referral = $1', [slot.referral]);
  if (there !== undefined) return;
  await deps.accept(slot.referral, new Date(`${acceptedOn}T11:10:00.000Z`));
  done(await book(slot, demonstrator));
}

export function done(answer: Answered): void {
  if (answer.kind === 'refused')
    throw new Error(`the demonstration's clinic: ${'error' in answer ? answer.error : ''}`);
}
