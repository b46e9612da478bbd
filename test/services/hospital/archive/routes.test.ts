/** Pictures on the pages: who may see them, and that it is written down who did. */
import { randomInt, randomUUID } from 'node:crypto';
import fastify, { type FastifyInstance } from 'fastify';
import sharp from 'sharp';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Archive } from '../../../../services/hospital/archive/api.ts';
import { openDicomFolder } from '../../../../services/hospital/archive/dicom-folder.ts';
import { openPreviews } from '../../../../services/hospital/archive/previews.ts';
import { archiveRoutes } from '../../../../services/hospital/archive/routes.ts';
import { archiveUnavailable } from '../../../../services/hospital/archive/unavailable.ts';
import type { Database } from '../../../../services/hospital/database/api.ts';
import { databases } from '../../../support/databases.ts';
import { temporaryFolder } from '../../../support/places.ts';
import { type FakeGate, fakeGate } from '../../../support/signed-in.ts';
import { asIs, recordOf, uid } from './records.ts';

const patientId = randomUUID();
const referralId = randomUUID();
const now = () => new Date('2026-11-22T12:00:00.000Z');

for (const engine of databases) {
  const test = suite(`pictures on the pages, on ${engine.name}`);
  const folder = temporaryFolder('pictures');
  const previews = openPreviews(folder.path);
  let archive: Archive;
  let database: Database;
  let gate: FakeGate;
  let app: FastifyInstance;

  test.before(async () => {
    archive = await openDicomFolder(folder.path);
    database = await engine.open();
    await seedLesion(database);
  });
  test.before.each(async () => {
    gate = fakeGate('coordinator');
    app = fastify();
    archiveRoutes({ previews, archive, database, gate, now })(app);
  });
  test.after.each(() => app.close());
  test.after(async () => {
    await database.close();
    await engine.stop();
    folder.remove();
  });

  /** Files a picture and writes it into the record, as ingest does. */
  async function filedPicture(state: 'filed' | 'rejected' = 'filed'): Promise<string> {
    const filed = await archive.file(recordOf(), await plainPicture(), asIs);
    if (filed.kind !== 'filed') throw new Error(filed.kind);
    await notePicture(database, { ...filed, state });
    return filed.sopUid;
  }
  const get = (sopUid: string, size = 'preview') =>
    app.inject({ url: `/api/pictures/${encodeURIComponent(sopUid)}/${size}` });
  const views = () =>
    database.query<{ who: string; patient: string; detail: object }>(
      "select who, patient, detail from audit where action = 'view-picture' order by seq",
    );

  test('a coordinator and a consultant see a picture, small and smaller; nobody else does', async () => {
    const sopUid = await filedPicture();
    for (const role of ['coordinator', 'consultant'] as const) {
      gate.as(role);
      for (const [size, sidePx] of Object.entries({ preview: 1600, thumbnail: 320 })) {
        const { statusCode, headers, rawPayload } = await get(sopUid, size);
        assert.is(statusCode, 200);
        assert.is(headers['content-type'], 'image/jpeg');
        const { width = 0, height = 0 } = await sharp(rawPayload).metadata();
        assert.is(Math.max(width, height), sidePx);
      }
    }
    for (const role of ['engineer', 'it', 'auditor'] as const) {
      gate.as(role);
      assert.is((await get(sopUid)).statusCode, 403);
    }
    gate.as();
    assert.is((await get(sopUid)).statusCode, 401);
  });

  test('it is written down who has seen whose picture, and no browser keeps one', async () => {
    const sopUid = await filedPicture();
    const before = (await views()).length;
    const { headers } = await get(sopUid, 'thumbnail');
    assert.is(headers['cache-control'], 'private, no-store');
    const [seen, ...more] = (await views()).slice(before);
    assert.equal(more, []);
    assert.equal(seen, { who: 'somebody', patient: patientId, detail: { picture: sopUid, size: 'thumbnail' } });
    gate.as('auditor');
    await get(sopUid);
    assert.is((await views()).length, before + 1);
  });

  test('a rejected picture is not shown: it may be somebody else’s', async () => {
    const sopUid = await filedPicture('rejected');
    const { statusCode, json } = await get(sopUid).then((response) => ({
      statusCode: response.statusCode,
      json: response.json<{ error: string }>(),
    }));
    assert.is(statusCode, 409);
    assert.match(json.error, /reconciliation/);
  });

  test('a picture that nobody has filed, and a name that is none, are not there', async () => {
    for (const sopUid of [uid(), '..%2F..%2Fsecret', '../../secret', "1' or '1'='1", '1.2.', '1'.repeat(100)]) {
      const response = await app.inject({ url: `/api/pictures/${encodeURIComponent(sopUid)}/preview` });
      assert.is(response.statusCode, 404, sopUid);
      assert.ok(response.json<{ error: string }>().error);
    }
  });

  test('while the archive is away the page says so, and shows what it has', async () => {
    const [seen, unseen] = [await filedPicture(), await filedPicture()];
    await get(seen);
    const away = fastify();
    const gone = { jpeg: () => Promise.reject(archiveUnavailable('The archive cannot be reached.')) };
    archiveRoutes({ previews, archive: gone, database, gate, now })(away);
    assert.is((await away.inject({ url: `/api/pictures/${seen}/preview` })).statusCode, 200);
    const before = (await views()).length;
    const answer = await away.inject({ url: `/api/pictures/${unseen}/preview` });
    assert.is(answer.statusCode, 503);
    assert.match(answer.json<{ error: string }>().error, /Try again/);
    assert.is((await views()).length, before);
    await away.close();
  });

  test.run();
}

/** Larger than a preview, and drawn at once. */
function plainPicture(): Promise<Buffer> {
  const background = { r: randomInt(256), g: randomInt(256), b: randomInt(256) };
  return sharp({ create: { width: 2000, height: 1500, channels: 3, background } })
    .jpeg()
    .toBuffer();
}

async function seedLesion(database: Database): Promise<void> {
  const session = randomUUID();
  const [starts, ends] = ['2026-11-22T08:00:00Z', '2026-11-22T17:00:00Z'];
  await database.query("insert into site (id, name, address) values ('histon', 'Histon', '{}')");
  await database.query("insert into station (id, site) values ('histon-1', 'histon')");
  await database.query(
    `insert into patient (id, hospital_number, family_name, given_name, date_of_birth, created_at)
     values ($1, 'H1', 'Okonkwo-Bright', 'Margaret', '1958-04-03', $2)`,
    [patientId, starts],
  );
  await database.query(
    `insert into referral (id, patient, source, urgency, state, clock_starts_on, received_at)
     values ($1, $2, 'form', 'urgent', 'seen', '2026-11-01', $3)`,
    [referralId, patientId, starts],
  );
  await database.query(
    "insert into lesion (id, referral, ordinal, site, tracking_uid) values ('L1', $1, 1, 'Shin', '2.25.1')",
    [referralId],
  );
  await database.query(
    `insert into session (id, site, station, starts_at, ends_at, slot_minutes, state)
     values ($1, 'histon', 'histon-1', $2, $3, 10, 'open')`,
    [session, starts, ends],
  );
  await database.query(
    `insert into appointment (id, referral, session, slot_at, state, code, booked_at)
     values ('A1', $1, $2, $3, 'seen', 'code', $3)`,
    [referralId, session, starts],
  );
}

async function notePicture(
  database: Database,
  filed: {
    sopUid: string;
    sopClass: string;
    studyUid: string;
    seriesUid: string;
    sha256: string;
    as: string;
    state: string;
  },
): Promise<void> {
  const { sopUid, sopClass, studyUid, seriesUid, sha256, as, state } = filed;
  await database.query(
    `insert into picture (sop_uid, parcel, filing, station, visit, appointment, patient, referral, lesion, view, polarised,
       taken_at, sop_class, study_uid, series_uid, sha256, bytes, width_px, height_px, filed_as, filed_at, state)
     values ($1, $2, 1, 'histon-1', $3, 'A1', $4, $5, 'L1', 'close-up', false,
       $6, $7, $8, $9, $10, 1, 1, 1, $11, $6, $12)`,
    [
      sopUid,
      randomUUID(),
      randomUUID(),
      patientId,
      referralId,
      now(),
      sopClass,
      studyUid,
      seriesUid,
      sha256,
      as,
      state,
    ],
  );
}
