/** Keeps a clinic day of invented patients: today's at the start, and the next one after midnight. */
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { bookings } from './clinic/booking.ts';
import type { Letters } from './clinic/invitation/letters.ts';
import { sessions } from './clinic/sessions.ts';
import { startOfDay } from './clinic/slots.ts';
import type { Database } from './database/api.ts';
import { hospitalDay } from './database/clock.ts';
import { demonstrationDay, demonstrator } from './demonstration/day.ts';
import type { Person } from './demonstration/people.ts';
import { checkAnswers } from './questionnaire/answers.ts';
import type { Answer } from './questionnaire/api.ts';
import { type Form, wordsFor } from './questionnaire/form.ts';
import { responseOf } from './questionnaire/response.ts';
import type { Intake } from './referral/api.ts';
import { decide } from './referral/decisions.ts';

/** How often somebody looks whether it is another day. */
const lookMs = 60_000;

export interface DemonstrationOptions {
  readonly database: Database;
  readonly station: string;
  readonly intake: Intake;
  readonly letters: Letters;
  readonly form: Form;
  readonly changed: () => void;
  readonly now: () => Date;
  readonly log: Logger;
}

/** Resolves when today's day is there, with the way to stop looking. */
export async function keepDemonstration(options: DemonstrationOptions): Promise<() => Promise<void>> {
  const { database, station, intake, form, now, log } = options;
  let kept = '';

  async function keep(): Promise<void> {
    const today = hospitalDay(now());
    if (today === kept) return;
    // The clinic refuses what is past. This one was booked before it began, however late in the day the program starts.
    const clinic = { ...options, now: () => startOfDay(today) };
    const { saveSite, createClinic } = sessions(clinic);
    const { book } = bookings(clinic);
    await demonstrationDay(
      {
        database,
        station,
        intake,
        accept,
        createSite: (site, by) => saveSite({ ...site, address: [...site.address], stations: [station] as never }, by),
        createClinic: (clinicForm, by) => createClinic(clinicForm as never, by),
        book,
        responseOf: answered,
      },
      today,
    );
    kept = today;
  }

  async function accept(referral: string): Promise<void> {
    const [row] = await database.query<{ state: string }>('select state from referral where id = $1', [referral]);
    if (row?.state !== 'received') return;
    const by = { who: demonstrator.subject, whoName: demonstrator.name };
    const done = await database.transaction((tx) => decide(tx, referral, { kind: 'accept' }, by, now()));
    if (done.kind !== 'done') throw new Error(`an invented referral is not accepted: ${done.error}`);
  }

  function answered(answers: Readonly<Record<string, Answer>>, person: Person, at: Date): Record<string, unknown> {
    const checked = checkAnswers(form, answers, wordsFor(form, 'en'));
    if (checked.kind === 'problems') throw new Error(`invented answers do not fit: ${Object.keys(checked.fields)}`);
    const facts = { id: randomUUID(), at, nhsNumber: person.nhsNumber, ubrn: undefined, language: 'en' };
    return { ...responseOf(form, checked.answers, facts) };
  }

  await keep();
  let looking: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    looking = keep().catch((error: unknown) => log.error({ err: error }, 'no demonstration for the new day'));
  }, lookMs);
  return async () => {
    clearInterval(timer);
    await looking;
  };
}
