/**
 * An OpenID provider within this process, for the demonstration and the tests. It lets anybody be anybody of a list of
 * invented staff: it is never used in service.
 *
 *   hospital's pages ── authorization code, PKCE ──► /auth ──► /interaction/<uid>: a button for each person ──► back with a code
 *   gp-system        ── client credentials, scope fhir ──► /token ──► JWT access token (RFC 9068) for <webOrigin>/fhir
 */
import { createServer } from 'node:http';
import Provider, { type Configuration, errors, type KoaContextWithOIDC } from 'oidc-provider';
import { style, stylePath } from '../page.ts';
import { memoryAdapter } from './memory.ts';
import { askSignOut, choosePerson, signedOut, wentWrong } from './pages.ts';
import { people, personOf } from './people.ts';
import { type ProviderSecrets, readOrMakeSecrets } from './secrets.ts';

const formBytesMax = 4 * 1024;
const systemTokenS = 10 * 60;
const sessionS = 12 * 60 * 60;
const shortS = 10 * 60;

export interface ProviderClient {
  readonly id: string;
  readonly secret: string;
}

export interface EmbeddedProvider {
  /** `http://127.0.0.1:<port>` */
  readonly issuer: string;
  readonly web: ProviderClient;
  /** A practice's system: gets its access token at `/token`. */
  readonly system: ProviderClient;
  close(): Promise<void>;
}

export interface ProviderOptions {
  /** Keeps the signing key and the clients' secrets over a restart. */
  readonly folder: string;
  readonly port: number;
  /** Where the hospital's pages are: `http://127.0.0.1:8080`. */
  readonly webOrigin: string;
}

/** Rejects with EADDRINUSE when the port is taken. */
export async function openProvider({ folder, port, webOrigin }: ProviderOptions): Promise<EmbeddedProvider> {
  const issuer = `http://127.0.0.1:${port}`;
  const secrets = await readOrMakeSecrets(folder);
  const web = { id: 'lentigo-web', secret: secrets.webSecret };
  const system = { id: 'gp-system', secret: secrets.systemSecret };

  const provider = new Provider(issuer, configuration({ webOrigin, web, system, secrets }));
  provider.use(async (ctx, next) => {
    ctx.set({
      'cache-control': 'no-store',
      // the form of a page here is answered by a redirect to the hospital's, which `form-action` has to allow
      'content-security-policy': `default-src 'none'; style-src 'self'; img-src data:; form-action 'self' ${webOrigin}; frame-ancestors 'none'; base-uri 'none'`,
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
    if (ctx.path === stylePath) {
      ctx.type = 'css';
      ctx.body = style;
      return;
    }
    if (!ctx.path.startsWith('/interaction/')) return next();
    await interact(provider, ctx as unknown as KoaContextWithOIDC, webOrigin);
  });

  const server = createServer(provider.callback());
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    issuer,
    web,
    system,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Shows whom to sign in as, and takes the answer. */
async function interact(provider: Provider, ctx: KoaContextWithOIDC, webOrigin: string): Promise<void> {
  const { req, res } = ctx;
  const found = await provider.interactionDetails(req, res).catch((error: unknown) => {
    if (error instanceof errors.SessionNotFound) return undefined; // an old page, or another browser
    throw error;
  });
  ctx.type = 'html';
  if (found === undefined) {
    ctx.status = 400;
    ctx.body = wentWrong(webOrigin, 'This page is too old, or belongs to another browser.');
    return;
  }
  if (ctx.method !== 'POST') {
    ctx.body = choosePerson(people);
    return;
  }
  const person = personOf((await readForm(ctx)).get('person') ?? '');
  if (person === undefined) {
    ctx.status = 400;
    ctx.body = choosePerson(people);
    return;
  }
  ctx.respond = false; // the provider answers by itself
  await provider.interactionFinished(req, res, { login: { accountId: person.subject } });
}

async function readForm(ctx: KoaContextWithOIDC): Promise<URLSearchParams> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of ctx.req as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > formBytesMax) return new URLSearchParams();
    parts.push(part);
  }
  return new URLSearchParams(Buffer.concat(parts).toString('utf8'));
}

interface Parts {
  readonly webOrigin: string;
  readonly web: ProviderClient;
  readonly system: ProviderClient;
  readonly secrets: ProviderSecrets;
}

function configuration({ webOrigin, web, system, secrets }: Parts): Configuration {
  const fhir = `${webOrigin}/fhir`;
  return {
    adapter: memoryAdapter(),
    jwks: { keys: [{ ...secrets.signingKey, use: 'sig', alg: 'ES256' }] },
    clients: [
      {
        client_id: web.id,
        client_secret: web.secret,
        redirect_uris: [`${webOrigin}/signed-in`],
        post_logout_redirect_uris: [`${webOrigin}/signed-out`],
        id_token_signed_response_alg: 'ES256',
      },
      {
        client_id: system.id,
        client_secret: system.secret,
        redirect_uris: [],
        response_types: [],
        grant_types: ['client_credentials'],
        id_token_signed_response_alg: 'ES256',
        scope: 'fhir',
      },
    ],
    clientBasedCORS: () => false,
    scopes: ['openid', 'profile', 'fhir'],
    claims: { openid: ['sub'], profile: ['name', 'roles'] },
    findAccount: (_, subject) => {
      const person = personOf(subject);
      return person && { accountId: subject, claims: () => ({ sub: subject, name: person.name, roles: person.roles }) };
    },
    // the hospital's own pages need no consent of the person who works there
    async loadExistingGrant({ oidc }) {
      const { client, session, params } = oidc;
      if (client === undefined || session?.accountId === undefined) return undefined;
      const grant = new oidc.provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope(String(params?.scope ?? ''));
      await grant.save();
      return grant;
    },
    pkce: { required: () => true },
    cookies: { keys: [secrets.cookieKey] },
    ttl: {
      AccessToken: shortS,
      AuthorizationCode: 60,
      ClientCredentials: systemTokenS,
      IdToken: shortS,
      Interaction: shortS,
      Session: sessionS,
      Grant: sessionS,
    },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: (_, client) => (client.clientId === system.id ? fhir : undefined),
        getResourceServerInfo(_, resource, client) {
          if (resource !== fhir || client.clientId !== system.id) throw new errors.InvalidTarget();
          const jwt = { sign: { alg: 'ES256' as const } };
          return { scope: 'fhir', audience: fhir, accessTokenTTL: systemTokenS, accessTokenFormat: 'jwt', jwt };
        },
      },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource(ctx, form) {
          ctx.body = askSignOut(form);
        },
        postLogoutSuccessSource(ctx) {
          ctx.body = signedOut(webOrigin);
        },
      },
    },
    renderError(ctx, { error }) {
      ctx.type = 'html';
      ctx.body = wentWrong(webOrigin, `The sign-in was refused (${error}).`);
    },
  };
}
