/**
 * Signed in over real HTTP, for the tests of everybody:
 *
 *   const hospital = await signInHospital({ database, routes: (gate) => [referralRoutes({ gate, … })] });
 *   const ngozi = await hospital.signedIn('ngozi-adeyemi');   // provider/people.ts
 *   await ngozi.get('/api/referrals'); await ngozi.write('/api/referrals', {…}); // cookies and CSRF token are sent
 *   await hospital.system('/fhir/ServiceRequest', {…});       // as the practice's system, with an access token
 *   await hospital.close();
 *
 * and a gate without sessions and tokens, for the tests of one service's routes:
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
import type { RateLimits } from '../../services/hospital/web/limits.ts';
import { openWeb } from '../../services/hospital/web/server.ts';
import { type Browser, openBrowser } from './browser.ts';
import { freePort, temporaryFolder } from './places.ts';

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
  }).catch(async (error: unknown) => {
    await provider.close();
    home.remove();
    throw error;
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
