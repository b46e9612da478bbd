/** "That was another patient": pictures are taken back, nothing is deleted, and all of it is on record. */
import { randomUUID } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Database } from '../../../../services/hospital/database/api.ts';
import { saidInHospital, settleCorrections } from '../../../../services/hospital/ingest/corrections.ts';
import { fileParcel } from '../../../../services/hospital/ingest/filing.ts';
import { decide } from '../../../../services/hospital/ingest/reconciliation/decision.ts';
import type { ParcelId, StationId } from '../../../../services/wire/ids.ts';
import { databases } from '../../../support/databases.ts';
import { type Arrived, arrivedCorrection, arrivedPicture, type Bench, benchOn } from '../../../support/filing.ts';
import { type SeededVisit, seedClinics, seedVisit } from '../../../support/seeded.ts';

const other = 'waterbeach-1' as StationId;
const coordinator = { subject: 'c1', name: 'Coordinator', roles: ['coordinator'] as const };

for (const engine of databases) {
  const test = suite(`wrong patient, on ${engine.name}`);

  async function clinic(): Promise<{ bench: Bench; database: Database; visit: SeededVisit; close(): Promise<void> }> {
    const database = await engine.open();
    await seedClinics(database);
    const visit = await seedVisit(database);
    return { bench: benchOn(database), database, visit, close: () => database.close() };
  }

  const deliver = (bench: Bench, { manifest, sealed }: Arrived) => fileParcel(bench, manifest, sealed);
  const deeds = (database: Database) =>
    database.query<{ who: string; action: string; patient: string | null }>(
      'select who, action, patient from audit order by seq',
    );
  const stateOf = async (database: Database, parcel: string) => {
    const pictures = await database.query<{ state: string }>(
      'select state from picture where parcel = $1 order by filing',
      [parcel],
    );
    const [waiting] = await database.query<{ reason: string; state: string }>(
      'select reason, state from reconciliation where parcel = $1',
      [parcel],
    );
    return { pictures: pictures.map(({ state }) => state), ...(waiting ?? {}) };
  };

  test('a picture that was filed is rejected with a note, stays in the archive, and waits for a person', async () => {
    const { bench, database, visit, close } = await clinic();
    const picture = await arrivedPicture(Buffer.from('picture'));
    await deliver(bench, picture);
    const correction = await arrivedCorrection([picture.capture.parcel]);
    assert.equal(await deliver(bench, correction), {
      outcome: 'filed',
      filedAs: `correction/${correction.manifest.parcel}`,
    });

    assert.equal(await stateOf(database, picture.capture.parcel), {
      pictures: ['rejected'],
      reason: 'wrong-patient',
      state: 'open',
    });
    const [object] = [...bench.archive.objects.values()];
    assert.equal(object && Buffer.from(object.jpeg), Buffer.from('picture'));
    const [note] = [...bench.archive.notes.values()];
    assert.equal(
      note?.rejected.map(({ sopUid }) => sopUid),
      [object?.place.sopUid],
    );
    assert.is(note?.patient.nhsNumber, visit.patient.nhsNumber);
    assert.equal((await deeds(database)).at(-1), {
      who: 'service:ingest',
      action: 'reject-picture',
      patient: visit.patient.id,
    });
    const events = await database.query<{ kind: string }>('select kind from event where patient = $1 order by seq', [
      visit.patient.id,
    ]);
    assert.equal(
      events.map(({ kind }) => kind),
      ['picture-filed', 'picture-rejected'],
    );
    await close();
  });

  test('two pictures of one visit are rejected in one note', async () => {
    const { bench, close } = await clinic();
    const first = await arrivedPicture(Buffer.from('one'));
    const second = await arrivedPicture(Buffer.from('two'), { binding: first.capture.binding });
    for (const picture of [first, second]) await deliver(bench, picture);
    await deliver(bench, await arrivedCorrection([first.capture.parcel, second.capture.parcel]));
    assert.equal(
      [...bench.archive.notes.values()].map(({ rejected }) => rejected.length),
      [2],
    );
    await close();
  });

  test('a correction that comes before its picture is remembered: the picture is never filed', async () => {
    const { bench, database, close } = await clinic();
    const picture = await arrivedPicture(Buffer.from('picture'));
    await deliver(bench, await arrivedCorrection([picture.capture.parcel]));
    const outcome = await deliver(bench, picture);
    assert.is(outcome.outcome, 'quarantined');
    assert.is(outcome.reason, 'wrong-patient');
    assert.equal(await stateOf(database, picture.capture.parcel), {
      pictures: [],
      reason: 'wrong-patient',
      state: 'open',
    });
    assert.is(bench.archive.objects.size, 0);
    assert.equal(await database.query('select outcome from correction_picture'), [{ outcome: 'set-aside' }]);
    await close();
  });

  test('a correction that is told twice changes nothing, also when a person has filed the picture since', async () => {
    const { bench, database, visit, close } = await clinic();
    const picture = await arrivedPicture(Buffer.from('picture'));
    const { parcel } = picture.capture;
    await deliver(bench, picture);
    const correction = await arrivedCorrection([parcel]);
    await deliver(bench, correction);
    const before = await deeds(database);
    await deliver(bench, correction);
    assert.equal(await deeds(database), before);
    assert.is(bench.archive.notes.size, 1);
    const [lesion] = visit.lesions;
    const decision = {
      kind: 'file',
      appointment: visit.appointment,
      lesion: lesion?.id ?? '',
      view: 'close-up',
      why: 'It was her after all',
    } as const;
    assert.equal(await decide(bench, parcel, decision, coordinator), { kind: 'settled' });
    await deliver(bench, correction);
    assert.equal(await stateOf(database, parcel), {
      pictures: ['rejected', 'filed'],
      reason: 'wrong-patient',
      state: 'filed',
    });
    const [first, second] = [...bench.archive.objects.values()];
    assert.equal(first?.jpeg, second?.jpeg);
    assert.is.not(first?.place.sopUid, second?.place.sopUid);
    await close();
  });

  test('another correction of a picture that was filed anew takes it back once more', async () => {
    const { bench, database, visit, close } = await clinic();
    const picture = await arrivedPicture(Buffer.from('picture'));
    const { parcel } = picture.capture;
    await deliver(bench, picture);
    await deliver(bench, await arrivedCorrection([parcel]));
    const [lesion] = visit.lesions;
    const decision = {
      kind: 'file',
      appointment: visit.appointment,
      lesion: lesion?.id ?? '',
      view: 'close-up',
      why: 'It was her after all',
    } as const;
    await decide(bench, parcel, decision, coordinator);
    await deliver(bench, await arrivedCorrection([parcel]));
    assert.equal(await stateOf(database, parcel), {
      pictures: ['rejected', 'rejected'],
      reason: 'wrong-patient',
      state: 'open',
    });
    await close();
  });

  test('a station takes back only its own pictures, and the attempt is on record', async () => {
    const { bench, database, close } = await clinic();
    const filed = await arrivedPicture(Buffer.from('filed'));
    const later = await arrivedPicture(Buffer.from('later'));
    await deliver(bench, filed);
    const stranger = await arrivedCorrection([filed.capture.parcel, later.capture.parcel], undefined, {
      station: other,
    });
    assert.is((await deliver(bench, stranger)).outcome, 'filed');
    assert.is((await deliver(bench, later)).outcome, 'filed');
    for (const { capture } of [filed, later])
      assert.equal(await stateOf(database, capture.parcel), { pictures: ['filed'] });
    assert.is(bench.archive.notes.size, 0);
    assert.is((await deeds(database)).filter(({ action }) => action === 'ignore-correction').length, 2);
    await close();
  });

  test('a correction under another station’s name, or under a name that was used, is kept apart', async () => {
    const { bench, database, close } = await clinic();
    const picture = await arrivedPicture(Buffer.from('picture'));
    await deliver(bench, picture);
    const forged = await arrivedCorrection([picture.capture.parcel]);
    const { reason } = await fileParcel(bench, { ...forged.manifest, station: other }, forged.sealed);
    assert.is(reason, 'does-not-match-offer');
    const first = await arrivedCorrection([randomUUID() as unknown as ParcelId]);
    await deliver(bench, first);
    const again = await arrivedCorrection([picture.capture.parcel], undefined, { parcel: first.manifest.parcel });
    assert.is((await deliver(bench, again)).reason, 'filed-differently-before');
    assert.equal(await stateOf(database, picture.capture.parcel), { pictures: ['filed'] });
    await close();
  });

  test('a picture that waits already is marked, and one that was kept out stays out', async () => {
    const { bench, database, close } = await clinic();
    const [waiting, out] = [
      await arrivedPicture(Buffer.from('one'), { binding: { kind: 'unexplained' } }),
      await arrivedPicture(Buffer.from('two'), { binding: { kind: 'unexplained' } }),
    ];
    for (const picture of [waiting, out]) await deliver(bench, picture);
    await decide(bench, out.capture.parcel, { kind: 'keep-out', why: 'A picture of the floor' }, coordinator);
    await deliver(bench, await arrivedCorrection([waiting.capture.parcel, out.capture.parcel]));
    assert.equal(await stateOf(database, waiting.capture.parcel), {
      pictures: [],
      reason: 'wrong-patient',
      state: 'open',
    });
    assert.equal(await stateOf(database, out.capture.parcel), {
      pictures: [],
      reason: 'unexplained',
      state: 'kept-out',
    });
    await close();
  });

  test('a correction that comes while its picture is being filed takes it back when that is done', async () => {
    const { bench, database, close } = await clinic();
    const picture = await arrivedPicture(Buffer.from('picture'));
    const correction = await arrivedCorrection([picture.capture.parcel]);
    const archive = {
      ...bench.archive,
      async file(...args: Parameters<Bench['archive']['file']>) {
        const filed = await bench.archive.file(...args);
        await deliver(bench, correction);
        return filed;
      },
    };
    await deliver({ ...bench, archive }, picture);
    assert.equal(await stateOf(database, picture.capture.parcel), {
      pictures: ['rejected'],
      reason: 'wrong-patient',
      state: 'open',
    });
    await close();
  });

  test('the hospital says it itself, with who and why, and finishes it later when the archive was away', async () => {
    const { bench, database, visit, close } = await clinic();
    const picture = await arrivedPicture(Buffer.from('picture'));
    await deliver(bench, picture);
    const [object] = [...bench.archive.objects.values()];
    const sopUid = object?.place.sopUid ?? '';
    const away = {
      ...bench.archive,
      reject: () => Promise.reject(Object.assign(new Error('away'), { name: 'ArchiveUnavailable' })),
    };
    const refused = await saidInHospital({ ...bench, archive: away }, { sopUid }, 'Her brother', coordinator).catch(
      (error: Error) => error.name,
    );
    assert.is(refused, 'ArchiveUnavailable');
    assert.equal(await stateOf(database, picture.capture.parcel), { pictures: ['filed'] });
    await settleCorrections(bench, 'all');
    assert.equal(await stateOf(database, picture.capture.parcel), {
      pictures: ['rejected'],
      reason: 'wrong-patient',
      state: 'open',
    });
    assert.is(await saidInHospital(bench, { sopUid }, 'Her brother', coordinator), 'rejected-before');
    assert.is(await saidInHospital(bench, { sopUid: '2.25.1' }, 'Her brother', coordinator), 'unknown');
    const [deed] = await database.query(
      `select who, who_name, patient, detail->>'why' as why from audit where action = 'reject-picture'`,
    );
    assert.equal(deed, { who: 'c1', who_name: 'Coordinator', patient: visit.patient.id, why: 'Her brother' });
    await close();
  });

  test.after(engine.stop);
  test.run();
}
