/** Two records of one person become one; the timeline shows both lives; history stays where it was. */
import { randomUUID } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Database } from '../../../../services/hospital/database/api.ts';
import type { IncomingReferral } from '../../../../services/hospital/referral/api.ts';
import { databases } from '../../../support/databases.ts';
import { by, type Desk, deskOn, margaret, patientOf, referralOf } from './made.ts';

async function takePatient(desk: Desk, patient: IncomingReferral['patient']): Promise<string> {
  const taken = await desk.intake.take(referralOf({ patient }), by);
  if (taken.kind === 'refused') throw new Error(taken.why);
  return taken.patient;
}

/** A patient of before, without an NHS number. */
async function oldRecord(database: Database, changes: { birth?: string; number?: string } = {}): Promise<string> {
  const id = randomUUID();
  await database.query(
    `insert into patient (id, hospital_number, family_name, given_name, date_of_birth, email, created_at)
     values ($1, $2, 'Okonkwo', 'Margaret', $3, 'old@example.org', now())`,
    [id, changes.number ?? 'OLD-1', changes.birth ?? '1958-04-03'],
  );
  return id;
}

for (const engine of databases) {
  const test = suite(`merging patients on ${engine.name}`);
  let database: Database;
  test.before.each(async () => {
    database = await engine.open();
  });
  test.after.each(() => database.close());

  test('the record that holds gets the referrals and what it lacks; the other stays for what points to it', async () => {
    const desk = deskOn(database);
    const into = await takePatient(desk, margaret);
    const from = await oldRecord(database);
    await database.query('update referral set patient = $1', [from]);
    const changes = desk.changes();
    const merged = await desk.post(`/api/patients/${from}/merge`, { into, why: 'Same address, asked her.' });
    assert.is(merged.status, 200, JSON.stringify(merged.body));
    assert.is(desk.changes(), changes + 1);
    assert.equal(await database.query('select patient from referral'), [{ patient: into }]);
    assert.equal(await database.query('select email from patient where id = $1', [into]), [
      { email: 'old@example.org' },
    ]);
    const [event] = await database.query<{ patient: string; detail: object }>(
      "select patient, detail from event where kind = 'patients-merged'",
    );
    assert.is(event?.patient, into);
    assert.equal(event?.detail, { from, into, referrals: 1, picturesUnderOldNumber: 0 });
    const found = (await desk.get('/api/patients?q=OLD-1')).body.rows;
    assert.equal(
      found.map(({ id }: { id: string }) => id),
      [into],
      'the old number leads to the record that holds',
    );
    const again = await desk.intake.take(referralOf({ patient: { ...margaret, hospitalNumber: 'OLD-1' } }), by);
    assert.is(again.kind === 'taken' && again.patient, into);
  });

  test('what would mix people up is refused', async () => {
    const desk = deskOn(database);
    const a = await takePatient(desk, margaret);
    const b = await takePatient(desk, { ...patientOf(7), dateOfBirth: margaret.dateOfBirth });
    const c = await oldRecord(database);
    const d = await oldRecord(database, { birth: '1958-03-04', number: 'OLD-2' });
    const merge = (from: string, into: string, more: object = {}) =>
      desk.post(`/api/patients/${from}/merge`, { into, why: 'The same person.', ...more });

    assert.match((await merge(a, b)).body.error, /different NHS numbers/);
    assert.match((await merge(a, a)).body.error, /same record/);
    assert.match((await merge(d, a)).body.error, /different dates of birth/);
    assert.is((await merge(d, a, { otherBirthday: true })).status, 200);
    assert.is((await merge(d, a)).status, 409, 'merged already');
    assert.match((await merge(c, d)).body.error, /merged away/);
    assert.is((await merge(a, d)).status, 409, 'no ring');
    assert.is((await merge(randomUUID(), a)).status, 404);
    assert.is((await desk.post(`/api/patients/${c}/merge`, { into: a, why: '' })).status, 422);
    assert.is((await desk.post(`/api/patients/${c}/merge`, { into: a, why: 'Same.' }, 'consultant')).status, 403);
  });

  test('a record merged twice leads in one step to the one that holds', async () => {
    const desk = deskOn(database);
    const first = await oldRecord(database);
    const second = await oldRecord(database, { number: 'OLD-2' });
    const third = await takePatient(desk, margaret);
    const why = 'The same person.';
    assert.is((await desk.post(`/api/patients/${first}/merge`, { into: second, why })).status, 200);
    assert.is((await desk.post(`/api/patients/${second}/merge`, { into: third, why })).status, 200);
    const rows = await database.query<{ into: string }>(
      'select merged_into as into from patient where merged_into is not null',
    );
    assert.equal(
      rows.map(({ into }) => into),
      [third, third],
    );
  });

  test('two coordinators who merge the same two at once, each the other way, merge once', async () => {
    const desk = deskOn(database);
    const a = await takePatient(desk, margaret);
    const b = await oldRecord(database);
    const why = 'The same person.';
    const both = await Promise.all([
      desk.post(`/api/patients/${a}/merge`, { into: b, why }),
      desk.post(`/api/patients/${b}/merge`, { into: a, why }),
    ]);
    assert.equal(both.map(({ status }) => status).sort(), [200, 409]);
    assert.is((await database.query('select id from patient where merged_into is null')).length, 1);
    const [holds] = await database.query<{ n: string }>(
      'select nhs_number as n from patient where merged_into is null',
    );
    assert.is(holds?.n, margaret.nhsNumber, 'and the NHS number is on the one that holds');
  });

  test.after(engine.stop);
  test.run();
}
