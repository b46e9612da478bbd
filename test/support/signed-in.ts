/**
 * Signed in over real HTTP, for the tests of everybody:
 *
 *   const hospital = await signInHospital({ database, routes: (gate) => [referralRoutes({ gate, … })] });
 *   const ngozi = await hospital.signedIn('ngozi-adeyemi');   // provider/people.ts
 *   await ngozi.get('/api/referrals'); await ngozi.write('/api/referrals', {…}); // cookies and CSRF token are sent
 *   await hospital.system('/fhir/ServiceRequest', {…});       // as the practice's system, with an access token
 *   await hospital.close();
 *
 * and a gate without HTTP's half of it, for the tests of one service's routes:
 *
 *   const gate = fakeGate('coordinator');  referralRoutes({ gate, … })(app);  gate.as('auditor');
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import pino, { type Logger } from 'pino';
import type { Database } from '../../services/hospital/database/api.ts';
import type { Gate, Role, Staff } from '../../services/hospital/identity/api.ts';
import { type IdentityOptions, openIdentity } from '../../services/hospital/identity/open.ts';
import { openProvider } from '../../services/hospital/identity/provider/provider.ts';
import type { Me } from '../../services/hospital/web/api.ts';
import type { RateLimits } from '../../services/hospital/web/limits.ts';
import { openWeb } from '../../services/hospital/web/server.ts';
import { freePort, temporaryFolder } from './clinic.ts';

export interface SignInOptions {
  readonly database: Database;
  readonly routes?: (gate: Gate) => readonly ((app: FastifyInstance) => void)[];
  readonly now?: () => Date;
  readonly logger?: Logger;
  readonly rates?: RateLimits;
  /** Another provider than the embedded one, or other rules. */
  readonly identity?: Partial<IdentityOptions>;
  /** Built pages; two invented ones where nothing is said. */
  readonly pages?: string;
}

export interface SignInHospital {
  readonly origin: string;
  readonly issuer: string;
  /** Holds `identity/` (session-secret, audit-anchors) and `provider/`. */
  readonly home: string;
  readonly gate: Gate;
  /** Of somebody who has never been here. */
  browser(): Browser;
  /** `subject` of provider/people.ts. */
  signedIn(subject: string): Promise<Browser>;
  /** An access token of the practice's system. */
  accessToken(): Promise<string>;
  system(path: string, body?: unknown): Promise<Response>;
  /** Ends the provider, and only it. */
  stopProvider(): Promise<void>;
  /** Not the database, which is the caller's. */
  close(): Promise<void>;
}

export async function signInHospital(options: SignInOptions): Promise<SignInHospital> {
  const { database, routes = () => [], now = () => new Date(), logger = pino({ level: 'silent' }) } = options;
  const home = temporaryFolder('identity');
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const provider = await openProvider({
    folder: join(home.path, 'provider'),
    port: await freePort(),
    webOrigin: origin,
  });
  const { id: clientId, secret: clientSecret } = provider.web;
  const identity = await openIdentity({
    database,
    folder: join(home.path, 'identity'),
    origin,
    provider: { issuer: provider.issuer, clientId, clientSecret },
    now,
    ...options.identity,
  });
  const web = await openWeb({
    port,
    pages: options.pages ?? inventedPages(join(home.path, 'pages')),
    logger,
    plugins: [identity.plugin],
    routes: [identity.routes, ...routes(identity.gate)],
    whoAsks: identity.whoAsks,
    ...(options.rates === undefined ? {} : { rates: options.rates }),
  });

  let providerClosed: Promise<void> | undefined;
  const stopProvider = () => {
    providerClosed ??= provider.close();
    return providerClosed;
  };
  async function accessToken(): Promise<string> {
    const { id, secret } = provider.system;
    const response = await fetch(`${provider.issuer}/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${id}:${secret}`)}` },
      body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'fhir' }),
    });
    const { access_token: token } = (await response.json()) as { access_token?: string };
    if (token === undefined) throw new Error(`no access token: ${response.status}`);
    return token;
  }
  return {
    origin,
    issuer: provider.issuer,
    home: home.path,
    gate: identity.gate,
    browser: () => openBrowser(origin),
    async signedIn(subject) {
      const browser = openBrowser(origin);
      await browser.signInAs(subject);
      await browser.me();
      return browser;
    },
    accessToken,
    async system(path, body) {
      const headers = { authorization: `Bearer ${await accessToken()}`, 'content-type': 'application/fhir+json' };
      if (body === undefined) return fetch(origin + path, { headers });
      return fetch(origin + path, { method: 'POST', headers, body: JSON.stringify(body) });
    },
    stopProvider,
    async close() {
      await web.close();
      await stopProvider();
      home.remove();
    },
  };
}

function inventedPages(folder: string): string {
  for (const name of ['hospital', 'patient', 'assets']) mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(
    join(folder, 'hospital/index.html'),
    '<!doctype html><link rel="icon" href="data:,"><title>hospital</title>',
  );
  writeFileSync(join(folder, 'patient/index.html'), '<!doctype html><title>patient</title>');
  writeFileSync(join(folder, 'assets/page-1a2b.js'), '');
  return folder;
}

export interface Browser {
  /** Name to value, of 127.0.0.1 whatever the port, as browsers do. */
  readonly cookies: Map<string, string>;
  /** One request; redirects are not followed. `url`: a path of the hospital, or a whole address. */
  request(url: string, init?: RequestInit): Promise<Response>;
  get(url: string): Promise<Response>;
  /** JSON with the CSRF token, as the pages send it. */
  write(path: string, body: unknown, method?: string): Promise<Response>;
  /** Goes there and wherever it is sent on to; resolves with the last answer. */
  follow(url: string): Promise<Response>;
  /** The whole way through the provider's page. */
  signInAs(subject: string, to?: string): Promise<Response>;
  /** Remembers the CSRF token. */
  me(): Promise<Me>;
}

const redirectsMax = 10;

export function openBrowser(origin: string): Browser {
  const cookies = new Map<string, string>();
  let csrf = '';

  async function request(url: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    const response = await fetch(new URL(url, origin), { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(';');
      const name = pair.slice(0, pair.indexOf('='));
      const value = pair.slice(pair.indexOf('=') + 1);
      if (value === '' || attributes.some((attribute) => /expires=Thu, 01 Jan 1970/i.test(attribute))) {
        cookies.delete(name);
      } else cookies.set(name, value);
    }
    return response;
  }

  async function goOn(first: Response, from: string): Promise<Response> {
    let response = first;
    let at = from;
    for (let left = redirectsMax; response.headers.get('location') !== null; left--) {
      if (left === 0) throw new Error(`redirected more than ${redirectsMax} times, last from ${at}`);
      await response.body?.cancel();
      at = new URL(response.headers.get('location') ?? '', at).href;
      response = await request(at);
    }
    return response;
  }

  const follow = async (url: string) => goOn(await request(url), new URL(url, origin).href);
  return {
    cookies,
    request,
    get: (url) => request(url),
    write: (path, body, method = 'POST') =>
      request(path, {
        method,
        headers: { 'content-type': 'application/json', 'x-csrf-token': csrf, origin },
        body: JSON.stringify(body),
      }),
    follow,
    async signInAs(subject, to = '/') {
      const shown = await follow(`/sign-in?to=${encodeURIComponent(to)}`);
      if (!shown.url.includes('/interaction/')) return shown; // signed in already, or refused
      await shown.body?.cancel();
      const chosen = await request(shown.url, { method: 'POST', body: new URLSearchParams({ person: subject }) });
      return goOn(chosen, shown.url);
    },
    async me() {
      const response = await request('/api/me');
      if (!response.ok) throw new Error(`not signed in: ${response.status}`);
      const me = (await response.json()) as Me;
      csrf = me.csrf;
      return me;
    },
  };
}

export interface FakeGate extends Gate {
  /** From now on somebody else asks; without roles nobody is signed in. */
  as(...roles: readonly Role[]): void;
}

/** A gate that lets these roles in where a route allows them, and every system; no sessions, no tokens. */
export function fakeGate(...roles: readonly Role[]): FakeGate {
  let staff: Staff = { subject: 'somebody', name: 'Somebody Invented', roles };
  const system: Staff = { subject: 'gp-system', name: 'gp-system', roles: [] };
  const passed = new WeakMap<object, Staff>();
  return {
    as(...others) {
      staff = { ...staff, roles: others };
    },
    allow:
      (...allowed) =>
      async (request, reply) => {
        if (staff.roles.length === 0) return reply.code(401).send({ error: 'Please sign in.' });
        if (!allowed.some((role) => staff.roles.includes(role)))
          return reply.code(403).send({ error: 'No such role.' });
        passed.set(request, staff);
        return undefined;
      },
    system: () => async (request) => {
      passed.set(request, system);
    },
    who(request) {
      const who = passed.get(request);
      if (who === undefined) throw new Error('gate: nobody was let in with this request');
      return who;
    },
  };
}
