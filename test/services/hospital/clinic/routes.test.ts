/** The clinic's part of the hospital's interface, over HTTP. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { databases } from '../../../support/databases.ts';
import { histon, slotAt, smallHospital } from './hospital.ts';

for (const engine of databases) {
  const test = suite(`clinic interface on ${engine.name}`);

  async function opened(
    work: (hospital: Awaited<ReturnType<typeof smallHospital>>, ask: Ask) => Promise<void>,
  ): Promise<void> {
    const database = await engine.open();
    const hospital = await smallHospital(database);
    const app = hospital.web();
    await work(hospital, async (method, url, payload) => {
      const answer = await app.inject({ method, url, ...(payload === undefined ? {} : { payload }) });
      const json = answer.headers['content-type']?.toString().includes('json') ? answer.json() : undefined;
      return { status: answer.statusCode, json, body: answer.rawPayload };
    });
    await app.close();
    await database.close();
  }
  type Ask = (
    method: 'GET' | 'POST',
    url: string,
    payload?: object,
    // biome-ignore lint/suspicious/noExplicitAny: whatever JSON comes
  ) => Promise<{ status: number; json: any; body: Buffer }>;

  test('a coordinator makes a site and a clinic, books, and sees the day', () =>
    opened(async (hospital, ask) => {
      const { stations: _, ...ely } = { ...histon, id: 'ely', name: 'Ely' };
      assert.is((await ask('POST', '/api/sites', { ...ely, stations: ['ely-1'] })).status, 201);
      assert.is((await ask('POST', '/api/sites', { ...ely, stations: [] })).status, 422);
      assert.equal(
        (await ask('GET', '/api/sites')).json.map((site: { id: string; stations: string[] }) => [
          site.id,
          site.stations,
        ]),
        [
          ['ely', ['ely-1']],
          ['histon', ['histon-1']],
        ],
      );
      const form = {
        site: 'ely',
        station: 'ely-1',
        day: '2026-11-23',
        from: '09:00',
        to: '10:00',
        slotMinutes: 20,
        photographer: 'Theo',
      };
      const clinic = await ask('POST', '/api/clinics', form);
      assert.is(clinic.status, 201);
      const { referral, patient } = await hospital.refer();
      const slot = { session: clinic.json.id, slotAt: '2026-11-23T09:20:00.000Z' };
      const booked = await ask('POST', '/api/appointments', { referral, ...slot });
      assert.is(booked.status, 201);
      assert.is(
        (await ask('POST', '/api/appointments', { referral: (await hospital.refer()).referral, ...slot })).status,
        409,
      );

      const lines = await ask('GET', '/api/clinics?from=2026-11-23&to=2026-11-23');
      assert.equal(
        lines.json.map(({ slots, taken, state }: Record<string, unknown>) => [slots, taken, state]),
        [[3, 1, 'open']],
      );
      assert.equal((await ask('GET', '/api/clinics?from=2026-11-24&to=2026-11-25')).json, []);
      const day = (await ask('GET', `/api/clinics/${clinic.json.id}`)).json;
      assert.equal(
        day.slots.map((each: { booked?: object }) => each.booked !== undefined),
        [false, true, false],
      );
      const { appointment, patient: shown, clock, lesions, questionnaire, pictures } = day.slots[1].booked;
      assert.is(appointment, booked.json.id);
      assert.is(shown.id, patient);
      assert.equal(clock, { startsOn: '2026-11-20', dueOn: '2026-12-18', daysLeft: 26 });
      assert.equal([lesions, questionnaire, pictures], [1, 'none', 0]);
      const viewed = await hospital.database.query(
        "select detail -> 'patients' as patients from audit where action = 'view-clinic'",
      );
      assert.equal(viewed, [{ patients: [patient] }]);
    }));

  test('a wrong form is answered with a sentence for each field', () =>
    opened(async (_, ask) => {
      const clinic = await ask('POST', '/api/clinics', {
        site: 'histon',
        station: 'HISTON',
        day: 'x',
        from: '9',
        to: '10:00',
        slotMinutes: 1,
        photographer: '',
      });
      assert.is(clinic.status, 422);
      assert.equal(Object.keys(clinic.json.fields).sort(), ['day', 'from', 'slotMinutes', 'station']);
      assert.is((await ask('POST', '/api/appointments', { referral: 'x' })).status, 422);
      assert.is((await ask('POST', '/api/appointments')).status, 422);
      assert.is((await ask('GET', '/api/clinics?from=2026-11-23&to=2026-11-22')).status, 422);
      assert.is((await ask('GET', '/api/clinics?from=2026-01-01&to=2026-12-31')).status, 422);
      assert.is((await ask('GET', '/api/messages?state=lost')).status, 422);
    }));

  test('what is not there is answered with 404', () =>
    opened(async (_, ask) => {
      for (const id of [crypto.randomUUID(), 'x', "'"]) {
        for (const [method, url, body] of [
          ['GET', `/api/clinics/${id}`],
          ['POST', `/api/clinics/${id}/cancel`, { reason: 'Flood' }],
          ['POST', `/api/appointments/${id}/cancel`, { reason: 'Flood' }],
          ['POST', `/api/appointments/${id}/did-not-attend`, {}],
          ['GET', `/api/messages/${id}/pdf`],
          ['POST', `/api/messages/${id}/printed`, {}],
        ] as const) {
          const answer = await ask(method, url, body);
          assert.is(answer.status, 404, url);
          assert.type(answer.json.error, 'string');
        }
      }
    }));

  test('letters that have to be printed are listed, opened, and noted as posted', () =>
    opened(async (hospital, ask) => {
      const clinic = await hospital.clinicOn('2026-11-23');
      const { patient, referral } = await hospital.refer({ email: 'margaret@home.invalid' }); // there is no mail server
      const id = await hospital.bookSlot(referral, clinic, 0);
      const [letter] = (await ask('GET', '/api/messages?state=to-print')).json.rows;
      assert.is(letter.patient.id, patient);
      assert.is(letter.slotAt, slotAt(clinic, 0).toISOString());
      const pdf = await ask('GET', `/api/messages/${letter.id}/pdf`);
      assert.is(pdf.body.subarray(0, 5).toString(), '%PDF-');
      assert.is((await ask('POST', `/api/messages/${letter.id}/again`, {})).status, 409);
      assert.is((await ask('POST', `/api/messages/${letter.id}/printed`, {})).status, 200);
      assert.is((await ask('POST', `/api/messages/${letter.id}/printed`, {})).status, 409);
      assert.equal((await ask('GET', '/api/messages?state=to-print,failed')).json.rows, []);
      await ask('POST', `/api/appointments/${id}/cancel`, { reason: 'On holiday' });
      const kinds = (await ask('GET', '/api/messages')).json.rows.map((row: { kind: string; state: string }) => [
        row.kind,
        row.state,
      ]);
      assert.equal(kinds.sort(), [
        ['cancelled', 'to-print'],
        ['invitation', 'printed'],
      ]);
      const deeds = await hospital.database.query<{ action: string }>(
        'select action from audit where patient = $1 order by seq',
        [patient],
      );
      assert.ok(deeds.some(({ action }) => action === 'view-message'));
      assert.ok(deeds.some(({ action }) => action === 'print-message'));
    }));

  test('a long list of letters comes page by page, each letter once', () =>
    opened(async (hospital, ask) => {
      const clinic = await hospital.clinicOn('2026-11-23');
      await hospital.bookSlot((await hospital.refer()).referral, clinic, 0);
      await hospital.database.query(`insert into appointment (id, referral, session, slot_at, state, code, booked_at)
        select 'OLD' || n, referral, session, slot_at, 'moved', 'CODE' || n, booked_at from appointment, generate_series(1, 120) n`);
      await hospital.database.query(`insert into message (id, appointment, kind, pdf, state, due_at)
        select gen_random_uuid(), id, 'invitation', '\\x00', 'to-print', booked_at from appointment where id like 'OLD%'`);
      const seen: string[] = [];
      let after = '';
      for (let pages = 0; pages < 5; pages++) {
        const { rows, next } = (await ask('GET', `/api/messages?state=to-print${after}`)).json;
        seen.push(...rows.map(({ id }: { id: string }) => id));
        if (next === undefined) break;
        after = `&after=${next}`;
      }
      assert.is(seen.length, 121);
      assert.is(new Set(seen).size, 121);
    }));

  test.after(engine.stop);
  test.run();
}
