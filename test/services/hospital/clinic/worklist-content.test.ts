/** What stands in the worklists of the stations. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { flattened } from '../../../../services/hospital/clinic/worklist/answers.ts';
import type { StationId } from '../../../../services/wire/ids.ts';
import { openWorklist } from '../../../../services/wire/worklist.ts';
import { databases } from '../../../support/databases.ts';
import { slotAt } from './hospital.ts';
import { ely, histon, trusted, twoStations } from './pretend-broker.ts';

for (const engine of databases) {
  const test = suite(`content of worklists on ${engine.name}`);

  test('the station reads its patients with lesions, answers and address; nobody else can', () =>
    twoStations(engine, async (hospital, broker) => {
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
      assert.not.match(JSON.stringify(letter), /Okonkwo|Mill Lane/);
    }));

  test('a patient of another station is never in the list', () =>
    twoStations(engine, async (hospital, broker) => {
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

  test('a patient who was merged into another record stands in the list as that record says', () =>
    twoStations(engine, async (hospital, broker) => {
      const clinic = await hospital.clinicOn('2026-11-23');
      const { referral, patient } = await hospital.refer({ familyName: 'Wrong' });
      await hospital.bookSlot(referral, clinic, 0);
      const right = await hospital.refer({ familyName: 'Right' });
      await hospital.database.query('update patient set merged_into = $1 where id = $2', [right.patient, patient]);
      await broker.lists.refreshAll();
      assert.is((await broker.read(histon)).clinics[0]?.appointments[0]?.patient.familyName, 'Right');
    }));

  test('an appointment that a station cannot work with is left out, and the others are there', () =>
    twoStations(engine, async (hospital, broker) => {
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
    twoStations(engine, async (hospital, broker) => {
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
