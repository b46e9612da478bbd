/** Ingest ends at any moment (fault matrix F7): its station repeats, and every picture is filed once, with one receipt. */
import { randomBytes } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Database } from '../../../../services/hospital/database/api.ts';
import { decide } from '../../../../services/hospital/ingest/reconciliation/decision.ts';
import { resumeWork } from '../../../../services/hospital/ingest/reconciliation/resume.ts';
import type { AppointmentId, LesionId, ParcelId } from '../../../../services/wire/ids.ts';
import { nhsNumber } from '../../../../services/wire/patient.ts';
import { databases } from '../../../support/databases.ts';
import type { Bench } from '../../../support/filing.ts';
import { hospitalWith } from '../../../support/hospital.ts';
import { captureOf, margaret } from '../../../support/invented.ts';
import { Killed, mortal } from '../../../support/mortal.ts';
import { temporaryFolder } from '../../../support/places.ts';
import { type SeededVisit, seedClinics, seedVisit } from '../../../support/seeded.ts';

/** No way through ingest has more steps than this. */
const stepsMax = 400;
const coordinator = { subject: 'c1', name: 'Coordinator', roles: ['coordinator'] as const };

async function countsOf(database: Database, parcel: string) {
  const [row] = await database.query<Record<string, number>>(
    `select (select count(*)::int from picture where parcel = $1 and state = 'filed') as filed,
            (select count(*)::int from picture where parcel = $1 and state = 'rejected') as rejected,
            (select count(*)::int from reconciliation where parcel = $1 and state = 'open') as waiting,
            (select count(*)::int from event e join picture p on p.sop_uid = e.detail->>'sopUid'
              where p.parcel = $1 and e.kind = 'picture-filed') as "eventsFiled",
            (select count(*)::int from event e join picture p on p.sop_uid = e.detail->>'sopUid'
              where p.parcel = $1 and e.kind = 'picture-rejected') as "eventsRejected",
            (select count(*)::int from audit where detail->>'parcel' = $1::text and action <> 'take-correction') as deeds,
            (select count(*)::int from outbound o join picture p on o.key like '%' || p.sop_uid || '%' where p.parcel = $1) as outbound`,
    [parcel],
  );
  return row;
}

const filedOnce = { filed: 1, rejected: 0, waiting: 0, eventsFiled: 1, eventsRejected: 0, deeds: 1, outbound: 2 };
const asideOnce = { filed: 0, rejected: 0, waiting: 1, eventsFiled: 0, eventsRejected: 0, deeds: 1, outbound: 0 };
const takenBackOnce = { filed: 0, rejected: 1, waiting: 1, eventsFiled: 1, eventsRejected: 1, deeds: 2, outbound: 3 };

for (const engine of databases) {
  const test = suite(`ingest killed at every step, on ${engine.name}`);
  /** The steps are the same on both: the ordinary run takes each on one of them, and every third on the other. */
  const stride = engine.name === 'PostgreSQL' || process.env.LENTIGO_EVERY_CALL !== undefined ? 1 : 3;
  const folder = temporaryFolder('killed');
  let database: Database;
  let hospital: Awaited<ReturnType<typeof hospitalWith>>;
  let bench: Bench;
  let people = 0;
  test.before(async () => {
    database = await engine.open();
    await seedClinics(database);
    hospital = await hospitalWith(folder.path, database);
    bench = hospital.bench;
  });

  /** Somebody new, whose first picture is to come. */
  async function nextVisit(): Promise<SeededVisit> {
    people += 1;
    const lesions = [{ id: `L-${people}`, site: 'Shin', side: 'left' as const }];
    const patient = { ...margaret, nhsNumber: nhsNumber.parse(numberOf(people)) };
    return seedVisit(database, { n: people, patient, appointment: `A-${people}`, lesions });
  }

  async function pictureOf({ appointment, lesions, patient }: SeededVisit, known = true) {
    const picture = randomBytes(900);
    const { binding } = captureOf(picture);
    const { id: _, ...person } = patient;
    if (binding.kind !== 'visit') throw new Error('a visit');
    const [lesion] = lesions;
    return hospital.parcelOf(picture, {
      binding: {
        ...binding,
        appointment: (known ? appointment : 'nowhere') as AppointmentId,
        patient: person,
        lesion: { id: lesion?.id as LesionId, site: 'Shin', side: 'left' },
      },
    });
  }

  type Parcel = Awaited<ReturnType<typeof pictureOf>>;

  /** Delivers to a worker that dies at each step, and then to others. Resolves with how many deaths there were. */
  async function atEveryStep(
    make: () => Promise<{ readonly parcel: Omit<Parcel, 'capture'>; check(as: string | undefined): Promise<void> }>,
  ): Promise<number> {
    for (let diesAt = 1; diesAt < stepsMax; diesAt += stride) {
      const { parcel, check } = await make();
      const its = mortal(bench, diesAt);
      const dying = await hospital.newWorker(its.bench);
      const first = await hospital.deliver(dying, parcel).catch((error: unknown) => error);
      assert.is(first instanceof Killed, its.died(), String(first));
      const second = await hospital.deliver(await hospital.newWorker(), parcel);
      assert.ok(second, `step ${diesAt}`);
      assert.equal(await hospital.deliver(await hospital.newWorker(), parcel), second);
      await check(second?.document.filedAs);
      if (!its.died()) return diesAt - 1;
    }
    throw new Error('filing never came to its end');
  }

  test('a picture is filed exactly once, and its patient was seen', async () => {
    const deaths = await atEveryStep(async () => {
      const visit = await nextVisit();
      const parcel = await pictureOf(visit);
      return {
        parcel,
        async check(as) {
          assert.equal(await countsOf(database, parcel.capture.parcel), filedOnce);
          const objects = [...bench.archive.objects.values()].filter(
            ({ record }) => record.parcel === parcel.capture.parcel,
          );
          assert.equal(
            objects.map(({ place }) => place.as),
            [as],
          );
          const states = await database.query(
            'select a.state as a, r.state as r from appointment a join referral r on r.id = a.referral where a.id = $1',
            [visit.appointment],
          );
          assert.equal(states, [{ a: 'seen', r: 'seen' }]);
        },
      };
    });
    assert.ok(deaths > 30, `${deaths} deaths`);
    console.log(`  ${deaths} deaths while filing`);
  });

  test('a picture that is begun is filed as it was begun, though its appointment is cancelled before it is repeated', async () => {
    let interrupted = 0;
    for (let diesAt = 1; diesAt < 40; diesAt += stride) {
      const visit = await nextVisit();
      const parcel = await pictureOf(visit);
      const its = mortal(bench, diesAt);
      await hospital.deliver(await hospital.newWorker(its.bench), parcel).catch(() => {});
      await database.query(`update appointment set state = 'cancelled' where id = $1 and state = 'booked'`, [
        visit.appointment,
      ]);
      const letter = await hospital.deliver(await hospital.newWorker(), parcel);
      const [row] = await database.query<{ state: string }>('select state from filing where parcel = $1', [
        parcel.capture.parcel,
      ]);
      assert.is(letter?.document.outcome, row === undefined ? 'quarantined' : 'filed');
      const counts = await countsOf(database, parcel.capture.parcel);
      assert.equal(counts, row === undefined ? { ...asideOnce } : filedOnce);
      const objects = [...bench.archive.objects.values()].filter(
        ({ record }) => record.parcel === parcel.capture.parcel,
      );
      assert.is(objects.length, row === undefined ? 0 : 1, 'the archive holds nothing that the record does not know');
      if (row !== undefined) interrupted += 1;
    }
    assert.ok(interrupted > 5);
  });

  test('a picture that does not match waits exactly once', async () => {
    const deaths = await atEveryStep(async () => {
      const parcel = await pictureOf(await nextVisit(), false);
      return {
        parcel,
        async check() {
          assert.equal(await countsOf(database, parcel.capture.parcel), asideOnce);
        },
      };
    });
    console.log(`  ${deaths} deaths while setting aside`);
  });

  test('a correction takes two pictures back exactly once', async () => {
    const deaths = await atEveryStep(async () => {
      const visit = await nextVisit();
      const pictures = [await pictureOf(visit), await pictureOf(visit)];
      for (const picture of pictures) await hospital.deliver(await hospital.newWorker(), picture);
      const named = pictures.map(({ capture }) => capture.parcel);
      return {
        parcel: await hospital.correctionOf(named),
        async check(as) {
          assert.match(String(as), /^correction\//);
          for (const parcel of named) assert.equal(await countsOf(database, parcel), takenBackOnce);
        },
      };
    });
    console.log(`  ${deaths} deaths while taking back`);
  });

  test('a decision that was begun is finished, by the same decision again or by the next program', async () => {
    let deaths = 0;
    for (let diesAt = 1; diesAt < stepsMax; diesAt += stride) {
      const visit = await nextVisit();
      const parcel = await pictureOf(visit, false);
      await hospital.deliver(await hospital.newWorker(), parcel);
      const id: ParcelId = parcel.capture.parcel;
      const [lesion] = visit.lesions;
      const decision = {
        kind: 'file',
        appointment: visit.appointment,
        lesion: lesion?.id ?? '',
        view: 'close-up',
        why: 'Her letter',
      } as const;
      const its = mortal(bench, diesAt);
      const first = await decide(its.bench, id, decision, coordinator).catch((error: unknown) => error);
      assert.is(first instanceof Killed, its.died(), String(first));
      if (diesAt % 2 === 0) assert.ok(await resumeWork(bench));
      else await decide(bench, id, decision, coordinator);
      if (diesAt % 2 === 0 && (await countsOf(database, id))?.filed === 0)
        await decide(bench, id, decision, coordinator);
      assert.equal(await countsOf(database, id), { ...filedOnce, deeds: 2 }, `step ${diesAt}`);
      const objects = [...bench.archive.objects.values()].filter(({ record }) => record.parcel === id);
      assert.equal(
        objects.map(({ record }) => record.filing),
        [2],
      );
      if (!its.died()) break;
      deaths = diesAt;
    }
    assert.ok(deaths > 30, `${deaths} deaths`);
    console.log(`  deaths at steps up to ${deaths} while deciding`);
  });

  test.after(async () => {
    await hospital.close();
    await database.close();
    await engine.stop();
    folder.remove();
  });
  test.run();
}

/** The nth invented number with a right check digit. */
function numberOf(n: number): string {
  for (let nine = 999_200_000, left = n; ; nine++) {
    const sum = [...String(nine)].reduce((total, digit, place) => total + Number(digit) * (10 - place), 0);
    const check = (11 - (sum % 11)) % 11;
    if (check === 10) continue;
    left -= 1;
    if (left === 0) return `${nine}${check}`;
  }
}
