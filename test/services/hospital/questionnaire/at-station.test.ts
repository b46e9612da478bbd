/** Answers from a station's screen become a FHIR QuestionnaireResponse, beside whatever the patient had answered before. */
import { randomUUID } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { flattened } from '../../../../services/hospital/clinic/worklist/answers.ts';
import type { Database } from '../../../../services/hospital/database/api.ts';
import type { StationAnswers } from '../../../../services/hospital/questionnaire/api.ts';
import { stationAnswers } from '../../../../services/hospital/questionnaire/at-station.ts';
import { readForm } from '../../../../services/hospital/questionnaire/form.ts';
import { databases } from '../../../support/databases.ts';
import { type Filled, fill, nhsNumber } from '../outbound/filled.ts';
import { fhirTroubles } from '../outbound/validators.ts';

const keep = stationAnswers(readForm());
const given: StationAnswers['answers'] = {
  'who.answering': 'patient',
  'skin.since': 'months',
  'skin.changed': ['size', 'colour'],
  'skin.feels': ['none'],
  'history.cancer': 'no',
  'history.family': 'unsure',
  'sun.type': '2',
  'sun.burned': 'yes',
  'sun.beds': 'never',
  'medicines.any': true,
  'medicines.list': 'Apiksaban',
  'medicines.immune': 'no',
  'medicines.blood': 'yes',
  'health.allergies': false,
  'health.device': 'no',
};

for (const engine of databases) {
  const test = suite(`answers from the station on ${engine.name}`);

  type Send = (change?: Partial<StationAnswers>) => ReturnType<typeof keep>;

  async function bench(work: (database: Database, filled: Filled, send: Send) => Promise<void>): Promise<void> {
    const database = await engine.open();
    const filled = await fill(database);
    const send: Send = (change = {}) =>
      database.transaction((tx) =>
        keep(tx, {
          id: randomUUID(),
          referral: filled.referral,
          language: 'pl',
          answers: given,
          at: new Date('2026-11-22T09:41:00Z'),
          station: 'histon-1',
          visit: randomUUID(),
          ...change,
        }),
      );
    await work(database, filled, send);
    await database.close();
  }
  const rowsOf = (database: Database) =>
    database.query<{ id: string; status: string; response: { status: string; language: string; authored: string } }>(
      'select id, status, response from questionnaire_response order by received_at, id',
    );

  test('they are kept as those from home are: valid FHIR, in the timeline, in the audit log', () =>
    bench(async (database, { patient }, send) => {
      const id = randomUUID();
      assert.is(await send({ id }), 'kept');
      const [row, ...others] = await rowsOf(database);
      assert.is(others.length, 0);
      assert.is(row?.id, id);
      assert.is(row?.status, 'completed');
      assert.equal(fhirTroubles(row?.response ?? {}), []);
      assert.equal([row?.response.language, row?.response.authored], ['pl', '2026-11-22T09:41:00.000Z']);
      assert.match(JSON.stringify(row?.response), nhsNumber);
      const read = flattened(row?.response);
      assert.equal(
        read.find(({ question }) => question === 'Has it changed?')?.answer,
        'It has become bigger, Its colour has changed',
      );
      const events = await database.query<{ detail: object }>(
        "select detail from event where kind = 'questionnaire-answered'",
      );
      assert.equal(
        events.map(({ detail }) => detail),
        [{ language: 'pl', where: 'station' }],
      );
      const [deed] = await database.query<{ patient: string; detail: object }>(
        "select patient, detail from audit where action = 'answer-questionnaire'",
      );
      assert.is(deed?.patient, patient);
      assert.not.match(JSON.stringify(deed?.detail), 'Apiksaban');
    }));

  test('the same record twice is one response', () =>
    bench(async (database, _, send) => {
      const id = randomUUID();
      assert.is(await send({ id }), 'kept');
      assert.is(await send({ id }), 'kept');
      assert.is((await rowsOf(database)).length, 1);
      const events = await database.query("select 1 from event where kind = 'questionnaire-answered'");
      assert.is(events.length, 1);
    }));

  test('what the patient had answered at home stays; the later answers stand beside it, as an amendment', () =>
    bench(async (database, { referral }, send) => {
      const home = randomUUID();
      await database.query(
        `insert into questionnaire_response (id, referral, status, response, received_at) values ($1, $2, 'completed', $3::jsonb, $4)`,
        [
          home,
          referral,
          JSON.stringify({ resourceType: 'QuestionnaireResponse', status: 'completed' }),
          new Date('2026-11-10T18:00:00Z'),
        ],
      );
      assert.is(await send(), 'kept');
      const rows = await rowsOf(database);
      assert.equal(
        rows.map(({ status, response }) => [status, response.status]),
        [
          ['completed', 'completed'],
          ['amended', 'amended'],
        ],
      );
      assert.is(rows[0]?.id, home);
      assert.equal(fhirTroubles(rows[1]?.response ?? {}), []);
    }));

  test('what was only begun at home is no answer yet: the station’s are the completed ones', () =>
    bench(async (database, { referral }, send) => {
      await database.query(
        `insert into questionnaire_response (id, referral, status, response, received_at) values (gen_random_uuid(), $1, 'in-progress', '{}'::jsonb, $2)`,
        [referral, new Date('2026-11-10T18:00:00Z')],
      );
      assert.is(await send(), 'kept');
      assert.equal(
        (await rowsOf(database)).map(({ status }) => status),
        ['in-progress', 'completed'],
      );
    }));

  test('answers that do not fit the questionnaire, or belong to no referral, are refused and leave nothing', () =>
    bench(async (database, _, send) => {
      const { 'skin.since': _left, ...incomplete } = given;
      const refusals = [
        await send({ answers: incomplete }),
        await send({ answers: { ...given, 'sun.type': 'purple' } }),
        await send({ answers: { ...given, 'no.such': 'secret words' } }),
        await send({ referral: randomUUID() }),
      ];
      for (const refusal of refusals) assert.type(refusal, 'object');
      assert.equal(refusals[0], { refused: 'these answers do not fit the questionnaire: skin.since' });
      assert.not.match(JSON.stringify(refusals), /purple|secret words/);
      assert.equal(await rowsOf(database), []);
    }));

  test('answers from two records that come at once are both kept, one after the other', () =>
    bench(async (database, _, send) => {
      assert.equal(await Promise.all([send(), send()]), ['kept', 'kept']);
      assert.equal((await rowsOf(database)).map(({ status }) => status).sort(), ['amended', 'completed']);
    }));

  test.after(engine.stop);
  test.run();
}
