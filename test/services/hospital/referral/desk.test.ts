/** The coordinator's desk: the list, one referral, the form, decisions, lesions and letters, over HTTP. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Database } from '../../../../services/hospital/database/api.ts';
import { databases } from '../../../support/databases.ts';
import { by, deskOn, letter, margaret, nhsNumberOf, patientOf, referralOf } from './made.ts';

const form = {
  nhsNumber: '999 000 0018',
  familyName: 'Okonkwo-Bright',
  givenName: 'Margaret',
  dateOfBirth: '1958-04-03',
  address: ['1 Mill Lane', 'Histon'],
  email: '',
  language: 'en',
  urgency: 'urgent',
  practice: 'Histon Surgery',
  practitioner: 'Dr Bell',
  clinicalText: 'A dark mole.',
  receivedOn: '2026-11-20',
  lesions: [{ site: 'Shin', side: 'left', code: '130300' }],
  letter: { title: 'Letter of Dr Bell', base64: letter.toString('base64') },
};

for (const engine of databases) {
  const test = suite(`the referral desk on ${engine.name}`);
  let database: Database;
  test.before.each(async () => {
    database = await engine.open();
  });
  test.after.each(() => database.close());

  test('a referral typed in from its letter is shown with its clock, its lesion and the letter', async () => {
    const desk = deskOn(database);
    const made = await desk.post('/api/referrals', form);
    assert.is(made.status, 201, JSON.stringify(made.body));
    const { status, body } = await desk.get(`/api/referrals/${made.body.id}`);
    assert.is(status, 200);
    assert.equal(body.clock, { startsOn: '2026-11-20', dueOn: '2026-12-18', daysLeft: 26 });
    assert.is(body.patient.nhsNumber, '9990000018');
    assert.is(body.lesions[0].coded.meaning, 'Skin of paraspinal area of the neck');
    assert.equal(body.advice, []);
    assert.not.ok('email' in body);
    const document = await desk.app.inject({
      url: `/api/documents/${body.documents[0].id}`,
      headers: { 'x-role': 'consultant' },
    });
    assert.is(document.headers['content-type'], 'application/pdf');
    assert.equal(document.rawPayload, letter);
    const deeds = await database.query<{ action: string; patient: string }>(
      'select action, patient from audit order by seq',
    );
    assert.equal(
      deeds.map(({ action }) => action),
      ['receive-referral', 'view-referral', 'view-document'],
    );
    assert.ok(deeds.every(({ patient }) => patient === body.patient.id));
  });

  test('a form with mistakes is refused field by field', async () => {
    const desk = deskOn(database);
    const wrong: [string, object][] = [
      ['nhsNumber', { nhsNumber: '9990000019' }],
      ['dateOfBirth', { dateOfBirth: '2026-11-23' }],
      ['receivedOn', { receivedOn: '2026-11-23' }],
      ['email', { email: 'nobody' }],
      ['lesions', { lesions: [] }],
      ['lesions', { lesions: Array.from({ length: 4 }, () => ({ site: 'Back' })) }],
      ['lesions.0.site', { lesions: [{ site: '' }] }],
      ['lesions.0.code', { lesions: [{ site: 'Back', code: '1' }] }],
      ['letter', { letter: { title: 'L', base64: 'GIF89a==' } }],
      ['practice', { practice: '' }],
      ['urgency', { urgency: 'soon' }],
    ];
    for (const [field, change] of wrong) {
      const { status, body } = await desk.post('/api/referrals', { ...form, ...change });
      assert.is(status, 422, field);
      assert.ok(field in body.fields, `${field}: ${JSON.stringify(body)}`);
      assert.ok(body.error.length > 10);
    }
    assert.is((await desk.post('/api/referrals', 'null')).status >= 400, true);
    await desk.post('/api/referrals', form);
    const other = await desk.post('/api/referrals', { ...form, dateOfBirth: '1958-04-04' });
    assert.is(other.status, 409);
    assert.ok('dateOfBirth' in other.body.fields);
  });

  test('what the pathway excludes is pointed out, and refused nowhere', async () => {
    const desk = deskOn(database);
    const child = { ...margaret, dateOfBirth: '2015-01-01' };
    const lesions = ['Back', 'Left thigh', 'Perianal skin', 'Shin'].map((site) => ({ site }));
    const taken = await desk.intake.take(referralOf({ patient: child, lesions }), by);
    const { body } = await desk.get(`/api/referrals/${taken.kind === 'taken' && taken.id}`);
    assert.is(body.advice.length, 3);
    assert.match(body.advice.join(' '), /under 16.*More than 3.*anogenital/);
  });

  test('the list begins with the clock that runs out first, is filtered and searched', async () => {
    const desk = deskOn(database);
    for (let n = 0; n < 8; n++) {
      await desk.intake.take(
        referralOf({
          patient: { ...patientOf(n), ...(n === 3 ? { hospitalNumber: 'H-3' } : {}) },
          receivedOn: `2026-11-${20 - n}`,
          urgency: n % 2 === 0 ? 'urgent' : 'routine',
          ...(n === 5 ? { ubrn: '000000070005' } : {}),
        }),
        by,
      );
    }
    const names = async (query: string): Promise<string[]> =>
      (await desk.get(`/api/referrals${query}`)).body.rows.map(
        (row: { patient: { familyName: string } }) => row.patient.familyName,
      );
    assert.equal((await names('')).slice(0, 2), ['Invented7', 'Invented6']);
    assert.equal(await names('?urgency=urgent'), ['Invented6', 'Invented4', 'Invented2', 'Invented0']);
    assert.equal(await names('?state=accepted'), []);
    assert.is((await names('?state=received,accepted')).length, 8);
    assert.equal(await names('?q=invented3'), ['Invented3']);
    assert.equal(await names('?q=Invented4%20pat'), ['Invented4']);
    assert.equal(await names('?q=pat,%20invented4'), ['Invented4']);
    assert.equal(await names('?q=h-3'), ['Invented3']);
    assert.equal(await names('?q=0000%200007%200005'), ['Invented5']);
    assert.equal(await names(`?q=${nhsNumberOf(6)}`), ['Invented6']);
    assert.equal(await names('?q=%25'), []);
    assert.equal(await names('?q=%00'), []);
    assert.is((await desk.get('/api/referrals?state=lost')).status, 422);
    assert.is((await desk.get('/api/referrals?after=x')).status, 422);
    assert.is((await desk.get('/api/referrals', 'engineer')).status, 403);
    assert.equal((await desk.get('/api/patients?q=invented3')).body.rows[0].hospitalNumber, 'H-3');
  });

  test('pages hold still while referrals come in', async () => {
    const desk = deskOn(database);
    const take = (n: number, receivedOn: string) =>
      desk.intake.take(referralOf({ patient: patientOf(n), receivedOn }), by);
    for (let n = 0; n < 60; n++) await take(n, `2026-11-${String(1 + (n % 20)).padStart(2, '0')}`);
    const first = (await desk.get('/api/referrals')).body;
    assert.is(first.rows.length, 50);
    await take(60, '2026-10-01'); // before the page
    await take(61, '2026-11-20'); // after it
    const second = (await desk.get(`/api/referrals?after=${first.next}`)).body;
    const ids = [...first.rows, ...second.rows].map(({ id }: { id: string }) => id);
    assert.is(new Set(ids).size, ids.length, 'nobody twice');
    assert.is(ids.length, 61, 'everybody who was there, and who came after the page');
    assert.is(second.next, undefined);
    const people = (await desk.get('/api/patients')).body;
    const others = (await desk.get(`/api/patients?after=${people.next}`)).body;
    assert.is(new Set([...people.rows, ...others.rows].map(({ id }: { id: string }) => id)).size, 62);
  });

  test('a referral is accepted once, rejected with a reason, or marked as a duplicate of the same patient', async () => {
    const desk = deskOn(database);
    const take = async (changes: Parameters<typeof referralOf>[0]) => {
      const taken = await desk.intake.take(referralOf(changes), by);
      return taken.kind === 'taken' ? taken.id : '';
    };
    const first = await take({});
    const second = await take({});
    const stranger = await take({ patient: patientOf(9) });
    const empty = await take({ patient: patientOf(8), lesions: [] });
    const decide = (id: string, body: object) => desk.post(`/api/referrals/${id}/decision`, body);

    assert.is((await decide(first, { kind: 'accept' })).status, 200);
    assert.is((await decide(first, { kind: 'accept' })).status, 409);
    assert.match((await decide(empty, { kind: 'accept' })).body.error, /read the letter/);
    assert.is((await decide(second, { kind: 'reject', reason: ' ' })).status, 422);
    assert.is((await decide(second, { kind: 'duplicate', of: second })).status, 409);
    assert.is((await decide(second, { kind: 'duplicate', of: stranger })).status, 409);
    const before = (await desk.get(`/api/referrals/${second}`)).body;
    assert.equal(
      before.sameReferral.map(({ id }: { id: string }) => id),
      [first],
    );
    assert.is((await decide(second, { kind: 'duplicate', of: first })).status, 200);
    const shown = (await desk.get(`/api/referrals/${second}`)).body;
    assert.equal([shown.state, shown.duplicateOf, shown.clock.stoppedOn], ['duplicate', first, '2026-11-22']);
    assert.is((await decide(stranger, { kind: 'reject', reason: 'Not a skin lesion.' })).status, 200);
    assert.is((await desk.get(`/api/referrals/${stranger}`)).body.stateReason, 'Not a skin lesion.');
    await database.query("update referral set state = 'booked' where id = $1", [first]);
    assert.match((await decide(first, { kind: 'reject', reason: 'Withdrawn.' })).body.error, /appointment/);
    assert.is((await decide('00000000-0000-4000-8000-000000000000', { kind: 'accept' })).status, 404);
    assert.is((await decide('x', { kind: 'accept' })).status, 404);
    assert.is((await desk.post(`/api/referrals/${first}/decision`, { kind: 'accept' }, 'consultant')).status, 403);
  });

  test('lesions that only the letter names are entered and coded before the referral is booked', async () => {
    const desk = deskOn(database);
    const taken = await desk.intake.take(referralOf({ lesions: [] }), by);
    const id = taken.kind === 'taken' ? taken.id : '';
    const changes = desk.changes();
    const entered = await desk.post(`/api/referrals/${id}/lesions`, { site: 'Back of the neck' });
    assert.is(entered.status, 201);
    const place = `/api/referrals/${id}/lesions/${entered.body.id}/site`;
    assert.is((await desk.post(place, { code: '1' })).status, 422);
    assert.is((await desk.post(place, { code: '130300' })).status, 200);
    assert.is((await desk.post(`/api/referrals/${id}/lesions/x/site`, { code: '130300' })).status, 404);
    assert.is((await desk.get(`/api/referrals/${id}`)).body.lesions[0].coded.code, '130300');
    assert.ok(desk.changes() > changes);
    await database.query("update referral set state = 'booked'");
    assert.is((await desk.post(`/api/referrals/${id}/lesions`, { site: 'Shin' })).status, 409);
    assert.ok((await desk.get('/api/body-sites')).body.length > 100);
  });

  test('a table is sent as text/csv, and the counts beside the pages are those of the record', async () => {
    const desk = deskOn(database);
    const table = `nhs_number,family_name,given_name,date_of_birth,urgency,received_on,lesion_1_site\n${nhsNumberOf(1)},A,B,1958-04-03,urgent,2026-10-01,Back`;
    const send = (type: string) =>
      desk.app.inject({
        method: 'POST',
        url: '/api/referrals/csv',
        headers: { 'x-role': 'coordinator', 'content-type': type },
        payload: table,
      });
    assert.equal(JSON.parse((await send('text/csv; charset=utf-8')).body), { taken: 1, known: 0, refused: [] });
    assert.is((await send('application/xml')).statusCode, 415);
    const { body } = await desk.get('/api/overview');
    assert.equal(body, { inbox: 1, overdue: 1, reconciliation: 0, toPrint: 0, failedMessages: 0, deadLetters: 0 });
  });

  test.after(engine.stop);
  test.run();
}
