/** A backup of the hospital's database, the day it is needed: on a server, and embedded. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Database } from '../../../services/hospital/database/api.ts';
import { openEmbedded } from '../../../services/hospital/database/embedded.ts';
import { migrate } from '../../../services/hospital/database/migrate.ts';
import { openPostgres } from '../../../services/hospital/database/postgres.ts';
import { unpackTemplate } from '../../../services/hospital/database/template.ts';
import { hashOf } from '../../../services/wire/signing.ts';
import { fill, fillVisit } from '../../services/hospital/outbound/filled.ts';
import { temporaryFolder } from '../../support/places.ts';
import { type PostgresServer, postgresServer } from '../../support/postgres.ts';

const program = join(import.meta.dirname, '../../../scripts/database.ts');
const waitMsMax = 60_000;

interface Place {
  readonly name: string;
  /** A new, empty place, as `--database` names it; `migrated` or with nothing in it. */
  make(how: 'migrated' | 'nothing'): Promise<string>;
  open(place: string): Promise<Database>;
  stop(): Promise<void>;
}

interface Ran {
  readonly code: number | null;
  readonly said: string;
}

/** V8 compiles the embedded engine once, not better a second time: each program asks it little. */
const quickly = '--liftoff-only';

function start(args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [quickly, program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
}

async function run(...args: readonly string[]): Promise<Ran> {
  const child = start(args);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text: Buffer) => (said += text.toString()));
  await once(child, 'close');
  return { code: child.exitCode, said };
}

async function until(what: string, holds: () => Promise<boolean> | boolean): Promise<void> {
  for (const end = performance.now() + waitMsMax; !(await holds()); await pause(20))
    if (performance.now() > end) throw new Error(`waited in vain for ${what}`);
}

/** Everything in every table, as text. */
async function everything(database: Database): Promise<Record<string, readonly string[]>> {
  const all: Record<string, readonly string[]> = {};
  for (const { name } of await database.query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'public' order by 1",
  )) {
    const rows = await database.query<{ row: string }>(`select t::text as row from "${name}" t order by 1`);
    all[name] = rows.map(({ row }) => row);
  }
  return all;
}

function onServer(): Place {
  let server: PostgresServer | undefined;
  let made = 0;
  const withServer = async <Result>(work: (first: Database, server: PostgresServer) => Promise<Result>) => {
    server ??= await postgresServer();
    const first = openPostgres(server.url('postgres'));
    const result = await work(first, server);
    await first.close();
    return result;
  };
  return {
    name: 'PostgreSQL',
    make: (how) =>
      withServer(async (first, running) => {
        made += 1;
        await first.query(`create database "ward ${made}" template ${how === 'migrated' ? 'empty' : 'template0'}`);
        return running.url(encodeURIComponent(`ward ${made}`));
      }),
    open: async (place) => openPostgres(place),
    async stop() {
      await server?.stop();
    },
  };
}

function embedded(): Place {
  const folder = temporaryFolder('embedded');
  let made = 0;
  return {
    name: 'the embedded database',
    async make(how) {
      made += 1;
      const place = join(folder.path, `ward-${made}`);
      if (how === 'nothing') return place;
      mkdirSync(place);
      await unpackTemplate(place);
      return place;
    },
    open: (place) => openEmbedded({ folder: place }),
    stop: async () => folder.remove(),
  };
}

for (const places of [onServer(), embedded()]) {
  const test = suite(`backup of ${places.name}`);
  const files = temporaryFolder('backup');
  const file = join(files.path, 'monday.backup');
  let place = '';
  let before: Record<string, readonly string[]> = {};

  async function look<Result>(at: string, work: (database: Database) => Promise<Result>): Promise<Result> {
    const database = await places.open(at);
    const result = await work(database);
    await database.close();
    return result;
  }

  test('the database is backed up, with its sums beside it', async () => {
    place = await places.make('migrated');
    await look(place, async (database) => fillVisit(database, await fill(database)));
    before = await look(place, everything);
    assert.is(before.audit?.length, 2);
    for (const table of ['station_staff', 'badge_salt', 'visit_record', 'visit_attachment', 'station_deeds'])
      assert.is(before[table]?.length, 1, table);
    const { code, said } = await run('backup', file, '--database', place);
    assert.is(code, 0, said);
    assert.equal(readdirSync(files.path).sort(), ['monday.backup', 'monday.backup.json', 'monday.backup.sha256']);
    assert.match(readFileSync(`${file}.sha256`, 'utf8'), `${hashOf(readFileSync(file))}  monday.backup\n`);
  });

  test('a backup is never written over another one', async () => {
    const { code, said } = await run('backup', file, '--database', place);
    assert.is(code, 1);
    assert.match(said, /There is a .* already/);
  });

  test('it comes back into an empty database, every table equal', async () => {
    const empty = await places.make('nothing');
    const { code, said } = await run('restore', file, '--database', empty);
    assert.is(code, 0, said);
    assert.match(said, '2 entries of the audit log checked');
    assert.equal(await look(empty, everything), before);
    assert.equal(await look(empty, migrate), []);
  });

  test('a database that is not empty is left alone, unless it is to be replaced', async () => {
    await look(place, (database) => database.query("update patient set given_name = 'Changed'"));
    const changed = await look(place, everything);
    const refused = await run('restore', file, '--database', place);
    assert.is(refused.code, 1);
    assert.match(refused.said, '--replace');
    assert.equal(await look(place, everything), changed);
    const replaced = await run('restore', file, '--database', place, '--replace');
    assert.is(replaced.code, 0, replaced.said);
    assert.match(replaced.said, /What was there before is/);
    assert.equal(await look(place, everything), before);
  });

  test('while the service has it open, nothing is replaced', async () => {
    const holder = spawn(
      process.execPath,
      [
        '-e',
        `import('${join(import.meta.dirname, '../../../services/hospital/database/open.ts')}').then(async ({ openDatabase }) => {
           const database = await openDatabase(process.argv[1]); await database.query('select 1'); console.log('open'); setInterval(() => database.query('select 1'), 1000);
         })`,
        place,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    await once(holder.stdout, 'data');
    const { code, said } = await run('restore', file, '--database', place, '--replace');
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    assert.is(code, 1, said);
    assert.ok(said.includes('Stop the service'), said);
    assert.equal(await look(place, everything), before);
  });

  test('one flipped bit, in the dump or in what is told of it, and it is refused', async () => {
    for (const ending of ['', '.json']) {
      const damaged = join(files.path, `damaged${ending === '' ? '' : '-json'}`);
      for (const name of ['', '.json', '.sha256']) cpSync(`${file}${name}`, `${damaged}${name}`);
      const bytes = readFileSync(`${damaged}${ending}`);
      const at = Math.floor(bytes.length / 2);
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      writeFileSync(`${damaged}${ending}`, bytes);
      const { code, said } = await run('restore', damaged, '--database', place, '--replace');
      assert.is(code, 1, said);
      assert.match(said, /damaged/);
    }
    assert.equal(await look(place, everything), before);
  });

  test('a backup of a newer Lentigo, of another kind, or with rows missing is refused, and nothing is replaced', async () => {
    const told = JSON.parse(readFileSync(`${file}.json`, 'utf8'));
    const changes: readonly [RegExp, object][] = [
      [
        /newer Lentigo \(9999-later\.sql\)/,
        { migrations: [...told.migrations, { name: '9999-later.sql', sha256: 'x' }] },
      ],
      [/backup of/, { engine: told.engine === 'embedded' ? 'postgresql' : 'embedded' }],
      [/table patient has 1 rows/, { rows: { ...told.rows, patient: 2 } }],
      [/audit log ends with another/, { audit: { ...told.audit, lastHash: 'x' } }],
    ];
    for (const [place_, [wanted, change]] of changes.entries()) {
      const other = join(files.path, `other-${place_}`);
      cpSync(file, other);
      const text = JSON.stringify({ ...told, ...change });
      writeFileSync(`${other}.json`, text);
      writeFileSync(
        `${other}.sha256`,
        `${hashOf(readFileSync(other))}  other\n${hashOf(Buffer.from(text))}  other.json\n`,
      );
      const { code, said } = await run('restore', other, '--database', place, '--replace');
      assert.is(code, 1, said);
      assert.match(said, wanted);
    }
    assert.equal(await look(place, everything), before);
  });

  test('a restore that is killed on its way leaves what was there, and the next one works', async () => {
    await look(place, (database) => database.query("update patient set given_name = 'Kept'"));
    const kept = await look(place, everything);
    const child = start(['restore', file, '--database', place, '--replace']);
    const begun =
      places.name === 'PostgreSQL'
        ? () =>
            look(place, async (database) => {
              const rows = await database.query("select 1 from pg_database where datname like '%_restoring'");
              return rows.length > 0;
            })
        : () => existsSync(`${place}.restoring`);
    await until('the restore to begin', begun);
    child.kill('SIGKILL');
    await once(child, 'exit');
    assert.equal(await look(place, everything), kept);
    const again = await run('restore', file, '--database', place, '--replace');
    assert.is(again.code, 0, again.said);
    assert.equal(await look(place, everything), before);
  });

  test('an audit log that was changed is noticed when it is backed up', async () => {
    await look(place, async (database) => {
      await database.query('alter table audit disable trigger audit_keeps_rows');
      await database.query("update audit set who = 'somebody else' where seq = 1");
    });
    mkdirSync(join(files.path, 'tuesday'));
    const { code, said } = await run('backup', join(files.path, 'tuesday', 'x'), '--database', place);
    assert.is(code, 1);
    assert.match(said, /broken at entry 1/);
    assert.equal(readdirSync(join(files.path, 'tuesday')), []);
  });

  test.after(async () => {
    await places.stop();
    files.remove();
  });
  test.run();
}
