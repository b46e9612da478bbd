/** Deeds of a station in the hospital's audit log: with names, with patients, once. */
import { randomUUID } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { deedHash } from '../../../../../services/hospital/database/trail.ts';
import { fileParcel } from '../../../../../services/hospital/ingest/filing.ts';
import type { AppointmentId, VisitId } from '../../../../../services/wire/ids.ts';
import { databases } from '../../../../support/databases.ts';
import { arrivedDocument, benchOn } from '../../../../support/filing.ts';
import { seedClinics, seedVisit } from '../../../../support/seeded.ts';
import { deedsOf, photographer, recordOfVisit } from '../../../../support/visit-papers.ts';

interface Entry {
  readonly seq: number;
  readonly at: Date;
  readonly who: string;
  readonly whoName: string;
  readonly action: string;
  readonly patient: string | null;
  readonly detail: Record<string, unknown>;
  readonly previous: string;
  readonly hash: string;
}

for (const engine of databases) {
  const test = suite(`deeds of a station, on ${engine.name}`);

  test('who looked at whom is in the log under the hospital’s own names, and a repeated parcel adds nothing', async () => {
    const database = await engine.open();
    await seedClinics(database);
    const { patient } = await seedVisit(database);
    await database.query(
      `insert into station_staff (id, name, active, created_at, changed_at) values ($1, 'Ines Okafor', false, now(), now())`,
      [photographer.id],
    );
    const bench = benchOn(database);
    const record = recordOfVisit();
    const visited = await arrivedDocument(record);
    await fileParcel(bench, visited.manifest, visited.sealed);
    const stranger = randomUUID();
    const deeds = deedsOf([
      { what: 'sign-in-refused', detail: 'wrong-pin', at: '2026-11-22T08:59:00.000Z' },
      { what: 'view-patient', by: photographer.id, appointment: 'A-0001' as AppointmentId },
      { what: 'retake', by: photographer.id, visit: record.visit },
      { what: 'open-visit', by: stranger as typeof photographer.id, visit: randomUUID() as unknown as VisitId },
    ]);
    const { manifest, sealed } = await arrivedDocument(deeds);
    const first = await fileParcel(bench, manifest, sealed);
    assert.equal(first, { outcome: 'filed', filedAs: `deeds/${deeds.parcel}` });
    assert.equal(await fileParcel(bench, manifest, sealed), first);

    const entries = await database.query<Entry>(
      `select seq, at, who, who_name as "whoName", action, patient, detail, previous, hash from audit order by seq`,
    );
    assert.equal(
      entries.slice(1).map(({ action, who, whoName, patient: whose }) => [action, who, whoName, whose]),
      [
        ['station-sign-in-refused', 'station:histon-1', 'nobody signed in at histon-1', null],
        ['station-view-patient', photographer.id, 'Ines Okafor', patient.id],
        ['station-retake', photographer.id, 'Ines Okafor', patient.id],
        ['station-open-visit', stranger, 'somebody unknown, at histon-1', null],
      ],
    );
    assert.is(entries[1]?.at.toISOString(), '2026-11-22T08:59:00.000Z', 'when it was done, not when it was told');
    assert.is(entries[1]?.detail.detail, 'wrong-pin');
    for (const { seq, previous, hash, patient: whose, ...deed } of entries)
      assert.is(deedHash(seq, previous, { ...deed, ...(whose === null ? {} : { patient: whose }) }), hash);
    await database.close();
  });

  test('other deeds under the same name are set aside, none of them is in the log', async () => {
    const database = await engine.open();
    const bench = benchOn(database);
    const deeds = deedsOf([{ what: 'lock' }]);
    const one = await arrivedDocument(deeds);
    await fileParcel(bench, one.manifest, one.sealed);
    const other = await arrivedDocument({ ...deeds, deeds: [...deeds.deeds, ...deeds.deeds] });
    const outcome = await fileParcel(bench, other.manifest, other.sealed);
    assert.is(outcome.reason, 'filed-differently-before');
    const [row] = await database.query(`select count(*)::int as locks from audit where action = 'station-lock'`);
    assert.equal(row, { locks: 1 });
    await database.close();
  });

  test.after(engine.stop);
  test.run();
}
