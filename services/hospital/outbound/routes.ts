/** What the pages ask of the way out: which changes wait, which were refused, and one of those once more. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Database } from '../database/api.ts';
import { recordDeed } from '../database/trail.ts';
import type { Gate } from '../identity/api.ts';
import type { OutboundLine } from '../web/api/outbound.ts';
import type { Page, PatientLine } from '../web/api/shared.ts';
import { sendAgain } from './queue.ts';

export const pageRowsMax = 50;

const states = ['waiting', 'sent', 'dead'] as const;

const query = z.object({
  state: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(states)).min(1))
    .default([...states]),
  after: z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number)
    .optional(),
});
const seqForm = z.object({ seq: z.string().regex(/^\d{1,15}$/) });

export interface OutboundDeps {
  readonly database: Database;
  readonly gate: Gate;
  readonly now: () => Date;
  /** An endpoint is configured. Without one every change waits, and says so. */
  readonly configured: boolean;
  /** A row became due: wake the worker. */
  readonly queued: () => void;
}

const noEndpoint = 'No record system is configured. This waits until the settings name one.';

interface Row {
  readonly seq: number;
  readonly subject: OutboundLine['subject'];
  readonly state: OutboundLine['state'];
  readonly attempts: number;
  readonly dueAt: Date;
  readonly lastError: string | null;
  readonly queuedAt: Date;
  readonly patient: string | null;
  readonly hospitalNumber: string;
  readonly nhsNumber: string | null;
  readonly familyName: string;
  readonly givenName: string;
  readonly dateOfBirth: string;
}

export function outboundRoutes(deps: OutboundDeps): (app: FastifyInstance) => void {
  const { database, gate, now } = deps;
  const preHandler = gate.allow('coordinator', 'it');
  return (app) => {
    app.get('/api/outbound', { preHandler }, async (request, reply) => {
      const asked = query.safeParse(request.query);
      if (!asked.success)
        return reply.code(400).send({ error: `Ask for states of ${states.join(', ')}, and for a page by its number.` });
      const rows = await readRows(deps, asked.data.state, asked.data.after);
      const page: Page<OutboundLine> = {
        rows: rows.slice(0, pageRowsMax).map((row) => lineOf(row, deps.configured)),
        ...(rows.length > pageRowsMax && { next: String(rows[pageRowsMax - 1]?.seq) }),
      };
      return page;
    });

    app.post('/api/outbound/:seq/again', { preHandler }, async (request, reply) => {
      const params = seqForm.safeParse(request.params);
      if (!params.success) return reply.code(404).send({ error: 'There is no such change.' });
      const seq = Number(params.data.seq);
      const at = now();
      const { subject, name } = gate.who(request);
      const outcome = await database.transaction(async (tx) => {
        const [row] = await tx.query<{ state: string }>('select state from outbound where seq = $1', [seq]);
        if (row === undefined) return 'unknown';
        if (!(await sendAgain(tx, seq, at))) return 'not-dead';
        await recordDeed(tx, { at, who: subject, whoName: name, action: 'send-again', detail: { outbound: seq } });
        return 'again';
      });
      if (outcome === 'unknown') return reply.code(404).send({ error: 'There is no such change.' });
      if (outcome === 'not-dead')
        return reply.code(409).send({ error: 'This change was not refused: it waits for its turn, or it was sent.' });
      deps.queued();
      return {};
    });
  };
}

function readRows(deps: OutboundDeps, wanted: readonly string[], after: number | undefined): Promise<readonly Row[]> {
  return deps.database.query<Row>(
    `select o.seq, o.subject->>'kind' as subject, o.state, o.attempts, o.due_at as "dueAt", o.last_error as "lastError",
            o.queued_at as "queuedAt", p.id as patient, p.hospital_number as "hospitalNumber", p.nhs_number as "nhsNumber",
            p.family_name as "familyName", p.given_name as "givenName", p.date_of_birth as "dateOfBirth"
       from outbound o left join referral r on r.id = o.referral left join patient p on p.id = r.patient
      where o.state = any($1::text[]) and o.seq > $2 order by o.seq limit $3`,
    [wanted, after ?? 0, pageRowsMax + 1],
  );
}

function lineOf(row: Row, configured: boolean): OutboundLine {
  const { seq, subject, state, attempts } = row;
  const trouble = state === 'waiting' && !configured ? noEndpoint : row.lastError;
  const patient = patientOf(row);
  return {
    ...{ seq, subject, state, attempts },
    dueAt: row.dueAt.toISOString(),
    queuedAt: row.queuedAt.toISOString(),
    ...(trouble !== null && { lastError: trouble }),
    ...(patient !== undefined && { patient }),
  };
}

function patientOf({
  patient,
  hospitalNumber,
  nhsNumber,
  familyName,
  givenName,
  dateOfBirth,
}: Row): PatientLine | undefined {
  if (patient === null) return undefined;
  return { id: patient, hospitalNumber, ...(nhsNumber !== null && { nhsNumber }), familyName, givenName, dateOfBirth };
}
