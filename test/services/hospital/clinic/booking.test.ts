/** Booking, moving and closing appointments, as the coordinator meets the rules. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { isRefusal } from '../../../../services/hospital/clinic/refusal.ts';
import type { Database } from '../../../../services/hospital/database/api.ts';
import { databases } from '../../../support/databases.ts';
import { coordinator, idOf, slotAt, smallHospital } from './hospital.ts';

const monday = '2026-11-23';

for (const engine of databases) {
  const test = suite(`booking on ${engine.name}`);

  async function inHospital(
    work: (hospital: Awaited<ReturnType<typeof smallHospital>>) => Promise<void>,
  ): Promise<void> {
    const database = await engine.open();
    await work(await smallHospital(database));
    await database.close();
  }
  const stateOf = async (database: Database, referral: string) =>
    (await database.query<{ state: string }>('select state from referral where id = $1', [referral]))[0]?.state;
  const column = async (database: Database, sql: string, params: readonly string[] = []) =>
    (await database.query<{ it: string }>(sql, params)).map(({ it }) => it);

  test('a booked appointment has a letter, a place in the timeline, an order for the record system and an entry in the log', () =>
    inHospital(async ({ database, refer, clinicOn, bookSlot, changes }) => {
      const { referral, patient } = await refer();
      const clinic = await clinicOn(monday);
      const before = changes();
      const id = await bookSlot(referral, clinic, 0);
      assert.is(changes(), before + 1);
      assert.is(await stateOf(database, referral), 'booked');
      const [row] = await database.query<{ code: string; state: string }>(
        'select code, state from appointment where id = $1',
        [id],
      );
      assert.match(row?.code ?? '', /^[0-9A-HJKMNP-TV-Z]{26}$/);
      assert.match(id, /^[0-9A-HJKMNP-TV-Z]{16}$/);
      assert.equal(await column(database, 'select kind as it from message where appointment = $1', [id]), [
        'invitation',
      ]);
      assert.equal(await column(database, 'select kind as it from event where patient = $1', [patient]), [
        'appointment-booked',
      ]);
      assert.equal(await column(database, 'select key as it from outbound'), [`task/${id}/booked`]);
      assert.equal(await column(database, 'select action as it from audit where patient = $1', [patient]), [
        'book-appointment',
      ]);
      assert.is(
        (await column(database, 'select secret_hash as it from questionnaire_link where appointment = $1', [id]))
          .length,
        1,
      );
    }));

  test('two coordinators take the last time at once: one has it, the other is told', () =>
    inHospital(async ({ database, refer, clinicOn, booking }) => {
      const clinic = await clinicOn(monday, { to: '09:20' });
      const both = [await refer(), await refer()];
      const outcomes = await Promise.all(
        both.map(({ referral }) =>
          booking.book({ referral, session: clinic.id, slotAt: slotAt(clinic, 0) }, coordinator),
        ),
      );
      assert.equal(outcomes.map((one) => (isRefusal(one) ? one.status : 201)).sort(), [201, 409]);
      assert.is((await column(database, 'select id as it from message')).length, 1);
    }));

  test('one referral is booked twice at once: it gets one appointment', () =>
    inHospital(async ({ database, refer, clinicOn, booking }) => {
      const { referral } = await refer();
      const clinic = await clinicOn(monday);
      const outcomes = await Promise.all(
        [0, 1, 2].map((place) =>
          booking.book({ referral, session: clinic.id, slotAt: slotAt(clinic, place) }, coordinator),
        ),
      );
      assert.equal(outcomes.map((one) => (isRefusal(one) ? one.status : 201)).sort(), [201, 409, 409]);
      assert.is((await column(database, "select id as it from appointment where state = 'booked'")).length, 1);
    }));

  test('what cannot be booked is refused with a sentence, and nothing is written', () =>
    inHospital(async ({ database, refer, clinicOn, booking, setTime }) => {
      const clinic = await clinicOn(monday);
      const at = (place: number) => ({ session: clinic.id, slotAt: slotAt(clinic, place) });
      const told = async (referral: string, slot = at(0)) => {
        const outcome = await booking.book({ referral, ...slot }, coordinator);
        return isRefusal(outcome) ? `${outcome.status} ${outcome.error}` : 'booked';
      };
      const { referral } = await refer();
      assert.match(await told(crypto.randomUUID()), /404 There is no such referral/);
      assert.match(await told(referral, { ...at(0), session: crypto.randomUUID() }), /404 There is no such clinic/);
      assert.match(
        await told(referral, { ...at(0), slotAt: new Date(at(0).slotAt.getTime() + 1) }),
        /422 .* no appointment at that time/,
      );
      assert.match(await told((await refer({ state: 'received' })).referral), /409 Accept this referral first/);
      assert.match(await told((await refer({ state: 'rejected' })).referral), /409 This referral is closed/);
      assert.match(await told((await refer({ state: 'seen' })).referral), /409 .*photographed/);
      assert.match(await told((await refer({ nhsNumber: null })).referral), /409 .*no valid NHS number/);
      assert.match(await told((await refer({ nhsNumber: '9991234567' })).referral), /409 .*no valid NHS number/);
      assert.match(await told((await refer({ lesions: 0 })).referral), /409 .*names no lesion/);
      assert.match(await told((await refer({ familyName: 'x'.repeat(65) })).referral), /409 .*longer than the station/);
      setTime(slotAt(clinic, 0));
      assert.match(await told(referral), /409 This time is past/);
      assert.is((await column(database, 'select id as it from appointment')).length, 0);
    }));

  test('moving keeps the old appointment in the history and sends a new letter with a new code', () =>
    inHospital(async ({ database, refer, clinicOn, bookSlot, booking }) => {
      const { referral, patient } = await refer();
      const clinic = await clinicOn(monday);
      const later = await clinicOn('2026-11-24');
      const first = await bookSlot(referral, clinic, 0);
      const second = idOf(await booking.move(first, { session: later.id, slotAt: slotAt(later, 2) }, coordinator));
      const rows = await database.query<{ id: string; state: string; code: string }>(
        'select id, state, code from appointment where referral = $1 order by slot_at',
        [referral],
      );
      assert.equal(
        rows.map(({ id, state }) => [id, state]),
        [
          [first, 'moved'],
          [second, 'booked'],
        ],
      );
      assert.is.not(rows[0]?.code, rows[1]?.code);
      assert.is(await stateOf(database, referral), 'booked');
      assert.equal(await column(database, 'select state as it from message where appointment = $1', [first]), [
        'withdrawn',
      ]);
      assert.equal(await column(database, 'select kind as it from message where appointment = $1', [second]), [
        'moved',
      ]);
      assert.equal(await column(database, 'select kind as it from event where patient = $1 order by seq', [patient]), [
        'appointment-booked',
        'appointment-moved',
      ]);
      assert.equal(await column(database, 'select key as it from outbound order by seq'), [
        `task/${first}/booked`,
        `task/${first}/moved`,
        `task/${second}/booked`,
      ]);
      const again = await booking.move(first, { session: later.id, slotAt: slotAt(later, 3) }, coordinator);
      assert.match(isRefusal(again) ? again.error : '', /was moved/);
      const open = await database.query('select 1 from questionnaire_link where appointment = $1 and expires_at > $2', [
        first,
        new Date('2026-11-22T12:00:00Z'),
      ]);
      assert.is(open.length, 0, 'the old link still opens');
      await bookSlot((await refer()).referral, clinic, 0); // its old time is free
    }));

  test('a move to a time that is taken changes nothing', () =>
    inHospital(async ({ database, refer, clinicOn, bookSlot, booking }) => {
      const clinic = await clinicOn(monday);
      const first = await bookSlot((await refer()).referral, clinic, 0);
      await bookSlot((await refer()).referral, clinic, 1);
      const outcome = await booking.move(first, { session: clinic.id, slotAt: slotAt(clinic, 1) }, coordinator);
      assert.is(isRefusal(outcome) ? outcome.status : 201, 409);
      assert.equal(await column(database, 'select state as it from appointment order by slot_at'), [
        'booked',
        'booked',
      ]);
    }));

  test('a cancelled appointment frees the time and the referral, and the patient is told', () =>
    inHospital(async ({ database, refer, clinicOn, bookSlot, booking }) => {
      const { referral } = await refer();
      const clinic = await clinicOn(monday);
      const id = await bookSlot(referral, clinic, 0);
      assert.is((await booking.cancel(id, 'Patient is on holiday', coordinator)).kind, 'closed');
      assert.is(await stateOf(database, referral), 'accepted');
      assert.equal(
        await column(database, 'select kind as it from message where appointment = $1 and state <> $2', [
          id,
          'withdrawn',
        ]),
        ['cancelled'],
      );
      const twice = await booking.cancel(id, 'Again', coordinator);
      assert.is(isRefusal(twice) ? twice.status : 200, 409);
      await bookSlot(referral, clinic, 0);
    }));

  test('nobody is noted as not attended before the time is over; afterwards the referral waits for a new appointment', () =>
    inHospital(async ({ database, refer, clinicOn, bookSlot, booking, setTime }) => {
      const { referral } = await refer();
      const clinic = await clinicOn(monday);
      const id = await bookSlot(referral, clinic, 0);
      setTime(new Date(slotAt(clinic, 1).getTime() - 1));
      const early = await booking.didNotAttend(id, coordinator);
      assert.is(isRefusal(early) ? early.status : 200, 409);
      setTime(slotAt(clinic, 1));
      assert.is((await booking.didNotAttend(id, coordinator)).kind, 'closed');
      assert.is(await stateOf(database, referral), 'accepted');
      await bookSlot(referral, clinic, 2);
      assert.is(await stateOf(database, referral), 'booked');
    }));

  test('an appointment at which pictures were taken stays as it is', () =>
    inHospital(async ({ database, refer, clinicOn, bookSlot, booking, clinics, setTime }) => {
      const { referral, patient } = await refer();
      const clinic = await clinicOn(monday);
      const id = await bookSlot(referral, clinic, 0);
      await database.query(
        `insert into picture (sop_uid, parcel, filing, station, visit, appointment, patient, referral, lesion, view, polarised, taken_at,
           sop_class, study_uid, series_uid, sha256, bytes, width_px, height_px, filed_as, filed_at, state)
         select '2.25.1', gen_random_uuid(), 1, 'histon-1', gen_random_uuid(), $1, $2, referral, id, 'close-up', true, now(),
           '1', '2.25.2', '2.25.3', '', 1, 1, 1, 'a', now(), 'filed' from lesion where referral = $3`,
        [id, patient, referral],
      );
      setTime(slotAt(clinic, 3));
      for (const outcome of [
        await booking.didNotAttend(id, coordinator),
        await booking.cancel(id, 'By mistake', coordinator),
      ]) {
        assert.match(isRefusal(outcome) ? outcome.error : '', /Pictures were taken/);
      }
      await clinics.cancelClinic(clinic.id, 'Power failure', coordinator);
      assert.equal(await column(database, 'select state as it from appointment'), ['booked']);
    }));

  test.after(engine.stop);
  test.run();
}
