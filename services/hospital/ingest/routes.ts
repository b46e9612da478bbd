/**
 * The coordinator's page of pictures that wait for a person, and the word that a filed picture shows somebody else.
 * Paths and shapes: services/hospital/web/api/patients.ts.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { recordDeed } from '../database/trail.ts';
import type { Gate, Staff } from '../identity/api.ts';
import type { ReconciliationDetail } from '../web/api/patients.ts';
import { saidInHospital } from './corrections.ts';
import type { IngestDeps } from './filing.ts';
import { decide } from './reconciliation/decision.ts';
import { detailOf } from './reconciliation/detail.ts';
import { previewOf } from './reconciliation/picture.ts';
import { findWaiting, states, type Waiting, waitingPage } from './reconciliation/queue.ts';
import { isPassing } from './trouble.ts';

export interface IngestRoutesDeps extends IngestDeps {
  readonly gate: Gate;
}

const why = z.string().trim().min(3, 'Say in a few words why.').max(500, 'Say it in at most 500 characters.');

const decision = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('file'),
    appointment: z.string().min(1, 'Choose an appointment.').max(64),
    lesion: z.string().min(1, 'Choose a lesion.').max(64),
    view: z.enum(['locating', 'close-up', 'dermoscopic'], 'Choose what the picture shows.'),
    why,
  }),
  z.object({
    kind: z.literal('file-beside'),
    appointment: z.string().min(1, 'Choose an appointment.').max(64),
    why,
  }),
  z.object({ kind: z.literal('keep-out'), why }),
]);

const parcelInPath = z.object({ parcel: z.uuid() });
/** PS3.5, section 9: digits and dots, at most 64 characters. */
const pictureInPath = z.object({
  sopUid: z
    .string()
    .max(64)
    .regex(/^[0-9]+(\.[0-9]+)+$/),
});
const listQuery = z.object({
  state: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(states)))
    .default(['open']),
  after: z.string().max(100).optional(),
});

const noSuchPicture = 'There is no such picture in reconciliation. Load the list again.';

export function ingestRoutes(deps: IngestRoutesDeps): (app: FastifyInstance) => void {
  const { database, gate, now, log } = deps;

  /** Answers 503 when disk, archive or database are away; all else that is thrown is a bug. */
  async function unlessAway(reply: FastifyReply, work: () => Promise<unknown>): Promise<unknown> {
    try {
      return await work();
    } catch (error) {
      if (!isPassing(error)) throw error;
      log.error({ err: error }, 'disk, archive or database of the hospital do not answer');
      return refuse(reply, 503, 'The archive or the database does not answer. Try the same again in a minute.');
    }
  }

  async function waitingOf(request: FastifyRequest): Promise<Waiting | undefined> {
    const path = parcelInPath.safeParse(request.params);
    return path.success ? findWaiting(database, path.data.parcel) : undefined;
  }

  /** Whoever looks is on record for every patient who is shown. */
  async function recordView(staff: Staff, action: string, parcel: string, patients: readonly string[]): Promise<void> {
    const at = now();
    const deed = { at, who: staff.subject, whoName: staff.name, action, detail: { parcel } };
    await database.transaction(async (tx) => {
      if (patients.length === 0) await recordDeed(tx, deed);
      for (const patient of new Set(patients)) await recordDeed(tx, { ...deed, patient });
    });
  }

  return (app) => {
    const preHandler = gate.allow('coordinator');

    app.get('/api/reconciliation', { preHandler }, async (request, reply) => {
      const query = listQuery.safeParse(request.query);
      const page = query.success ? await waitingPage(database, query.data.state, query.data.after) : undefined;
      return page ?? refuse(reply, 422, 'Ask for the states open, filed or kept-out, and go on where a page ended.');
    });

    app.get('/api/reconciliation/:parcel', { preHandler }, async (request, reply) => {
      const row = await waitingOf(request);
      if (row === undefined) return refuse(reply, 404, noSuchPicture);
      const detail = await detailOf(database, row);
      await recordView(gate.who(request), 'view-reconciliation', row.parcel, patientsIn(detail));
      return detail;
    });

    app.get('/api/reconciliation/:parcel/picture', { preHandler }, async (request, reply) => {
      const row = await waitingOf(request);
      if (row === undefined) return refuse(reply, 404, noSuchPicture);
      return unlessAway(reply, async () => {
        const jpeg = await previewOf(deps, row);
        if (jpeg === undefined) return refuse(reply, 404, 'This picture cannot be shown: its parcel cannot be opened.');
        await recordView(gate.who(request), 'view-reconciliation-picture', row.parcel, []);
        return reply
          .header('cache-control', 'private, no-store')
          .header('x-content-type-options', 'nosniff')
          .type('image/jpeg')
          .send(jpeg);
      });
    });

    app.post('/api/reconciliation/:parcel/decision', { preHandler }, async (request, reply) => {
      const path = parcelInPath.safeParse(request.params);
      if (!path.success) return refuse(reply, 404, noSuchPicture);
      const body = decision.safeParse(request.body);
      if (!body.success) return refuse(reply, 422, 'Some of this is missing.', fieldsOf(body.error));
      return unlessAway(reply, async () => {
        const settled = await decide(deps, path.data.parcel, body.data, gate.who(request));
        switch (settled.kind) {
          case 'settled':
            return {};
          case 'unknown':
            return refuse(reply, 404, noSuchPicture);
          case 'conflict':
            return refuse(reply, 409, settled.sentence);
          case 'refused':
            return refuse(reply, 422, settled.sentence, { [settled.field]: settled.sentence });
        }
      });
    });

    app.post('/api/pictures/:sopUid/wrong-patient', { preHandler }, (request, reply) =>
      takeBack(request, reply, pictureInPath.safeParse(request.params).data),
    );
    app.post('/api/attachments/:parcel/wrong-patient', { preHandler }, (request, reply) => {
      const path = parcelInPath.safeParse(request.params).data;
      return takeBack(request, reply, path && { attachment: path.parcel });
    });
  };

  async function takeBack(
    request: FastifyRequest,
    reply: FastifyReply,
    which: Parameters<typeof saidInHospital>[1] | undefined,
  ): Promise<unknown> {
    if (which === undefined) return refuse(reply, 404, 'There is no such picture.');
    const body = z.object({ why }).safeParse(request.body);
    if (!body.success) return refuse(reply, 422, 'Say in a few words why.', fieldsOf(body.error));
    return unlessAway(reply, async () => {
      switch (await saidInHospital(deps, which, body.data.why, gate.who(request))) {
        case 'rejected':
          return {};
        case 'unknown':
          return refuse(reply, 404, 'There is no such picture.');
        case 'rejected-before':
          return refuse(reply, 409, 'This picture was taken back before. Look for it in reconciliation.');
      }
    });
  }
}

function patientsIn({ candidates, wasFiledTo, visit }: ReconciliationDetail): readonly string[] {
  const others = [wasFiledTo, visit?.belongsTo].flatMap((patient) => (patient === undefined ? [] : [patient.id]));
  return [...candidates.map(({ patient }) => patient.id), ...others];
}

function refuse(reply: FastifyReply, status: number, error: string, fields?: Readonly<Record<string, string>>) {
  return reply.code(status).send({ error, ...(fields === undefined ? {} : { fields }) });
}

function fieldsOf({ issues }: z.ZodError): Readonly<Record<string, string>> {
  return Object.fromEntries(issues.map(({ path, message }) => [path.join('.'), message]));
}
