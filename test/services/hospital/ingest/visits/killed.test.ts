/**
 * Ingest ends at any moment while it keeps a visit's record, a paper or deeds (fault matrix F7): the station repeats, and each
 * is there once, with all that follows from it.
 */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Database } from '../../../../../services/hospital/database/api.ts';
import type { Staff } from '../../../../../services/hospital/identity/api.ts';
import { fileParcel } from '../../../../../services/hospital/ingest/filing.ts';
import { decide } from '../../../../../services/hospital/ingest/reconciliation/decision.ts';
import type { AppointmentId } from '../../../../../services/wire/ids.ts';
import { nhsNumber } from '../../../../../services/wire/patient.ts';
import { databases } from '../../../../support/databases.ts';
import {
  type Arrived,
  arrivedCorrection,
  arrivedDocument,
  arrivedPicture,
  type Bench,
  benchOn,
} from '../../../../support/filing.ts';
import { margaret } from '../../../../support/invented.ts';
import { Killed, mortal } from '../../../../support/mortal.ts';
import { seedClinics, seedVisit } from '../../../../support/seeded.ts';
import { deedsOf, letterJpeg, paperOf, recordOfVisit } from '../../../../support/visit-papers.ts';

/** No way through ingest has more steps than this. */
const stepsMax = 300;
const coordinator: Staff = { subject: 'c1', name: 'Pat Ready', roles: ['coordinator'] };
const answers = {
  'who.answering': 'patient',
  'skin.since': 'months',
  'skin.changed': ['none'],
  'skin.feels': ['none'],
  'history.cancer': 'no',
  'history.family': 'unsure',
  'sun.type': '2',
  'sun.burned': 'no',
  'sun.beds': 'never',
  'medicines.any': false,
  'medicines.immune': 'no',
  'medicines.blood': 'no',
  'health.allergies': false,
  'health.device': 'no',
  'health.pregnant': 'no',
};

for (const engine of databases) {
  const test = suite(`a visit's parcels, with ingest killed at every step, on ${engine.name}`);
  /** The steps are the same on both: the ordinary run takes each on one of them, and every third on the other. */
  const stride = engine.name === 'PostgreSQL' || process.env.LENTIGO_EVERY_CALL !== undefined ? 1 : 3;
  let database: Database;
  let bench: Bench;
  let people = 0;
  test.before(async () => {
    database = await engine.open();
    await seedClinics(database);
    bench = benchOn(database);
  });

  /** Somebody new with an appointment. The last one's NHS number is free again. */
  async function nextAppointment(): Promise<AppointmentId> {
    people += 1;
    await database.query('update patient set nhs_number = null');
    const lesions = [{ id: `L-${people}`, site: 'Shin', side: 'left' as const }];
    const patient = { ...margaret, nhsNumber: nhsNumber.parse('9990000018') };
    const { appointment } = await seedVisit(database, { n: people, patient, appointment: `A-${people}`, lesions });
    return appointment as AppointmentId;
  }

  /** To a program that dies at each step, then twice to others: the same answer. Resolves with how many deaths there were. */
  async function atEveryStep(
    make: () => Promise<{ readonly arrived: Arrived; readonly check: (as: string | undefined) => Promise<void> }>,
  ): Promise<number> {
    for (let diesAt = 1; diesAt < stepsMax; diesAt += stride) {
      const { arrived, check } = await make();
      const { manifest, sealed } = arrived;
      const its = mortal(bench, diesAt);
      const first = await fileParcel(its.bench, manifest, sealed).catch((error: unknown) => error);
      assert.is(first instanceof Killed, its.died(), String(first));
      const second = await fileParcel(bench, manifest, sealed);
      assert.equal(await fileParcel(bench, manifest, sealed), second, `step ${diesAt}`);
      await check(second.filedAs);
      if (!its.died()) return diesAt - 1;
    }
    throw new Error('it never came to its end');
  }

  async function countsOf(parcel: string, appointment: string) {
    const [row] = await database.query(
      `select (select count(*)::int from visit_record where parcel = $1) as records,
              (select count(*)::int from visit_attachment where parcel = $1 and state = 'filed') as papers,
              (select count(*)::int from reconciliation where parcel = $1 and state = 'open') as waiting,
              (select count(*)::int from questionnaire_response where id = $1) as answers,
              (select count(*)::int from audit where detail->>'parcel' = $1::text) as deeds,
              (select count(*)::int from outbound where key like '%' || $1::text) as outbound,
              (select string_agg(e.kind, ' ' order by e.seq) from event e join appointment a on a.referral = e.referral
                where a.id = $2) as events,
              (select a.state from appointment a where a.id = $2) as appointment`,
      [parcel, appointment],
    );
    return row;
  }
  const none = { records: 0, papers: 0, waiting: 0, answers: 0, deeds: 1, outbound: 0, events: null };

  test('a record with answers from the station is kept exactly once, and so is what follows from it', async () => {
    const deaths = await atEveryStep(async () => {
      const appointment = await nextAppointment();
      const record = recordOfVisit({ appointment, questionnaire: { how: 'at-station', language: 'en', answers } });
      return {
        arrived: await arrivedDocument(record),
        async check() {
          assert.equal(await countsOf(record.parcel, appointment), {
            ...none,
            records: 1,
            answers: 1,
            outbound: 1,
            events: 'visit-ended questionnaire-answered',
            appointment: 'seen',
          });
        },
      };
    });
    assert.ok(deaths > 25, `${deaths} deaths`);
    console.log(`  ${deaths} deaths while keeping a record`);
  });

  test('a visit to which nobody came is told exactly once', async () => {
    const deaths = await atEveryStep(async () => {
      const appointment = await nextAppointment();
      const record = recordOfVisit({ appointment, outcome: 'did-not-attend' });
      return {
        arrived: await arrivedDocument(record),
        async check() {
          const expected = { records: 1, outbound: 1, events: 'did-not-attend', appointment: 'did-not-attend' };
          assert.equal(await countsOf(record.parcel, appointment), { ...none, ...expected });
        },
      };
    });
    console.log(`  ${deaths} deaths while nobody came`);
  });

  test('a record that does not match waits exactly once; a decision about it takes effect once', async () => {
    const deaths = await atEveryStep(async () => {
      const appointment = await nextAppointment();
      const record = recordOfVisit({ appointment, registeredByHand: true });
      return {
        arrived: await arrivedDocument(record),
        async check() {
          const waiting = { ...none, records: 1, waiting: 1, appointment: 'booked' };
          assert.equal(await countsOf(record.parcel, appointment), waiting);
        },
      };
    });
    let decided = 0;
    for (let diesAt = 1; diesAt < stepsMax; diesAt += stride) {
      const appointment = await nextAppointment();
      const record = recordOfVisit({ appointment, registeredByHand: true });
      const { manifest, sealed } = await arrivedDocument(record);
      await fileParcel(bench, manifest, sealed);
      const its = mortal(bench, diesAt);
      const decision = { kind: 'file-beside', appointment, why: 'Her letter' } as const;
      const first = await decide(its.bench, record.parcel, decision, coordinator).catch((error: unknown) => error);
      assert.is(first instanceof Killed, its.died(), String(first));
      const again = await decide(bench, record.parcel, decision, coordinator);
      assert.ok(again.kind === 'settled' || again.kind === 'conflict', `step ${diesAt}`);
      assert.equal(await countsOf(record.parcel, appointment), {
        ...none,
        records: 1,
        deeds: 2,
        outbound: 1,
        events: 'visit-ended',
        appointment: 'seen',
      });
      if (!its.died()) break;
      decided = diesAt;
    }
    assert.ok(decided > 15);
    console.log(`  ${deaths} deaths while a record came to wait, at steps up to ${decided} while deciding`);
  });

  test('a letter is kept exactly once, and taken out exactly once', async () => {
    const kept = await atEveryStep(async () => {
      const appointment = await nextAppointment();
      const arrived = await arrivedPicture(letterJpeg, { binding: paperOf({ appointment }) });
      return {
        arrived,
        async check() {
          const expected = { papers: 1, events: 'attachment-filed', appointment: 'booked' };
          assert.equal(await countsOf(arrived.capture.parcel, appointment), { ...none, ...expected });
        },
      };
    });
    const out = await atEveryStep(async () => {
      const appointment = await nextAppointment();
      const { capture, manifest, sealed } = await arrivedPicture(letterJpeg, { binding: paperOf({ appointment }) });
      await fileParcel(bench, manifest, sealed);
      return {
        arrived: await arrivedCorrection([capture.parcel]),
        async check() {
          const events = 'attachment-filed attachment-rejected';
          const expected = { waiting: 1, deeds: 2, events, appointment: 'booked' };
          assert.equal(await countsOf(capture.parcel, appointment), { ...none, ...expected });
        },
      };
    });
    assert.ok(kept > 15 && out > 15);
    console.log(`  ${kept} deaths while keeping a letter, ${out} while taking one out`);
  });

  test('deeds come into the log exactly once, all of them', async () => {
    const deaths = await atEveryStep(async () => {
      const appointment = await nextAppointment();
      const deeds = deedsOf([{ what: 'sign-in' }, { what: 'view-patient', appointment }, { what: 'lock' }]);
      return {
        arrived: await arrivedDocument(deeds),
        async check(as) {
          assert.is(as, `deeds/${deeds.parcel}`);
          const expected = { deeds: 3, appointment: 'booked' };
          assert.equal(await countsOf(deeds.parcel, appointment), { ...none, ...expected });
        },
      };
    });
    console.log(`  ${deaths} deaths while keeping deeds`);
  });

  test.after(async () => {
    await database.close();
    await engine.stop();
  });
  test.run();
}
