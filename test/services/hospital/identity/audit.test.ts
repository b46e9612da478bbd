/** What an auditor sees: who did what, who saw which patient, and whether the log is whole. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Database } from '../../../../services/hospital/database/api.ts';
import { recordDeed } from '../../../../services/hospital/database/trail.ts';
import type { AccessReport, AuditCheck, DeedLine } from '../../../../services/hospital/web/api/patients.ts';
import type { Page } from '../../../../services/hospital/web/api/shared.ts';
import type { Browser } from '../../../support/browser.ts';
import { databases } from '../../../support/databases.ts';
import { type SignInHospital, signInHospital } from '../../../support/signed-in.ts';

const id = (ending: string) => `7f3c1f0e-52a4-4c1e-9a0e-3f1f2f6f9b${ending}`;
const [first, second, kept, stranger] = [id('01'), id('02'), id('03'), id('04')];

async function addPatient(database: Database, patient: string, mergedInto?: string): Promise<void> {
  await database.query(
    `insert into patient (id, hospital_number, nhs_number, family_name, given_name, date_of_birth, merged_into, created_at)
     values ($1, $2, $3, 'Okafor', 'Grace', '1958-04-03', $4, now())`,
    [patient, `H${patient.slice(-2)}`, mergedInto === undefined ? `99900000${patient.slice(-2)}` : null, mergedInto],
  );
}

async function view(database: Database, who: string, patient: string): Promise<void> {
  const deed = { at: new Date(), who, whoName: who.toUpperCase(), action: 'view-patient', patient, detail: {} };
  await database.transaction((tx) => recordDeed(tx, deed));
}

async function read<Value>(browser: Browser, path: string): Promise<Value> {
  const answer = await browser.get(path);
  assert.is(answer.status, 200, path);
  return (await answer.json()) as Value;
}

for (const engine of databases) {
  const test = suite(`reading the audit log on ${engine.name}`);
  let database: Database;
  let hospital: SignInHospital;
  let auditor: Browser;
  test.before(async () => {
    database = await engine.open();
    hospital = await signInHospital({ database });
    auditor = await hospital.signedIn('owen-pritchard');
    await addPatient(database, kept);
    await addPatient(database, second, kept);
    await addPatient(database, first, second);
    await addPatient(database, stranger);
  });

  test('the report of a patient names everybody who saw them, under any of the records that were merged', async () => {
    await view(database, 'ann', first);
    await view(database, 'ben', second);
    await view(database, 'eve', stranger);
    await view(database, 'cat', kept);
    for (const asked of [first, second, kept]) {
      const { patient, entries } = await read<AccessReport>(auditor, `/api/patients/${asked}/access-report`);
      assert.is(patient.id, kept, 'the record that holds');
      const who = entries.filter(({ action }) => action === 'view-patient').map((entry) => entry.who);
      assert.equal(who, ['CAT (cat)', 'BEN (ben)', 'ANN (ann)']);
    }
  });

  test('reading a report is in the report', async () => {
    await read(auditor, `/api/patients/${stranger}/access-report`);
    const { entries } = await read<AccessReport>(auditor, `/api/patients/${stranger}/access-report`);
    assert.equal(
      entries.map(({ who, action }) => [who, action]),
      [
        ['Owen Pritchard (owen-pritchard)', 'view-access-report'],
        ['EVE (eve)', 'view-patient'],
      ],
    );
  });

  test('who opened a clinic’s day saw its patients: each report says so, and names none of the others', async () => {
    const deed = { at: new Date(), who: 'dee', whoName: 'DEE', action: 'view-clinic' };
    const detail = { session: id('99'), patients: [stranger, first] };
    await database.transaction((tx) => recordDeed(tx, { ...deed, detail }));
    for (const [asked, other] of [
      [kept, stranger],
      [stranger, first],
    ]) {
      const { entries } = await read<AccessReport>(auditor, `/api/patients/${asked}/access-report`);
      const seen = entries.filter(({ action }) => action === 'view-clinic');
      assert.is(seen.length, 1);
      assert.not.match(JSON.stringify(seen), String(other));
    }
  });

  test('a patient who is not there, or an id that is none, is not found', async () => {
    for (const asked of [id('99'), 'x', `${kept}%27`]) {
      assert.is((await auditor.get(`/api/patients/${asked}/access-report`)).status, 404);
    }
  });

  test('the log is read page by page, newest first, each entry once', async () => {
    for (let count = 0; count < 70; count++) await view(database, `nurse-${count}`, stranger);
    const [{ last } = { last: 0 }] = await database.query<{ last: number }>('select max(seq) as last from audit');
    const seen: DeedLine[] = [];
    let path = '/api/audit';
    for (let pages = 0; pages < 10; pages++) {
      const { rows, next } = await read<Page<DeedLine>>(auditor, path);
      seen.push(...rows);
      if (next === undefined) break;
      path = `/api/audit?after=${next}`;
    }
    assert.equal(
      seen.map(({ seq }) => seq),
      Array.from({ length: last }, (_, place) => last - place),
    );
    for (const wrong of ['x', '-1', '1&after=2', '9'.repeat(40)]) {
      assert.is((await auditor.get(`/api/audit?after=${wrong}`)).status, 400, wrong);
    }
  });

  test('the check says that the log is whole, and where it is not', async () => {
    const whole = await read<AuditCheck>(auditor, '/api/audit/check');
    assert.is(whole.brokenAt, undefined);
    assert.match(whole.lastHash, /^[0-9a-f]{64}$/);
    await database.transaction(async (tx) => {
      await tx.query('alter table audit disable trigger audit_keeps_rows');
      await tx.query("update audit set who_name = 'Nobody' where seq = 3");
      await tx.query('alter table audit enable trigger audit_keeps_rows');
    });
    const broken = await read<AuditCheck>(auditor, '/api/audit/check');
    assert.is(broken.brokenAt, 3);
    const { rows } = await read<Page<DeedLine>>(auditor, '/api/audit');
    assert.equal([rows[0]?.action, rows[0]?.detail.brokenAt], ['check-audit', 3]);
  });

  test('only auditors read the log; coordinators also a patient’s report', async () => {
    const ngozi = await hospital.signedIn('ngozi-adeyemi');
    const helen = await hospital.signedIn('helen-marsh');
    for (const path of ['/api/audit', '/api/audit/check']) assert.is((await ngozi.get(path)).status, 403, path);
    assert.is((await ngozi.get(`/api/patients/${kept}/access-report`)).status, 200);
    assert.is((await helen.get(`/api/patients/${kept}/access-report`)).status, 403);
  });

  test.after(async () => {
    await hospital.close();
    await database.close();
    await engine.stop();
  });
  test.run();
}
