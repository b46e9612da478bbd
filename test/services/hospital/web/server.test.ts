/** What the hospital's web server takes, refuses and says, around what the services do. */
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply } from 'fastify';
import pino from 'pino';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { z } from 'zod';
import type { Database } from '../../../../services/hospital/database/api.ts';
import type { Gate } from '../../../../services/hospital/identity/api.ts';
import type { Browser } from '../../../support/browser.ts';
import { databases } from '../../../support/databases.ts';
import { type SignInHospital, signInHospital } from '../../../support/signed-in.ts';

const [, engine] = databases;
if (engine === undefined) throw new Error('no embedded database');
const test = suite('the hospital’s web server');

/** What must not leave the building. */
const secrets = ['9990000018', 'Okafor', 'grace.okafor', 'SMITH'];
const lines: string[] = [];
const logger = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });

/** A line of the log may come after the answer. */
const logMsMax = 10_000;

let database: Database;
let hospital: SignInHospital;
let ngozi: Browser;

const routes = (gate: Gate) => [
  (app: FastifyInstance) => {
    const preHandler = gate.allow('coordinator');
    app.post('/api/echo', { preHandler }, async ({ body }) => ({ body }));
    app.post('/api/referrals', { preHandler }, async ({ body }) => ({ characters: JSON.stringify(body).length }));
    app.post('/api/schema', { preHandler }, async ({ body }) => z.object({ lesions: z.array(z.string()) }).parse(body));
    app.get('/api/patients', { preHandler }, async () => {
      throw Object.assign(new Error('no patient Okafor with 9990000018\n    in the list'), { detail: 'Okafor' });
    });
    app.get('/api/query', { preHandler }, async () => database.query("select 'Okafor'::uuid"));
    app.get('/api/twice', { preHandler }, async (_, reply: FastifyReply) => {
      const answered = once(reply.raw, 'finish');
      reply.send({});
      await answered;
      return { patient: 'Okafor' };
    });
    app.get('/api/document', { preHandler }, (_, reply) => reply.type('text/html').send('<script>alert(1)</script>'));
    app.post('/fhir/Bundle', { preHandler: gate.system('fhir') }, async ({ body }) => body);
  },
];

test.before(async () => {
  database = await engine.open();
  const rates = { 'sign-in': 40, fhir: 40, questionnaire: 9, pages: 1_000 };
  hospital = await signInHospital({ database, routes, logger, rates });
  ngozi = await hospital.signedIn('ngozi-adeyemi');
});

async function refusalOf(answer: Response): Promise<string> {
  const body = (await answer.json()) as { error?: unknown };
  assert.type(body.error, 'string', 'every refusal is a sentence');
  return String(body.error);
}

test('pages: the desk for all of its own addresses, the patient’s page for a link, and what both are made of', async () => {
  const html = { headers: { accept: 'text/html,*/*' } };
  for (const [path, title] of [
    ['/', 'hospital'],
    ['/referrals/7?tab=letters', 'hospital'],
    ['/q/abcdef', 'patient'],
  ] as const) {
    const answer = await fetch(hospital.origin + path, html);
    assert.is(answer.status, 200, path);
    assert.match(await answer.text(), title);
    assert.is(answer.headers.get('cache-control'), 'no-store');
  }
  const asset = await fetch(`${hospital.origin}/assets/page-1a2b.js`);
  assert.is(asset.status, 200);
  assert.match(asset.headers.get('cache-control') ?? '', /immutable/);
});

test('an unknown address below /api, /fhir or /assets is a refusal and never a page', async () => {
  for (const path of ['/api/nothing', '/api', '/assets/x.js', '/q/a/b']) {
    const answer = await fetch(hospital.origin + path, { headers: { accept: 'text/html' } });
    assert.is(answer.status, 404, path);
    await refusalOf(answer);
  }
  const outside = await fetch(`${hospital.origin}/assets/..%2fhospital%2findex.html`);
  assert.is(outside.status, 403);
  await refusalOf(outside);
  const fhir = await fetch(`${hospital.origin}/fhir/Nothing`);
  assert.is(fhir.status, 404);
  assert.is(((await fhir.json()) as { resourceType: string }).resourceType, 'OperationOutcome');
});

test('every answer forbids scripts from elsewhere, frames and guessing of types', async () => {
  for (const path of ['/', '/api/me', '/api/nothing', '/assets/page-1a2b.js', '/sign-in', '/signed-in']) {
    const { headers } = await fetch(hospital.origin + path, { redirect: 'manual' });
    const policy = headers.get('content-security-policy') ?? '';
    assert.match(policy, /default-src 'self'/, path);
    assert.match(policy, /frame-ancestors 'none'/);
    assert.not.match(policy, /unsafe/);
    assert.is(headers.get('x-content-type-options'), 'nosniff');
    assert.is(headers.get('referrer-policy'), 'same-origin');
    assert.is(headers.get('strict-transport-security'), null, 'not over http');
  }
});

test('a document that is a page in disguise is saved and not shown', async () => {
  const answer = await ngozi.get('/api/document');
  assert.is(answer.headers.get('content-disposition'), 'attachment');
});

test('a name that somebody made to point here is not answered', async () => {
  const { port } = new URL(hospital.origin);
  const ask = (host: string) =>
    new Promise<number>((resolve, reject) => {
      const sent = httpRequest({ host: '127.0.0.1', port, path: '/', headers: { host } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode ?? 0);
      });
      sent.on('error', reject).end();
    });
  assert.is(await ask(`127.0.0.1:${port}`), 200);
  assert.is(await ask(`localhost:${port}`), 200);
  for (const host of ['evil.example', `evil.example:${port}`, '127.0.0.1', `127.0.0.1.evil.example:${port}`]) {
    assert.is(await ask(host), 421, host);
  }
});

test('who comes by the other name of this machine signs in under the right one', async () => {
  const { port } = new URL(hospital.origin);
  const answer = await fetch(`http://localhost:${port}/sign-in?to=/clinics`, { redirect: 'manual' });
  assert.is(answer.headers.get('location'), `${hospital.origin}/sign-in?to=%2Fclinics`);
});

test('a request that cannot be read, is too large or of another kind is refused with a sentence', async () => {
  const { csrf } = await ngozi.me();
  const send = (path: string, type: string, body: string) =>
    ngozi.request(path, { method: 'POST', headers: { 'content-type': type, 'x-csrf-token': csrf }, body });
  for (const [status, answer] of [
    [400, await send('/api/echo', 'application/json', '{"name": "Okafor')],
    [400, await send('/api/echo', 'application/json', '')],
    [400, await send('/api/echo', 'application/json', '{"__proto__": {"admin": true}}')],
    [413, await send('/api/echo', 'application/json', JSON.stringify('x'.repeat(1024 * 1024)))],
    [415, await send('/api/echo', 'text/plain', 'Okafor')],
    [415, await send('/api/echo', 'application/x-www-form-urlencoded', 'a=b')],
  ] as const) {
    assert.is(answer.status, status);
    assert.not.match(await refusalOf(answer), /Okafor/);
  }
  const form = await send('/api/schema', 'application/json', '{"lesions": ["a", 7]}');
  assert.is(form.status, 400);
  assert.equal(Object.keys(((await form.json()) as { fields: object }).fields), ['lesions.1']);
});

test('a letter of 20 MB goes through where letters are taken, and nowhere else', async () => {
  const letter = { letter: { base64: Buffer.alloc(20 * 1024 * 1024).toString('base64') } };
  assert.is((await ngozi.write('/api/referrals', letter)).status, 200);
  assert.is((await ngozi.write('/api/echo', letter)).status, 413);
  assert.is((await hospital.system('/fhir/Bundle', letter)).status, 200);
});

test('a CSV file is taken as text, FHIR’s JSON as JSON', async () => {
  const { csrf } = await ngozi.me();
  const headers = { 'content-type': 'text/csv; charset=utf-8', 'x-csrf-token': csrf };
  const csv = await ngozi.request('/api/echo', { method: 'POST', headers, body: 'a;b\nc;d\n' });
  assert.equal(await csv.json(), { body: 'a;b\nc;d\n' });
  assert.equal(await (await hospital.system('/fhir/Bundle', { resourceType: 'Bundle' })).json(), {
    resourceType: 'Bundle',
  });
});

test('an error of ours gives a number for support, and no word of it to anybody', async () => {
  for (const path of ['/api/patients?q=Okafor', '/api/query']) {
    const answer = await ngozi.get(path);
    assert.is(answer.status, 500);
    const said = await refusalOf(answer);
    assert.not.match(said, /Okafor/);
    const [, id = ''] = /number (\S+)\.$/.exec(said) ?? [];
    const logged = lines.filter((line) => line.includes(`"reqId":"${id}"`) && line.includes('request failed'));
    assert.is(logged.length, 1);
    assert.match(logged[0] ?? '', /"at":\["at /, 'where it happened');
  }
});

test('no line of the log holds an address, a body or a name, whoever wrote it', async () => {
  await ngozi.get('/api/twice?q=Okafor');
  await ngozi.get('/api/nothing/9990000018?q=Okafor');
  await fetch(`${hospital.origin}/q/SMITH`);
  await fetch(`${hospital.origin}/signed-in?state=SMITH&code=SMITH`);
  await ngozi.write('/api/echo', { email: 'grace.okafor@patients.example', nhsNumber: '9990000018' });
  const frameworkWrote = () => lines.some((line) => line.includes('FST_ERR_REP_ALREADY_SENT'));
  for (const until = performance.now() + logMsMax; !frameworkWrote(); await setImmediate()) {
    assert.ok(performance.now() < until, 'the framework wrote too');
  }
  const all = lines.join('');
  assert.ok(
    lines.some((line) => line.includes('/api/patients"')),
    'the pattern of the route is there',
  );
  for (const secret of secrets) assert.not.ok(all.includes(secret), secret);
});

test('who asks too often is told to wait, each for what they ask', async () => {
  const statuses = [];
  for (let count = 0; count < 12; count++) statuses.push((await fetch(`${hospital.origin}/q/guess-${count}`)).status);
  assert.equal([statuses[0], statuses.at(-1), new Set(statuses).size], [200, 429, 2]);
  const refused = await fetch(`${hospital.origin}/q/guess`);
  assert.match(await refusalOf(refused), /Wait a minute/);
  assert.ok(Number(refused.headers.get('retry-after')) > 0);
  assert.is((await ngozi.get('/api/me')).status, 200, 'others go on working');
  for (let count = 0; count < 40; count++) await hospital.browser().get('/sign-in?to=/');
  assert.is((await hospital.browser().get('/sign-in?to=/')).status, 429);
  for (let count = 0; count < 40; count++) await fetch(`${hospital.origin}/fhir/Bundle`, { method: 'POST' });
  const system = await fetch(`${hospital.origin}/fhir/Bundle`, { method: 'POST' });
  assert.is(system.status, 429);
  const { issue } = (await system.json()) as { issue: [{ code: string }] };
  assert.is(issue[0].code, 'throttled');
});

test.after(async () => {
  await hospital.close();
  await database.close();
});
test.run();
