/**
 * The same resources for whoever asks: FHIR R4 `read` under `/fhir`, for systems with an access token.
 * What is refused is an OperationOutcome, as FHIR wants it.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Database, Queries } from '../database/api.ts';
import { recordDeed } from '../database/trail.ts';
import type { Gate } from '../identity/api.ts';
import type { Naming } from './resources/fhir.ts';
import { readDocument } from './resources/records.ts';
import { type Rendered, renderDocument, renderStudy, renderTask } from './resources/render.ts';

export interface FhirReadDeps {
  readonly database: Database;
  readonly gate: Gate;
  readonly naming: Naming;
  readonly now: () => Date;
}

const anyId = z.string().regex(/^[A-Za-z0-9.-]{1,64}$/);
const uuid = z.uuid();

type Read = (tx: Queries, id: string) => Promise<Rendered | 'two-patients' | undefined>;

export function fhirReadRoutes({ database, gate, naming, now }: FhirReadDeps): (app: FastifyInstance) => void {
  const preHandler = gate.system('fhir');

  return (app) => {
    const resource = (type: string, form: z.ZodType<string>, read: Read) =>
      app.get<{ Params: { id: string } }>(`/fhir/${type}/:id`, { preHandler }, async (request, reply) => {
        const id = form.safeParse(request.params.id);
        if (!id.success) return unknown(reply, type);
        const found = await database.transaction(async (tx) => {
          const rendered = await read(tx, id.data);
          if (rendered !== undefined && rendered !== 'two-patients')
            await viewed(tx, request, type, id.data, rendered.patient);
          return rendered;
        });
        if (found === undefined) return unknown(reply, type);
        if (found === 'two-patients')
          return outcome(reply, 409, 'conflict', 'This study holds pictures of two patients. It is not shown.');
        return reply
          .header('cache-control', 'no-store')
          .type('application/fhir+json')
          .send(JSON.stringify(found.resource));
      });

    resource('Task', anyId, (tx, id) => renderTask(tx, id, naming));
    resource('ImagingStudy', anyId, (tx, id) => renderStudy(tx, id, naming));
    resource('DocumentReference', uuid, (tx, id) => renderDocument(tx, id, naming));

    // where the attachment of a DocumentReference leads: the document's own bytes (R4, 3.1.0.1.5 of Binary)
    app.get<{ Params: { id: string } }>('/fhir/Binary/:id', { preHandler }, async (request, reply) => {
      const id = uuid.safeParse(request.params.id);
      if (!id.success) return unknown(reply, 'Binary');
      const document = await database.transaction(async (tx) => {
        const read = await readDocument(tx, id.data);
        if (read !== undefined) await viewed(tx, request, 'Binary', id.data, read.patient.id);
        return read;
      });
      if (document === undefined) return unknown(reply, 'Binary');
      return reply
        .header('cache-control', 'no-store')
        .header('content-disposition', 'attachment')
        .type(document.mediaType)
        .send(Buffer.from(document.bytes));
    });
  };

  function viewed(tx: Queries, request: FastifyRequest, resource: string, id: string, patient: string): Promise<void> {
    const { subject, name } = gate.who(request);
    return recordDeed(tx, {
      at: now(),
      who: subject,
      whoName: name,
      action: 'view-fhir-resource',
      patient,
      detail: { resource, id },
    });
  }
}

function unknown(reply: FastifyReply, type: string): FastifyReply {
  return outcome(reply, 404, 'not-found', `There is no ${type} of this id.`);
}

function outcome(reply: FastifyReply, status: number, code: string, diagnostics: string): FastifyReply {
  return reply
    .code(status)
    .type('application/fhir+json')
    .send(JSON.stringify({ resourceType: 'OperationOutcome', issue: [{ severity: 'error', code, diagnostics }] }));
}
