/**
 * SIGKILL at every call that makes something durable (fault matrix F1 and F7): the kernel ends the program at the first,
 * the second, the third `fsync`, `rename`, … until it gets through; whatever it had said by then must hold.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { objectsIn } from '../../services/hospital/archive/dicom-folder.ts';
import type { Database } from '../../services/hospital/database/api.ts';
import { migrate } from '../../services/hospital/database/migrate.ts';
import { openPostgres } from '../../services/hospital/database/postgres.ts';
import { readObject } from '../../services/hospital/dicom/read.ts';
import { openOutbox } from '../../services/station/outbox/outbox.ts';
import type { KeyId } from '../../services/wire/ids.ts';
import { hashOf } from '../../services/wire/signing.ts';
import { temporaryFolder } from '../support/clinic.ts';
import { newSigner } from '../support/hospital.ts';
import { station } from '../support/invented.ts';
import { type PostgresServer, postgresServer } from '../support/postgres.ts';
import { seedClinics, seedVisit } from '../support/seeded.ts';
import { keepCompiled } from './compiled.ts';

const root = temporaryFolder('every-call');
const here = import.meta.dirname;
const keepOne = join(here, '..', 'services', 'station', 'outbox', 'keep-one.ts');
const fileOne = join(here, 'file-one.ts');
/** No program here makes more of one call than this. */
const callsMax = 60;
/** Where there are many of a call, one after the other, the ordinary run dies at every sixth; the long run at each. */
const stride = (call: string, many: readonly string[]) =>
  many.includes(call) && process.env.LENTIGO_EVERY_CALL === undefined ? 6 : 1;

/** Runs the program, killed at its `nth` call of this kind. Tells what it had printed, and whether it was killed. */
function runKilled(program: string, args: readonly string[], call: string, nth: number) {
  const log = join(root.path, 'calls');
  const traced = [
    '-f',
    '-qq',
    '-o',
    log,
    '-e',
    `trace=${call}`,
    '-e',
    `inject=${call}:signal=KILL:when=${nth}`,
    process.execPath,
    program,
    ...args,
  ];
  const ran = spawnSync('strace', traced, {
    encoding: 'utf8',
    env: { ...process.env, UV_THREADPOOL_SIZE: '1' }, // strace counts for each thread
  });
  return { printed: ran.stdout, killed: /killed by SIGKILL/.test(readFileSync(log, 'utf8')) };
}

keepCompiled();
const prepared = join(root.path, 'prepared');
execFileSync(process.execPath, [fileOne, prepared, '--prepare']);
execFileSync(process.execPath, [keepOne, join(root.path, 'not-killed')]); // Node has written what it keeps

const test = suite('SIGKILL at every durable call');

for (const call of ['fsync', 'rename', 'pwrite64']) {
  test(`the station, killed at each ${call} of keeping a picture: what was saved is there, and the outbox opens`, () => {
    let killed = 0;
    for (let nth = 1; nth <= callsMax; nth += stride(call, ['pwrite64'])) {
      const folder = join(root.path, `keep-${call}-${nth}`);
      const ran = runKilled(keepOne, [folder], call, nth);
      const outbox = openOutbox({
        folder,
        station,
        signer: newSigner(),
        sealedTo: ['0123456789abcdef' as unknown as KeyId],
      });
      const waiting = outbox.waiting();
      if (ran.printed.includes('SAVED')) assert.is(waiting.length, 1, `${call} ${nth}`);
      for (const { document } of waiting) {
        const file = readFileSync(join(folder, 'parcels', `${document.parcel}.age`));
        assert.is(hashOf(file), document.sha256, 'no half parcel is ever waiting');
      }
      assert.is(readdirSync(join(folder, 'parcels')).filter((name) => name.endsWith('.tmp')).length, 0);
      outbox.close();
      if (!ran.killed) break;
      killed += 1;
    }
    assert.ok(killed >= 1 && killed < callsMax, `${killed} kills`);
    console.log(`  ${killed} kills at ${call}`);
  });
}

let server: PostgresServer;
let first: Database;
test.before(async () => {
  server = await postgresServer();
  first = openPostgres(server.url('postgres'));
  await first.query('create database clinic template empty');
  const clinic = openPostgres(server.url('clinic'));
  await migrate(clinic);
  await seedClinics(clinic);
  await seedVisit(clinic);
  await clinic.close();
  const folder = join(root.path, 'file-not-killed');
  cpSync(prepared, folder, { recursive: true });
  await first.query('create database not_killed template clinic');
  assert.match(run([folder, server.url('not_killed')]), 'RECEIPT');
});

/** What the others leave is told by these three; the long run dies at all of them. */
const hospitalCalls = ['fsync', 'rename', 'link'];
const rarerCalls = process.env.LENTIGO_EVERY_CALL === undefined ? [] : ['unlink', 'pwrite64', 'mkdir'];

for (const call of [...hospitalCalls, ...rarerCalls]) {
  test(`the hospital, killed at each ${call} of filing a picture: it is filed once, with one receipt`, async () => {
    let killed = 0;
    for (let nth = 1; nth <= callsMax; nth += stride(call, ['fsync', 'mkdir', 'pwrite64'])) {
      const [folder, name] = [join(root.path, `file-${call}-${nth}`), `${call}_${nth}`];
      cpSync(prepared, folder, { recursive: true });
      await first.query(`create database ${name} template clinic`);
      const args = [folder, server.url(name)];
      const ran = runKilled(fileOne, args, call, nth);
      const said = [ran.printed, run(args), ...(nth === 1 ? [run(args)] : [])].flatMap(
        (printed) => printed.match(/RECEIPT .*/g) ?? [],
      );
      assert.is(new Set(said).size, 1, `${call} ${nth}: the receipt is always the same`);
      const objects = await objectsIn(join(folder, 'archive'));
      assert.is(objects.length, 1);
      const object = readObject(readFileSync(join(folder, 'archive', objects[0] ?? '')));
      assert.is(
        object?.jpeg && hashOf(object.jpeg),
        JSON.parse(readFileSync(join(folder, 'given.json'), 'utf8')).picture,
      );
      const record = openPostgres(server.url(name));
      assert.equal(await record.query('select filed_as, state from picture'), [
        { filed_as: objects[0], state: 'filed' },
      ]);
      await record.close();
      if (!ran.killed) break;
      killed += 1;
    }
    assert.ok(killed >= 1 && killed < callsMax, `${killed} kills`);
    console.log(`  ${killed} kills at ${call}`);
  });
}

function run(args: readonly string[]): string {
  return spawnSync(process.execPath, [fileOne, ...args], { encoding: 'utf8' }).stdout;
}

test.after(async () => {
  await first.close();
  await server.stop();
  root.remove();
});
test.run();
