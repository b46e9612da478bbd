/**
 * Sessions and their CSRF tokens in the web server, and two locks that do not depend on any route's care:
 * nothing below `/api` or `/fhir` is registered without a gate, and nothing that is sent to `/api` by somebody who is not
 * signed in, or to `/fhir` without a token, is even read.
 */
import fastifyCookie from '@fastify/cookie';
import fastifyCsrf from '@fastify/csrf-protection';
import fastifySession from '@fastify/session';
import type { FastifyInstance } from 'fastify';
import type { Database } from '../database/api.ts';
import type { OpenGate } from './gate.ts';
import { idleMsMax, removeExpiredSessions, sessionStore } from './sessions.ts';

/** Without a version or a maker's name: it tells nobody what runs here. */
export const cookieName = 'session';
const sweepMs = 15 * 60 * 1_000;

/** What FHIR lets anybody read: what the server can do (R4, 3.1.0.8). */
const openToAll = ['/fhir/metadata'];

export interface SessionPluginOptions {
  readonly database: Database;
  readonly gate: OpenGate;
  readonly secret: string;
  /** The pages are reached by https. */
  readonly secure: boolean;
  readonly now: () => Date;
}

export function sessionPlugin({ database, gate, secret, secure, now }: SessionPluginOptions) {
  return async (app: FastifyInstance): Promise<void> => {
    await app.register(fastifyCookie);
    await app.register(fastifySession, {
      secret,
      cookieName,
      cookie: { path: '/', httpOnly: true, sameSite: 'lax', secure, maxAge: idleMsMax },
      store: sessionStore(database, now),
      saveUninitialized: false,
      rolling: true,
    });
    await app.register(fastifyCsrf, {
      sessionPlugin: '@fastify/session',
      getToken: (request) => String(request.headers['x-csrf-token'] ?? ''),
    });

    app.addHook('onRoute', ({ url, preHandler }) => {
      if (areaOf(url) === undefined || openToAll.includes(url)) return;
      const handlers = Array.isArray(preHandler) ? preHandler : [preHandler];
      if (!handlers.some((handler) => gate.isGate(handler))) {
        throw new Error(`identity: the route ${url} has no gate; give it preHandler: gate.allow(…) or gate.system(…)`);
      }
    });
    // after the requests were counted (onRequest), before a body is read
    app.addHook('preParsing', (request, reply, body, goOn) => {
      const url = request.routeOptions.url;
      const area = url === undefined || openToAll.includes(url) ? undefined : areaOf(url);
      if (area === 'api' && request.session.staff === undefined) gate.askToSignIn(reply);
      else if (area === 'fhir' && request.headers.authorization === undefined) gate.askForToken(reply);
      else goOn(null, body);
    });

    await removeExpiredSessions(database, now());
    let sweep = Promise.resolve();
    const timer = setInterval(() => {
      sweep = removeExpiredSessions(database, now()).catch((error: unknown) => {
        app.log.warn(
          { code: error instanceof Error && 'code' in error ? error.code : undefined },
          'sessions were not swept',
        );
      });
    }, sweepMs).unref();
    app.addHook('onClose', async () => {
      clearInterval(timer);
      await sweep;
    });
  };
}

function areaOf(url: string): 'api' | 'fhir' | undefined {
  if (url === '/api' || url.startsWith('/api/')) return 'api';
  if (url === '/fhir' || url.startsWith('/fhir/')) return 'fhir';
  return undefined;
}
