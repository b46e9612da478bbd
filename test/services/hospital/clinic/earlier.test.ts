/** Which earlier pictures are of the same lesion, when the patient comes again with a new referral. */
import { randomUUID } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { earlierPictures } from '../../../../services/hospital/clinic/worklist/earlier.ts';
import type { Database } from '../../../../services/hospital/database/api.ts';
import { databases } from '../../../support/databases.ts';

interface Place {
  readonly site: string;
  readonly side?: 'left' | 'right' | 'midline';
  readonly code?: string;
}

const calf: Place = { site: 'Calf', side: 'left', code: '47224004' };
const chest: Place = { site: 'Chest', side: 'midline' };
const [today, inMay, inMarch] = ['2026-11-22T09:00:00Z', '2026-05-11T09:00:00Z', '2026-03-02T09:00:00Z'];

interface Visited {
  readonly appointment: string;
  readonly referral: string;
  readonly patient: string;
  readonly lesions: readonly string[];
}

async function patientIn(database: Database, mergedInto?: string): Promise<string> {
  const id = randomUUID();
  await database.query(
    `insert into patient (id, hospital_number, family_name, given_name, date_of_birth, merged_into, created_at)
     values ($1, $2, 'Bennett', 'Dorothy', '1937-06-15', $3, now())`,
    [id, id.slice(0, 8), mergedInto],
  );
  return id;
}

/** A referral that names these places, with an appointment at that time. */
async function referralIn(
  database: Database,
  patient: string,
  slotAt: string,
  places: readonly Place[],
): Promise<Visited> {
  const [referral, session, appointment] = [randomUUID(), randomUUID(), randomUUID()];
  const uid = () => `2.25.${BigInt(`0x${randomUUID().replaceAll('-', '')}`)}`;
  await database.query(
    `insert into referral (id, patient, source, urgency, state, clock_starts_on, received_at)
     values ($1, $2, 'form', 'routine', 'booked', '2026-01-01', now())`,
    [referral, patient],
  );
  await database.query(`insert into site (id, name, address) values ('histon', 'Histon', '{}') on conflict do nothing`);
  await database.query(`insert into station (id, site) values ('histon-1', 'histon') on conflict do nothing`);
  await database.query(
    `insert into session (id, site, station, starts_at, ends_at, slot_minutes, state)
     values ($1, 'histon', 'histon-1', $2, $2::timestamptz + interval '1 hour', 20, 'open')`,
    [session, slotAt],
  );
  await database.query(
    `insert into appointment (id, referral, session, slot_at, state, code, booked_at)
     values ($1, $2, $3, $4, 'seen', $1, now())`,
    [appointment, referral, session, slotAt],
  );
  const lesions: string[] = [];
  for (const [place, { site, side, code }] of places.entries()) {
    const [id, scheme, meaning] = [randomUUID(), code && 'SCT', code && site];
    await database.query(
      `insert into lesion (id, referral, ordinal, site, side, site_scheme, site_code, site_meaning, tracking_uid)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [id, referral, place + 1, site, side, scheme, code, meaning, uid()],
    );
    lesions.push(id);
  }
  return { appointment, referral, patient, lesions };
}

/** A close-up of one of its lesions, as it is on record. Its name. */
async function pictureIn(
  database: Database,
  { appointment, referral, patient, lesions }: Visited,
  { lesion = 0, takenAt = inMay, state = 'filed' as 'filed' | 'rejected', parcel = randomUUID(), filing = 1 } = {},
): Promise<string> {
  const sopUid = `2.25.${BigInt(`0x${randomUUID().replaceAll('-', '')}`)}`;
  await database.query(
    `insert into picture (sop_uid, parcel, filing, station, visit, appointment, patient, referral, lesion, view, polarised,
       taken_at, sop_class, study_uid, series_uid, sha256, bytes, width_px, height_px, filed_as, filed_at, state)
     values ($1, $2, $3, 'histon-1', $4, $5, $6, $7, $8, 'close-up', false, $9, 'c', 's', 'e', 'x', 1, 1, 1, 'y', $9, $10)`,
    [sopUid, parcel, filing, randomUUID(), appointment, patient, referral, lesions[lesion], takenAt, state],
  );
  return sopUid;
}

for (const engine of databases) {
  const tests = suite(`the same lesion in two referrals, on ${engine.name}`);
  function test(title: string, body: (database: Database) => Promise<void>): void {
    tests(title, async () => {
      const database = await engine.open();
      try {
        await body(database);
      } finally {
        await database.close();
      }
    });
  }

  /** Somebody who was there in May with one letter and comes today with another: for which lesions of today is there a picture? */
  async function shown(
    database: Database,
    before: readonly Place[],
    now: readonly Place[],
  ): Promise<readonly number[]> {
    const patient = await patientIn(database);
    const first = await referralIn(database, patient, inMay, before);
    for (const lesion of before.keys()) await pictureIn(database, first, { lesion });
    const again = await referralIn(database, patient, today, now);
    const found = await earlierPictures(database, [again.appointment]);
    assert.ok(found.every(({ appointment, view }) => appointment === again.appointment && view === 'close-up'));
    return found.map(({ lesion }) => again.lesions.indexOf(lesion)).sort();
  }

  test('the same words, side and code are the same lesion; anything else is another one', async (database) => {
    assert.equal(await shown(database, [calf], [calf]), [0]);
    assert.equal(await shown(database, [calf], [chest, { ...calf, site: ' CALF  ' }]), [1], 'as ingest compares words');
    assert.equal(await shown(database, [chest, calf], [calf, chest]), [0, 1]);
    assert.equal(await shown(database, [calf], [chest]), []);
    assert.equal(await shown(database, [calf], [{ ...calf, side: 'right' }]), []);
    assert.equal(await shown(database, [calf], [{ site: 'Calf', code: '47224004' }]), [], 'without a side');
    assert.equal(await shown(database, [calf], [{ ...calf, code: '25763004' }]), []);
    assert.equal(await shown(database, [calf], [{ site: 'Calf', side: 'left' }]), [], 'not coded yet');
    assert.equal(await shown(database, [calf], [{ ...calf, site: 'Calf, lower third' }]), []);
  });

  test('where a letter names two like that, nobody can say which one it was', async (database) => {
    assert.equal(await shown(database, [calf, calf], [calf]), []);
    assert.equal(await shown(database, [calf], [calf, chest, calf]), []);
    assert.equal(await shown(database, [calf, calf], [calf, calf]), []);
  });

  test('another patient’s picture is never shown, in whatever words; one of a record that was merged is', async (database) => {
    const [patient, other] = [await patientIn(database), await patientIn(database)];
    const again = await referralIn(database, patient, today, [calf]);
    await pictureIn(database, await referralIn(database, other, inMay, [calf]));
    assert.equal(await earlierPictures(database, [again.appointment]), []);
    const merged = await patientIn(database, patient);
    const old = await referralIn(database, patient, inMarch, [calf]); // the merge has brought the referral over
    const sopUid = await pictureIn(database, { ...old, patient: merged }, { takenAt: inMarch });
    const found = await earlierPictures(database, [again.appointment]);
    assert.equal(
      found.map((one) => one.sopUid),
      [sopUid],
    );
  });

  test('what was taken back is not shown, and once filed to somebody else it is theirs', async (database) => {
    const [patient, other] = [await patientIn(database), await patientIn(database)];
    const parcel = randomUUID();
    const first = await referralIn(database, patient, inMay, [calf]);
    await pictureIn(database, first, { parcel, state: 'rejected' });
    const mine = await referralIn(database, patient, today, [calf]);
    assert.equal(await earlierPictures(database, [mine.appointment]), []);
    const anew = await pictureIn(database, await referralIn(database, other, inMay, [calf]), { parcel, filing: 2 });
    const theirs = await referralIn(database, other, today, [calf]);
    const found = await earlierPictures(database, [mine.appointment, theirs.appointment]);
    assert.equal(
      found.map(({ appointment, sopUid }) => [appointment, sopUid]),
      [[theirs.appointment, anew]],
    );
  });

  test('of two visits the later one counts, and nothing of after the appointment', async (database) => {
    const patient = await patientIn(database);
    await pictureIn(database, await referralIn(database, patient, inMarch, [calf]), { takenAt: inMarch });
    const later = await pictureIn(database, await referralIn(database, patient, inMay, [calf]));
    const again = await referralIn(database, patient, today, [calf]);
    await pictureIn(database, await referralIn(database, patient, '2026-12-01T09:00:00Z', [calf]), {
      takenAt: '2026-12-01T09:05:00Z',
    });
    const found = await earlierPictures(database, [again.appointment]);
    assert.equal(
      found.map((one) => [one.lesion, one.sopUid]),
      [[again.lesions[0], later]],
    );
  });

  tests.after(engine.stop);
  tests.run();
}
