/** Which access tokens open the FHIR interface to a practice's system. */
import { createPrivateKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Database } from '../../../../services/hospital/database/api.ts';
import type { Gate } from '../../../../services/hospital/identity/api.ts';
import { databases } from '../../../support/databases.ts';
import { type SignInHospital, type SignInOptions, signInHospital } from '../../../support/signed-in.ts';

const [, engine] = databases;
if (engine === undefined) throw new Error('no embedded database');
const test = suite('access tokens of systems');
let database: Database;
let hospital: SignInHospital;

const routes: SignInOptions['routes'] = (gate: Gate) => [
  (app: FastifyInstance) => {
    app.post('/fhir/ServiceRequest', { preHandler: gate.system('fhir') }, async (request) => gate.who(request));
    app.get('/fhir/metadata', async () => ({ resourceType: 'CapabilityStatement' }));
  },
];

test.before(async () => {
  database = await engine.open();
  hospital = await signInHospital({ database, routes });
});

const base64url = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

function providerKey(): KeyObject {
  const { signingKey } = JSON.parse(readFileSync(join(hospital.home, 'provider/provider.json'), 'utf8'));
  return createPrivateKey({ format: 'jwk', key: signingKey });
}

interface Parts {
  readonly header: Record<string, unknown>;
  readonly claims: Record<string, unknown>;
}

async function parts(): Promise<Parts> {
  const [header = '', claims = ''] = (await hospital.accessToken()).split('.');
  const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString());
  return { header: read(header), claims: read(claims) };
}

function signed({ header, claims }: Parts, key = providerKey()): string {
  const text = `${base64url(header)}.${base64url(claims)}`;
  return `${text}.${sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
}

function send(authorization?: string): Promise<Response> {
  const headers: Record<string, string> = { 'content-type': 'application/fhir+json' };
  if (authorization !== undefined) headers.authorization = authorization;
  return fetch(`${hospital.origin}/fhir/ServiceRequest`, { method: 'POST', headers, body: '{}' });
}

test('the practice’s system is let in with a token of the provider, and known by its client id', async () => {
  const answer = await send(`Bearer ${await hospital.accessToken()}`);
  assert.is(answer.status, 200);
  assert.equal(await answer.json(), { subject: 'gp-system', name: 'gp-system', roles: [] });
  assert.is((await send(`bearer ${signed(await parts())}`)).status, 200, 'what the forgeries below are made from');
});

test('without a token it is told how to come, in FHIR’s words', async () => {
  const answer = await send();
  assert.is(answer.status, 401);
  assert.is(answer.headers.get('www-authenticate'), 'Bearer realm="fhir"');
  assert.match(answer.headers.get('content-type') ?? '', /^application\/fhir\+json/);
  const { resourceType, issue } = (await answer.json()) as { resourceType: string; issue: [{ code: string }] };
  assert.equal([resourceType, issue[0].code], ['OperationOutcome', 'login']);
});

const now = () => Math.floor(Date.now() / 1_000);
const forgeries: Readonly<Record<string, (given: Parts) => string | Promise<string>>> = {
  'signed by somebody else': (given) => signed(given, generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey),
  'with an unknown key': ({ header, claims }) => signed({ header: { ...header, kid: 'another' }, claims }),
  'not signed': ({ claims }) => `${base64url({ alg: 'none', typ: 'at+jwt' })}.${base64url(claims)}.`,
  'changed after it was signed': (given) => {
    const [header, , signature] = signed(given).split('.');
    return `${header}.${base64url({ ...given.claims, client_id: 'other' })}.${signature}`;
  },
  'that has expired': ({ header, claims }) => signed({ header, claims: { ...claims, exp: now() - 60 } }),
  'that is not valid yet': ({ header, claims }) => signed({ header, claims: { ...claims, nbf: now() + 600 } }),
  'for another audience': ({ header, claims }) =>
    signed({ header, claims: { ...claims, aud: 'https://other.example' } }),
  'of another issuer': ({ header, claims }) => signed({ header, claims: { ...claims, iss: 'https://other.example' } }),
  'that is an identity token': ({ header, claims }) => signed({ header: { ...header, typ: 'JWT' }, claims }),
  'that is no token': () => 'abc',
  'that is no base64': () => '§§.§§.§§',
  'whose signature is no base64': (given) => `${signed(given).split('.').slice(0, 2).join('.')}.a`,
  'that is no JSON': () => 'YWJj.YWJj.YWJj',
  'that is encrypted': () => 'a.b.c.d.e',
};
for (const [how, forge] of Object.entries(forgeries)) {
  test(`a token ${how} is refused`, async () => {
    const answer = await send(`Bearer ${Buffer.from(await forge(await parts())).toString('latin1')}`);
    assert.is(answer.status, 401);
    assert.is(answer.headers.get('www-authenticate'), 'Bearer realm="fhir", error="invalid_token"');
  });
}

test('other ways to authorise are not tokens', async () => {
  for (const authorization of ['Basic Z3A6c2VjcmV0', `DPoP ${await hospital.accessToken()}`, 'Bearer', 'Bearer a b']) {
    assert.is((await send(authorization)).status, 401, authorization);
  }
});

test('a token without the scope is refused, and that is written down', async () => {
  const { header, claims } = await parts();
  const answer = await send(`Bearer ${signed({ header, claims: { ...claims, scope: 'other fhirx' } })}`);
  assert.is(answer.status, 403);
  assert.is(answer.headers.get('www-authenticate'), 'Bearer realm="fhir", error="insufficient_scope", scope="fhir"');
  const deeds = await database.query("select who, detail from audit where action = 'refused'");
  const detail = { why: 'scope', method: 'POST', route: '/fhir/ServiceRequest' };
  assert.equal(deeds, [{ who: 'gp-system', detail }]);
});

test('a session of a person opens nothing to systems, and a token nothing to people', async () => {
  const browser = await hospital.signedIn('ngozi-adeyemi');
  assert.is((await browser.write('/fhir/ServiceRequest', {})).status, 401);
  const headers = { authorization: `Bearer ${await hospital.accessToken()}` };
  assert.is((await fetch(`${hospital.origin}/api/me`, { headers })).status, 401);
});

test('what the server can do is open to all', async () => {
  assert.is((await fetch(`${hospital.origin}/fhir/metadata`)).status, 200);
});

test('the provider gives its own pages no token for systems, and a wrong secret nothing', async () => {
  const ask = async (id: string, secret: string, scope: string) => {
    const headers = { authorization: `Basic ${btoa(`${id}:${secret}`)}` };
    const body = new URLSearchParams({ grant_type: 'client_credentials', scope });
    return (await fetch(`${hospital.issuer}/token`, { method: 'POST', headers, body })).status;
  };
  const { webSecret, systemSecret } = JSON.parse(readFileSync(join(hospital.home, 'provider/provider.json'), 'utf8'));
  assert.is(await ask('gp-system', 'wrong', 'fhir'), 401);
  assert.is(await ask('lentigo-web', webSecret, 'fhir'), 400);
  assert.is(await ask('gp-system', systemSecret, 'openid'), 400);
  assert.is(await ask('gp-system', systemSecret, 'fhir'), 200);
});

test('while the keys cannot be fetched a token is neither believed nor called wrong', async () => {
  const other = await signInHospital({ database, routes });
  const token = await other.accessToken();
  await other.stopProvider();
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/fhir+json' };
  const answer = await fetch(`${other.origin}/fhir/ServiceRequest`, { method: 'POST', headers, body: '{}' });
  assert.is(answer.status, 503);
  await other.close();
});

test.after(async () => {
  await hospital.close();
  await database.close();
  await engine.stop();
});
test.run();
