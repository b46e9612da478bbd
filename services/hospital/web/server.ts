/**
 * The hospital's web server: pages for staff and patients, and what the services registered. On this machine only; a reverse proxy
 * in front of it ends TLS.
 *
 *   /            ui/hospital, also for every address of its own (/referrals/…)
 *   /q/<secret>  ui/patient
 *   /assets/*    what both are made of
 *   /api/*       the services, as JSON      /fhir/*  systems, as FHIR      /sign-in …  identity
 */
import { join } from 'node:path';
import fastifyRateLimit from '@fastify/rate-limit';
import fastifyStatic from '@fastify/static';
import fastify, { type FastifyInstance, type FastifyRequest, LogController } from 'fastify';
import type { Logger } from 'pino';
import { discreet } from './discreet.ts';
import { guardHeaders } from './headers.ts';
import {
  areaOf,
  bodyBytesMax,
  closeMsMax,
  letterBytesMax,
  type RateLimits,
  rateLimits,
  rateWindowMs,
  requestMsMax,
  takesLetters,
} from './limits.ts';
import { answerRefusals, refuse } from './refusals.ts';

export interface WebOptions {
  readonly port: number;
  /** As browsers reach it; `http://127.0.0.1:<port>` where nothing is said. With https, a proxy on this machine is trusted
   * to say in `x-forwarded-for` and `x-forwarded-proto` who asked, and how. */
  readonly origin?: string;
  /** The folder of the built pages, `ui/dist`. */
  readonly pages: string;
  readonly logger: Logger;
  /** Run on the root, one after the other, before any route: what they register holds for all. */
  readonly plugins: readonly ((app: FastifyInstance) => Promise<void>)[];
  /** The services' routes, each in a scope of its own. */
  readonly routes: readonly ((app: FastifyInstance) => void)[];
  /** Whose requests are counted together; the address where it is not known. */
  readonly whoAsks: (request: FastifyRequest) => string | undefined;
  readonly rates?: RateLimits;
}

export interface Web {
  readonly origin: string;
  /** Takes no new requests, waits `closeMsMax` for those under way. Close the database after it. */
  close(): Promise<void>;
}

/** Resolves once it listens. Rejects with EADDRINUSE when the port is taken, and where a plugin or route cannot be registered. */
export async function openWeb(options: WebOptions): Promise<Web> {
  const { port, pages, logger, plugins, routes, whoAsks, rates = rateLimits } = options;
  const { origin = `http://127.0.0.1:${port}` } = options;
  const app: FastifyInstance = fastify({
    loggerInstance: discreet(logger),
    logController: new LogController({ disableRequestLogging: true }), // its lines would hold addresses
    bodyLimit: bodyBytesMax,
    requestTimeout: requestMsMax,
    forceCloseConnections: 'idle',
    trustProxy: origin.startsWith('https:') ? 'loopback' : false,
    exposeHeadRoutes: false,
  });
  answerRefusals(app);
  guardHeaders(app, origin);
  readContent(app);
  app.addHook('onRoute', (route) => {
    if (takesLetters(route.method, route.url)) route.bodyLimit ??= letterBytesMax;
  });
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions } = request;
    const ms = Math.round(reply.elapsedTime);
    request.log.info({ method, route: routeOptions.url, status: reply.statusCode, ms }, 'answered');
  });
  for (const plugin of plugins) await plugin(app);
  await app.register(fastifyRateLimit, {
    timeWindow: rateWindowMs,
    max: (request) => rates[areaOf(request)],
    keyGenerator: (request) => `${areaOf(request)} ${whoAsks(request) ?? request.ip}`,
    errorResponseBuilder: () => Object.assign(new Error('too many requests'), { statusCode: 429 }),
  });
  await app.register(fastifyStatic, { root: pages, serve: false, cacheControl: false });
  for (const register of routes) app.register(async (scope) => register(scope));
  servePages(app, pages);

  await app.listen({ host: '127.0.0.1', port });
  return {
    origin,
    async close() {
      const impatience = setTimeout(() => app.server.closeAllConnections(), closeMsMax);
      await app.close();
      clearTimeout(impatience);
    },
  };
}

/** JSON of FHIR is JSON; a CSV file is taken as text. Plain text, which any page of any site may send, is not read. */
function readContent(app: FastifyInstance): void {
  app.removeContentTypeParser('text/plain');
  app.addContentTypeParser('application/fhir+json', { parseAs: 'string' }, app.getDefaultJsonParser('error', 'error'));
  app.addContentTypeParser('text/csv', { parseAs: 'string' }, (_request, text, done) => done(null, text));
}

function servePages(app: FastifyInstance, pages: string): void {
  app.get('/', (_, reply) => reply.sendFile('hospital/index.html'));
  app.get('/q/:secret', (_, reply) => reply.sendFile('patient/index.html'));
  app.get<{ Params: { '*': string } }>('/assets/*', (request, reply) =>
    reply.sendFile(request.params['*'], join(pages, 'assets')),
  );
  app.setNotFoundHandler({ preHandler: app.rateLimit() }, (request, reply) => {
    const { method, url, headers } = request;
    const path = new URL(url, 'http://hospital').pathname;
    const isPage = !/^\/(api|fhir|q|assets)(\/|$)/.test(path) && headers.accept?.includes('text/html') === true;
    // the hospital's page reads its own addresses; a wrong one it explains itself
    if (method === 'GET' && isPage) return reply.sendFile('hospital/index.html');
    return refuse(request, reply, 404, { error: 'There is nothing at this address.' });
  });
}
