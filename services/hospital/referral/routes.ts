/** The coordinator's referrals over HTTP, as services/hospital/web/api/referrals.ts says. */
import type { FastifyInstance } from 'fastify';
import type { Database } from '../database/api.ts';
import { hospitalDay } from '../database/clock.ts';
import { recordDeed } from '../database/trail.ts';
import { bodySites } from '../dicom/body-sites.ts';
import type { Gate } from '../identity/api.ts';
import type { Intake } from './api.ts';
import { csvBytesMax, takeCsv } from './csv.ts';
import { codeLesion, decide, enterLesion } from './decisions.ts';
import { referralDetail } from './desk/detail.ts';
import { overview } from './desk/overview.ts';
import { patientRoutes } from './desk/patient-routes.ts';
import { byOf, decision, idOr404, isDone, lesionBody, parsedOr422, referralQuery, siteBody } from './desk/requests.ts';
import { formField, letterCharsMax, readForm } from './form.ts';
import { listReferrals } from './list.ts';
import { siteOf } from './record/sites.ts';

export interface ReferralRoutesDeps {
  readonly database: Database;
  readonly gate: Gate;
  readonly intake: Intake;
  readonly now: () => Date;
  /** Called after every change, for the clinic's worklists. */
  readonly changed: () => void;
}

/** Room for the fields beside the letter. */
const formBytesMax = letterCharsMax + 256 * 1024;

const noReferral = 'There is no such referral.';
const unknownSite = 'This is no body site of the list: choose one of GET /api/body-sites.';

export function referralRoutes(deps: ReferralRoutesDeps): (app: FastifyInstance) => void {
  const { database, gate, intake, now, changed } = deps;
  const coordinator = { preHandler: gate.allow('coordinator') };
  const reader = { preHandler: gate.allow('coordinator', 'consultant') };

  return (app) => {
    app.get('/api/overview', { preHandler: gate.allow('coordinator', 'it') }, () =>
      overview(database, hospitalDay(now())),
    );

    app.get('/api/body-sites', reader, () => bodySites());

    app.get('/api/referrals', reader, async (request, reply) => {
      const query = parsedOr422(referralQuery, request.query, reply);
      if (query === undefined) return reply;
      const { state: states, urgency: urgencies, q, after } = query;
      return listReferrals(database, { states, urgencies, q, after }, hospitalDay(now()));
    });

    app.get<{ Params: { id: string } }>('/api/referrals/:id', reader, async (request, reply) => {
      const id = idOr404(request.params.id, reply, noReferral);
      if (id === undefined) return reply;
      const at = now();
      const detail = await referralDetail(database, id, hospitalDay(at));
      if (detail === undefined) return reply.code(404).send({ error: noReferral });
      const deed = { action: 'view-referral', patient: detail.patient.id, detail: { referral: id } };
      await database.transaction((tx) => recordDeed(tx, { at, ...byOf(gate.who(request)), ...deed }));
      return detail;
    });

    app.post('/api/referrals', { ...coordinator, bodyLimit: formBytesMax }, async (request, reply) => {
      const form = readForm(request.body);
      if (form.kind === 'refused') return reply.code(422).send({ error: form.error, fields: form.fields });
      const unknown = form.referral.lesions.findIndex(({ code }) => code !== undefined && siteOf(code) === undefined);
      if (unknown !== -1) {
        const fields = { [`lesions.${unknown}.code`]: unknownSite };
        return reply.code(422).send({ error: unknownSite, fields });
      }
      const outcome = await intake.take(form.referral, byOf(gate.who(request)));
      if (outcome.kind === 'refused') {
        const fields = Object.fromEntries(Object.entries(outcome.fields).map(([name, why]) => [formField(name), why]));
        return reply.code(outcome.reason === 'invalid' ? 422 : 409).send({ error: outcome.why, fields });
      }
      return reply.code(201).send({ id: outcome.id });
    });

    app.register(async (scope) => {
      // the type alone decides: pages and programs write its charset as they like
      scope.addContentTypeParser(
        /^text\/csv\b/,
        { parseAs: 'buffer', bodyLimit: csvBytesMax },
        (_request, body, done) => done(null, body),
      );
      scope.post('/api/referrals/csv', coordinator, async (request, reply) => {
        if (!(request.body instanceof Uint8Array)) {
          return reply.code(415).send({ error: 'Send the table as text/csv.' });
        }
        const outcome = await takeCsv(request.body, intake, byOf(gate.who(request)));
        return typeof outcome === 'string' ? reply.code(422).send({ error: outcome }) : outcome;
      });
    });

    app.post<{ Params: { id: string } }>('/api/referrals/:id/decision', coordinator, async (request, reply) => {
      const id = idOr404(request.params.id, reply, noReferral);
      if (id === undefined) return reply;
      const body = parsedOr422(decision, request.body, reply);
      if (body === undefined) return reply;
      const outcome = await database.transaction((tx) => decide(tx, id, body, byOf(gate.who(request)), now()));
      if (!isDone(outcome, reply)) return reply;
      changed();
      return {};
    });

    app.post<{ Params: { id: string } }>('/api/referrals/:id/lesions', coordinator, async (request, reply) => {
      const id = idOr404(request.params.id, reply, noReferral);
      if (id === undefined) return reply;
      const body = parsedOr422(lesionBody, request.body, reply);
      if (body === undefined) return reply;
      if (body.code !== undefined && siteOf(body.code) === undefined) {
        return reply.code(422).send({ error: unknownSite, fields: { code: unknownSite } });
      }
      const outcome = await database.transaction((tx) => enterLesion(tx, id, body, byOf(gate.who(request)), now()));
      if (!isDone(outcome, reply)) return reply;
      changed();
      return reply.code(201).send(outcome.value);
    });

    app.post<{ Params: { id: string; lesion: string } }>(
      '/api/referrals/:id/lesions/:lesion/site',
      coordinator,
      async (request, reply) => {
        const id = idOr404(request.params.id, reply, noReferral);
        if (id === undefined) return reply;
        const body = parsedOr422(siteBody, request.body, reply);
        if (body === undefined) return reply;
        const place = { referral: id, lesion: request.params.lesion.replaceAll('\u0000', ''), code: body.code };
        const outcome = await database.transaction((tx) => codeLesion(tx, place, byOf(gate.who(request)), now()));
        if (outcome.kind === 'unknown-code') {
          return reply.code(422).send({ error: unknownSite, fields: { code: unknownSite } });
        }
        if (!isDone(outcome, reply)) return reply;
        changed();
        return {};
      },
    );

    app.get<{ Params: { id: string } }>('/api/documents/:id', reader, async (request, reply) => {
      const missing = 'There is no such document.';
      const id = idOr404(request.params.id, reply, missing);
      if (id === undefined) return reply;
      const [document] = await database.query<{ bytes: Uint8Array; patient: string; referral: string }>(
        `select bytes, referral.patient, referral.id as referral from document
         join referral on referral.id = document.referral where document.id = $1`,
        [id],
      );
      if (document === undefined) return reply.code(404).send({ error: missing });
      const { bytes, patient, referral } = document;
      const deed = { action: 'view-document', patient, detail: { document: id, referral } };
      await database.transaction((tx) => recordDeed(tx, { at: now(), ...byOf(gate.who(request)), ...deed }));
      return reply
        .header('content-disposition', `inline; filename="letter-${id}.pdf"`)
        .header('x-content-type-options', 'nosniff')
        .header('content-security-policy', "sandbox; default-src 'none'") // it came from outside
        .header('cache-control', 'private, no-store')
        .type('application/pdf')
        .send(Buffer.from(bytes));
    });

    patientRoutes(deps)(app);
  };
}
