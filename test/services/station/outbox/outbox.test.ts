/** The outbox on a real file system; its durability as the kernel sees it, in the order of its system calls. */
import { execFileSync } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Outbox, openOutbox } from '../../../../services/station/outbox/outbox.ts';
import type { KeyId, ParcelId } from '../../../../services/wire/ids.ts';
import { chunkCount, type SignedManifest } from '../../../../services/wire/manifest.ts';
import { documentHash, hashOf, signDocument } from '../../../../services/wire/signing.ts';
import { temporaryFolder } from '../../../support/clinic.ts';
import { newSigner } from '../../../support/hospital.ts';
import { station } from '../../../support/invented.ts';

const signer = newSigner();
const root = temporaryFolder('outbox');
const newParcel = () => randomUUID() as unknown as ParcelId;
const sealedTo = ['0123456789abcdef' as unknown as KeyId];

function open(folder: string): Outbox {
  return openOutbox({ folder, station, signer, sealedTo });
}

async function kept(outbox: Outbox, id: ParcelId, sealed: Uint8Array): Promise<SignedManifest> {
  const letter = await outbox.keep(id, sealed);
  if (typeof letter === 'string') throw new Error(letter);
  return letter;
}

function receiptFor({ document }: SignedManifest) {
  const { parcel, sha256 } = document;
  return signDocument(
    {
      kind: 'receipt',
      version: 1,
      parcel,
      station,
      sha256,
      outcome: 'filed',
      filedAs: 'filed/x',
      at: '2026-11-22T10:00:00.000Z',
    } as const,
    newSigner(),
  );
}

const test = suite('outbox');

test('what was kept is there after a restart, chunk by chunk', async () => {
  const folder = join(root.path, 'restart');
  const sealed = randomBytes(600_000);
  const before = open(folder);
  const letter = await kept(before, newParcel(), sealed);
  before.close();
  const after = open(folder);
  assert.equal(after.waiting(), [letter]);
  const chunks = await Promise.all(
    Array.from({ length: chunkCount(letter.document) }, (_, index) => after.chunk(letter.document, index)),
  );
  assert.ok(Buffer.concat(chunks).equals(sealed));
  after.close();
});

test('parcels are counted without a gap and each names the one before it, across restarts', async () => {
  const folder = join(root.path, 'chain');
  const letters: SignedManifest[] = [];
  for (let restart = 0; restart < 3; restart++) {
    const outbox = open(folder);
    letters.push(await kept(outbox, newParcel(), randomBytes(10)), await kept(outbox, newParcel(), randomBytes(10)));
    outbox.close();
  }
  for (const [index, { document }] of letters.entries()) {
    const before = letters[index - 1];
    assert.is(document.sequence, index + 1);
    assert.is(document.previous, before && documentHash(before.document));
  }
});

test('a power cut before the ledger’s row leaves a whole parcel: it is entered at the next start', async () => {
  const folder = join(root.path, 'orphan');
  open(folder).close();
  const [id, sealed] = [newParcel(), randomBytes(1000)];
  writeFileSync(join(folder, 'parcels', `${id}.age`), sealed);
  writeFileSync(join(folder, 'parcels', `${newParcel()}.tmp`), 'half a parc');
  const outbox = open(folder);
  assert.equal(
    outbox.waiting().map(({ document }) => [document.parcel, document.sha256]),
    [[id, hashOf(sealed)]],
  );
  assert.equal(readdirSync(join(folder, 'parcels')), [`${id}.age`], 'half a parcel was never called saved');
  outbox.close();
});

test('nothing is deleted before the hospital has signed for it', async () => {
  const folder = join(root.path, 'purge');
  const outbox = open(folder);
  const letter = await kept(outbox, newParcel(), randomBytes(10));
  const { parcel } = letter.document;
  const file = join(folder, 'parcels', `${parcel}.age`);
  assert.throws(() => outbox.purge(parcel), /no receipt/);
  assert.ok(existsSync(file));
  outbox.receive(receiptFor(letter), 5000);
  assert.equal(outbox.received(), [{ id: parcel, receivedAtMs: 5000 }]);
  assert.equal(outbox.counts(), { waiting: 0, atHospital: 1, quarantined: 0 });
  outbox.purge(parcel);
  assert.not(existsSync(file));
  assert.equal(outbox.received(), []);
  outbox.close();
});

test('a second program cannot work with the same outbox', () => {
  const folder = join(root.path, 'two');
  const first = open(folder);
  assert.throws(() => open(folder), /Another station is working/);
  first.close();
  open(folder).close();
});

test('the ledger and the files say nothing about a patient and can be read by nobody else', async () => {
  const folder = join(root.path, 'modes');
  const outbox = open(folder);
  await kept(outbox, newParcel(), randomBytes(10));
  assert.equal(outbox.look().kind, 'works');
  outbox.close();
  const listing = execFileSync('find', [folder, '-type', 'f', '-path', '*parcels*', '-perm', '/077']).toString();
  assert.is(listing, '');
});

test('a full and a read-only disk refuse, leave no part of a parcel, and work again by themselves', async () => {
  const folder = join(root.path, 'full');
  mkdirSync(folder);
  const parcels = join(folder, 'parcels');
  if (!smallDisk(folder)) {
    console.log('  (skipped: this user may not mount a small disk)');
    return;
  }
  try {
    const outbox = open(folder);
    await kept(outbox, newParcel(), randomBytes(1000));
    const problem = await outbox.keep(newParcel(), randomBytes(8 * 1024 * 1024));
    assert.is(problem, 'disk-full');
    assert.is(readdirSync(parcels).filter((name) => name.endsWith('.age')).length, 1);
    await kept(outbox, newParcel(), randomBytes(1000));
    // A file system that turned read-only, as the kernel does after errors.
    execFileSync('mount', ['--bind', parcels, parcels]);
    execFileSync('mount', ['-o', 'remount,bind,ro', parcels]);
    assert.is(await outbox.keep(newParcel(), randomBytes(1000)), 'disk-failed');
    assert.equal(outbox.look(), { kind: 'failed' });
    assert.is(outbox.waiting().length, 2, 'what is there can still be read');
    execFileSync('umount', [parcels]);
    assert.is(outbox.look().kind, 'works');
    await kept(outbox, newParcel(), randomBytes(1000));
    outbox.close();
  } finally {
    execFileSync('umount', ['--recursive', folder]);
  }
});

test('“Saved” is said only after file, folder and ledger were forced to the disk, in this order', () => {
  const folder = join(root.path, 'strace');
  const program = join(import.meta.dirname, 'keep-one.ts');
  const log = join(root.path, 'calls.log');
  execFileSync(
    'strace',
    [
      '-f',
      '-y',
      '-e',
      'trace=fsync,fdatasync,rename,renameat,renameat2,write',
      '-o',
      log,
      process.execPath,
      program,
      folder,
    ],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  const calls = readFileSync(log, 'utf8').split('\n');
  const first = (pattern: RegExp, from = 0) => calls.findIndex((line, index) => index >= from && pattern.test(line));
  const fileSynced = first(/f(data)?sync\(\d+<[^>]*\.tmp>/);
  const renamed = first(/rename.*\.tmp.*\.age/, fileSynced);
  const folderSynced = first(/fsync\(\d+<[^>]*\/parcels>/, renamed);
  const ledgerSynced = first(/f(data)?sync\(\d+<[^>]*ledger\.sqlite-wal>/, folderSynced);
  const said = first(/write\(1<.*SAVED/);
  assert.ok(
    0 <= fileSynced &&
      fileSynced < renamed &&
      renamed < folderSynced &&
      folderSynced < ledgerSynced &&
      ledgerSynced < said,
    `fsync ${fileSynced}, rename ${renamed}, folder ${folderSynced}, ledger ${ledgerSynced}, said ${said} of ${calls.length}`,
  );
});

function smallDisk(folder: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false; // the test says so
  }
}

test.after(() => root.remove());
test.run();
