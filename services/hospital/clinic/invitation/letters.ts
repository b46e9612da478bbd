/** Writes the letter about an appointment into the queue of messages, with the patient's link to the questionnaire. */
import { randomBytes, randomUUID } from 'node:crypto';
import { hashOf } from '../../../wire/signing.ts';
import type { Queries } from '../../database/api.ts';
import type { LetterHead } from '../api.ts';
import { joinPatient } from '../patient.ts';
import { slotEnd } from '../slots.ts';
import { drawLetter, type Fonts } from './document.ts';
import { emailText } from './email.ts';
import { type LetterFacts, type LetterKind, letterOf } from './letter.ts';

/** A patient who is late may still answer in the waiting room. */
const linkAfterSlotMinutes = 120;

export interface LettersOptions {
  readonly head: LetterHead;
  /** Where patients reach the questionnaire: `https://…`, without a slash at its end. */
  readonly publicUrl: string;
  /** There is a mail server. Without one every letter has to be printed. */
  readonly byEmail: boolean;
  readonly fonts: Fonts;
}

export interface Letters {
  /** In the transaction of the change that the letter tells of. */
  write(tx: Queries, kind: LetterKind, appointment: string, at: Date): Promise<void>;
}

interface Row {
  readonly givenName: string;
  readonly familyName: string;
  readonly address: readonly string[];
  readonly postcode: string | null;
  readonly email: string | null;
  readonly slotAt: Date;
  readonly slotMinutes: number;
  readonly code: string;
  readonly siteName: string;
  readonly siteAddress: readonly string[];
  readonly directions: string;
  readonly parking: string;
}

export function letters({ head, publicUrl, byEmail, fonts }: LettersOptions): Letters {
  return {
    async write(tx, kind, appointment, at) {
      const row = await rowOf(tx, appointment);
      const questionnaire = kind === 'cancelled' ? undefined : await newLink(tx, appointment, row);
      const facts: LetterFacts = {
        kind,
        writtenAt: at,
        patient: {
          name: `${row.givenName} ${row.familyName}`,
          address: [...row.address, ...(row.postcode === null ? [] : [row.postcode])],
        },
        slotAt: row.slotAt,
        slotMinutes: row.slotMinutes,
        site: { name: row.siteName, address: row.siteAddress, directions: row.directions, parking: row.parking },
        code: row.code,
        questionnaire,
      };
      const pdf = await drawLetter(letterOf(facts, head), fonts, at);
      const recipient = byEmail && row.email !== null && row.email !== '' ? row.email : undefined;
      await tx.query(
        `insert into message (id, appointment, kind, recipient, pdf, body, state, due_at, written_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $8)`,
        [
          randomUUID(),
          appointment,
          kind,
          recipient,
          pdf,
          emailText(facts, head),
          recipient === undefined ? 'to-print' : 'waiting',
          at,
        ],
      );
    },
  };

  async function newLink(tx: Queries, appointment: string, { slotAt, slotMinutes }: Row): Promise<string> {
    const secret = randomBytes(20).toString('base64url'); // 160 bits
    await tx.query('insert into questionnaire_link (secret_hash, appointment, expires_at) values ($1, $2, $3)', [
      hashOf(Buffer.from(secret)),
      appointment,
      slotEnd(slotAt, Math.max(slotMinutes, linkAfterSlotMinutes)),
    ]);
    return `${publicUrl}/q/${secret}`;
  }
}

async function rowOf(tx: Queries, appointment: string): Promise<Row> {
  const [row] = await tx.query<Row>(
    `select given_name as "givenName", family_name as "familyName", patient.address, postcode, email,
            slot_at as "slotAt", slot_minutes as "slotMinutes", code,
            site.name as "siteName", site.address as "siteAddress", directions, parking
     from appointment
     join session on session.id = appointment.session
     join site on site.id = session.site
     join referral on referral.id = appointment.referral
     ${joinPatient}
     where appointment.id = $1`,
    [appointment],
  );
  if (row === undefined) throw new Error(`there is no appointment ${appointment}`);
  return row;
}
