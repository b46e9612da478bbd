/** Pictures that wait for a person: what the coordinator sees, decides, and what is kept of it. */
import { randomUUID } from 'node:crypto';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import sharp from 'sharp';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Database } from '../../../../services/hospital/database/api.ts';
import { deedHash } from '../../../../services/hospital/database/trail.ts';
import type { Gate, Role, Staff } from '../../../../services/hospital/identity/api.ts';
import { fileParcel } from '../../../../services/hospital/ingest/filing.ts';
import { ingestRoutes } from '../../../../services/hospital/ingest/routes.ts';
import { nhsNumber } from '../../../../services/wire/patient.ts';
import { databases } from '../../../support/databases.ts';
import { arrivedPicture, type Bench, benchOn, manifestOf } from '../../../support/filing.ts';
import { captureOf, margaret } from '../../../support/invented.ts';
import { type SeededVisit, seedClinics, seedVisit } from '../../../support/seeded.ts';

/** Signed in as `x-role`, with the name of the role. */
const gate: Gate = {
  allow:
    (...roles) =>
    async (request, reply) => {
      if (!roles.includes(roleOf(request))) return reply.code(403).send({ error: 'Not for you.' });
    },
  system: () => async (_, reply) => reply.code(401).send({ error: 'No system.' }),
  who: (request): Staff => ({ subject: `${roleOf(request)}-1`, name: 'Pat Ready', roles: [roleOf(request)] }),
};
const roleOf = (request: FastifyRequest) => String(request.headers['x-role'] ?? 'coordinator') as Role;

const jpeg = await sharp({ create: { width: 2_400, height: 1_200, channels: 3, background: '#a86' } })
  .jpeg()
  .toBuffer();
const shoulder = { id: 'S1', site: 'Shoulder', side: 'right' as const };
const dorothy = { ...margaret, nhsNumber: nhsNumber.parse('9990000026'), familyName: 'Ashworth', givenName: 'Dorothy' };

for (const engine of databases) {
  const test = suite(`reconciliation on ${engine.name}`);

  interface Desk {
    readonly bench: Bench;
    readonly database: Database;
    readonly app: FastifyInstance;
    readonly visit: SeededVisit;
    readonly neighbour: SeededVisit;
    readonly changes: () => number;
    get(path: string, role?: Role): Promise<{ status: number; body: ReturnType<typeof JSON.parse> }>;
    post(path: string, body: object): Promise<{ status: number; body: ReturnType<typeof JSON.parse> }>;
    close(): Promise<void>;
  }

  async function desk(): Promise<Desk> {
    const database = await engine.open();
    await seedClinics(database);
    const visit = await seedVisit(database);
    const neighbour = await seedVisit(database, { n: 1, patient: dorothy, appointment: 'A-0002', lesions: [shoulder] });
    let changes = 0;
    const bench = benchOn(database, {
      changed: () => {
        changes += 1;
      },
    });
    const app = Fastify();
    ingestRoutes({ ...bench, gate })(app);
    const answer = ({ statusCode, body }: { statusCode: number; body: string }) => ({
      status: statusCode,
      body: JSON.parse(body),
    });
    return {
      bench,
      database,
      app,
      visit,
      neighbour,
      changes: () => changes,
      get: async (url, role = 'coordinator') => answer(await app.inject({ url, headers: { 'x-role': role } })),
      post: async (url, payload) => answer(await app.inject({ method: 'POST', url, payload })),
      async close() {
        await app.close();
        await database.close();
      },
    };
  }

  /** A picture that says it is Margaret's, under Dorothy's appointment. */
  async function mixedUp(bench: Bench, picture: Uint8Array = jpeg): Promise<string> {
    const { binding } = captureOf(picture);
    const arrived = await arrivedPicture(picture, { binding: { ...binding, appointment: 'A-0002' } as typeof binding });
    const { reason } = await fileParcel(bench, arrived.manifest, arrived.sealed);
    assert.is(reason, 'patient-differs');
    return arrived.capture.parcel;
  }

  const toMargaret = {
    kind: 'file',
    appointment: 'A-0001',
    lesion: 'L1',
    view: 'dermoscopic',
    why: 'The letter in the first picture',
  };
  const toDorothy = { kind: 'file', appointment: 'A-0002', lesion: 'S1', view: 'locating', why: 'The list of the day' };

  test('the picture stands beside everybody to whom it may belong, and who looked is on record', async () => {
    const { bench, database, get, visit, neighbour, close } = await desk();
    const parcel = await mixedUp(bench);
    const list = await get('/api/reconciliation?state=open');
    assert.is(list.status, 200);
    assert.equal(
      list.body.rows.map((row: { parcel: string; reason: string }) => [row.parcel, row.reason]),
      [[parcel, 'patient-differs']],
    );
    const { status, body } = await get(`/api/reconciliation/${parcel}`);
    assert.is(status, 200);
    assert.equal(body.patient, margaret);
    assert.equal(body.lesion, { site: 'Shin', side: 'left' });
    assert.equal(
      body.differences.map(({ field }: { field: string }) => field),
      ['nhsNumber', 'familyName', 'givenName', 'lesion'],
    );
    const candidates = body.candidates.map(
      (one: { why: string; patient: { id: string }; lesions: { id: string }[] }) => [
        one.why,
        one.patient.id,
        one.lesions[0]?.id,
      ],
    );
    assert.equal(candidates, [
      ['named', neighbour.patient.id, 'S1'],
      ['same-patient', visit.patient.id, 'L1'],
    ]);
    const seen = await database.query<{ patient: string }>(
      `select patient from audit where action = 'view-reconciliation' order by patient`,
    );
    assert.equal(
      seen.map(({ patient }) => patient),
      [visit.patient.id, neighbour.patient.id].sort(),
    );
    await close();
  });

  test('it is shown small, from memory, and only to a coordinator', async () => {
    const { bench, app, get, close } = await desk();
    const parcel = await mixedUp(bench);
    const shown = await app.inject({ url: `/api/reconciliation/${parcel}/picture` });
    const { width, format } = await sharp(shown.rawPayload).metadata();
    assert.equal([shown.statusCode, width, format], [200, 1_600, 'jpeg']);
    assert.is(bench.previews.made.size, 0);
    const unreadable = await mixedUp(bench, Buffer.from('no picture at all'));
    assert.is((await get(`/api/reconciliation/${unreadable}/picture`)).status, 404);
    for (const path of ['', `/${parcel}`, `/${parcel}/picture`])
      assert.is((await get(`/api/reconciliation${path}`, 'it')).status, 403);
    for (const path of [randomUUID(), 'x', `${randomUUID()}/picture`])
      assert.is((await get(`/api/reconciliation/${path}`)).status, 404);
    await close();
  });

  test('the picture is filed as the record says and the coordinator chose, byte for byte', async () => {
    const { bench, database, post, get, visit, changes, close } = await desk();
    const parcel = await mixedUp(bench);
    assert.equal(await post(`/api/reconciliation/${parcel}/decision`, toMargaret), { status: 200, body: {} });
    const [object] = [...bench.archive.objects.values()];
    assert.ok(Buffer.from(object?.jpeg ?? []).equals(jpeg));
    assert.is(object?.record.filing, 2);
    assert.is(object?.record.view, 'dermoscopic');
    assert.is(object?.record.patient.familyName, margaret.familyName);
    assert.equal(object?.record.lesion.id, 'L1');
    const [deed] = await database.query(
      `select who, who_name, patient, detail->>'why' as why from audit where action = 'settle-reconciliation'`,
    );
    assert.equal(deed, { who: 'coordinator-1', who_name: 'Pat Ready', patient: visit.patient.id, why: toMargaret.why });
    const { body } = await get('/api/reconciliation?state=filed,kept-out');
    assert.is(body.rows[0].decision.why, toMargaret.why);
    assert.is(changes(), 1, 'the appointment was seen: the worklist changes');
    assert.equal(await database.query('select state from appointment where id = $1', ['A-0001']), [{ state: 'seen' }]);
    await close();
  });

  test('of coordinators who decide at the same time one is heard, the others are told', async () => {
    const { bench, database, post, close } = await desk();
    const keepOut = { kind: 'keep-out', why: 'A picture of the floor' };
    for (const decisions of [
      [toMargaret, toDorothy],
      [toMargaret, toMargaret],
      [keepOut, toDorothy],
      [toDorothy, keepOut, toMargaret],
    ]) {
      const parcel = await mixedUp(bench);
      const answers = await Promise.all(
        decisions.map((decision) => post(`/api/reconciliation/${parcel}/decision`, decision)),
      );
      assert.equal(answers.map(({ status }) => status).sort(), [200, ...decisions.slice(1).map(() => 409)]);
      const late = await post(`/api/reconciliation/${parcel}/decision`, toMargaret);
      assert.is(late.status, 409);
      const [row] = await database.query<{ pictures: number; deeds: number }>(
        `select (select count(*)::int from picture where parcel = $1) as pictures,
                (select count(*)::int from audit where action = 'settle-reconciliation' and detail->>'parcel' = $1::text) as deeds`,
        [parcel],
      );
      const objects = [...bench.archive.objects.values()].filter(({ record }) => record.parcel === parcel);
      assert.equal([row?.deeds, row?.pictures], [1, objects.length]);
    }
    await close();
  });

  test('what cannot be filed as it is says why, and waits on', async () => {
    const { bench, database, post, close } = await desk();
    const decisionOf = (parcel: string, body: object) => post(`/api/reconciliation/${parcel}/decision`, body);
    const parcel = await mixedUp(bench);
    assert.is((await decisionOf(parcel, { ...toMargaret, lesion: 'S1' })).body.fields.lesion !== undefined, true);
    assert.is(
      (await decisionOf(parcel, { ...toMargaret, appointment: 'A-9' })).body.fields.appointment !== undefined,
      true,
    );
    assert.is((await decisionOf(parcel, { ...toMargaret, why: ' ' })).body.fields.why !== undefined, true);
    assert.is((await decisionOf(randomUUID(), toMargaret)).status, 404);

    const damaged = Buffer.from('not a sealed parcel');
    const { manifest } = await arrivedPicture(jpeg);
    await fileParcel(bench, manifestOf(manifest.parcel, damaged), damaged);
    const refused = await decisionOf(manifest.parcel, toMargaret);
    assert.is(refused.status, 409);
    assert.match(refused.body.error, /cannot be opened/);
    assert.is((await decisionOf(manifest.parcel, { kind: 'keep-out', why: 'Damaged' })).status, 200);
    assert.equal(await database.query(`select state from reconciliation order by state`), [
      { state: 'kept-out' },
      { state: 'open' },
    ]);
    assert.is(bench.archive.objects.size, 0);
    await close();
  });

  test('a picture that the archive refuses can be decided about again', async () => {
    const { bench, database, close } = await desk();
    const parcel = await mixedUp(bench);
    const fussy = {
      ...bench.archive,
      file: async () => ({ kind: 'unfit', why: 'progressive', detail: 'SOF2' }) as const,
    };
    const app = Fastify();
    ingestRoutes({ ...bench, archive: fussy, gate })(app);
    const url = `/api/reconciliation/${parcel}/decision`;
    const refused = await app.inject({ method: 'POST', url, payload: toMargaret });
    assert.is(refused.statusCode, 409);
    assert.match(refused.json().error, /SOF2/);
    const away = Fastify();
    const gone = () => Promise.reject(Object.assign(new Error('no answer'), { name: 'ArchiveUnavailable' }));
    ingestRoutes({ ...bench, archive: { ...bench.archive, file: gone }, gate })(away);
    assert.is((await away.inject({ method: 'POST', url, payload: toDorothy })).statusCode, 503);
    const back = Fastify();
    ingestRoutes({ ...bench, gate })(back);
    assert.is(
      (await back.inject({ method: 'POST', url, payload: toMargaret })).statusCode,
      409,
      'the other one was begun',
    );
    assert.is((await back.inject({ method: 'POST', url, payload: toDorothy })).statusCode, 200);
    assert.equal(await database.query('select filing from picture'), [{ filing: 3 }]);
    await Promise.all([app, away, back].map((one) => one.close()));
    await close();
  });

  test('a filed picture is taken back with a word, shown again, and filed to whom it shows', async () => {
    const { bench, database, post, get, app, visit, close } = await desk();
    const arrived = await arrivedPicture(jpeg);
    assert.is((await fileParcel(bench, arrived.manifest, arrived.sealed)).outcome, 'filed');
    const [object] = [...bench.archive.objects.values()];
    const url = `/api/pictures/${object?.place.sopUid}/wrong-patient`;
    assert.is((await post(url, {})).status, 422);
    assert.equal(await post(url, { why: 'The face is another' }), { status: 200, body: {} });
    assert.is((await post(url, { why: 'The face is another' })).status, 409);
    assert.is((await post('/api/pictures/2.25.7/wrong-patient', { why: 'The face' })).status, 404);

    const { parcel } = arrived.capture;
    const { body } = await get(`/api/reconciliation/${parcel}`);
    assert.equal([body.reason, body.openable, body.wasFiledTo.id], ['wrong-patient', true, visit.patient.id]);
    assert.is((await app.inject({ url: `/api/reconciliation/${parcel}/picture` })).statusCode, 200);
    assert.is((await post(`/api/reconciliation/${parcel}/decision`, toDorothy)).status, 200);
    const rows = await database.query(`select state, appointment from picture order by filing`);
    assert.equal(rows, [
      { state: 'rejected', appointment: 'A-0001' },
      { state: 'filed', appointment: 'A-0002' },
    ]);
    const [first, second] = [...bench.archive.objects.values()];
    assert.ok(Buffer.from(second?.jpeg ?? []).equals(jpeg));
    assert.is.not(first?.place.studyUid, second?.place.studyUid);
    const audit = await database.query<{ action: string }>('select action from audit order by seq');
    const actions = audit.map(({ action }) => action).filter((action) => !action.startsWith('view-'));
    assert.equal(actions, ['file-picture', 'reject-picture', 'settle-reconciliation']);
    await close();
  });

  test('a long queue is read page by page, the longest waiting first', async () => {
    const { bench, get, close } = await desk();
    let minute = 0;
    const clock = {
      ...bench,
      now: () => {
        minute += 1;
        return new Date(Date.parse('2026-11-22T10:00:00Z') + minute * 60_000);
      },
    };
    const parcels: string[] = [];
    for (let n = 0; n < 55; n++) {
      const arrived = await arrivedPicture(Buffer.from(`picture ${n}`), { binding: { kind: 'unexplained' } });
      await fileParcel(clock, arrived.manifest, arrived.sealed);
      parcels.push(arrived.capture.parcel);
    }
    const first = await get('/api/reconciliation');
    const second = await get(`/api/reconciliation?after=${encodeURIComponent(first.body.next)}`);
    const read = [...first.body.rows, ...second.body.rows].map(({ parcel }: { parcel: string }) => parcel);
    assert.equal(read, parcels);
    assert.is(second.body.next, undefined);
    assert.is((await get('/api/reconciliation?after=x')).status, 422);
    assert.is((await get('/api/reconciliation?state=lost')).status, 422);
    await close();
  });

  test('the audit log holds together over all of it', async () => {
    const { bench, database, post, close } = await desk();
    const parcels = await Promise.all([mixedUp(bench), mixedUp(bench), mixedUp(bench)]);
    await Promise.all(parcels.map((parcel) => post(`/api/reconciliation/${parcel}/decision`, toMargaret)));
    type Row = {
      seq: number;
      at: Date;
      who: string;
      name: string;
      action: string;
      patient: string | null;
      detail: object;
      previous: string;
      hash: string;
    };
    const rows = await database.query<Row>(
      'select seq, at, who, who_name as name, action, patient, detail, previous, hash from audit order by seq',
    );
    let previous = '';
    for (const { seq, at, who, name, action, patient, detail, hash } of rows) {
      const deed = {
        at,
        who,
        whoName: name,
        action,
        ...(patient === null ? {} : { patient }),
        detail: detail as Record<string, unknown>,
      };
      assert.is(deedHash(seq, previous, deed), hash);
      previous = hash;
    }
    assert.is(rows.length, 6);
    await close();
  });

  test.after(engine.stop);
  test.run();
}
