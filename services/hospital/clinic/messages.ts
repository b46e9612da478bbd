/** What a coordinator does with a letter: open it, say that it was printed and posted, try its e-mail again. */
import type { Database, Queries } from '../database/api.ts';
import { noteEvent, recordDeed } from '../database/trail.ts';
import type { Staff } from '../identity/api.ts';
import { type Refused, refused } from './refusal.ts';

export interface Messages {
  /** The letter as PDF. Opening it is recorded. */
  pdf(id: string, by: Staff): Promise<{ readonly kind: 'pdf'; readonly bytes: Uint8Array } | Refused>;
  printed(id: string, by: Staff): Promise<{ readonly kind: 'printed' } | Refused>;
  again(id: string, by: Staff): Promise<{ readonly kind: 'waiting' } | Refused>;
}

interface Row {
  readonly kind: string;
  readonly state: string;
  readonly referral: string;
  readonly patient: string;
}

export function messages({
  database,
  now,
  queued,
}: {
  readonly database: Database;
  readonly now: () => Date;
  /** There is an e-mail to send. */
  readonly queued: () => void;
}): Messages {
  return {
    pdf: (id, by) =>
      database.transaction(async (tx) => {
        const row = await locked(tx, id);
        const [letter] = await tx.query<{ pdf: Uint8Array }>('select pdf from message where id = $1', [id]);
        if (row === undefined || letter === undefined) return noLetter();
        await deed(tx, by, 'view-message', row, id);
        return { kind: 'pdf', bytes: letter.pdf };
      }),

    printed: (id, by) =>
      database.transaction(async (tx) => {
        const row = await locked(tx, id);
        if (row === undefined) return noLetter();
        if (row.state !== 'to-print' && row.state !== 'failed') {
          return refused(
            409,
            'This letter does not have to be printed: it was sent, printed or withdrawn, or its e-mail is under way.',
          );
        }
        const at = now();
        await tx.query(`update message set state = 'printed', sent_at = $2 where id = $1`, [id, at]);
        const detail = { kind: row.kind, how: 'post' };
        await noteEvent(tx, { at, patient: row.patient, referral: row.referral, kind: 'message-sent', detail });
        await deed(tx, by, 'print-message', row, id);
        return { kind: 'printed' };
      }),

    async again(id, by) {
      const done = await database.transaction(async (tx) => {
        const row = await locked(tx, id);
        if (row === undefined) return noLetter();
        if (row.state !== 'failed') return refused(409, 'Only an e-mail that has failed can be tried again.');
        await tx.query(`update message set state = 'waiting', attempts = 0, due_at = $2 where id = $1`, [id, now()]);
        await deed(tx, by, 'send-message-again', row, id);
        return { kind: 'waiting' as const };
      });
      if (done.kind === 'waiting') queued();
      return done;
    },
  };

  async function locked(tx: Queries, id: string): Promise<Row | undefined> {
    const [row] = await tx.query<Row>(
      `select message.kind, message.state, referral.id as referral, referral.patient
       from message join appointment on appointment.id = message.appointment
       join referral on referral.id = appointment.referral where message.id = $1 for update of message`,
      [id],
    );
    return row;
  }

  function deed(tx: Queries, by: Staff, action: string, { patient }: Row, message: string): Promise<void> {
    return recordDeed(tx, { at: now(), who: by.subject, whoName: by.name, action, patient, detail: { message } });
  }
}

const noLetter = () => refused(404, 'There is no such letter.');
