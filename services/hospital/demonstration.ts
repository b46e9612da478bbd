/**
 * Keeps a clinic day of invented patients: today's from the start on, and the next one after midnight; and the invented
 * photographers who may sign in at its station.
 */
import { randomUUID } from 'node:crypto';
import { identityToRecipient } from 'age-encryption';
import type { Logger } from 'pino';
import type { StationId } from '../wire/ids.ts';
import { bookings } from './clinic/booking.ts';
import type { Letters } from './clinic/invitation/letters.ts';
import { sessions } from './clinic/sessions.ts';
import { startOfDay } from './clinic/slots.ts';
import type { Database } from './database/api.ts';
import { hospitalDay } from './database/clock.ts';
import { demonstrationDay } from './demonstration/day.ts';
import type { Person } from './demonstration/people.ts';
import { type Photographer, photographers } from './demonstration/photographers.ts';
import { type Booking, demonstrator } from './demonstration/steps.ts';
import { fileParcel, type IngestDeps } from './ingest/filing.ts';
import { checkAnswers } from './questionnaire/answers.ts';
import type { Answer } from './questionnaire/api.ts';
import { type Form, wordsFor } from './questionnaire/form.ts';
import { responseOf } from './questionnaire/response.ts';
import { decide } from './referral/decisions.ts';
import { openIntake } from './referral/intake.ts';
import { addMember, giveBadge, setPin } from './staff/members.ts';

/** How often somebody looks whether it is another day. */
const lookMs = 60_000;
const bookedBeforeMs = 9 * 60 * 60_000;
/** Of visits long ago: nobody prints and posts their letters today. */
const noLetters: Letters = { write: async () => {} };

export interface DemonstrationOptions {
  readonly database: Database;
  readonly station: StationId;
  readonly letters: Letters;
  readonly form: Form;
  /** What ingest works with. */
  readonly filing: IngestDeps;
  readonly changed: () => void;
  readonly now: () => Date;
  readonly log: Logger;
}

/** Begins at once and returns the way to stop, after the day that is being made. Twenty letters take a few seconds. */
export function keepDemonstration(options: DemonstrationOptions): () => Promise<void> {
  const { database, station, form, filing, changed, now, log } = options;
  let kept = '';

  async function keep(): Promise<void> {
    const today = hospitalDay(now());
    if (today === kept) return;
    if (kept === '') for (const one of photographers) await employ(one);
    const { saveSite } = sessions(options);
    const recipients = await Promise.all(filing.identities.slice(0, 1).map(identityToRecipient));
    await demonstrationDay(
      {
        database,
        station,
        intakeAt: (at) => openIntake({ database, now: () => at, changed }),
        accept,
        createSite: (site, by) => saveSite({ ...site, address: [...site.address] }, by),
        bookingBefore,
        responseOf: answered,
        recipients,
        file: (manifest, sealed, at) => fileParcel({ ...filing, now: () => at }, manifest, sealed),
      },
      today,
    );
    kept = today;
  }

  /** The clinic refuses what is past: this was booked the day before, however late in the day the program starts. */
  function bookingBefore(day: string, letters: 'written' | 'posted'): Booking {
    const dayBefore = new Date(startOfDay(day).getTime() - bookedBeforeMs);
    const clinic = { ...options, ...(letters === 'posted' && { letters: noLetters }), now: () => dayBefore };
    return { createClinic: sessions(clinic).createClinic, book: bookings(clinic).book };
  }

  /** Once: what somebody has changed about them since holds. The PIN comes last, so that an interruption is seen. */
  async function employ({ id, name, pin, badge }: Photographer): Promise<void> {
    const [row] = await database.query<{ begun: boolean }>(
      'select active and pin is null as begun from station_staff where id = $1',
      [id],
    );
    if (row?.begun === false) return;
    if (row === undefined && (await addMember(options, name, demonstrator, id)).kind === 'refused') return;
    await giveBadge(options, id, badge, demonstrator);
    await setPin(options, id, pin, demonstrator);
  }

  async function accept(referral: string, at: Date): Promise<void> {
    const [row] = await database.query<{ state: string }>('select state from referral where id = $1', [referral]);
    if (row?.state !== 'received') return;
    const by = { who: demonstrator.subject, whoName: demonstrator.name };
    const done = await database.transaction((tx) => decide(tx, referral, { kind: 'accept' }, by, at));
    if (done.kind !== 'done') throw new Error(`an invented referral is not accepted: ${done.error}`);
  }

  function answered(answers: Readonly<Record<string, Answer>>, person: Person, at: Date): Record<string, unknown> {
    const checked = checkAnswers(form, answers, wordsFor(form, 'en'));
    if (checked.kind === 'problems') throw new Error(`invented answers do not fit: ${Object.keys(checked.fields)}`);
    const facts = { id: randomUUID(), at, nhsNumber: person.nhsNumber, ubrn: undefined, language: 'en' };
    return { ...responseOf(form, checked.answers, facts) };
  }

  const look = () =>
    keep().catch((error: unknown) => log.error({ err: error }, 'the day of the demonstration could not be made'));
  let looking = look();
  const timer = setInterval(() => {
    looking = looking.then(look);
  }, lookMs);
  return async () => {
    clearInterval(timer);
    await looking;
  };
}
