/**
 * Two origins on one port: http://127.0.0.1 is the kiosk's and the bench's, http://localhost the patient's. A browser
 * keeps them apart, so the patient's page can neither read the kiosk's memory nor talk on its socket.
 *
 * A page of any other site that happens to be open on this machine is refused by its origin, and a name that was made to
 * point here by its host.
 */
import type { FastifyReply, FastifyRequest } from 'fastify';

export type Side = 'kiosk' | 'patient';

const names: Readonly<Record<Side, string>> = { kiosk: '127.0.0.1', patient: 'localhost' };

export function originOf(side: Side, port: number): string {
  return `http://${names[side]}:${port}`;
}

/** By the name in the request's `Host`; undefined for a name that is not ours. */
export function sideOf(host: string | undefined, port: number): Side | undefined {
  if (host === `${names.kiosk}:${port}`) return 'kiosk';
  return host === `${names.patient}:${port}` ? 'patient' : undefined;
}

/** Nothing that is served may be kept by the browser, framed, or load anything from elsewhere. */
const headers = {
  'cache-control': 'no-store',
  'content-security-policy': [
    "default-src 'self'",
    "img-src 'self' blob: data:",
    "style-src 'self' 'unsafe-inline'",
    "connect-src 'self'",
    "object-src 'none'",
    "frame-src 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; '),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), clipboard-read=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/** Answers with a refusal, or lets the request through with the headers that every answer has. */
export function guard(port: number) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const { host, origin } = request.headers;
    const side = sideOf(host, port);
    if (side === undefined) return reply.code(421).send('This station answers to its own address only.');
    if (origin !== undefined && origin !== originOf(side, port))
      return reply.code(403).send('Pages of other sites are not answered.');
    reply.headers(headers);
    return undefined;
  };
}

/** For the routes of one side. */
export function only(side: Side, port: number) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> =>
    sideOf(request.headers.host, port) === side
      ? undefined
      : reply.code(421).send(`This is at ${originOf(side, port)} only.`);
}
