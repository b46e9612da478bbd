/** Letters and pages that were photographed in a visit: beside the record, never in the archive. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Staff } from '../../../../../services/hospital/identity/api.ts';
import { saidInHospital } from '../../../../../services/hospital/ingest/corrections.ts';
import { fileParcel } from '../../../../../services/hospital/ingest/filing.ts';
import { decide } from '../../../../../services/hospital/ingest/reconciliation/decision.ts';
import { detailOf } from '../../../../../services/hospital/ingest/reconciliation/detail.ts';
import { previewOf } from '../../../../../services/hospital/ingest/reconciliation/picture.ts';
import { findWaiting } from '../../../../../services/hospital/ingest/reconciliation/queue.ts';
import type { AppointmentId } from '../../../../../services/wire/ids.ts';
import { nhsNumber } from '../../../../../services/wire/patient.ts';
import { hashOf } from '../../../../../services/wire/signing.ts';
import { databases } from '../../../../support/databases.ts';
import { arrivedCorrection, arrivedPicture, type Bench, benchOn } from '../../../../support/filing.ts';
import { margaret } from '../../../../support/invented.ts';
import { type SeededVisit, seedClinics, seedVisit } from '../../../../support/seeded.ts';
import { letterJpeg, paperOf } from '../../../../support/visit-papers.ts';

const coordinator: Staff = { subject: 'c1', name: 'Pat Ready', roles: ['coordinator'] };
const dorothy = { ...margaret, nhsNumber: nhsNumber.parse('9990000026'), familyName: 'Ashworth', givenName: 'Dorothy' };
const shoulder = { id: 'S1', site: 'Shoulder', side: 'right' as const };

for (const engine of databases) {
  const test = suite(`papers of a visit, on ${engine.name}`);

  async function withBench(
    work: (bench: Bench, people: { readonly margaret: SeededVisit; readonly dorothy: SeededVisit }) => Promise<void>,
  ) {
    const database = await engine.open();
    await seedClinics(database);
    const first = await seedVisit(database);
    const second = await seedVisit(database, { n: 1, patient: dorothy, appointment: 'A-0002', lesions: [shoulder] });
    await work(benchOn(database), { margaret: first, dorothy: second });
    await database.close();
  }

  async function file(bench: Bench, binding = paperOf(), jpeg: Uint8Array = letterJpeg) {
    const arrived = await arrivedPicture(jpeg, { binding });
    const outcome = await fileParcel(bench, arrived.manifest, arrived.sealed);
    return { ...arrived, outcome, parcel: arrived.capture.parcel };
  }

  const kept = (bench: Bench) =>
    bench.database.query<{ state: string; patient: string; bytes: Uint8Array }>(
      'select state, patient, bytes from visit_attachment',
    );

  test('a letter is kept byte for byte beside the record, once, and nothing of it goes to the archive', () =>
    withBench(async (bench, people) => {
      const { outcome, manifest, sealed, parcel } = await file(bench);
      assert.equal(outcome, { outcome: 'filed', filedAs: `visit-attachment/${parcel}` });
      assert.equal(await fileParcel(bench, manifest, sealed), outcome);
      const rows = await kept(bench);
      assert.equal(
        rows.map(({ state, patient }) => [state, patient]),
        [['filed', people.margaret.patient.id]],
      );
      assert.is(hashOf(rows[0]?.bytes ?? new Uint8Array()), hashOf(letterJpeg));
      assert.is(bench.archive.objects.size, 0);
      const [counts] = await bench.database.query(
        `select (select count(*)::int from event where kind = 'attachment-filed') as events,
                (select count(*)::int from audit where action = 'file-attachment') as deeds,
                (select state from appointment where id = 'A-0001') as appointment,
                (select count(*)::int from picture) as pictures`,
      );
      assert.equal(counts, { events: 1, deeds: 1, appointment: 'booked', pictures: 0 });
    }));

  test('a letter whose patient does not agree waits, and a person files it to an appointment without a lesion', () =>
    withBench(async (bench, people) => {
      const { outcome, parcel } = await file(bench, paperOf({ appointment: 'A-0002' as AppointmentId }));
      assert.is(outcome.reason, 'patient-differs');
      const row = await findWaiting(bench.database, parcel);
      if (row === undefined) throw new Error('it waits');
      const detail = await detailOf(bench.database, row);
      assert.is(detail.what, 'attachment');
      assert.is(detail.paper, 'identity-frame');
      assert.equal(detail.candidates.map(({ why }) => why).sort(), ['named', 'same-patient']);
      assert.ok((await previewOf(bench, row)) !== undefined, 'the coordinator sees it');
      const asPicture = { kind: 'file', appointment: 'A-0001', lesion: 'L1', view: 'close-up', why: 'x' } as const;
      assert.is((await decide(bench, parcel, asPicture, coordinator)).kind, 'conflict');
      const decision = { kind: 'file-beside', appointment: 'A-0001', why: 'Her name is on it' } as const;
      assert.equal(await decide(bench, parcel, decision, coordinator), { kind: 'settled' });
      const rows = await kept(bench);
      assert.equal(
        rows.map(({ state, patient }) => [state, patient]),
        [['filed', people.margaret.patient.id]],
      );
    }));

  test('what is no JPEG is set aside, and can only be kept out', () =>
    withBench(async (bench) => {
      const { outcome, parcel } = await file(bench, paperOf(), Buffer.from('no picture at all'));
      assert.is(outcome.reason, 'picture-unfit');
      const decision = { kind: 'file-beside', appointment: 'A-0001', why: 'Her name is on it' } as const;
      assert.is((await decide(bench, parcel, decision, coordinator)).kind, 'conflict');
      assert.equal(await kept(bench), []);
      assert.equal(await decide(bench, parcel, { kind: 'keep-out', why: 'Nothing to see' }, coordinator), {
        kind: 'settled',
      });
    }));

  test('its station says “wrong patient”: it is taken out, waits, and is filed to whom it belongs', () =>
    withBench(async (bench, people) => {
      const { parcel } = await file(bench);
      const correction = await arrivedCorrection([parcel]);
      await fileParcel(bench, correction.manifest, correction.sealed);
      await fileParcel(bench, correction.manifest, correction.sealed);
      assert.is((await kept(bench))[0]?.state, 'rejected');
      const row = await findWaiting(bench.database, parcel);
      if (row === undefined) throw new Error('it waits');
      assert.is(row.reason, 'wrong-patient');
      const detail = await detailOf(bench.database, row);
      assert.is(detail.wasFiledTo?.id, people.margaret.patient.id);
      assert.ok((await previewOf(bench, row)) !== undefined);
      const decision = { kind: 'file-beside', appointment: 'A-0002', why: 'Her name is on it' } as const;
      assert.equal(await decide(bench, parcel, decision, coordinator), { kind: 'settled' });
      assert.equal(
        (await kept(bench)).map(({ state, patient }) => [state, patient]),
        [['filed', people.dorothy.patient.id]],
      );
      const [counts] = await bench.database.query(
        `select (select count(*)::int from event where kind = 'attachment-rejected') as events,
                (select count(*)::int from audit where action = 'reject-attachment') as deeds`,
      );
      assert.equal(counts, { events: 1, deeds: 1 });
    }));

  test('a correction that comes before the letter keeps it out of the record from the start', () =>
    withBench(async (bench) => {
      const arrived = await arrivedPicture(letterJpeg, { binding: paperOf() });
      const correction = await arrivedCorrection([arrived.capture.parcel]);
      await fileParcel(bench, correction.manifest, correction.sealed);
      assert.is((await fileParcel(bench, arrived.manifest, arrived.sealed)).reason, 'wrong-patient');
      assert.equal(await kept(bench), []);
    }));

  test('somebody in the hospital says so: once, and by name', () =>
    withBench(async (bench) => {
      const { parcel } = await file(bench);
      assert.is(await saidInHospital(bench, { attachment: parcel }, 'Her sister’s letter', coordinator), 'rejected');
      assert.is(
        await saidInHospital(bench, { attachment: parcel }, 'Her sister’s letter', coordinator),
        'rejected-before',
      );
      const [deed] = await bench.database.query(
        `select who_name as name from audit where action = 'reject-attachment'`,
      );
      assert.equal(deed, { name: 'Pat Ready' });
    }));

  test.after(engine.stop);
  test.run();
}
