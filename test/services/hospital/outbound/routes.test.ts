/** What central IT sees of the way out, and what other systems may read. */
import { randomUUID } from 'node:crypto';
import Fastify, { type FastifyInstance } from 'fastify';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Database } from '../../../../services/hospital/database/api.ts';
import { queueOutbound } from '../../../../services/hospital/database/trail.ts';
import type { Gate } from '../../../../services/hospital/identity/api.ts';
import { fhirReadRoutes } from '../../../../services/hospital/outbound/fhirRead.ts';
import { outboundRoutes } from '../../../../services/hospital/outbound/routes.ts';
import type { OutboundLine } from '../../../../services/hospital/web/api/outbound.ts';
import type { Page } from '../../../../services/hospital/web/api/shared.ts';
import { databases } from '../../../support/databases.ts';
import { bookedAt, type Filled, fill, picture } from './filled.ts';
import { fhirTroubles } from './validators.ts';

const naming = {
  hospitalNumberSystem: 'https://hospital.invalid/patient',
  ownSystem: 'https://hospital.invalid/lentigo',
};

/** Lets in whoever names a role in `x-role`; a system is the role `fhir`. */
const gate: Gate = {
  allow:
    (...roles) =>
    async (request, reply) => {
      if (!roles.some((role) => role === request.headers['x-role'])) return reply.code(403).send({ error: 'no' });
    },
  system: (scope) => async (request, reply) => {
    if (request.headers['x-role'] !== scope) return reply.code(401).send({ error: 'no' });
  },
  who: (request) => ({ subject: String(request.headers['x-role']), name: 'Somebody', roles: [] }),
};

for (const engine of databases) {
  const test = suite(`the way out, seen and read, on ${engine.name}`);

  async function bench(configured = true): Promise<{
    readonly app: FastifyInstance;
    readonly database: Database;
    readonly filled: Filled;
    readonly woken: () => number;
    readonly get: (url: string, role?: string) => Promise<{ status: number; body: string; type: string }>;
    readonly close: () => Promise<void>;
  }> {
    const database = await engine.open();
    const filled = await fill(database);
    const app = Fastify();
    let woken = 0;
    const queued = () => {
      woken += 1;
    };
    const now = () => bookedAt;
    app.register(async (scope) => outboundRoutes({ database, gate, now, configured, queued })(scope));
    app.register(async (scope) => fhirReadRoutes({ database, gate, naming, now })(scope));
    return {
      ...{ app, database, filled },
      woken: () => woken,
      async get(url, role = 'it') {
        const { statusCode, body, headers } = await app.inject({ url, headers: { 'x-role': role } });
        return { status: statusCode, body, type: String(headers['content-type']) };
      },
      async close() {
        await app.close();
        await database.close();
      },
    };
  }

  test('IT and coordinators see what waits, what was refused and whose it is; others do not', async () => {
    const { get, database, filled, close } = await bench();
    await database.query("update outbound set state = 'dead', last_error = '400: no'");
    const { status, body } = await get('/api/outbound?state=dead,waiting');
    assert.is(status, 200);
    const page = JSON.parse(body) as Page<OutboundLine>;
    assert.is(page.rows.length, 1);
    const { subject, state, lastError, patient } = page.rows[0] ?? {};
    assert.equal({ subject, state, lastError }, { subject: 'task', state: 'dead', lastError: '400: no' });
    assert.is(patient?.id, filled.patient);
    assert.is((await get('/api/outbound', 'coordinator')).status, 200);
    assert.is((await get('/api/outbound', 'consultant')).status, 403);
    assert.is((await get('/api/outbound?state=lost')).status, 400);
    assert.equal(JSON.parse((await get('/api/outbound?state=sent')).body).rows, []);
    await close();
  });

  test('many changes come in pages, each of them once', async () => {
    const { get, database, filled, close } = await bench();
    await database.transaction(async (tx) => {
      for (let change = 0; change < 120; change++)
        await queueOutbound(tx, {
          key: `more/${change}`,
          subject: { kind: 'task', appointment: filled.appointment },
          at: bookedAt,
        });
    });
    const seen: number[] = [];
    for (let after: string | undefined = '0'; after !== undefined; ) {
      const page = JSON.parse((await get(`/api/outbound?after=${after}`)).body) as Page<OutboundLine>;
      seen.push(...page.rows.map(({ seq }) => seq));
      after = page.next;
    }
    assert.is(seen.length, 121);
    assert.is(new Set(seen).size, 121);
    await close();
  });

  test('without a record system everything waits, and each line says why', async () => {
    const { get, close } = await bench(false);
    const { rows } = JSON.parse((await get('/api/outbound')).body) as Page<OutboundLine>;
    assert.match(String(rows[0]?.lastError), 'No record system is configured');
    await close();
  });

  test('a dead letter is tried anew once, by name', async () => {
    const { app, database, woken, close } = await bench();
    const [row] = await database.query<{ seq: number }>('select seq from outbound');
    const again = (seq: number | string) =>
      app.inject({ method: 'POST', url: `/api/outbound/${seq}/again`, headers: { 'x-role': 'it' }, payload: {} });
    assert.is((await again(row?.seq ?? 0)).statusCode, 409);
    await database.query("update outbound set state = 'dead', attempts = 9");
    assert.is((await again(row?.seq ?? 0)).statusCode, 200);
    assert.is(woken(), 1);
    assert.equal(await database.query('select state, attempts from outbound'), [{ state: 'waiting', attempts: 0 }]);
    assert.is((await again(999_999)).statusCode, 404);
    assert.is((await again('x')).statusCode, 404);
    const deeds = await database.query("select who, action from audit where action = 'send-again'");
    assert.equal(deeds, [{ who: 'it', action: 'send-again' }]);
    await close();
  });

  test('other systems read the same resources, and each reading is on the audit log', async () => {
    const { get, database, filled, close } = await bench();
    const visit = randomUUID();
    await picture(database, filled, { visit, lesion: 'L1', view: 'locating', studyUid: '2.25.7' });
    const paths = [`Task/${filled.appointment}`, 'ImagingStudy/2.25.7', `DocumentReference/${filled.document}`];
    for (const path of paths) {
      assert.is((await get(`/fhir/${path}`)).status, 401);
      const { status, body, type } = await get(`/fhir/${path}`, 'fhir');
      assert.is(status, 200, body);
      assert.match(type, 'application/fhir+json');
      const resource = JSON.parse(body) as { resourceType: string; id: string };
      assert.is(`${resource.resourceType}/${resource.id}`, path);
      assert.equal(fhirTroubles(resource), []);
    }
    const letter = await get(`/fhir/Binary/${filled.document}`, 'fhir');
    assert.is(letter.body, '%PDF-1.7 invented letter');
    assert.is(letter.type, 'application/pdf');
    for (const path of [
      'Task/none',
      'ImagingStudy/1.2.3',
      `DocumentReference/${randomUUID()}`,
      'Binary/x',
      'Task/%20',
    ]) {
      const unknown = await get(`/fhir/${path}`, 'fhir');
      assert.is(unknown.status, 404, path);
      assert.equal(fhirTroubles(JSON.parse(unknown.body)), []);
    }
    const deeds = await database.query<{ patient: string }>(
      "select patient from audit where action = 'view-fhir-resource'",
    );
    assert.is(deeds.length, 4);
    assert.ok(deeds.every(({ patient }) => patient === filled.patient));
    await close();
  });

  test.after(engine.stop);
  test.run();
}
