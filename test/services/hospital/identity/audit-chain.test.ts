/** Whoever changes the audit log behind its back, with all rights on the database, is found out. */
import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Database, Queries } from '../../../../services/hospital/database/api.ts';
import { type Deed, deedHash, recordDeed } from '../../../../services/hospital/database/trail.ts';
import { openAnchors } from '../../../../services/hospital/identity/audit/anchors.ts';
import { checkChain } from '../../../../services/hospital/identity/audit/chain.ts';
import { databases } from '../../../support/databases.ts';
import { temporaryFolder } from '../../../support/places.ts';

const deed = (place: number, more: Partial<Deed> = {}): Deed => ({
  at: new Date(Date.parse('2026-11-22T09:00:00.123Z') + place * 1_000),
  who: 'ngozi-adeyemi',
  whoName: 'Ngozi Adeyemi',
  action: 'view-patient',
  patient: '7F3C1F0E-52A4-4C1E-9A0E-3F1F2F6F9B01', // in capitals: the database gives it back in small letters
  detail: { place },
  ...more,
});

/** What a superuser may do that the service may not. */
async function behindItsBack(database: Database, work: (tx: Queries) => Promise<unknown>): Promise<void> {
  await database.transaction(async (tx) => {
    await tx.query(`set local session_replication_role = 'replica'`); // as in a copy of the database: triggers sleep
    await work(tx);
  });
}

async function writeAnew(database: Database, deeds: readonly Deed[]): Promise<void> {
  await behindItsBack(database, (tx) => tx.query('delete from audit'));
  await database.transaction(async (tx) => {
    for (const one of deeds) await recordDeed(tx, one);
  });
}

// biome-ignore format: a table is read by columns
const changes: Readonly<Record<string, string>> = {
  at:       "at = at + interval '1 millisecond'",
  who:      "who = who || 'x'",
  who_name: "who_name = 'Somebody Else'",
  action:   "action = 'view-picture'",
  patient:  'patient = null',
  detail:   `detail = detail || '{"added": 1}'::jsonb`,
  previous: "previous = repeat('0', 64)",
  hash:     "hash = repeat('0', 64)",
};

/** JSON as services write it: no NUL and no half characters, which PostgreSQL does not take. */
const text = fc.string({ unit: 'grapheme' }).filter((value) => !value.includes('\u0000') && value.isWellFormed());
const detail = fc.dictionary(
  text,
  fc.oneof(
    text,
    fc.double({ noNaN: true }),
    fc.maxSafeInteger(),
    fc.boolean(),
    fc.constant(null),
    fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('9999-01-01') }),
    fc.array(fc.dictionary(text, text, { maxKeys: 3 }), { maxLength: 3 }),
  ),
  { maxKeys: 6 },
);

for (const engine of databases) {
  const test = suite(`the chain of the audit log on ${engine.name}`);
  let database: Database;
  test.before(async () => {
    database = await engine.open();
  });

  test('an empty log is whole', async () => {
    assert.equal(await checkChain(database, []), { entries: 0, lastHash: '' });
  });

  test('a log is whole whatever was written into it: text, numbers, dates come back with the same hash', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(detail, { minLength: 1, maxLength: 8 }), async (details) => {
        await writeAnew(
          database,
          details.map((one, place) => deed(place, { detail: one })),
        );
        const check = await checkChain(database, []);
        assert.is(check.brokenAt, undefined);
        assert.is(check.entries, details.length);
      }),
      { numRuns: 60 },
    );
  });

  test('a deed with more on it than a deed has is written as what it is', async () => {
    await writeAnew(database, [{ ...deed(1), surplus: 'from a careless caller' } as Deed]);
    assert.is((await checkChain(database, [])).brokenAt, undefined);
  });

  test('any changed value of any entry is found, at that entry', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 12 }),
        fc.nat(),
        fc.constantFrom(...Object.values(changes)),
        async (length, at, change) => {
          const seq = (at % length) + 1;
          await writeAnew(
            database,
            Array.from({ length }, (_, place) => deed(place)),
          );
          await behindItsBack(database, (tx) => tx.query(`update audit set ${change} where seq = $1`, [seq]));
          const { brokenAt } = await checkChain(database, []);
          assert.is(brokenAt, seq, change);
        },
      ),
      { numRuns: 40 },
    );
  });

  test('a removed entry, two that changed places, and one that was put in are found', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 3, max: 12 }), fc.nat(), fc.nat(), async (length, one, two) => {
        const a = (one % (length - 1)) + 1;
        const b = a + 1 + (two % (length - a));
        const deeds = Array.from({ length }, (_, place) => deed(place));
        await writeAnew(database, deeds);
        await behindItsBack(database, (tx) => tx.query('delete from audit where seq = $1', [a]));
        assert.is((await checkChain(database, [])).brokenAt, a + 1);

        await writeAnew(database, deeds);
        await behindItsBack(database, async (tx) => {
          await tx.query('update audit set seq = -1 where seq = $1', [a]);
          await tx.query('update audit set seq = $2 where seq = $1', [b, a]);
          await tx.query('update audit set seq = $1 where seq = -1', [b]);
        });
        assert.is((await checkChain(database, [])).brokenAt, a);

        await writeAnew(database, deeds);
        await behindItsBack(database, async (tx) => {
          await tx.query('update audit set seq = seq + 1000 where seq > $1', [a]);
          await tx.query('update audit set seq = seq - 999 where seq > 1000');
          const [before] = await tx.query<{ hash: string }>('select hash from audit where seq = $1', [a]);
          const extra = deed(99);
          await tx.query(
            `insert into audit (seq, at, who, who_name, action, patient, detail, previous, hash)
             select $1, $2, who, who_name, action, patient, '{"place":99}', $3, $4 from audit where seq = $5`,
            [a + 1, extra.at, before?.hash, deedHash(a + 1, before?.hash ?? '', extra), a],
          );
        });
        assert.is((await checkChain(database, [])).brokenAt, a + 2, 'the put-in entry is right; the next one is not');
      }),
      { numRuns: 15 },
    );
  });

  test('an end that was cut off, or a chain that was written anew, is found by the notes outside of the database', async () => {
    const folder = temporaryFolder('anchors');
    const path = join(folder.path, 'audit-anchors');
    const anchors = openAnchors(path);
    await writeAnew(database, []);
    await anchors.note(database);
    assert.equal(await anchors.read(), [], 'nothing to note yet');
    await writeAnew(
      database,
      Array.from({ length: 6 }, (_, place) => deed(place)),
    );
    const genuine = await checkChain(database, []);
    await anchors.note(database);
    await anchors.note(database);
    assert.equal((await anchors.read()).at(-1), { seq: 6, hash: genuine.lastHash });
    assert.is(readFileSync(path, 'utf8').match(/^6 /gm)?.length, 1, 'the same end is noted once');
    appendFileSync(path, '7 0123'); // a power cut
    assert.is((await checkChain(database, await anchors.read())).brokenAt, undefined);

    await behindItsBack(database, (tx) => tx.query('delete from audit where seq > 4'));
    assert.is((await checkChain(database, [])).brokenAt, undefined, 'the chain alone does not show it');
    assert.is((await checkChain(database, await anchors.read())).brokenAt, 5);

    // it goes on and grows beyond the note, which is made again with another hash: the first note counts
    await database.transaction(async (tx) => {
      for (const place of [50, 51, 52]) await recordDeed(tx, deed(place));
    });
    assert.is((await checkChain(database, await anchors.read())).brokenAt, 6);
    await behindItsBack(database, (tx) => tx.query('delete from audit where seq > 6'));
    await anchors.note(database);
    assert.is((await checkChain(database, await anchors.read())).brokenAt, 6);
    folder.remove();
  });

  test('ten people at the same time make one chain', async () => {
    await writeAnew(database, []);
    const one = (place: number) => database.transaction((tx) => recordDeed(tx, deed(place)));
    await Promise.all(Array.from({ length: 10 }, (_, place) => one(place)));
    const check = await checkChain(database, []);
    assert.equal([check.entries, check.brokenAt], [10, undefined]);
    const rows = await database.query<{ detail: { place: number } }>('select detail from audit');
    assert.is(new Set(rows.map(({ detail: { place } }) => place)).size, 10);
  });

  test('a long log is walked in pieces, to its end', async () => {
    await writeAnew(
      database,
      Array.from({ length: 1_203 }, (_, place) => deed(place)),
    );
    assert.equal((await checkChain(database, [])).entries, 1_203);
    await behindItsBack(database, (tx) => tx.query("update audit set who = 'x' where seq = 1203"));
    assert.is((await checkChain(database, [])).brokenAt, 1_203);
  });

  test('without the rights of an owner nothing in it can be changed', async () => {
    for (const sql of ['update audit set who = who', 'delete from audit', 'truncate audit']) {
      const failed = await database.query(sql).catch((error: Error) => error.message);
      assert.match(String(failed), /append-only/);
    }
  });

  test.after(async () => {
    await database.close();
    await engine.stop();
  });
  test.run();
}
