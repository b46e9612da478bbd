import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { arrivalsMax } from '../../../../services/hospital/ingest/worker.ts';
import { heldChunks } from '../../../../services/wire/held.ts';
import type { StationId } from '../../../../services/wire/ids.ts';
import { chunkCount } from '../../../../services/wire/manifest.ts';
import { hashOf, verifyDocument } from '../../../../services/wire/signing.ts';
import { databases } from '../../../support/databases.ts';
import { chunkOf, hospitalWith, newSigner } from '../../../support/hospital.ts';
import { captureOf, station } from '../../../support/invented.ts';
import { temporaryFolder } from '../../../support/places.ts';
import { seedClinics, seedVisit } from '../../../support/seeded.ts';

const folder = temporaryFolder('ingest');
const [engine] = databases.filter(({ name }) => name === 'the embedded database');
if (engine === undefined) throw new Error('there is an embedded database');
const database = await engine.open();
await seedClinics(database);
await seedVisit(database);
const hospital = await hospitalWith(folder.path, database);
const { archive, aside } = hospital.bench;
const picture = randomBytes(700_000); // three chunks

/** How many pictures the archive and the record hold; they agree. */
async function filedCount(): Promise<number> {
  const [row] = await database.query<{ count: number }>('select count(*)::int as count from picture');
  assert.is(archive.objects.size, row?.count);
  return archive.objects.size;
}

const test = suite('ingest');

test('a picture is filed byte for byte to whom it shows, and signed for', async () => {
  const parcel = await hospital.parcelOf(picture);
  const worker = await hospital.newWorker();
  const letter = await hospital.deliver(worker, parcel);
  assert.ok(letter);
  if (!letter) return;
  const receipt = verifyDocument(letter, new Map([[hospital.signer.id, hospital.signer.publicKey]]));
  assert.ok(
    typeof receipt !== 'string' && receipt.outcome === 'filed' && receipt.sha256 === parcel.offer.document.sha256,
  );
  const [object] = [...archive.objects.values()].filter(({ place }) => place.as === letter.document.filedAs);
  assert.is(object && hashOf(object.jpeg), hashOf(picture));
  assert.is(object?.record.parcel, parcel.capture.parcel);
  assert.is(object?.record.view, 'close-up');
  assert.equal(readdirSync(join(folder.path, 'inbox')), [], 'nothing is left behind');
  await worker.close();
});

test('offered twice, and by another worker, it is one file and the same receipt', async () => {
  const parcel = await hospital.parcelOf(picture);
  const before = await filedCount();
  const first = await hospital.deliver(await hospital.newWorker(), parcel);
  const second = await hospital.deliver(await hospital.newWorker(), parcel);
  assert.ok(first);
  assert.equal(second, first);
  assert.is(await filedCount(), before + 1);
});

test('when a worker dies within a parcel, the next one goes on with what is there', async () => {
  const parcel = await hospital.parcelOf(picture);
  const dying = await hospital.newWorker();
  await dying.offered(station, parcel.offer);
  await dying.chunk(station, parcel.offer.document.parcel, 1, chunkOf(parcel.sealed, parcel.offer, 1));
  // It is simply not heard of again.
  const next = await hospital.newWorker();
  await next.offered(station, parcel.offer);
  const grant = hospital.grants.at(-1);
  assert.ok(grant?.kind === 'take' && grant.worker === next.id);
  assert.equal(grant?.kind === 'take' && [...heldChunks(grant.held, chunkCount(parcel.offer.document))], [1]);
  const letter = await hospital.deliver(next, parcel);
  assert.is(letter?.document.outcome, 'filed');
});

test('two workers that collect the same parcel at the same time file it once and sign once', async () => {
  const parcel = await hospital.parcelOf(picture);
  const before = await filedCount();
  const workers = [await hospital.newWorker(), await hospital.newWorker()];
  await Promise.all(workers.map((worker) => worker.offered(station, parcel.offer)));
  const counted = hospital.receipts.length;
  await Promise.all(
    [0, 1, 2].flatMap((index) =>
      workers.map((worker) =>
        worker.chunk(station, parcel.offer.document.parcel, index, chunkOf(parcel.sealed, parcel.offer, index)),
      ),
    ),
  );
  const given = hospital.receipts.slice(counted);
  assert.ok(given.length >= 1);
  for (const letter of given) assert.equal(letter, given[0]);
  assert.is(await filedCount(), before + 1);
});

test('bytes that changed on their way are asked for again, and nothing of them is filed', async () => {
  const parcel = await hospital.parcelOf(picture);
  const worker = await hospital.newWorker();
  const damaged = Uint8Array.from(parcel.sealed);
  damaged[300_000] = (damaged[300_000] ?? 0) ^ 1;
  assert.is(await hospital.deliver(worker, { ...parcel, sealed: damaged }), undefined);
  const grant = hospital.grants.at(-1);
  assert.ok(grant?.kind === 'take' && heldChunks(grant.held, 3).size === 0);
  assert.is((await hospital.deliver(worker, parcel))?.document.outcome, 'filed');
});

test('a chunk of the wrong length or beyond the end is not stored', async () => {
  const parcel = await hospital.parcelOf(picture);
  const worker = await hospital.newWorker();
  await worker.offered(station, parcel.offer);
  const granted = hospital.grants.length;
  const { parcel: id } = parcel.offer.document;
  await worker.chunk(station, id, 0, Buffer.alloc(10));
  await worker.chunk(station, id, 99, chunkOf(parcel.sealed, parcel.offer, 0));
  await worker.chunk('waterbeach-1' as StationId, id, 0, chunkOf(parcel.sealed, parcel.offer, 0));
  assert.is(hospital.grants.length, granted);
});

test('a picture that belongs to nobody is kept apart, safe and signed for, and not filed', async () => {
  const before = await filedCount();
  const parcel = await hospital.parcelOf(picture, { binding: { kind: 'unexplained' } });
  const letter = await hospital.deliver(await hospital.newWorker(), parcel);
  assert.is(letter?.document.outcome, 'quarantined');
  assert.is(hashOf(await aside.read(letter?.document.filedAs ?? '')), parcel.offer.document.sha256);
  assert.is(await filedCount(), before);
});

test('a parcel that names another station or another picture inside is kept apart', async () => {
  const worker = await hospital.newWorker();
  for (const changes of [
    { station: 'waterbeach-1' as StationId },
    { picture: { ...captureOf(picture).picture, sha256: hashOf(Buffer.from('another picture')) } },
    { picture: { ...captureOf(picture).picture, bytes: 1 } },
  ]) {
    const letter = await hospital.deliver(worker, await hospital.parcelOf(picture, changes));
    assert.is(letter?.document.outcome, 'quarantined');
    const rows = await database.query('select reason from reconciliation where kept_as = $1', [
      letter?.document.filedAs,
    ]);
    assert.equal(rows, [{ reason: 'does-not-match-offer' }]);
  }
});

test('a parcel sealed for another hospital is kept apart as it came', async () => {
  const stranger = await identityToRecipient(await generateIdentity());
  const letter = await hospital.deliver(await hospital.newWorker(), await hospital.parcelOf(picture, {}, [stranger]));
  assert.is(letter?.document.outcome, 'quarantined');
});

test('a station that nobody registered, and an offer with a forged signature, are refused with the reason', async () => {
  const parcel = await hospital.parcelOf(picture);
  const worker = await hospital.newWorker();
  await worker.offered('waterbeach-1' as StationId, parcel.offer);
  assert.equal(hospital.grants.at(-1), {
    kind: 'refused',
    version: 1,
    parcel: parcel.capture.parcel,
    why: 'unknown-station',
  });
  await worker.offered(station, hospital.offerOf(parcel.sealed, parcel.capture, newSigner()));
  assert.equal(hospital.grants.at(-1), {
    kind: 'refused',
    version: 1,
    parcel: parcel.capture.parcel,
    why: 'bad-signature',
  });
});

test('another parcel under a name that was filed before is refused, and what is filed stays', async () => {
  const first = await hospital.parcelOf(picture);
  const worker = await hospital.newWorker();
  const letter = await hospital.deliver(worker, first);
  const other = await hospital.parcelOf(randomBytes(1000), { parcel: first.capture.parcel });
  assert.is(await hospital.deliver(worker, other), undefined);
  const grant = hospital.grants.at(-1);
  assert.ok(grant?.kind === 'refused' && grant.why === 'id-used-before');
  const [object] = [...archive.objects.values()].filter(({ place }) => place.as === letter?.document.filedAs);
  assert.is(object && hashOf(object.jpeg), hashOf(picture));
});

test('a worker with all places taken asks the station to wait', async () => {
  const worker = await hospital.newWorker();
  for (let count = 0; count < arrivalsMax; count++)
    await worker.offered(station, (await hospital.parcelOf(Buffer.from('small'))).offer);
  await worker.offered(station, (await hospital.parcelOf(Buffer.from('small'))).offer);
  assert.is(hospital.grants.at(-1)?.kind, 'busy');
  await worker.close();
});

test('over 25 lifetimes of workers that die at any chunk, with chunks in any order and twice, a picture is filed once', async () => {
  const moves = fc.array(fc.record({ index: fc.nat(2), dies: fc.boolean(), offers: fc.boolean() }), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(moves, async (steps) => {
      const parcel = await hospital.parcelOf(randomBytes(600_000));
      const before = await filedCount();
      let worker = await hospital.newWorker();
      for (const { index, dies, offers } of steps) {
        if (dies) worker = await hospital.newWorker();
        if (offers) await worker.offered(station, parcel.offer);
        await worker.chunk(station, parcel.capture.parcel, index, chunkOf(parcel.sealed, parcel.offer, index));
      }
      const letter = await hospital.deliver(await hospital.newWorker(), parcel);
      assert.is(letter?.document.outcome, 'filed');
      assert.is(await filedCount(), before + 1);
    }),
    { numRuns: 25 },
  );
});

test.after(async () => {
  await hospital.close();
  await database.close();
  await engine.stop();
  folder.remove();
});
test.run();
