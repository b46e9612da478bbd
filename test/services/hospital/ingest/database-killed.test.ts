/**
 * The database is killed at each statement of a filing (fault matrix F7): the station is asked to wait, and once the database
 * is back it repeats; the picture is filed exactly once.
 */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Database, Param, Queries } from '../../../../services/hospital/database/api.ts';
import { migrate } from '../../../../services/hospital/database/migrate.ts';
import { openPostgres } from '../../../../services/hospital/database/postgres.ts';
import { nhsNumber } from '../../../../services/wire/patient.ts';
import { hospitalWith } from '../../../support/hospital.ts';
import { captureOf, margaret } from '../../../support/invented.ts';
import { temporaryFolder } from '../../../support/places.ts';
import { type PostgresServer, postgresServer } from '../../../support/postgres.ts';
import { seedClinics, seedVisit } from '../../../support/seeded.ts';

/** No filing has more statements than this. */
const statementsMax = 60;
const startsMax = 50;
/** Invented numbers with a right check digit. */
const numbers = ['9990000018', '9990000026'];

/** Statement number `nth` finds the server dead: killed before it is sent, or in the moment after. */
function dying(real: Database, server: PostgresServer, nth: number, when: 'before' | 'during') {
  let count = 0;
  const queries = (of: Queries): Queries => ({
    async query<Row extends object>(sql: string, params?: readonly Param[]) {
      count += 1;
      if (count !== nth) return of.query<Row>(sql, params);
      if (when === 'before') {
        await server.stop('kill');
        return of.query<Row>(sql, params);
      }
      const answer = of.query<Row>(sql, params);
      const [read] = await Promise.allSettled([answer, server.stop('kill')]);
      if (read.status === 'rejected') throw read.reason;
      return read.value;
    },
  });
  const database: Database = {
    ...queries(real),
    transaction: (work) => real.transaction((tx) => work(queries(tx))),
    close: () => real.close(),
  };
  return { database, killed: () => count >= nth };
}

/** Its processes outlive the first one by a moment, and while they do it cannot start anew. */
async function startAgain(): Promise<void> {
  for (let left = startsMax; ; left--) {
    try {
      return await server.start();
    } catch (error) {
      if (left === 0 || !/pre-existing shared memory/.test(String(error))) throw error;
    }
  }
}

const test = suite('the database killed at every statement');
const folder = temporaryFolder('database-killed');
let server: PostgresServer;
let database: Database;

test.before(async () => {
  server = await postgresServer({ durable: true });
  database = openPostgres(server.url('postgres'));
  await migrate(database);
  await seedClinics(database);
});

test('a picture is filed exactly once, at whichever statement the database ended', async () => {
  const hospital = await hospitalWith(folder.path, database);
  const { bench } = hospital;
  let [kills, busy] = [0, 0];
  for (let nth = 1; nth < statementsMax; nth++) {
    const lesions = [{ id: `L-${nth}`, site: 'Shin', side: 'left' as const }];
    const patient = { ...margaret, nhsNumber: nhsNumber.parse(numbers[nth % numbers.length]) };
    await database.query('update patient set nhs_number = null');
    const visit = await seedVisit(database, { n: nth, patient, appointment: `A-${nth}`, lesions });
    const picture = Buffer.from(`picture ${nth}`);
    const { binding } = captureOf(picture);
    const parcel = await hospital.parcelOf(picture, {
      binding: { ...binding, appointment: visit.appointment, patient, lesion: lesions[0] } as typeof binding,
    });
    const its = dying(database, server, nth, nth % 2 === 0 ? 'before' : 'during');
    const first = await hospital.deliver(await hospital.newWorker({ ...bench, database: its.database }), parcel);
    if (first === undefined) {
      assert.is(hospital.grants.at(-1)?.kind, 'busy', `statement ${nth}`);
      busy += 1;
    }
    if (its.killed()) await startAgain();
    const letter = await hospital.deliver(await hospital.newWorker(), parcel);
    assert.is(letter?.document.outcome, 'filed', `statement ${nth}`);
    if (first !== undefined) assert.equal(letter, first);
    const [row] = await database.query(
      `select (select count(*)::int from picture where parcel = $1) as pictures,
              (select count(*)::int from event where kind = 'picture-filed' and patient = $2) as events,
              (select count(*)::int from reconciliation where parcel = $1) as waiting`,
      [parcel.capture.parcel, visit.patient.id],
    );
    assert.equal(row, { pictures: 1, events: 1, waiting: 0 }, `statement ${nth}`);
    const objects = [...bench.archive.objects.values()].filter(({ record }) => record.parcel === parcel.capture.parcel);
    assert.is(objects.length, 1);
    if (!its.killed()) break;
    kills += 1;
  }
  assert.ok(kills > 15 && kills < statementsMax - 1, `${kills} kills`);
  console.log(`  ${kills} kills of the database, ${busy} times the station was asked to wait`);
  await hospital.close();
});

test.after(async () => {
  await database.close();
  await server.stop();
  folder.remove();
});
test.run();
