/** Who is let in to a route, with which token, and what is written down about those who are not. */
import type { FastifyInstance } from 'fastify';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Database } from '../../../../services/hospital/database/api.ts';
import type { Gate } from '../../../../services/hospital/identity/api.ts';
import { databases } from '../../../support/databases.ts';
import { type SignInHospital, signInHospital } from '../../../support/signed-in.ts';

const patient = '7f3c1f0e-52a4-4c1e-9a0e-3f1f2f6f9b01';

for (const engine of databases) {
  const test = suite(`the gate, on ${engine.name}`);
  let database: Database;
  let hospital: SignInHospital;
  let written = 0;

  const routes = (gate: Gate) => [
    (app: FastifyInstance) => {
      app.get('/api/patients/:id/journey', { preHandler: gate.allow('coordinator') }, async (request) =>
        gate.who(request),
      );
      app.post('/api/patients/:id/merge', { preHandler: gate.allow('coordinator') }, async () => {
        written++;
        return {};
      });
    },
  ];

  test.before(async () => {
    database = await engine.open();
    hospital = await signInHospital({ database, routes });
  });
  test.before.each(() => {
    written = 0;
  });
  const refusals = () =>
    database.query("select who, patient, detail from audit where action = 'refused' order by seq desc limit 1");

  test('nobody who is not signed in gets an answer below /api, and what they send is not even read', async () => {
    const browser = hospital.browser();
    assert.is((await browser.get(`/api/patients/${patient}/journey`)).status, 401);
    const broken = await browser.request(`/api/patients/${patient}/merge`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{',
    });
    assert.is(broken.status, 401);
    assert.equal(await broken.json(), { error: 'Please sign in.' });
  });

  test('a coordinator is let in, and the route knows who she is', async () => {
    const answer = await (await hospital.signedIn('ngozi-adeyemi')).get(`/api/patients/${patient}/journey`);
    assert.equal(await answer.json(), { subject: 'ngozi-adeyemi', name: 'Ngozi Adeyemi', roles: ['coordinator'] });
  });

  test('an engineer who tries to see a patient is refused, and the attempt stands in the patient’s report', async () => {
    const answer = await (await hospital.signedIn('tomasz-zielski')).get(`/api/patients/${patient}/journey?q=secret`);
    assert.is(answer.status, 403);
    assert.match(((await answer.json()) as { error: string }).error, /Ask whoever manages access/);
    const detail = { why: 'role', method: 'GET', route: '/api/patients/:id/journey' };
    assert.equal(await refusals(), [{ who: 'tomasz-zielski', patient, detail }]);
  });

  const writes: readonly (readonly [string, string, Record<string, string>])[] = [
    ['without the token', 'csrf-token', {}],
    ['with a made-up token', 'csrf-token', { 'x-csrf-token': 'abcdefgh-ijklmnopqrstuvwxyz' }],
    ['from another site', 'other-site', { origin: 'https://evil.example', token: 'own' }],
    ['from a page without an origin', 'other-site', { origin: 'null', token: 'own' }],
    ['from another port of this machine', 'other-site', { origin: 'http://127.0.0.1:1', token: 'own' }],
    ['that the browser says is of another site', 'other-site', { 'sec-fetch-site': 'cross-site', token: 'own' }],
  ];
  for (const [how, why, { token, ...headers }] of writes) {
    test(`a change that comes ${how} is not made`, async () => {
      const browser = await hospital.signedIn('ngozi-adeyemi');
      const { csrf } = await browser.me();
      const answer = await browser.request(`/api/patients/${patient}/merge`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers, ...(token ? { 'x-csrf-token': csrf } : {}) },
        body: '{}',
      });
      assert.is(answer.status, 403);
      assert.is(written, 0);
      const detail = { why, method: 'POST', route: '/api/patients/:id/merge' };
      assert.equal(await refusals(), [{ who: 'ngozi-adeyemi', patient, detail }]);
    });
  }

  test('a change with the token of her own session is made; with a colleague’s it is not', async () => {
    const ngozi = await hospital.signedIn('ngozi-adeyemi');
    assert.is((await ngozi.write(`/api/patients/${patient}/merge`, {})).status, 200);
    const { csrf } = await (await hospital.signedIn('ngozi-adeyemi')).me();
    const answer = await ngozi.request(`/api/patients/${patient}/merge`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-csrf-token': csrf },
      body: '{}',
    });
    assert.is(answer.status, 403);
    assert.is(written, 1);
  });

  test('both of two tabs that ask for the token at once can write', async () => {
    const browser = hospital.browser();
    await browser.signInAs('ngozi-adeyemi');
    const both = await Promise.all([browser.me(), browser.me()]);
    for (const { csrf } of both) {
      const headers = { 'content-type': 'application/json', 'x-csrf-token': csrf };
      const merge = await browser.request(`/api/patients/${patient}/merge`, { method: 'POST', headers, body: '{}' });
      assert.is(merge.status, 200);
    }
  });

  test('a service that forgets the gate before a route does not start', async () => {
    const forgetful = () => [
      (app: FastifyInstance) => {
        app.get('/api/everybody', async () => ({}));
      },
    ];
    const failed = await signInHospital({ database, routes: forgetful }).then(
      () => undefined,
      (error: Error) => error.message,
    );
    assert.match(failed ?? '', /the route \/api\/everybody has no gate/);
  });

  test('asking who it is where nobody was let in is a mistake of ours', () => {
    assert.throws(() => hospital.gate.who({} as never), /nobody was let in/);
  });

  test.after(async () => {
    await hospital.close();
    await database.close();
    await engine.stop();
  });
  test.run();
}
