/** When the worklists of the stations are published. */
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { worklists } from '../../../../services/hospital/clinic/worklist/worklists.ts';
import { openWorklist } from '../../../../services/wire/worklist.ts';
import { databases } from '../../../support/databases.ts';
import { silent } from '../../../support/hospital.ts';
import { coordinator } from './hospital.ts';
import { ely, histon, noPictures, questionnaire, signer, trusted, twoStations } from './pretend-broker.ts';

/** How far each is from the lowest. */
function fromFirst(serials: readonly number[]): readonly number[] {
  return serials.map((serial) => serial - Math.min(...serials));
}

for (const engine of databases) {
  const test = suite(`worklists on ${engine.name}`);

  test('it is published when something changes and not without, and its serial grows', () =>
    twoStations(engine, async (hospital, broker) => {
      const count = () => broker.published.filter(({ station }) => station === histon).length;
      const clinic = await hospital.clinicOn('2026-11-23');
      await broker.lists.refreshAll();
      assert.is(count(), 1);
      await broker.lists.refreshAll();
      await Promise.all(Array.from({ length: 20 }, () => broker.lists.refreshAll()));
      assert.is(count(), 1);
      const id = await hospital.bookSlot((await hospital.refer()).referral, clinic, 0);
      for (let calls = 0; calls < 20; calls++) broker.lists.changed();
      await broker.lists.refreshAll();
      assert.is(count(), 2);
      await hospital.booking.cancel(id, 'On holiday', coordinator);
      await broker.lists.refreshAll();
      assert.is(count(), 3);
      assert.equal((await broker.read(histon)).clinics[0]?.appointments, []);
      const serials = broker.published
        .filter(({ station }) => station === histon)
        .map(({ letter }) => letter.document.serial);
      assert.equal(fromFirst(serials), [0, 1, 2]);
      assert.is(broker.published.filter(({ station }) => station === ely).length, 1, 'ely did not change');
    }));

  test('today and two days more are in it, by the hospital calendar; a new day publishes anew; a clinic called off is gone', () =>
    twoStations(engine, async (hospital, broker) => {
      hospital.setTime(new Date('2026-03-27T12:00:00Z'));
      const days = ['2026-03-27', '2026-03-28', '2026-03-29', '2026-03-30'];
      const made = [];
      for (const day of days) made.push(await hospital.clinicOn(day, { from: '18:00', to: '23:55' }));
      const shown = async () => {
        await broker.lists.refreshAll();
        return (await broker.read(histon)).clinics.map(({ startsAt }) => startsAt.slice(0, 10));
      };
      assert.equal(await shown(), days.slice(0, 3));
      hospital.setTime(new Date('2026-03-27T23:59:59Z'));
      assert.equal(await shown(), days.slice(0, 3));
      const before = broker.published.length;
      hospital.setTime(new Date('2026-03-28T00:00:00Z'));
      assert.equal(await shown(), days.slice(1));
      assert.is(broker.published.length, before + 2, 'both stations, though nothing changed at ely');
      await hospital.clinics.cancelClinic(String(made[1]?.id), 'Flood', coordinator);
      assert.equal(await shown(), days.slice(2));
    }));

  test('a broker that is away gets the list when it is back, also when the programs were started anew meanwhile', () =>
    twoStations(engine, async (hospital, broker) => {
      await hospital.clinicOn('2026-11-23');
      broker.setAway(true);
      await broker.lists.refreshAll();
      assert.is(broker.published.length, 0);
      await broker.lists.close();
      broker.setAway(false);
      const second = broker.newLists();
      await second.refreshAll();
      assert.is((await broker.read(histon)).clinics.length, 1);
      assert.ok((await broker.read(histon)).serial > 1);
      const count = broker.published.length;
      await second.refreshAll();
      assert.is(broker.published.length, count);
      await second.refreshAll({ anew: true });
      assert.is(broker.published.length, count + 2, 'a broker that lost what it held is filled anew');
      await second.close();
    }));

  test('a list that the broker took while its answer was lost is published again, under a higher serial', () =>
    twoStations(engine, async (hospital, broker) => {
      const taken: number[] = [];
      const lists = worklists({
        database: hospital.database,
        publish: async (_, { document }) => {
          taken.push(document.serial);
          if (taken.length === 1) throw new Error('the connection broke before the answer came');
        },
        signer,
        questionnaire,
        earlier: noPictures,
        recipientOf: (station) =>
          station === histon ? identityToRecipient(String(broker.identities.get(histon))) : undefined,
        now: hospital.now,
        log: silent,
      });
      await lists.refreshAll();
      await lists.refreshAll();
      await lists.refreshAll();
      assert.equal(fromFirst(taken), [0, 1]);
      await lists.close();
    }));

  test('what is taken back before the broker has answered is published too: the broker may hold it already', () =>
    twoStations(engine, async (hospital, broker) => {
      const clinic = await hospital.clinicOn('2026-11-23');
      await broker.lists.refreshAll();
      const id = await hospital.bookSlot((await hospital.refer()).referral, clinic, 0);
      broker.setAway(true); // for us: whether the broker took this one, nobody can say
      await broker.lists.refreshAll();
      await hospital.booking.cancel(id, 'By mistake', coordinator);
      broker.setAway(false);
      await broker.lists.refreshAll();
      assert.ok((await broker.read(histon)).serial > 2);
    }));

  test('two processes publish at once: the last list that the broker holds is the true one', () =>
    twoStations(engine, async (hospital, broker) => {
      const clinic = await hospital.clinicOn('2026-11-23');
      const second = broker.newLists();
      for (const place of [0, 1, 2]) {
        const booked = await hospital.bookSlot((await hospital.refer()).referral, clinic, place);
        await Promise.all([broker.lists.refreshAll(), second.refreshAll()]);
        await Promise.all([broker.lists.refreshAll(), second.refreshAll()]);
        const highest = broker.published
          .filter(({ station }) => station === histon)
          .reduce((a, b) => (a.letter.document.serial > b.letter.document.serial ? a : b));
        const list = await openWorklist(highest.letter, histon, [String(broker.identities.get(histon))], trusted);
        assert.ok(typeof list !== 'string' && list.clinics[0]?.appointments.some(({ id }) => id === booked));
        assert.is(
          broker.published.findLast(({ station }) => station === histon),
          highest,
          'retained is what came last',
        );
      }
      await second.close();
    }));

  test('a slow process does not leave its old list on the broker over the newer one of another process', () =>
    twoStations(engine, async (hospital, broker) => {
      const clinic = await hospital.clinicOn('2026-11-23');
      const held: string[] = [];
      const quick = broker.newLists();
      let booked = '';
      const slow = worklists({
        database: hospital.database,
        publish: async (station, letter) => {
          if (booked === '') {
            booked = await hospital.bookSlot((await hospital.refer()).referral, clinic, 0);
            await quick.refreshAll(); // the other process reads and publishes before our list is taken
            held.push('slow after quick');
          }
          broker.published.push({ station, letter });
        },
        signer,
        questionnaire,
        earlier: noPictures,
        recipientOf: (station) =>
          station === histon ? identityToRecipient(String(broker.identities.get(histon))) : undefined,
        now: hospital.now,
        log: silent,
      });
      await slow.refreshAll();
      assert.equal(held, ['slow after quick']);
      assert.equal(
        (await broker.read(histon)).clinics[0]?.appointments.map(({ id }) => id),
        [booked],
      );
      const serials = broker.published
        .filter(({ station }) => station === histon)
        .map(({ letter }) => letter.document.serial);
      assert.equal(fromFirst(serials), [1, 0, 2]);
      await slow.close();
      await quick.close();
    }));

  test('after the database was restored from a backup, the station still takes the next list for a newer one', () =>
    twoStations(engine, async (hospital, broker) => {
      await hospital.clinicOn('2026-11-23');
      await broker.lists.refreshAll();
      const { serial } = await broker.read(histon);
      await hospital.database.query('delete from worklist');
      hospital.setTime(new Date(hospital.now().getTime() + 60_000));
      await broker.lists.refreshAll();
      assert.ok((await broker.read(histon)).serial > serial);
    }));

  test('a station that is enrolled anew gets a list that its new key opens; one that is not enrolled gets none', () =>
    twoStations(engine, async (hospital, broker) => {
      await hospital.clinicOn('2026-11-23');
      broker.identities.delete(ely);
      await broker.lists.refreshAll();
      assert.equal(
        broker.published.map(({ station }) => station),
        [histon],
      );
      const before = broker.published[0]?.letter.document.serial ?? 0;
      broker.identities.set(histon, await generateIdentity());
      await broker.lists.refreshAll();
      assert.is((await broker.read(histon)).serial, before + 1);
    }));

  test.after(engine.stop);
  test.run();
}
