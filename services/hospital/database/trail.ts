/**
 * What every service of the hospital writes beside its own change, in the same transaction: the patient's journey, what
 * the record system has to hear of, and who did it.
 */
import canonicalize from 'canonicalize';
import { hashOf } from '../../wire/signing.ts';
import type { Queries } from './api.ts';

/** A step of the patient's journey, as the timeline shows it. Detail: never more than the timeline needs. */
export type EventKind =
  | 'referral-received' // detail: source, practice
  | 'referral-accepted'
  | 'referral-rejected' // reason
  | 'referral-duplicate' // of
  | 'letter-attached' // title
  | 'questionnaire-answered'
  | 'appointment-booked' // appointment, slotAt, site
  | 'appointment-moved' // appointment, slotAt, site
  | 'appointment-cancelled' // appointment, reason
  | 'did-not-attend' // appointment
  | 'visit-ended' // visit, outcome
  | 'attachment-filed' // parcel, what
  | 'attachment-rejected' // parcel, why
  | 'message-sent' // kind, how
  | 'picture-filed' // sopUid, lesion, view
  | 'picture-set-aside' // reason
  | 'picture-rejected' // sopUid, why
  | 'patients-merged' // from, into
  | 'record-sent' // resource type
  | 'reviewed'
  | 'letter-sent'
  | 'survey-answered';

export interface JourneyEvent {
  readonly at: Date;
  readonly patient: string;
  readonly referral?: string;
  readonly kind: EventKind;
  readonly detail?: Readonly<Record<string, string | number | boolean>>;
}

export async function noteEvent(tx: Queries, { at, patient, referral, kind, detail }: JourneyEvent): Promise<void> {
  await tx.query('insert into event (at, patient, referral, kind, detail) values ($1, $2, $3, $4, $5::jsonb)', [
    at,
    patient,
    referral,
    kind,
    JSON.stringify(detail ?? {}),
  ]);
}

/** What changed. The resource is made from the record when it is sent, so the last state wins. */
export type OutboundSubject =
  | { readonly kind: 'task'; readonly appointment: string }
  | { readonly kind: 'imaging-study'; readonly visit: string }
  | { readonly kind: 'document'; readonly document: string };

/** `key`: names the change; the same one is queued once for ever, so put into it what makes it another change. */
export async function queueOutbound(
  tx: Queries,
  { key, subject, referral, at }: { key: string; subject: OutboundSubject; referral?: string; at: Date },
): Promise<void> {
  await tx.query(
    `insert into outbound (key, subject, referral, state, due_at, queued_at) values ($1, $2::jsonb, $3, 'waiting', $4, $4)
     on conflict (key) do nothing`,
    [key, JSON.stringify(subject), referral, at],
  );
}

/** Somebody's, or a program's, deed. `who`: the subject of the sign-in, or `service:ingest`. */
export interface Deed {
  readonly at: Date;
  readonly who: string;
  readonly whoName: string;
  /** Words from the clinic with hyphens: `view-patient`, `book-appointment`, `settle-reconciliation`. */
  readonly action: string;
  readonly patient?: string;
  /** Ids and reasons; no name, no number of a patient. */
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** One writer at a time: each entry carries the hash of the one before. */
const auditLock = 7_264_002;

/** Append to the audit log. Must run in a transaction. */
export async function recordDeed(tx: Queries, deed: Deed): Promise<void> {
  await recordDeeds(tx, [deed]);
}

/** Several at once, in their order. Must run in a transaction. */
export async function recordDeeds(tx: Queries, deeds: readonly Deed[]): Promise<void> {
  await tx.query('select pg_advisory_xact_lock($1)', [auditLock]);
  const [last] = await tx.query<{ seq: number; hash: string }>('select seq, hash from audit order by seq desc limit 1');
  let [seq, previous] = [last?.seq ?? 0, last?.hash ?? ''];
  const rows: object[] = [];
  for (const deed of deeds) {
    seq += 1;
    const hash = deedHash(seq, previous, deed);
    const { at, who, whoName, action, patient, detail } = deed;
    rows.push({ seq, at, who, who_name: whoName, action, patient, detail: detail ?? {}, previous, hash });
    previous = hash;
  }
  await tx.query(
    `insert into audit (seq, at, who, who_name, action, patient, detail, previous, hash)
     select seq, at, who, who_name, action, patient, detail, previous, hash
       from jsonb_to_recordset($1::jsonb) as deed(seq bigint, at timestamptz, who text, who_name text, action text,
                                                  patient uuid, detail jsonb, previous text, hash text)
      order by seq`,
    [JSON.stringify(rows)],
  );
}

/**
 * SHA-256 of the entry's canonical JSON (RFC 8785), the hash before it included. Made of what the database gives back, so
 * that it can be made again from a row: no column but these, the patient's id in small letters (`uuid`), the detail as
 * JSON holds it (a `Date` in it is text, what is undefined is not there).
 */
export function deedHash(seq: number, previous: string, { at, who, whoName, action, patient, detail }: Deed): string {
  const entry = {
    seq,
    previous,
    at: at.toISOString(),
    who,
    whoName,
    action,
    ...(patient === undefined ? {} : { patient: patient.toLowerCase() }),
    detail: JSON.parse(JSON.stringify(detail ?? {})),
  };
  return hashOf(Buffer.from(canonicalize(entry) ?? ''));
}
