/** Every way on which a picture is set aside, and what trouble of disk, archive and database means for its station. */
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Database } from '../../../../services/hospital/database/api.ts';
import { fileParcel } from '../../../../services/hospital/ingest/filing.ts';
import { isPassing } from '../../../../services/hospital/ingest/trouble.ts';
import type { AppointmentId, StationId } from '../../../../services/wire/ids.ts';
import { sealParcel } from '../../../../services/wire/parcel.ts';
import { hashOf } from '../../../../services/wire/signing.ts';
import { databases } from '../../../support/databases.ts';
import {
  type Arrived,
  arrivedPicture,
  type Bench,
  benchOn,
  manifestOf,
  unfitPicture,
} from '../../../support/filing.ts';
import { hospitalWith } from '../../../support/hospital.ts';
import { captureOf } from '../../../support/invented.ts';
import { temporaryFolder } from '../../../support/places.ts';
import { seedClinics, seedVisit } from '../../../support/seeded.ts';

const picture = Buffer.from('picture');
const other = 'waterbeach-1' as StationId;

for (const engine of databases) {
  const test = suite(`filing on ${engine.name}`);
  let database: Database;
  let bench: Bench;
  test.before.each(async () => {
    database = await engine.open();
    await seedClinics(database);
    await seedVisit(database);
    bench = benchOn(database);
  });
  test.after.each(() => database.close());

  const deliver = ({ manifest, sealed }: Arrived) => fileParcel(bench, manifest, sealed);

  /** It was set aside for this reason, waits, is kept as it came, and the archive has nothing. */
  async function setAsideFor(reason: string, arrived: Arrived): Promise<void> {
    const outcome = await deliver(arrived);
    assert.equal([outcome.outcome, outcome.reason], ['quarantined', reason]);
    assert.is(hashOf(await bench.aside.read(outcome.filedAs)), arrived.manifest.sha256);
    const rows = await database.query('select reason, state, station from reconciliation where parcel = $1', [
      arrived.manifest.parcel,
    ]);
    assert.equal(rows, [{ reason, state: 'open', station: arrived.manifest.station }]);
    assert.is(bench.archive.objects.size, 0);
    assert.equal(await deliver(arrived), outcome, 'and the same once more');
  }

  test('a picture of nobody', async () => {
    await setAsideFor('unexplained', await arrivedPicture(picture, { binding: { kind: 'unexplained' } }));
    assert.equal(await database.query('select kind from event'), []);
  });

  test('a parcel that cannot be opened, or holds something else', async () => {
    const stranger = await identityToRecipient(await generateIdentity());
    const capture = captureOf(picture);
    const sealed = await sealParcel({ capture, picture }, [stranger]);
    if (typeof sealed === 'string') throw new Error(sealed);
    await setAsideFor('cannot-open', { sealed, manifest: manifestOf(capture.parcel, sealed) });
    const whole = await arrivedPicture(picture, { takenAt: 'yesterday' });
    await setAsideFor('not-a-parcel', whole);
  });

  test('a parcel that is not the one that was offered', async () => {
    const arrived = await arrivedPicture(picture);
    await setAsideFor('does-not-match-offer', { ...arrived, manifest: { ...arrived.manifest, station: other } });
  });

  test('an appointment that was moved, cancelled or not attended', async () => {
    for (const state of ['moved', 'cancelled', 'did-not-attend']) {
      await database.query('update appointment set state = $1', [state]);
      await setAsideFor('appointment-not-open', await arrivedPicture(picture));
    }
    const events = await database.query('select kind, detail from event');
    assert.equal(events.length, 3, 'it is her picture: her journey tells of it');
    assert.equal(events[0], { kind: 'picture-set-aside', detail: { reason: 'appointment-not-open' } });
  });

  test('an appointment that was seen still takes pictures', async () => {
    await deliver(await arrivedPicture(picture));
    assert.equal(await database.query('select state from appointment'), [{ state: 'seen' }]);
    assert.is((await deliver(await arrivedPicture(picture))).outcome, 'filed');
    assert.equal(await database.query('select state, clock_stopped_on from referral'), [
      { state: 'seen', clock_stopped_on: null },
    ]);
  });

  test('no appointment, another station, another day, and a patient who differs leave no trace in her journey', async () => {
    const { binding } = captureOf(picture);
    if (binding.kind !== 'visit') throw new Error('a visit');
    await setAsideFor(
      'unknown-appointment',
      await arrivedPicture(picture, { binding: { ...binding, appointment: 'A-9' as AppointmentId } }),
    );
    const named = { ...binding.patient, givenName: 'Margarets' };
    await setAsideFor('patient-differs', await arrivedPicture(picture, { binding: { ...binding, patient: named } }));
    assert.equal(await database.query('select kind from event'), []);
    await setAsideFor('other-station', await arrivedPicture(picture, { station: other }));
    await setAsideFor('another-day', await arrivedPicture(picture, { takenAt: '2026-11-21T09:31:07.250Z' }));
    await setAsideFor(
      'lesion-differs',
      await arrivedPicture(picture, { binding: { ...binding, lesion: { ...binding.lesion, site: 'Chin' } } }),
    );
  });

  test('a picture that the archive cannot take', async () => {
    await setAsideFor('picture-unfit', await arrivedPicture(unfitPicture));
    assert.equal(await database.query('select state from filing'), [{ state: 'refused' }]);
  });

  test('another picture under a name that is filed, and under one that waits: both are kept', async () => {
    const first = await arrivedPicture(picture);
    await deliver(first);
    const second = await arrivedPicture(Buffer.from('another'), { parcel: first.capture.parcel });
    const outcome = await deliver(second);
    assert.equal([outcome.outcome, outcome.reason], ['quarantined', 'filed-differently-before']);
    const third = await arrivedPicture(Buffer.from('one more'), { parcel: first.capture.parcel });
    const beside = await deliver(third);
    assert.is.not(beside.filedAs, outcome.filedAs);
    for (const { filedAs, sha256 } of [
      { ...outcome, ...second.manifest },
      { ...beside, ...third.manifest },
    ])
      assert.is(hashOf(await bench.aside.read(filedAs)), sha256);
    assert.equal(await database.query('select state, sha256 from picture'), [
      { state: 'filed', sha256: hashOf(picture) },
    ]);
    assert.is((await deliver(first)).outcome, 'filed', 'the first one is what it was');
  });

  test('two workers with the same picture at the same time file it once', async () => {
    for (let round = 0; round < 8; round++) {
      const arrived = await arrivedPicture(Buffer.from(`picture ${round}`));
      const outcomes = await Promise.all([deliver(arrived), deliver(arrived), deliver(arrived)]);
      for (const outcome of outcomes) assert.equal(outcome, outcomes[0]);
      assert.is((await database.query('select 1 from picture where parcel = $1', [arrived.capture.parcel])).length, 1);
    }
    const [{ events }] = (await database.query(
      `select count(*)::int as events from event where kind = 'picture-filed'`,
    )) as [{ events: number }];
    assert.is(events, 8);
  });

  test('a picture whose small copies cannot be made counts all the same', async () => {
    const previews = {
      ...bench.previews,
      make: () => Promise.reject(new Error('Input buffer contains unsupported image format')),
    };
    const { manifest, sealed } = await arrivedPicture(picture);
    assert.is((await fileParcel({ ...bench, previews }, manifest, sealed)).outcome, 'filed');
  });

  test('when archive, disk or database are away the station is asked to wait, and nothing is lost; a bug ends the program', async () => {
    const folder = temporaryFolder('busy');
    const hospital = await hospitalWith(folder.path, database);
    const fault = (changes: object) => () => Promise.reject(Object.assign(new Error('no'), changes));
    const parcel = await hospital.parcelOf(Buffer.from('a picture'));
    const faults = [
      { name: 'ArchiveUnavailable' },
      { code: 'ENOSPC' },
      { code: 'ECONNREFUSED' },
      { code: '57P01' },
      { code: 'ENOENT', syscall: 'connect' },
    ];
    for (const changes of faults) {
      const archive = { ...hospital.bench.archive, file: fault(changes) };
      const worker = await hospital.newWorker({ ...hospital.bench, archive });
      assert.is(await hospital.deliver(worker, parcel), undefined);
      const grant = hospital.grants.at(-1);
      assert.is(grant?.kind, 'busy', JSON.stringify(changes));
    }
    for (const changes of [{}, { code: 'ENOENT' }, { code: '23505' }, { code: '42703' }]) {
      const archive = { ...hospital.bench.archive, file: fault(changes) };
      const worker = await hospital.newWorker({ ...hospital.bench, archive });
      const thrown = await hospital.deliver(worker, parcel).catch((error: unknown) => error);
      assert.ok(thrown instanceof Error && !isPassing(thrown), JSON.stringify(changes));
    }
    assert.is((await hospital.deliver(await hospital.newWorker(), parcel))?.document.outcome, 'filed');
    await hospital.close();
    folder.remove();
  });

  test.after(engine.stop);
  test.run();
}
