/** `/api/audit`, its check, and who accessed what of a patient. Reading the log is written into the log. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Database } from '../../database/api.ts';
import { recordDeed } from '../../database/trail.ts';
import type { AuditCheck } from '../../web/api/patients.ts';
import type { Refusal } from '../../web/api/shared.ts';
import type { Gate } from '../api.ts';
import { isUuid } from '../gate.ts';
import type { Anchors } from './anchors.ts';
import { checkChain } from './chain.ts';
import { readAccess, readDeeds } from './log.ts';

export interface AuditRoutesDeps {
  readonly database: Database;
  readonly gate: Gate;
  readonly anchors: Anchors;
  readonly now: () => Date;
}

const noSuchPatient: Refusal = { error: 'There is no such patient.' };
const tooLong: Refusal = {
  error: 'This report is too long for a page. Ask central IT for an extract of the audit log.',
};

export function auditRoutes({ database, gate, anchors, now }: AuditRoutesDeps): (app: FastifyInstance) => void {
  const record = (request: FastifyRequest, action: string, more: { patient?: string; detail?: object } = {}) => {
    const { subject, name } = gate.who(request);
    return database.transaction((tx) =>
      recordDeed(tx, { at: now(), who: subject, whoName: name, action, ...more, detail: { ...more.detail } }),
    );
  };

  return (app) => {
    app.get<{ Querystring: { after?: unknown } }>(
      '/api/audit',
      { preHandler: gate.allow('auditor') },
      async (request, reply) => {
        const { after } = request.query;
        if (after !== undefined && (typeof after !== 'string' || !/^\d{1,15}$/.test(after))) {
          return reply.code(400).send({ error: 'Begin again with the newest entries: this page is not known.' });
        }
        const page = await readDeeds(database, after === undefined ? undefined : Number(after));
        await record(request, 'view-audit', { detail: after === undefined ? {} : { after: Number(after) } });
        return page;
      },
    );

    app.get('/api/audit/check', { preHandler: gate.allow('auditor') }, async (request): Promise<AuditCheck> => {
      const check = await checkChain(database, await anchors.read());
      const { entries, brokenAt } = check;
      await record(request, 'check-audit', { detail: { entries, ...(brokenAt === undefined ? {} : { brokenAt }) } });
      if (brokenAt === undefined) await anchors.note(database);
      return check;
    });

    app.get<{ Params: { id: string } }>(
      '/api/patients/:id/access-report',
      { preHandler: gate.allow('auditor', 'coordinator') },
      async (request, reply) => {
        const { id } = request.params;
        if (!isUuid(id)) return reply.code(404).send(noSuchPatient);
        const report = await readAccess(database, id);
        if (report === undefined) return reply.code(404).send(noSuchPatient);
        await record(request, 'view-access-report', { patient: id });
        return report === 'too-long' ? reply.code(422).send(tooLong) : report;
      },
    );
  };
}
