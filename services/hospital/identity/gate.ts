/**
 * The gate before every route: see api.ts. Whom it sends back with 403 is written down as a deed `refused`, with the pattern of
 * the route and never the address, which may hold a patient's number.
 *
 *   not signed in ──► 401    no such role ──► 403    writes from another site, or without the token ──► 403
 */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Database } from '../database/api.ts';
import { recordDeed } from '../database/trail.ts';
import type { Gate, Role, Staff } from './api.ts';
import type { CheckToken } from './bearer.ts';

export interface OpenGate extends Gate {
  /** Whether this is a handler that `allow` or `system` made. */
  isGate(handler: unknown): boolean;
  askToSignIn(reply: FastifyReply): FastifyReply;
  askForToken(reply: FastifyReply): FastifyReply;
}

export interface GateOptions {
  readonly database: Database;
  readonly checkToken: CheckToken;
  /** Where the hospital's pages are; what is sent from a page of elsewhere is refused. */
  readonly origin: string;
  readonly now: () => Date;
}

type Why = 'role' | 'scope' | 'other-site' | 'csrf-token';

const sentences: Record<Why, string> = {
  role: 'Your roles do not include this. Ask whoever manages access at your hospital.',
  scope: 'The access token has not the scope that this needs.',
  'other-site': 'This came from a page of another site and was not done.',
  'csrf-token': 'This page is out of date and nothing was done. Load it again and try once more.',
};

export function openGate({ database, checkToken, origin, now }: GateOptions): OpenGate {
  const asked = new WeakMap<FastifyRequest, Staff>();
  const gates = new WeakSet<object>();
  const remembered = <Handler extends object>(handler: Handler) => {
    gates.add(handler);
    return handler;
  };

  async function writeDown(request: FastifyRequest, staff: Staff, why: Why): Promise<void> {
    const route = request.routeOptions.url ?? '';
    const patient = patientOf(request);
    await database.transaction((tx) =>
      recordDeed(tx, {
        at: now(),
        who: staff.subject,
        whoName: staff.name,
        action: 'refused',
        ...(patient === undefined ? {} : { patient }),
        detail: { why, method: request.method, route },
      }),
    );
  }

  const askToSignIn = (reply: FastifyReply) => reply.code(401).send({ error: 'Please sign in.' });

  const askForToken = (reply: FastifyReply, error?: 'invalid_token') =>
    reply
      .code(401)
      .header('www-authenticate', challenge(error))
      .type(fhirJson)
      .send(outcome('login', 'Send a valid access token as bearer.'));

  return {
    isGate: (handler) => typeof handler === 'function' && gates.has(handler),
    askToSignIn,
    askForToken: (reply) => askForToken(reply),

    allow: (...roles: readonly Role[]) =>
      remembered(async (request, reply) => {
        const staff = request.session?.staff;
        if (staff === undefined) return askToSignIn(reply);
        const why = await troubleOf(request, staff, roles, origin);
        if (why !== undefined) {
          await writeDown(request, staff, why);
          return reply.code(403).send({ error: sentences[why] });
        }
        asked.set(request, staff);
        return undefined;
      }),

    system: (scope) =>
      remembered(async (request, reply) => {
        const { authorization } = request.headers;
        if (authorization === undefined) return askForToken(reply);
        const token = await checkToken(authorization);
        switch (token.kind) {
          case 'invalid':
            return askForToken(reply, 'invalid_token');
          case 'unreachable':
            return reply
              .code(503)
              .header('retry-after', retryAfterS)
              .type(fhirJson)
              .send(outcome('transient', 'The access token cannot be checked at the moment. Send this again later.'));
          case 'valid': {
            const staff = { subject: token.client, name: token.client, roles: [] };
            if (!token.scopes.includes(scope)) {
              await writeDown(request, staff, 'scope');
              return reply
                .code(403)
                .header('www-authenticate', challenge('insufficient_scope', scope))
                .type(fhirJson)
                .send(outcome('forbidden', sentences.scope));
            }
            asked.set(request, staff);
            return undefined;
          }
        }
      }),

    who(request) {
      const staff = asked.get(request);
      if (staff === undefined) throw new Error('gate: nobody was let in with this request');
      return staff;
    },
  };
}

async function troubleOf(
  request: FastifyRequest,
  staff: Staff,
  roles: readonly Role[],
  origin: string,
): Promise<Why | undefined> {
  if (!roles.some((role) => staff.roles.includes(role))) return 'role';
  if (request.method === 'GET' || request.method === 'HEAD') return undefined;
  const { origin: from, 'sec-fetch-site': site } = request.headers;
  if (from !== undefined && from !== origin) return 'other-site';
  if (site !== undefined && site !== 'same-origin') return 'other-site';
  return (await hasToken(request)) ? undefined : 'csrf-token';
}

/** The plugin answers a wrong token itself, with an error; here it is asked only, and the answer is ours. */
function hasToken(request: FastifyRequest): Promise<boolean> {
  return new Promise((resolve) => {
    const reply = { send: () => resolve(false) } as unknown as FastifyReply;
    request.server.csrfProtection(request, reply, () => resolve(true));
  });
}

/** The patient that the address names, so that the report of who tried to see them is whole. */
function patientOf({ routeOptions, params }: FastifyRequest): string | undefined {
  if (!routeOptions.url?.startsWith('/api/patients/:id')) return undefined;
  const { id } = params as { id?: unknown };
  return typeof id === 'string' && isUuid(id) ? id : undefined;
}

export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}

const retryAfterS = 30;
const fhirJson = 'application/fhir+json';

/** RFC 6750, section 3: no error code where no token came at all. */
function challenge(error?: 'invalid_token' | 'insufficient_scope', scope?: string): string {
  const parts = ['realm="fhir"', error && `error="${error}"`, scope && `scope="${scope}"`];
  return `Bearer ${parts.filter((part) => part !== undefined).join(', ')}`;
}

/** FHIR R4 OperationOutcome; `code` of the value set issue-type. */
function outcome(code: 'login' | 'forbidden' | 'transient', diagnostics: string): object {
  return { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code, diagnostics }] };
}
