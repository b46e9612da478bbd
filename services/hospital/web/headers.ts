/** What every answer of the hospital's web server tells the browser, and which hosts it answers to. */
import type { FastifyInstance } from 'fastify';

const policy = [
  "default-src 'self'",
  "img-src 'self' blob: data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const hstsS = 365 * 24 * 60 * 60;

/** Names of its files hold the hash of what is in them (Vite). */
const assetCache = 'public, max-age=31536000, immutable';

/** The hosts that a request may name: the origin's own, and for a server on this machine also its other name. */
export function ownHosts(origin: string): ReadonlySet<string> {
  const { host, hostname, port } = new URL(origin);
  const isLoopback = hostname === '127.0.0.1' || hostname === 'localhost';
  return new Set(isLoopback ? [`127.0.0.1:${port || 80}`, `localhost:${port || 80}`, host] : [host]);
}

export function guardHeaders(app: FastifyInstance, origin: string): void {
  const hosts = ownHosts(origin);
  const always = {
    'content-security-policy': policy,
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=()',
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    ...(origin.startsWith('https:') ? { 'strict-transport-security': `max-age=${hstsS}` } : {}),
  };
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(always);
    const isAsset = request.routeOptions.url === '/assets/*';
    if (!isAsset) reply.header('cache-control', 'no-store');
    if (hosts.has(request.headers.host ?? '')) return undefined;
    return reply.code(421).send({ error: `This server answers to ${origin} only.` });
  });
  app.addHook('onSend', async (request, reply, payload) => {
    if (request.routeOptions.url === '/assets/*' && reply.statusCode === 200) reply.header('cache-control', assetCache);
    // what somebody sent us must not run here as a page of ours
    const type = String(reply.getHeader('content-type') ?? '');
    if (request.routeOptions.url?.startsWith('/api/') && /html|xml|svg|script/i.test(type)) {
      reply.header('content-disposition', 'attachment');
    }
    return payload;
  });
}
