/** What the visit at the station needs of the worklist: who may sign in, who could be mixed up, earlier pictures, the questions. */
import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { smallCopy } from '../../../../services/hospital/clinic/worklist/earlier.ts';
import type { StationId } from '../../../../services/wire/ids.ts';
import { earlierCharactersMax, worklistBytesMax } from '../../../../services/wire/limits.ts';
import { hashSecret, isSecret } from '../../../../services/wire/staff.ts';
import { databases } from '../../../support/databases.ts';
import type { SmallHospital } from './hospital.ts';
import { ely, histon, twoStations } from './pretend-broker.ts';

const day = 24 * 60 * 60 * 1000;

/** Skin as the archive's thumbnails are: noise, so that it does not compress well. */
function thumbnail(width = 320): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 150, sigma: 40 } as const;
  const height = Math.round((width * 3) / 4);
  return sharp({ create: { width, height, channels: 3, background: '#000', noise } })
    .jpeg({ quality: 82 })
    .toBuffer();
}

interface Shown {
  readonly view?: string;
  readonly polarised?: boolean;
  readonly state?: 'filed' | 'rejected';
  readonly takenAt: Date;
  readonly visit?: string;
}

/** Files one picture of the referral's only lesion under another appointment of it. */
async function file({ database }: SmallHospital, appointment: string, shown: Shown) {
  const { view = 'close-up', polarised = false, state = 'filed', takenAt, visit = randomUUID() } = shown;
  const sopUid = `2.25.${BigInt(`0x${randomUUID().replaceAll('-', '')}`)}`;
  const parcel = randomUUID();
  await database.query(
    `insert into picture (sop_uid, parcel, filing, station, visit, appointment, patient, referral, lesion, view, polarised,
       taken_at, sop_class, study_uid, series_uid, sha256, bytes, width_px, height_px, filed_as, filed_at, state)
     select $1, $2, 1, 'histon-1', $3, a.id, r.patient, r.id, l.id, $5, $6, $7, 'c', 's', 'e', 'x', 1, 1, 1, 'y', $7, $8
       from appointment a join referral r on r.id = a.referral join lesion l on l.referral = r.id
      where a.id = $4 order by l.ordinal limit 1`,
    [sopUid, parcel, visit, appointment, view, polarised, takenAt, state],
  );
  return { sopUid, parcel, visit };
}

/** A referral that was seen a month ago and is booked again. */
async function followUp(
  hospital: SmallHospital,
  clinic: Awaited<ReturnType<SmallHospital['clinicOn']>>,
  place: number,
) {
  const { referral } = await hospital.refer();
  const before = randomUUID().replaceAll('-', '').slice(0, 16).toUpperCase();
  const monthAgo = new Date(hospital.now().getTime() - 30 * day);
  const session = randomUUID();
  await hospital.database.query(
    `insert into session (id, site, station, starts_at, ends_at, slot_minutes, state)
     values ($1, 'histon', 'histon-1', $2, $3, 15, 'open')`,
    [session, monthAgo, new Date(monthAgo.getTime() + 3_600_000)],
  );
  await hospital.database.query(
    `insert into appointment (id, referral, session, slot_at, state, code, booked_at)
     values ($1, $2, $3, $4, 'seen', $5, $4)`,
    [before, referral, session, monthAgo, randomUUID()],
  );
  const appointment = await hospital.bookSlot(referral, clinic, place);
  return { referral, before, appointment };
}

for (const engine of databases) {
  const test = suite(`the visit’s part of worklists on ${engine.name}`);

  test('whoever works at present may sign in, with PIN or badge; who comes or goes changes every station’s list', () =>
    twoStations(engine, async (hospital, broker) => {
      const add = (name: string, pin: object | undefined, badge: object | undefined, active = true) =>
        hospital.database.query(
          `insert into station_staff (id, name, pin, badge, active, created_at, changed_at)
           values (gen_random_uuid(), $1, $2::jsonb, $3::jsonb, $4, now(), now())`,
          [name, pin && JSON.stringify(pin), badge && JSON.stringify(badge), active],
        );
      const names = async (station: StationId) => {
        await broker.lists.refreshAll();
        return (await broker.read(station)).staff.map(({ name }) => name);
      };
      await add('Theo Lund', await hashSecret('4826'), undefined);
      await add('Ada Marsh', undefined, await hashSecret('LB-ABCDEFGH234567AB'));
      await add('Gone Away', await hashSecret('1111'), undefined, false);
      await add('Bad Hash', { scheme: 'none' }, undefined);
      assert.equal(await names(histon), ['Ada Marsh', 'Theo Lund']);
      assert.equal(await names(ely), ['Ada Marsh', 'Theo Lund']);
      const [ada, theo] = (await broker.read(histon)).staff;
      assert.is(ada?.pin, undefined);
      assert.ok(theo?.pin && (await isSecret('4826', theo.pin)));
      const count = broker.published.length;
      await broker.lists.refreshAll();
      assert.is(broker.published.length, count, 'nothing changed');
      await hospital.database.query("update station_staff set active = false where name = 'Theo Lund'");
      assert.equal(await names(ely), ['Ada Marsh']);
      assert.is(broker.published.length, count + 2);
      const letter = broker.published.at(-1)?.letter;
      assert.not.match(JSON.stringify(letter), /Ada Marsh/); // a shorter word comes up in sealed bytes by chance
    }));

  test('the questions are there in every language, with the words of the station’s own screen', () =>
    twoStations(engine, async (_, broker) => {
      await broker.lists.refreshAll();
      const { questionnaire } = await broker.read(histon);
      assert.equal(
        questionnaire.map(({ language, name, direction }) => [language, name, direction]),
        [
          ['en', 'English', 'ltr'],
          ['ar', 'العربية', 'rtl'],
          ['pl', 'Polski', 'ltr'],
        ],
      );
      for (const { questions } of questionnaire) assert.ok(questions.length >= 20);
    }));

  test('patients of one station and day with the same surname or birthday know of each other', () =>
    twoStations(engine, async (hospital, broker) => {
      const today = await hospital.clinicOn('2026-11-23');
      const afternoon = await hospital.clinicOn('2026-11-23', { from: '14:00', to: '16:00' });
      const tomorrow = await hospital.clinicOn('2026-11-24');
      const elsewhere = await hospital.clinicOn('2026-11-23', { site: 'ely', station: ely });
      const book = async (clinic: typeof today, place: number, familyName: string, dateOfBirth: string) =>
        hospital.bookSlot((await hospital.refer({ familyName, dateOfBirth })).referral, clinic, place);
      const smith = await book(today, 0, 'Smith', '1958-04-03');
      const double = await book(today, 1, 'Smith-Jones', '1970-01-01');
      const birthday = await book(afternoon, 0, 'Okafor', '1990-04-03');
      const nobody = await book(today, 2, 'Ashdown', '1961-12-24');
      const next = await book(tomorrow, 0, 'Smith', '1958-04-03');
      const far = await book(elsewhere, 0, 'Smith', '1958-04-03');
      await broker.lists.refreshAll();
      const alike = new Map(
        (await broker.read(histon)).clinics.flatMap(({ appointments }) =>
          appointments.map(({ id, lookAlikes }) => [String(id), [...lookAlikes].sort()] as const),
        ),
      );
      assert.equal(alike.get(smith), [double, birthday].sort());
      assert.equal(alike.get(double), [smith]);
      assert.equal(alike.get(birthday), [smith]);
      assert.equal(alike.get(nobody), []);
      assert.equal(alike.get(next), [], 'another day');
      assert.equal((await broker.read(ely)).clinics[0]?.appointments[0]?.lookAlikes, [], `another station: ${far}`);
    }));

  test('a patient with two appointments on one day is nobody else', () =>
    twoStations(engine, async (hospital, broker) => {
      const clinic = await hospital.clinicOn('2026-11-23');
      const { referral, patient } = await hospital.refer();
      const second = await hospital.refer();
      await hospital.database.query('update referral set patient = $1 where id = $2', [patient, second.referral]);
      await hospital.bookSlot(referral, clinic, 0);
      await hospital.bookSlot(second.referral, clinic, 1);
      await broker.lists.refreshAll();
      const [first] = (await broker.read(histon)).clinics;
      assert.equal(
        first?.appointments.map(({ lookAlikes }) => lookAlikes),
        [[], []],
      );
    }));

  test('of each view the latest picture of an earlier visit is in the list, small; rejected, retaken and today’s are not', () =>
    twoStations(engine, async (hospital, broker) => {
      const clinic = await hospital.clinicOn('2026-11-23');
      const { before, appointment } = await followUp(hospital, clinic, 0);
      const at = (minutes: number) => new Date(hospital.now().getTime() - 30 * day + minutes * 60_000);
      const bytes = await thumbnail();
      const show = async (shown: Shown, of = before) => {
        const filed = await file(hospital, of, shown);
        broker.thumbnails.set(filed.sopUid, bytes);
        return filed;
      };
      const visit = randomUUID();
      await show({ takenAt: at(0) }); // an older close-up
      await show({ takenAt: at(5), visit });
      const retaken = await show({ takenAt: at(6), visit });
      await show({ takenAt: at(7), state: 'rejected' });
      await show({ view: 'dermoscopic', takenAt: at(8) });
      await show({ view: 'dermoscopic', polarised: true, takenAt: at(9) });
      await file(hospital, before, { view: 'locating', takenAt: at(10) }); // the archive has no copy of it
      await show({ view: 'locating', takenAt: at(11) }, appointment); // of this very appointment
      await hospital.database.query(
        `insert into visit_record (parcel, station, sealed_sha256, visit, record, state, ended_at, received_at)
         values (gen_random_uuid(), 'histon-1', 'x', $1, $2::jsonb, 'kept-out', now(), now())`,
        [visit, JSON.stringify({ pictures: [{ parcel: retaken.parcel, verdict: 'retaken' }] })],
      );
      await broker.lists.refreshAll();
      const earlier = (await broker.read(histon)).clinics[0]?.appointments[0]?.lesions[0]?.earlier;
      assert.equal(
        earlier?.map(({ view, polarised, takenAt }) => [view, polarised, takenAt]),
        [
          ['dermoscopic', true, at(9).toISOString()],
          ['dermoscopic', false, at(8).toISOString()],
          ['close-up', false, at(5).toISOString()],
        ],
      );
      for (const { jpeg } of earlier ?? []) {
        assert.ok(jpeg.length <= earlierCharactersMax);
        const { format, width } = await sharp(Buffer.from(jpeg, 'base64')).metadata();
        assert.equal([format, width], ['jpeg', 320]);
      }
      const count = broker.published.length;
      await broker.lists.refreshAll();
      assert.is(broker.published.length, count, 'the same pictures are no change');
      await show({ view: 'dermoscopic', takenAt: at(20) });
      await broker.lists.refreshAll();
      assert.is(broker.published.length, count + 1, 'a newer one is');
    }));

  test('a full list goes without earlier pictures, the oldest first, and keeps every appointment', () =>
    twoStations(engine, async (hospital, broker) => {
      const clinic = await hospital.clinicOn('2026-11-23', { from: '08:00', to: '18:00', slotMinutes: 10 });
      const bytes = await thumbnail();
      const taken: string[] = [];
      for (let place = 0; place < 60; place++) {
        const { before } = await followUp(hospital, clinic, place);
        const takenAt = new Date(hospital.now().getTime() - 30 * day + ((place * 37) % 60) * 60_000);
        broker.thumbnails.set((await file(hospital, before, { takenAt })).sopUid, bytes);
        taken.push(takenAt.toISOString());
      }
      await broker.lists.refreshAll();
      const letter = broker.published.find(({ station }) => station === histon)?.letter;
      assert.ok(letter !== undefined && letter.document.sealed.length <= worklistBytesMax);
      const { clinics } = await broker.read(histon);
      const appointments = clinics.flatMap((each) => each.appointments);
      assert.is(appointments.length, 60);
      const kept = appointments.flatMap(({ lesions }) => lesions.flatMap(({ earlier = [] }) => earlier));
      assert.ok(kept.length > 5 && kept.length < 60, `${kept.length} pictures`);
      const newest = [...taken].sort().reverse().slice(0, kept.length);
      assert.equal(kept.map(({ takenAt }) => takenAt).sort(), newest.sort());
      const room = worklistBytesMax - letter.document.sealed.length;
      const longest = Math.max(...kept.map(({ jpeg }) => jpeg.length));
      assert.ok(room < 2 * longest, `room for another one was left: ${room} characters`);
    }));

  test.after(engine.stop);
  test.run();
}

const copies = suite('small copies of earlier pictures');

copies('are small whatever they show, and upright', async () => {
  const noise = await thumbnail(1600);
  const copy = await smallCopy(noise);
  assert.ok(copy !== undefined && copy.length <= earlierCharactersMax);
  const turned = await smallCopy(
    await sharp(noise).resize(320, 200).withMetadata({ orientation: 6 }).jpeg().toBuffer(),
  );
  const { width, height, orientation } = await sharp(Buffer.from(String(turned), 'base64')).metadata();
  assert.equal([width, height, orientation], [200, 320, undefined]);
});

copies('of what is no picture are none', async () => {
  assert.is(await smallCopy(Buffer.from('no picture')), undefined);
});

copies.run();
