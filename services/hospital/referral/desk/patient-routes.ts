/** Patients over HTTP: found by name or number, and merged. */
import type { FastifyInstance } from 'fastify';
import { mergePatients } from '../merge.ts';
import type { ReferralRoutesDeps } from '../routes.ts';
import { findPatients } from './people.ts';
import { byOf, idOr404, isDone, mergeBody, parsedOr422, patientQuery } from './requests.ts';

export function patientRoutes({ database, gate, now, changed }: ReferralRoutesDeps): (app: FastifyInstance) => void {
  return (app) => {
    app.get('/api/patients', { preHandler: gate.allow('coordinator', 'consultant') }, async (request, reply) => {
      const query = parsedOr422(patientQuery, request.query, reply);
      if (query === undefined) return reply;
      return findPatients(database, query.q, query.after);
    });

    app.post<{ Params: { id: string } }>(
      '/api/patients/:id/merge',
      { preHandler: gate.allow('coordinator') },
      async (request, reply) => {
        const from = idOr404(request.params.id, reply, 'There is no such patient.');
        if (from === undefined) return reply;
        const body = parsedOr422(mergeBody, request.body, reply);
        if (body === undefined) return reply;
        const merge = { from, into: body.into, why: body.why, otherBirthday: body.otherBirthday === true };
        const outcome = await database.transaction((tx) => mergePatients(tx, merge, byOf(gate.who(request)), now()));
        if (!isDone(outcome, reply)) return reply;
        changed();
        return {};
      },
    );
  };
}
