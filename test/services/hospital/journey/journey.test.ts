/** One patient's timeline, under whatever number things happened. */
import { randomUUID } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { noteEvent } from '../../../../services/hospital/database/trail.ts';
import { journeyRoutes } from '../../../../services/hospital/journey/routes.ts';
import { referralLines } from '../../../../services/hospital/referral/list.ts';
import { databases } from '../../../support/databases.ts';
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

  test.after(engine.stop);
  test.run();
}
