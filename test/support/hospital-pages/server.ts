/**
 * Stands where the hospital's services will: the coordinator's pages against an invented record in memory. It answers as
 * `services/hospital/web/api/` says, faithfully enough to click through a morning, and can be told to fail.
 */
import fastifyStatic from '@fastify/static';
import fastify, { type FastifyInstance } from 'fastify';
import type { Me, Overview, Role } from '../../../services/hospital/web/api/shared.ts';
import { clinicRoutes } from './clinic-routes.ts';
import { patientRoutes } from './patient-routes.ts';
import { type HospitalRecord, openRecord } from './record.ts';
import { referralRoutes } from './referral-routes.ts';
import { staffRoutes } from './staff-routes.ts';

export interface StandIn {
  readonly url: string;
  readonly record: HospitalRecord;
  /** What happens to requests below /api: `answer` (as usual), `break` (500), `sign-out` (401). */
  behave(as: 'answer' | 'break' | 'sign-out'): void;
  signIn(name: string, roles: readonly Role[]): void;
  close(): Promise<void>;
}

const csrf = 'a-token-of-this-session';

/** `pages`: the folder with the built pages. `now`: the clock of the invented hospital. */
export async function standIn(pages: string, now: () => Date): Promise<StandIn> {
  const record = openRecord(now);
  let behaviour: 'answer' | 'break' | 'sign-out' = 'answer';
  let me: Me = { name: 'Ada Coordinator', roles: ['coordinator'], csrf };
  const app: FastifyInstance = fastify({ bodyLimit: 16_000_000, forceCloseConnections: true });
  await app.register(fastifyStatic, { root: pages, serve: false });
  app.addContentTypeParser('text/csv', { parseAs: 'string' }, (_, body, done) => done(null, body));

  app.addHook('onRequest', async (request, reply) => {
    reply.headers({
      'cache-control': 'no-store',
      'content-security-policy':
        "default-src 'self'; img-src 'self' data:; style-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
      'x-content-type-options': 'nosniff',
    });
    if (!request.url.startsWith('/api/')) return;
    if (behaviour === 'break') return reply.code(503).send({ error: 'broken on purpose' });
    if (behaviour === 'sign-out') return reply.code(401).send({ error: 'Sign in.' });
    if (request.method !== 'GET' && request.headers['x-csrf-token'] !== csrf)
      return reply.code(403).send({ error: 'This page is out of date: load it anew.' });
  });

  app.get('/api/me', () => me);
  app.post('/sign-out', () => ({ to: '/signed-out' }));
  app.get(
    '/api/overview',
    (): Overview => ({
      inbox: record.referrals.filter(({ state }) => state === 'received').length,
      overdue: record.referrals.filter(({ clock }) => clock.stoppedOn === undefined && clock.daysLeft < 0).length,
      reconciliation: record.waiting.filter(({ state }) => state === 'open').length,
      toPrint: record.messages.filter(({ state }) => state === 'to-print').length,
      failedMessages: record.messages.filter(({ state }) => state === 'failed').length,
      deadLetters: record.outbound.filter(({ state }) => state === 'dead').length,
    }),
  );
  referralRoutes(app, record);
  clinicRoutes(app, record);
  patientRoutes(app, record);
  staffRoutes(app, now);

  app.get('/sign-in', (request, reply) =>
    reply
      .type('text/html')
      .send(`<!doctype html><title>Sign in</title><h1>Sign in</h1><p>${request.url.replaceAll('<', '')}</p>`),
  );
  app.get('/signed-out', (_, reply) =>
    reply.type('text/html').send('<!doctype html><title>Signed out</title><h1>You are signed out</h1>'),
  );
  app.get('/assets/*', (request, reply) => reply.sendFile(request.url.slice(1)));
  app.setNotFoundHandler((request, reply) => {
    if (request.method !== 'GET' || request.url.startsWith('/api/'))
      return reply.code(404).send({ error: 'There is nothing at this address.' });
    return reply.sendFile('hospital/index.html');
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    url,
    record,
    behave: (as) => {
      behaviour = as;
    },
    signIn: (name, roles) => {
      me = { name, roles, csrf };
    },
    close: () => app.close(),
  };
}
