/**
 * Identity as the hospital's program puts it together.
 *
 *   const identity = await openIdentity({ … });
 *   openWeb({ plugins: [identity.plugin], routes: [identity.routes, referralRoutes({ gate: identity.gate, … }), …],
 *             whoAsks: identity.whoAsks })
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { hashOf } from '../../wire/signing.ts';
import type { Database } from '../database/api.ts';
import type { Gate } from './api.ts';
import { openAnchors } from './audit/anchors.ts';
import { tokenCheck } from './bearer.ts';
import { openGate } from './gate.ts';
import { openIssuer } from './issuer.ts';
import { sessionPlugin } from './plugin.ts';
import { ownWords, type RoleRules } from './roles.ts';
import { identityRoutes } from './routes.ts';
import { readOrMakeSecret } from './sessions.ts';
import { openSignIn } from './sign-in.ts';

/** How much of the audit log's end can be cut off unseen by whoever holds the database. */
const anchorMs = 10 * 60 * 1_000;

export interface IdentityOptions {
  readonly database: Database;
  /** Keeps the secret of the sessions and the anchors of the audit log. */
  readonly folder: string;
  /** Where the hospital's pages are, as browsers reach them: `https://lentigo.hospital.example`, without a path. */
  readonly origin: string;
  /** The OpenID provider, and what it knows these pages as. https, or on this machine. */
  readonly provider: { readonly issuer: string; readonly clientId: string; readonly clientSecret: string };
  readonly rules?: RoleRules;
  readonly scope?: string;
  /** What access tokens for the FHIR interface name as audience; `<origin>/fhir` where nothing is said. */
  readonly audience?: string;
  readonly askForRole?: string;
  readonly now: () => Date;
}

export interface Identity {
  readonly gate: Gate;
  /** For the root of the web server, before any route. */
  readonly plugin: (app: FastifyInstance) => Promise<void>;
  readonly routes: (app: FastifyInstance) => void;
  /** What requests are counted by; `undefined` where nobody is signed in. */
  readonly whoAsks: (request: FastifyRequest) => string | undefined;
}

/** Throws where the provider's address is not allowed. The provider itself is asked later. */
export async function openIdentity(options: IdentityOptions): Promise<Identity> {
  const { database, folder, origin, provider, now } = options;
  const { rules = ownWords, scope = 'openid profile', audience = `${origin}/fhir` } = options;
  const { askForRole = 'whoever manages access to Lentigo at your hospital' } = options;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const secret = await readOrMakeSecret(join(folder, 'session-secret'));
  const anchors = openAnchors(join(folder, 'audit-anchors'));
  const { issuer: url, clientId, clientSecret } = provider;
  const issuer = openIssuer({ url, clientId, clientSecret });
  const signIn = openSignIn({ issuer, origin, rules, scope });
  const gate = openGate({ database, checkToken: tokenCheck({ issuer, audience }), origin, now });
  const secure = origin.startsWith('https:');
  const sessions = sessionPlugin({ database, gate, secret, secure, now });

  return {
    gate,
    async plugin(app) {
      await sessions(app);
      let noting = Promise.resolve();
      const note = () => {
        noting = anchors.note(database).catch((error: unknown) => {
          app.log.error(
            { code: error instanceof Error && 'code' in error ? error.code : undefined },
            'audit not anchored',
          );
        });
        return noting;
      };
      const timer = setInterval(note, anchorMs).unref();
      app.addHook('onClose', async () => {
        clearInterval(timer);
        await noting;
        await note();
      });
    },
    routes: identityRoutes({ database, gate, signIn, anchors, origin, askForRole, now }),
    whoAsks: ({ session }) => (session?.staff === undefined ? undefined : hashOf(Buffer.from(session.sessionId))),
  };
}
