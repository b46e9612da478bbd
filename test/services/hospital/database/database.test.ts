/** What the hospital's services may rely on, whichever database is below them. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { isRefused, uniqueViolation } from '../../../../services/hospital/database/api.ts';
import { migrate, readMigrations, statementsOf } from '../../../../services/hospital/database/migrate.ts';
import { databases } from '../../../support/databases.ts';

for (const engine of databases) {
  const test = suite(`hospital database on ${engine.name}`);

  test('every kind of value comes back as it was given', async () => {
    const database = await engine.open();
    await database.query(
      'create table value (d date, b bigint, t timestamptz, j jsonb, y bytea, l text[], n text, i int, f boolean)',
    );
    const moment = new Date('2026-03-29T01:30:00.123Z');
    const given = ['1958-04-03', 9_007_199_254_740_991, moment, JSON.stringify({ a: [1, null] })];
    const more = [new Uint8Array([0, 255, 10]), ['é "x", y', ''], null, 7, true];
    await database.query('insert into value values ($1,$2,$3,$4::jsonb,$5,$6,$7,$8,$9)', [...given, ...more]);
    const [row] = await database.query<Record<string, unknown>>('select * from value');
    assert.is(row?.d, '1958-04-03');
    assert.is(row?.b, 9_007_199_254_740_991);
    assert.equal(row?.t, moment);
    assert.equal(row?.j, { a: [1, null] });
    assert.ok(row?.y instanceof Uint8Array);
    assert.equal([...row.y], [0, 255, 10]);
    assert.equal(row?.l, ['é "x", y', '']);
    assert.is(row?.n, null);
    assert.is(row?.i, 7);
    assert.is(row?.f, true);
    await database.close();
  });

  test('a transaction is kept whole or not at all', async () => {
    const database = await engine.open();
    const site = 'insert into site (id, name, address) values ($1, $2, $3)';
    const failed = await database
      .transaction(async (tx) => {
        await tx.query(site, ['histon', 'Histon', []]);
        await tx.query(site, ['histon', 'Histon', []]);
      })
      .catch((error: unknown) => error);
    assert.ok(isRefused(failed, uniqueViolation));
    assert.is((await database.query('select id from site')).length, 0);
    assert.is(await database.transaction(async (tx) => (await tx.query(site, ['histon', 'Histon', []])).length), 0);
    assert.is((await database.query('select id from site')).length, 1);
    await database.close();
  });

  test('migrating twice changes nothing, and a changed or unknown migration is refused', async () => {
    const database = await engine.open();
    assert.equal(await migrate(database), []);
    const changed = [{ name: '0001-people.sql', sha256: 'other', statements: [] }];
    const refusal = await migrate(database, changed).catch((error: unknown) => String(error));
    assert.match(String(refusal), /newer Lentigo/);
    await database.query("delete from migration where name <> '0001-people.sql'");
    assert.match(String(await migrate(database, changed).catch((error: unknown) => error)), /not the one/);
    await database.close();
  });

  test('nobody changes the audit log, not even with a database client', async () => {
    const database = await engine.open();
    await database.query(
      "insert into audit (seq, at, who, who_name, action, previous, hash) values (1, now(), 'x', 'X', 'sign-in', '', 'a')",
    );
    for (const sql of ["update audit set who = 'y'", 'delete from audit', 'truncate audit']) {
      assert.ok(isRefused(await database.query(sql).catch((error: unknown) => error), '42501'), sql);
    }
    await database.close();
  });

  test.after(engine.stop);
  test.run();
}

const test = suite('migrations');

test('statements end with a semicolon at the end of a line, except within a function', () => {
  const text = '-- a;\ncreate table a (b text); \n\ncreate function f() as $$\nbegin\n  x;\nend $$;\n-- nothing\n';
  assert.is(statementsOf(text).length, 2);
});

test('every migration has a number of its own', () => {
  const numbers = readMigrations('services/hospital/database/migrations').map(({ name }) => name.slice(0, 4));
  assert.is(new Set(numbers).size, numbers.length);
});

test.run();
