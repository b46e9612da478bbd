/**
 * One appointment: opening it, closing it, and all that has to be written beside it in the same transaction.
 *
 *   referral   accepted ──book──► booked ──pictures──► seen
 *                 ▲                 │
 *                 └── cancel, did not attend
 *
 * Rows are locked in one order: session, referral, and the audit log last.
 */
import { randomBytes } from 'node:crypto';
import type { Database, Queries } from '../database/api.ts';
import { type EventKind, noteEvent, queueOutbound, recordDeed } from '../database/trail.ts';
import type { Staff } from '../identity/api.ts';
import type { Letters } from './invitation/letters.ts';

export interface ClinicDeps {
  readonly database: Database;
  readonly now: () => Date;
  /** The worklists may have changed. Called after a transaction. */
  readonly changed: () => void;
  readonly letters: Letters;
}

export interface LockedSession {
  readonly id: string;
  readonly siteName: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly slotMinutes: number;
  readonly state: 'open' | 'cancelled';
}

/** The session, kept from being changed by others until the transaction ends. */
export async function lockedSession(tx: Queries, id: string): Promise<LockedSession | undefined> {
  const [row] = await tx.query<LockedSession>(
    `select session.id, site.name as "siteName", starts_at as "startsAt", ends_at as "endsAt",
            slot_minutes as "slotMinutes", state
     from session join site on site.id = session.site where session.id = $1 for update of session`,
    [id],
  );
  return row;
}

export interface LockedReferral {
  readonly id: string;
  readonly patient: string;
  readonly state: string;
}

export async function lockedReferral(tx: Queries, id: string): Promise<LockedReferral | undefined> {
  const [row] = await tx.query<LockedReferral>('select id, patient, state from referral where id = $1 for update', [
    id,
  ]);
  return row;
}

export interface FoundAppointment {
  readonly id: string;
  readonly referral: string;
  readonly session: string;
  readonly slotAt: Date;
  readonly state: string;
  readonly hasPictures: boolean;
}

/** Not locked: lock its session and referral, then look again. */
export async function findAppointment(tx: Queries, id: string): Promise<FoundAppointment | undefined> {
  const [row] = await tx.query<FoundAppointment>(
    `select id, referral, session, slot_at as "slotAt", state,
            exists (select 1 from picture where picture.appointment = appointment.id and picture.state = 'filed') as "hasPictures"
     from appointment where id = $1`,
    [id],
  );
  return row;
}

/** Of an appointment's id: 80 random bits. DICOM gives the id of a procedure step no more (PS3.5, SH). */
const idChars = 16;
/** Of what the QR code says: 130 random bits. Whoever has it can only show it to a photographer. */
const codeChars = 26;

/** Letters and digits that are not taken for one another, as a QR code holds them shortest. */
function randomText(chars: number): string {
  const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  return [...randomBytes(chars)].map((byte) => alphabet.charAt(byte & 31)).join('');
}

interface Opening {
  readonly session: LockedSession;
  readonly referral: LockedReferral;
  readonly slotAt: Date;
  readonly by: Staff;
  /** Of the appointment that this one stands for, when it was moved. */
  readonly insteadOf?: string;
}

/** Insert a booked appointment and tell everyone. The caller holds the locks and has checked the rules. */
export async function openAppointment(tx: Queries, deps: ClinicDeps, opening: Opening): Promise<string> {
  const { session, referral, slotAt, by, insteadOf } = opening;
  const at = deps.now();
  const id = randomText(idChars);
  await tx.query(
    `insert into appointment (id, referral, session, slot_at, state, code, booked_at) values ($1, $2, $3, $4, 'booked', $5, $6)`,
    [id, referral.id, session.id, slotAt, randomText(codeChars), at],
  );
  await tx.query(`update referral set state = 'booked' where id = $1`, [referral.id]);
  await deps.letters.write(tx, insteadOf === undefined ? 'invitation' : 'moved', id, at);
  await note(tx, at, referral, insteadOf === undefined ? 'appointment-booked' : 'appointment-moved', {
    appointment: id,
    slotAt: slotAt.toISOString(),
    site: session.siteName,
  });
  await queueTask(tx, at, referral.id, id, 'booked');
  const detail = { appointment: id, ...(insteadOf === undefined ? {} : { insteadOf }) };
  await deed(tx, at, by, insteadOf === undefined ? 'book-appointment' : 'move-appointment', referral.patient, detail);
  return id;
}

interface Closing {
  readonly appointment: string;
  readonly as: 'cancelled' | 'did-not-attend' | 'moved';
  readonly reason?: string;
  readonly by: Staff;
}

/**
 * Close a booked appointment. Cancelled: the patient is told. Moved: what opens the next one tells all but the record
 * system. The caller holds the session's lock.
 */
export async function closeAppointment(tx: Queries, deps: ClinicDeps, closing: Closing): Promise<void> {
  const { appointment, as, reason, by } = closing;
  const at = deps.now();
  const [row] = await tx.query<{ referral: string }>(
    `update appointment set state = $2, reason = $3 where id = $1 and state = 'booked' returning referral`,
    [appointment, as, reason],
  );
  const referral = row && (await lockedReferral(tx, row.referral));
  if (referral === undefined)
    throw new Error(`appointment ${appointment} is not booked any more, though it was locked`);
  await tx.query(`update questionnaire_link set expires_at = least(expires_at, $2) where appointment = $1`, [
    appointment,
    at,
  ]);
  await queueTask(tx, at, referral.id, appointment, as);
  await tx.query(
    `update message set state = 'withdrawn' where appointment = $1 and state in ('waiting', 'to-print', 'failed')`,
    [appointment],
  );
  if (as === 'moved') return;
  await tx.query(`update referral set state = 'accepted' where id = $1 and state = 'booked'`, [referral.id]);
  if (as === 'cancelled') {
    await deps.letters.write(tx, 'cancelled', appointment, at);
    await note(tx, at, referral, 'appointment-cancelled', { appointment, reason: reason ?? '' });
    await deed(tx, at, by, 'cancel-appointment', referral.patient, { appointment, reason });
  } else {
    await note(tx, at, referral, 'did-not-attend', { appointment });
    await deed(tx, at, by, 'did-not-attend', referral.patient, { appointment });
  }
}

function note(
  tx: Queries,
  at: Date,
  { id, patient }: LockedReferral,
  kind: EventKind,
  detail: Readonly<Record<string, string>>,
): Promise<void> {
  return noteEvent(tx, { at, patient, referral: id, kind, detail });
}

/** An appointment takes each state once, so the two name the change. */
function queueTask(tx: Queries, at: Date, referral: string, appointment: string, state: string): Promise<void> {
  return queueOutbound(tx, {
    key: `task/${appointment}/${state}`,
    subject: { kind: 'task', appointment },
    referral,
    at,
  });
}

function deed(
  tx: Queries,
  at: Date,
  by: Staff,
  action: string,
  patient: string,
  detail: Readonly<Record<string, unknown>>,
): Promise<void> {
  return recordDeed(tx, { at, who: by.subject, whoName: by.name, action, patient, detail });
}
