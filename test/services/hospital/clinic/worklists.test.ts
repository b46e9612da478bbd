/** What stands in the worklists of the stations, and when they are published. */
import { generateKeyPairSync } from 'node:crypto';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { flattened } from '../../../../services/hospital/clinic/worklist/answers.ts';
import { worklists } from '../../../../services/hospital/clinic/worklist/worklists.ts';
import type { StationId } from '../../../../services/wire/ids.ts';
import { keyIdOf } from '../../../../services/wire/signing.ts';
import { openWorklist, type SealedWorklist, type Worklist } from '../../../../services/wire/worklist.ts';
import { databases } from '../../../support/databases.ts';
import { silent } from '../../../support/hospital.ts';
import { coordinator, type SmallHospital, slotAt, smallHospital } from './hospital.ts';

const keys = generateKeyPairSync('ed25519');
const signer = { id: keyIdOf(keys.publicKey), privateKey: keys.privateKey };
const trusted = new Map([[signer.id, keys.publicKey]]);
const histon = 'histon-1' as StationId;
const ely = 'ely-1' as StationId;

for (const engine of databases) {
  const test = suite(`worklists on ${engine.name}`);

  async function opened(
    work: (hospital: SmallHospital, broker: Awaited<ReturnType<typeof pretendBroker>>) => Promise<void>,
  ) {
    const database = await engine.open();
    const hospital = await smallHospital(database);
    await hospital.clinics.saveSite(
      { id: 'ely', name: 'Ely', address: ['Ely'], directions: '', parking: '', stations: [ely] },
      coordinator,
    );
    const broker = await pretendBroker(hospital);
    await work(hospital, broker);
    await broker.lists.close();
    await database.close();
  }

  /** Holds what was published, or is away. */
  async function pretendBroker(hospital: SmallHospital) {
    const identities = new Map([
      [histon, await generateIdentity()],
      [ely, await generateIdentity()],
    ]);
    const published: { station: StationId; letter: SealedWorklist }[] = [];
    let away = false;
    const recipientOf = (station: StationId) => {
      const identity = identities.get(station);
      return identity === undefined ? undefined : identityToRecipient(identity);
    };
    const newLists = () =>
      worklists({
        database: hospital.database,
        publish: async (station, letter) => {
          if (away) throw new Error('away');
          published.push({ station, letter });
        },
        signer,
        recipientOf,
        now: hospital.now,
        log: silent,
      });
    const lists = newLists();
    return {
      lists,
      newLists,
      published,
      identities,
      setAway: (is: boolean) => {
        away = is;
      },
      /** The last one of a station, opened as the station opens it. */
      async read(station: StationId): Promise<Worklist> {
        const letter = published.findLast((each) => each.station === station)?.letter;
        if (letter === undefined) throw new Error('nothing was published');
        const list = await openWorklist(letter, station, [String(identities.get(station))], trusted);
        if (typeof list === 'string') throw new Error(list);
        return list;
      },
    };
  }

  test('the station reads its patients with lesions, answers and address; nobody else can', () =>
    opened(async (hospital, broker) => {
      const { referral, nhsNumber } = await hospital.refer({ lesions: 2 });
      await hospital.database.query(
        `update lesion set site_scheme = 'SCT', site_code = '30021000', site_meaning = 'Lower leg' where ordinal = 1`,
      );
      await hospital.database.query(
        `insert into questionnaire_response (id, referral, status, response, received_at)
         values (gen_random_uuid(), $1, 'completed', $2::jsonb, now())`,
        [
          referral,
          JSON.stringify({
            resourceType: 'QuestionnaireResponse',
            item: [
              { linkId: 'changed', text: 'Has it changed?', answer: [{ valueBoolean: true }] },
              {
                linkId: 'group',
                item: [
                  {
                    linkId: 'how',
                    text: 'How?',
                    answer: [{ valueCoding: { code: 'g', display: 'It grew' } }, { valueString: 'and bled' }],
                  },
                ],
              },
            ],
          }),
        ],
      );
      const clinic = await hospital.clinicOn('2026-11-23');
      const id = await hospital.bookSlot(referral, clinic, 1);
      await broker.lists.refreshAll();
      const list = await broker.read(histon);
      const [appointment] = list.clinics[0]?.appointments ?? [];
      assert.is(list.clinics[0]?.site, 'Histon Community Diagnostic Centre');
      assert.is(appointment?.id, id);
      assert.is(appointment?.slotAt, slotAt(clinic, 1).toISOString());
      assert.equal(appointment?.patient, {
        nhsNumber,
        familyName: 'Okonkwo-Bright',
        givenName: 'Margaret',
        dateOfBirth: '1958-04-03',
      });
      assert.is(appointment?.addressLine, '7 Mill Lane');
      assert.equal(
        [appointment?.urgency, appointment?.language, appointment?.questionnaire],
        ['urgent', 'en', 'completed'],
      );
      assert.equal(
        appointment?.lesions.map(({ site, side, code }) => [site, side, code?.code]),
        [
          ['Shin', 'left', '30021000'],
          ['Shin', 'left', undefined],
        ],
      );
      assert.equal(appointment?.answers, [
        { question: 'Has it changed?', answer: 'yes' },
        { question: 'How?', answer: 'It grew, and bled' },
      ]);
      const letter = broker.published.find(({ station }) => station === histon)?.letter;
      assert.ok(letter);
      const elysIdentity = [String(broker.identities.get(ely))];
      assert.is(await openWorklist(letter, histon, elysIdentity, trusted), 'cannot-open');
      assert.is(await openWorklist(letter, ely, elysIdentity, trusted), 'for-another-station');
      assert.not.match(JSON.stringify(letter), /Okonkwo|Mill Lane|Shin/);
    }));

  test('a patient of another station is never in the list', () =>
    opened(async (hospital, broker) => {
      const here = await hospital.clinicOn('2026-11-23');
      const there = await hospital.clinicOn('2026-11-23', { site: 'ely', station: ely });
      const mine = await hospital.bookSlot((await hospital.refer()).referral, here, 0);
      const theirs = await hospital.bookSlot((await hospital.refer({ familyName: 'Ashdown' })).referral, there, 0);
      await broker.lists.refreshAll();
      const ids = async (station: StationId) =>
        (await broker.read(station)).clinics.flatMap(({ appointments }) => appointments.map(({ id }) => id));
      assert.equal(await ids(histon), [mine]);
      assert.equal(await ids(ely), [theirs]);
    }));

  test('it is published when something changes and not without, and its serial grows', () =>
    opened(async (hospital, broker) => {
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
      assert.equal(serials, [1, 2, 3]);
      assert.is(broker.published.filter(({ station }) => station === ely).length, 1, 'ely did not change');
    }));

  test('today and two days more are in it, by the hospital calendar; a new day publishes anew; a clinic called off is gone', () =>
    opened(async (hospital, broker) => {
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
    opened(async (hospital, broker) => {
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
    opened(async (hospital, broker) => {
      const taken: number[] = [];
      const lists = worklists({
        database: hospital.database,
        publish: async (_, { document }) => {
          taken.push(document.serial);
          if (taken.length === 1) throw new Error('the connection broke before the answer came');
        },
        signer,
        recipientOf: (station) =>
          station === histon ? identityToRecipient(String(broker.identities.get(histon))) : undefined,
        now: hospital.now,
        log: silent,
      });
      await lists.refreshAll();
      await lists.refreshAll();
      await lists.refreshAll();
      assert.equal(taken, [1, 2]);
      await lists.close();
    }));

  test('two processes publish at once: the last list that the broker holds is the true one', () =>
    opened(async (hospital, broker) => {
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
    opened(async (hospital, broker) => {
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
      assert.equal(serials, [2, 1, 3]);
      await slow.close();
      await quick.close();
    }));

  test('a station that is enrolled anew gets a list that its new key opens; one that is not enrolled gets none', () =>
    opened(async (hospital, broker) => {
      await hospital.clinicOn('2026-11-23');
      broker.identities.delete(ely);
      await broker.lists.refreshAll();
      assert.equal(
        broker.published.map(({ station }) => station),
        [histon],
      );
      broker.identities.set(histon, await generateIdentity());
      await broker.lists.refreshAll();
      assert.is((await broker.read(histon)).serial, 2);
    }));

  test('a patient who was merged into another record stands in the list as that record says', () =>
    opened(async (hospital, broker) => {
      const clinic = await hospital.clinicOn('2026-11-23');
      const { referral, patient } = await hospital.refer({ familyName: 'Wrong' });
      await hospital.bookSlot(referral, clinic, 0);
      const right = await hospital.refer({ familyName: 'Right' });
      await hospital.database.query('update patient set merged_into = $1 where id = $2', [right.patient, patient]);
      await broker.lists.refreshAll();
      assert.is((await broker.read(histon)).clinics[0]?.appointments[0]?.patient.familyName, 'Right');
    }));

  test('an appointment that a station cannot work with is left out, and the others are there', () =>
    opened(async (hospital, broker) => {
      const clinic = await hospital.clinicOn('2026-11-23');
      const { referral, patient } = await hospital.refer();
      await hospital.bookSlot(referral, clinic, 0);
      const kept = await hospital.bookSlot((await hospital.refer()).referral, clinic, 1);
      await hospital.database.query('update patient set nhs_number = null where id = $1', [patient]);
      await broker.lists.refreshAll();
      assert.equal(
        (await broker.read(histon)).clinics[0]?.appointments.map(({ id }) => id),
        [kept],
      );
    }));

  test('answers that are too long for three days leave the first days in the list', () =>
    opened(async (hospital, broker) => {
      for (const day of ['2026-11-22', '2026-11-23', '2026-11-24']) {
        const clinic = await hospital.clinicOn(day, { from: '13:00', to: '16:00' });
        for (let place = 0; place < 5; place++) {
          const { referral } = await hospital.refer();
          await hospital.bookSlot(referral, clinic, place);
          const item = Array.from({ length: 60 }, (_, n) => ({
            linkId: `${n}`,
            text: 'q',
            answer: [{ valueString: 'x'.repeat(600) }],
          }));
          await hospital.database.query(
            `insert into questionnaire_response (id, referral, status, response, received_at) values (gen_random_uuid(), $1, 'completed', $2::jsonb, now())`,
            [referral, JSON.stringify({ item })],
          );
        }
      }
      await broker.lists.refreshAll();
      assert.equal(
        (await broker.read(histon)).clinics.map(({ startsAt }) => startsAt.slice(0, 10)),
        ['2026-11-22'],
      );
    }));

  test.after(engine.stop);
  test.run();
}

const answers = suite('answers for the photographer');

answers('of every kind are readable, and what is no answer is passed over', () => {
  const answer = [
    { valueDate: '2026-01-02' },
    { valueInteger: 3 },
    { valueQuantity: { value: 5, unit: 'mm' } },
    { valueReference: { reference: 'x' } },
  ];
  assert.equal(flattened({ item: [{ linkId: 'a', answer }, { linkId: 'b' }, 7, { text: 'no link' }] }), [
    { question: 'a', answer: "2026-01-02, 3, 5 mm, see the hospital's record" },
  ]);
  for (const none of [undefined, null, 'x', {}, { item: 'x' }, []]) assert.equal(flattened(none), []);
});

answers('beyond sixty are counted', () => {
  const item = Array.from({ length: 70 }, (_, n) => ({ linkId: `${n}`, answer: [{ valueBoolean: false }] }));
  const flat = flattened({ item });
  assert.is(flat.length, 60);
  assert.match(String(flat[59]?.answer), /^11 more/);
});

answers.run();
