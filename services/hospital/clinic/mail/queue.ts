/**
 * Sends the letters that wait for their e-mail, one after the other.
 *
 *   waiting ──taken──► (lease) ──► sent
 *      ▲                 ├──► refused by the mail server ──► failed ──► a coordinator: again, or printed
 *      └── later ────────┘    tried attemptsMax times   ──► failed
 *
 * A letter is taken with a lease before it is sent: a process that dies in between leaves it waiting, and the same mail
 * goes out again under the same Message-ID once the lease is over. Any number of processes may work on the queue.
 */
import type { Logger } from 'pino';
import type { Database } from '../../database/api.ts';
import { noteEvent, recordDeed } from '../../database/trail.ts';
import { subjects } from '../invitation/email.ts';
import type { LetterKind } from '../invitation/letter.ts';
import type { Mailer } from './smtp.ts';

/** With the waits below: about a day of a mail server that is away. */
export const attemptsMax = 30;
const backOffMsMin = 60_000;
const backOffMsMax = 60 * 60_000;
/** Longer than any exchange with the mail server may take. */
export const leaseMs = 10 * 60_000;
/** How often the queue is looked at when nobody says that there is something. */
const pollMs = 15_000;
const errorCharsMax = 500;

export interface MailQueueOptions {
  readonly database: Database;
  readonly mailer: Mailer;
  readonly now: () => Date;
  readonly log: Logger;
}

export interface MailQueue {
  /** There is something to send. */
  changed(): void;
  /** Resolves when all that is due now has been tried once. */
  drain(): Promise<void>;
  close(): Promise<void>;
}

interface Taken {
  readonly id: string;
  readonly kind: LetterKind;
  readonly recipient: string;
  readonly pdf: Uint8Array;
  readonly body: string;
  readonly attempts: number;
}

/** How long to wait after this many attempts. */
export function backOffMs(attempts: number): number {
  return Math.min(backOffMsMax, backOffMsMin * 2 ** (attempts - 1));
}

export function mailQueue({ database, mailer, now, log }: MailQueueOptions): MailQueue {
  let closed = false;
  let last: Promise<void> = Promise.resolve();
  let waiting = false;
  let timer = setTimeout(look, pollMs);

  function look(): void {
    clearTimeout(timer);
    if (closed || waiting) return;
    waiting = true;
    last = last.then(round);
  }

  /** What goes wrong with the database is tried again with the next look; nothing was lost. */
  async function round(): Promise<void> {
    waiting = false;
    try {
      while (!closed) {
        const letter = await take();
        if (letter === undefined) break;
        await send(letter);
      }
    } catch (error) {
      const { name, code } = error as { name?: string; code?: string }; // its message may name a patient's address
      log.error({ name, code }, 'letters cannot be sent at the moment');
    }
    clearTimeout(timer);
    if (!closed) timer = setTimeout(look, pollMs);
  }

  async function take(): Promise<Taken | undefined> {
    const at = now();
    const [letter] = await database.query<Taken>(
      `update message set attempts = attempts + 1, due_at = $2
       where id = (select id from message where state = 'waiting' and due_at <= $1
                   order by due_at, id limit 1 for update skip locked)
       returning id, kind, recipient, pdf, body, attempts`,
      [at, new Date(at.getTime() + leaseMs)],
    );
    return letter;
  }

  async function send({ id, kind, recipient, pdf, body, attempts }: Taken): Promise<void> {
    const outcome = await mailer.send({
      id,
      to: recipient,
      subject: subjects[kind],
      text: body,
      pdf: { name: 'appointment.pdf', bytes: pdf },
    });
    if (outcome.kind === 'sent') return sent(id, kind);
    const final = outcome.kind === 'refused' || attempts >= attemptsMax;
    log.warn({ message: id, attempts, final }, 'a letter could not be sent');
    await database.query(
      `update message set state = $2, due_at = $3, last_error = $4 where id = $1 and state = 'waiting'`,
      [
        id,
        final ? 'failed' : 'waiting',
        new Date(now().getTime() + backOffMs(attempts)),
        outcome.why.slice(0, errorCharsMax),
      ],
    );
  }

  /** A letter whose appointment was cancelled while it was on its way stays withdrawn, with the time at which it went. */
  async function sent(id: string, kind: LetterKind): Promise<void> {
    const at = now();
    await database.transaction(async (tx) => {
      const [row] = await tx.query<{ referral: string; patient: string; appointment: string }>(
        `update message set state = case when message.state = 'waiting' then 'sent' else message.state end,
                sent_at = $2, last_error = null
         from appointment join referral on referral.id = appointment.referral
         where message.id = $1 and appointment.id = message.appointment
         returning appointment.id as appointment, referral.id as referral, referral.patient`,
        [id, at],
      );
      if (row === undefined) throw new Error('a letter that was sent is not there any more');
      const { referral, patient, appointment } = row;
      await noteEvent(tx, { at, patient, referral, kind: 'message-sent', detail: { kind, how: 'e-mail' } });
      const who = { who: 'service:clinic', whoName: 'Clinic service' };
      await recordDeed(tx, { at, ...who, action: 'send-message', patient, detail: { message: id, appointment } });
    });
  }

  return {
    changed: look,
    async drain() {
      look();
      await last;
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      await last;
      mailer.close();
    },
  };
}
