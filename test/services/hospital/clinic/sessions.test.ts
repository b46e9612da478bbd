/** Sites, their stations and clinics: planning them, and calling a whole clinic off. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { isRefusal } from '../../../../services/hospital/clinic/refusal.ts';
import type { Database } from '../../../../services/hospital/database/api.ts';
import { databases } from '../../../support/databases.ts';
import { station } from '../../../support/invented.ts';
import { coordinator, histon, slotAt, smallHospital } from './hospital.ts';

const monday = '2026-11-23';

for (const engine of databases) {
  const test = suite(`clinic sessions on ${engine.name}`);

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

  test('a clinic is called off: everyone is told once, and nobody can be booked into it', () =>
    inHospital(async ({ database, refer, clinicOn, bookSlot, booking, clinics }) => {
      const clinic = await clinicOn(monday);
      const other = await clinicOn('2026-11-24');
      const referrals = [await refer(), await refer(), await refer()];
      for (const [place, { referral }] of referrals.entries()) await bookSlot(referral, clinic, place);
      const elsewhere = await bookSlot((await refer()).referral, other, 0);
      const done = await clinics.cancelClinic(clinic.id, 'Photographer is ill', coordinator);
      assert.equal(done, { kind: 'cancelled', told: 3 });
      assert.is((await column(database, "select id as it from message where kind = 'cancelled'")).length, 3);
      assert.equal(await column(database, 'select state as it from appointment where session = $1', [clinic.id]), [
        'cancelled',
        'cancelled',
        'cancelled',
      ]);
      assert.equal(await column(database, 'select state as it from appointment where id = $1', [elsewhere]), [
        'booked',
      ]);
      for (const { referral } of referrals) assert.is(await stateOf(database, referral), 'accepted');
      const twice = await clinics.cancelClinic(clinic.id, 'Again', coordinator);
      assert.is(isRefusal(twice) ? twice.status : 200, 409);
      const late = await booking.book(
        { referral: String(referrals[0]?.referral), session: clinic.id, slotAt: slotAt(clinic, 5) },
        coordinator,
      );
      assert.match(isRefusal(late) ? late.error : '', /is cancelled/);
    }));

  test('a booking and the calling-off of its clinic at once leave nobody in a clinic that does not take place', () =>
    inHospital(async ({ database, refer, clinicOn, booking, clinics }) => {
      for (let round = 0; round < 3; round++) {
        const clinic = await clinicOn(`2026-12-0${round + 1}`);
        const { referral } = await refer();
        await Promise.all([
          booking.book({ referral, session: clinic.id, slotAt: slotAt(clinic, 0) }, coordinator),
          clinics.cancelClinic(clinic.id, 'Flood', coordinator),
        ]);
        const stranded = await database.query(`select id from appointment where session = $1 and state = 'booked'`, [
          clinic.id,
        ]);
        assert.is(stranded.length, 0);
        assert.is(await stateOf(database, referral), 'accepted');
      }
    }));

  test('a station has one clinic at a time, only at its own site, and moves when nothing is planned for it', () =>
    inHospital(async ({ clinics, clinicOn, database }) => {
      const clinic = await clinicOn(monday);
      const ely = { id: 'ely', name: 'Ely', address: ['Ely'], directions: '', parking: '', stations: [] };
      await clinics.saveSite(ely, coordinator);
      const form = {
        site: 'histon',
        station,
        day: monday,
        from: '10:40',
        to: '12:00',
        slotMinutes: 20,
        photographer: '',
      };
      const overlapping = await clinics.createClinic(form, coordinator);
      assert.match(isRefusal(overlapping) ? overlapping.error : '', /another clinic at that time/);
      const next = await clinicOn(monday, { from: '11:00', to: '12:00' });
      const elsewhere = await clinics.createClinic({ ...form, site: 'ely', day: '2026-11-25' }, coordinator);
      assert.ok(isRefusal(elsewhere) && elsewhere.fields?.station);
      const planned = await clinics.saveSite({ ...ely, stations: [station] }, coordinator);
      assert.match(isRefusal(planned) ? String(planned.fields?.stations) : '', /coming clinics at another site/);
      const left = await clinics.saveSite({ ...histon, stations: [] }, coordinator);
      assert.match(isRefusal(left) ? String(left.fields?.stations) : '', /is at this site/);
      for (const { id } of [clinic, next]) await clinics.cancelClinic(id, 'Moving house', coordinator);
      assert.is(
        (await clinics.saveSite({ ...ely, name: 'Ely Market', stations: [station] }, coordinator)).kind,
        'made',
      );
      assert.equal(await column(database, 'select site as it from station'), ['ely']);
      assert.equal(await column(database, 'select name as it from site order by id'), ['Ely Market', histon.name]);
    }));

  test.after(engine.stop);
  test.run();
}
