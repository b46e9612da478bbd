/**
 * The patient's link: whom it is for, and the answers that come in through it.
 *
 *   /q/<secret> ──SHA-256──► questionnaire_link ──► appointment ──► referral ──► patient
 *
 * The secret is in a letter, and a letter goes astray: whoever answers gives the patient's date of birth as well. After
 * `birthdaysMax` wrong ones the link takes no more; the questions are on paper at the appointment.
 */
import { randomUUID } from 'node:crypto';
import { hashOf } from '../../wire/signing.ts';
import type { Database, Queries } from '../database/api.ts';
import { noteEvent, recordDeed } from '../database/trail.ts';
import { checkAnswers } from './answers.ts';
import type { Answers, Sheet } from './api.ts';
import { type Form, wordsFor } from './form.ts';
import { responseOf } from './response.ts';
import { sheetOf } from './sheet.ts';

/** Wrong dates of birth that one link takes: enough for a slip of the finger, too few to try days. */
export const birthdaysMax = 6;

interface Link {
  readonly referral: string;
  readonly patient: string;
  readonly dateOfBirth: string;
  readonly language: string;
  readonly nhsNumber: string | null;
  readonly ubrn: string | null;
  readonly slotAt: Date;
  readonly site: string;
  readonly wrongBirthdays: number;
  readonly answered: boolean;
}

/** How the secret of a link is kept. */
export function secretHash(secret: string): string {
  return hashOf(Buffer.from(secret));
}

/** Undefined for a secret that never was, and for one whose time is over. Without `language`: the patient's own. */
export async function openSheet(
  database: Database,
  form: Form,
  { secret, language, at }: { secret: string; language: string | undefined; at: Date },
): Promise<Sheet | undefined> {
  const link = await database.transaction((tx) => readLink(tx, secret, at));
  if (link === undefined) return undefined;
  const appointment = { slotAt: link.slotAt.toISOString(), site: link.site };
  return sheetOf(form, wordsFor(form, language ?? link.language), appointment, link.answered);
}

export type Taken =
  | { readonly kind: 'taken' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'answered-before'; readonly error: string }
  /** Too many wrong dates of birth. */
  | { readonly kind: 'locked'; readonly error: string }
  | { readonly kind: 'problems'; readonly error: string; readonly fields: Readonly<Record<string, string>> };

/** Takes the answers once. `given.dateOfBirth` is a day of the calendar. */
export function takeAnswers(
  database: Database,
  form: Form,
  { secret, given, at }: { secret: string; given: Answers; at: Date },
): Promise<Taken> {
  const words = wordsFor(form, given.language);
  const say = (name: string) => words.words[name] ?? '';
  const id = randomUUID();
  return database.transaction<Taken>(async (tx) => {
    const link = await readLink(tx, secret, at);
    if (link === undefined) return { kind: 'unknown' };
    if (link.answered) return { kind: 'answered-before', error: say('answered') };
    if (link.wrongBirthdays >= birthdaysMax) return { kind: 'locked', error: say('locked') };
    if (given.dateOfBirth !== link.dateOfBirth) {
      await tx.query('update questionnaire_link set wrong_birthdays = wrong_birthdays + 1 where secret_hash = $1', [
        secretHash(secret),
      ]);
      if (link.wrongBirthdays + 1 >= birthdaysMax) return { kind: 'locked', error: say('locked') };
      return { kind: 'problems', error: say('problems'), fields: { dateOfBirth: say('wrongBirth') } };
    }
    const checked = checkAnswers(form, given.answers, words);
    if (checked.kind === 'problems') return { kind: 'problems', error: say('problems'), fields: checked.fields };

    const { referral, patient } = link;
    const facts = {
      ...{ id, at, language: words.language },
      nhsNumber: link.nhsNumber ?? undefined,
      ubrn: link.ubrn ?? undefined,
    };
    await tx.query(
      `insert into questionnaire_response (id, referral, status, response, received_at) values ($1, $2, 'completed', $3::jsonb, $4)`,
      [id, referral, JSON.stringify(responseOf(form, checked.answers, facts)), at],
    );
    await noteEvent(tx, {
      at,
      patient,
      referral,
      kind: 'questionnaire-answered',
      detail: { language: words.language },
    });
    await recordDeed(tx, {
      at,
      who: 'service:questionnaire',
      whoName: 'whoever holds the link of the letter',
      action: 'answer-questionnaire',
      patient,
      detail: { response: id },
    });
    return { kind: 'taken' };
  });
}

/**
 * Locks the link and the referral: answers that arrive twice at once are taken once, wrong dates are all counted. Reads in
 * a statement of its own, because one that has waited for a lock still sees the other tables as they were before.
 */
async function readLink(tx: Queries, secret: string, at: Date): Promise<Link | undefined> {
  await tx.query(
    `select l.secret_hash from questionnaire_link l join appointment a on a.id = l.appointment
       join referral r on r.id = a.referral where l.secret_hash = $1 for update of l, r`,
    [secretHash(secret)],
  );
  const [row] = await tx.query<Link>(
    `select r.id as referral, p.id as patient, p.date_of_birth as "dateOfBirth", p.language, p.nhs_number as "nhsNumber",
            r.ubrn, a.slot_at as "slotAt", site.name as site, l.wrong_birthdays as "wrongBirthdays",
            exists (select 1 from questionnaire_response q
                     where q.referral = r.id and q.status in ('completed', 'amended')) as answered
       from questionnaire_link l join appointment a on a.id = l.appointment join session s on s.id = a.session
       join site on site.id = s.site join referral r on r.id = a.referral join patient p on p.id = r.patient
      where l.secret_hash = $1 and l.expires_at > $2`,
    [secretHash(secret), at],
  );
  return row;
}
