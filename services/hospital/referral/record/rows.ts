/** The row of a referral: how it is written, and which others of the same patient are open. */
import { randomUUID } from 'node:crypto';
import type { Queries } from '../../database/api.ts';
import { type CheckedReferral, originalCharsMax } from '../api.ts';

/** Other referrals of one patient that are named to somebody. */
const sameReferralsMax = 20;

export async function insertReferral(
  tx: Queries,
  incoming: CheckedReferral,
  patient: string,
  at: Date,
): Promise<string> {
  const id = randomUUID();
  await tx.query(
    `insert into referral (id, patient, ubrn, source, source_id, urgency, state, practice, practitioner, clinical_text,
       clock_starts_on, received_at, original) values ($1, $2, $3, $4, $5, $6, 'received', $7, $8, $9, $10, $11, $12::jsonb)`,
    [
      id,
      patient,
      incoming.ubrn,
      incoming.source,
      incoming.sourceId,
      incoming.urgency,
      incoming.practice,
      incoming.practitioner,
      incoming.clinicalText,
      incoming.receivedOn,
      at,
      originalText(incoming.original),
    ],
  );
  return id;
}

/** Undefined where there is none, or where it is longer than what is kept. */
export function originalText(original: unknown): string | undefined {
  const text = original === undefined ? undefined : JSON.stringify(original);
  return text === undefined || text.length > originalCharsMax ? undefined : text;
}

/** Ids of the patient's other referrals that somebody is still working on. */
export async function openReferrals(on: Queries, patient: string, except: string): Promise<readonly string[]> {
  const rows = await on.query<{ id: string }>(
    `select id from referral where patient = $1 and id <> $2 and state in ('received', 'accepted', 'booked', 'seen')
     order by clock_starts_on, id limit ${sameReferralsMax}`,
    [patient, except],
  );
  return rows.map(({ id }) => id);
}
