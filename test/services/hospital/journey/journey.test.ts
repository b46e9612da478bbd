/** One patient's timeline, under whatever number things happened. */
import { randomUUID } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { noteEvent } from '../../../../services/hospital/database/trail.ts';
import { saidInHospital } from '../../../../services/hospital/ingest/corrections.ts';
import { fileParcel } from '../../../../services/hospital/ingest/filing.ts';
import { journeyRoutes } from '../../../../services/hospital/journey/routes.ts';
import { referralLines } from '../../../../services/hospital/referral/list.ts';
import { databases } from '../../../support/databases.ts';
import { arrivedDocument, arrivedPicture, benchOn } from '../../../support/filing.ts';
import { shin } from '../../../support/invented.ts';
import { seedClinics, seedVisit } from '../../../support/seeded.ts';
import { letterJpeg, paperOf, recordOfVisit } from '../../../support/visit-papers.ts';
import { by, deskOn, gate, letter, margaret, now, referralOf } from '../referral/made.ts';

for (const engine of databases) {
  const test = suite(`the journey on ${engine.name}`);

  test('events, referrals and pictures of both records are shown after a merge, oldest first', async () => {
    const database = await engine.open();
    const desk = deskOn(database);
    journeyRoutes({
      database,
      gate,
      now,
      referralsOf: (on, patients, today) => referralLines(on, { patients }, today),
    })(desk.app);
    const taken = await desk.intake.take(referralOf({ documents: [{ title: 'Letter', bytes: letter }] }), by);
    if (taken.kind !== 'taken') throw new Error(taken.kind);
    const old = randomUUID();
    await database.query(
      `insert into patient (id, hospital_number, family_name, given_name, date_of_birth, created_at)
       values ($1, 'OLD-1', 'Okonkwo', 'Margaret', '1958-04-03', now())`,
      [old],
    );
    const before = new Date('2026-01-05T09:00:00Z');
    await database.transaction((tx) => noteEvent(tx, { at: before, patient: old, kind: 'survey-answered' }));
    await database.query("insert into site (id, name, address) values ('s', 'Histon', '{}')");
    await database.query("insert into station (id, site) values ('histon-1', 's')");
    const session = randomUUID();
    await database.query(
      `insert into session (id, site, station, starts_at, ends_at, slot_minutes, state)
       values ($1, 's', 'histon-1', '2026-11-21T09:00Z', '2026-11-21T12:00Z', 15, 'open')`,
      [session],
    );
    await database.query(
      `insert into appointment (id, referral, session, slot_at, state, code, booked_at)
       values ('A-1', $1, $2, '2026-11-21T09:15Z', 'seen', 'code-1234', now())`,
      [taken.id, session],
    );
    await database.query(
      `insert into picture (sop_uid, parcel, filing, station, visit, appointment, patient, referral, lesion, view, polarised,
         taken_at, sop_class, study_uid, series_uid, sha256, bytes, width_px, height_px, filed_as, filed_at, state)
       select '2.25.1', gen_random_uuid(), 1, 'histon-1', gen_random_uuid(), 'A-1', $1, $2, id, 'close-up', true,
         '2026-11-21T09:20Z', 'x', 'x', 'x', 'x', 1, 1, 1, 'x', now(), 'filed' from lesion`,
      [old, taken.id],
    );
    await desk.post(`/api/patients/${old}/merge`, { into: taken.patient, why: 'The same person.' });

    const { status, body } = await desk.get(`/api/patients/${taken.patient}/journey`, 'consultant');
    assert.is(status, 200);
    assert.equal(
      body.events.map(({ kind }: { kind: string }) => kind),
      ['survey-answered', 'referral-received', 'letter-attached', 'patients-merged'],
    );
    assert.is(body.events[3].detail.picturesUnderOldNumber, 1, 'the archive holds it under the old number');
    assert.is(body.pictures.length, 1);
    assert.equal(body.pictures[0].lesion, { ordinal: 1, site: 'Shin', side: 'left' });
    assert.is(body.referrals[0].appointment.site, 'Histon');
    assert.is(body.patient.familyName, margaret.familyName);

    const other = (await desk.get(`/api/patients/${old}/journey`)).body;
    assert.is(other.patient.mergedInto, taken.patient);
    assert.is(other.events.length, 4);
    assert.is((await desk.get(`/api/patients/${randomUUID()}/journey`)).status, 404);
    assert.is((await desk.get('/api/patients/x/journey')).status, 404);
    assert.is((await desk.get(`/api/patients/${old}/journey`, 'auditor')).status, 403);
    const deeds = await database.query("select patient from audit where action = 'view-journey' order by seq");
    assert.equal(deeds, [{ patient: taken.patient }, { patient: old }]);
    await database.close();
  });

  test('a visit’s record, its letter and which pictures were retaken are told; who looks at the letter is on record', async () => {
    const database = await engine.open();
    await seedClinics(database);
    const visit = await seedVisit(database);
    const bench = benchOn(database);
    const desk = deskOn(database);
    journeyRoutes({ database, gate, now, referralsOf: async () => [] })(desk.app);
    const [first, better] = [await arrivedPicture(Buffer.from('blurred')), await arrivedPicture(Buffer.from('sharp'))];
    const record = recordOfVisit({
      outcome: 'ended-early',
      why: 'Felt faint.',
      note: 'Bled.',
      wishes: ['A mole on the arm'],
      cannot: [{ lesion: shin.id, why: 'dressing' }],
      pictures: [
        { parcel: first.capture.parcel, verdict: 'retaken' },
        { parcel: better.capture.parcel, verdict: 'kept' },
      ],
    });
    const paper = await arrivedPicture(letterJpeg, { binding: paperOf({ visit: record.visit }) });
    for (const { manifest, sealed } of [first, better, paper, await arrivedDocument(record)])
      assert.is((await fileParcel(bench, manifest, sealed)).outcome, 'filed');

    const { body } = await desk.get(`/api/patients/${visit.patient.id}/journey`, 'consultant');
    assert.is(body.pictures.length, 2);
    assert.is(body.pictures.filter(({ retaken }: { retaken?: true }) => retaken).length, 1);
    const [told] = body.visits;
    assert.equal(told.cannot, [{ lesion: { site: 'Shin', side: 'left' }, why: 'dressing' }]);
    assert.equal(told.staff, ['Ines Okafor']);
    assert.equal(told.consent[0].given, { record: true, teaching: false, publication: false });
    assert.equal(told.consent[0].strokes, [[10, 20, 30, 40]]);
    assert.is(told.consent[0].by, 'Ines Okafor');
    assert.is(told.note, 'Bled.');
    assert.is(told.retaken, 1);
    const parcel = paper.capture.parcel;
    const what = 'identity-frame';
    const line = { parcel, visit: record.visit, what, takenAt: '2026-11-22T09:31:07.250Z', state: 'filed' };
    assert.equal(body.attachments, [line]);
    const look = (role: string, of: string = parcel) =>
      desk.app.inject({ url: `/api/attachments/${of}`, headers: { 'x-role': role } });
    const shown = await look('consultant');
    assert.is(shown.statusCode, 200);
    assert.is(shown.headers['content-type'], 'image/jpeg');
    assert.is(shown.headers['cache-control'], 'private, no-store');
    assert.is((await look('auditor')).statusCode, 403);
    assert.is((await look('consultant', randomUUID())).statusCode, 404);
    await saidInHospital(bench, { attachment: parcel }, 'Another’s', { subject: 'c', name: 'C', roles: [] });
    assert.is((await look('consultant')).statusCode, 409, 'it may be somebody else’s');
    const views = await database.query(`select patient from audit where action = 'view-attachment'`);
    assert.equal(views, [{ patient: visit.patient.id }]);
    await database.close();
  });

  test.after(engine.stop);
  test.run();
}
