/** The record of a visit: whose it is, and what follows from it for appointment, referral, journey and answers. */
import { randomUUID } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Database } from '../../../../../services/hospital/database/api.ts';
import type { Staff } from '../../../../../services/hospital/identity/api.ts';
import { fileParcel } from '../../../../../services/hospital/ingest/filing.ts';
import { decide } from '../../../../../services/hospital/ingest/reconciliation/decision.ts';
import { detailOf } from '../../../../../services/hospital/ingest/reconciliation/detail.ts';
import { findWaiting, waitingPage } from '../../../../../services/hospital/ingest/reconciliation/queue.ts';
import type { AppointmentId, LesionId, StationId } from '../../../../../services/wire/ids.ts';
import type { VisitRecord } from '../../../../../services/wire/visit-record.ts';
import { databases } from '../../../../support/databases.ts';
import { arrivedDocument, arrivedPicture, type Bench, benchOn } from '../../../../support/filing.ts';
import { captureOf, margaret } from '../../../../support/invented.ts';
import { seedClinics, seedVisit } from '../../../../support/seeded.ts';
import { recordOfVisit } from '../../../../support/visit-papers.ts';

const coordinator: Staff = { subject: 'c1', name: 'Pat Ready', roles: ['coordinator'] };

for (const engine of databases) {
  const test = suite(`the record of a visit, on ${engine.name}`);

  async function withBench(work: (bench: Bench, database: Database, changes: () => number) => Promise<void>) {
    const database = await engine.open();
    await seedClinics(database);
    await seedVisit(database);
    let changes = 0;
    const bench = benchOn(database, {
      changed: () => {
        changes += 1;
      },
    });
    await work(bench, database, () => changes);
    await database.close();
  }

  async function file(bench: Bench, record: VisitRecord) {
    const { manifest, sealed } = await arrivedDocument(record);
    return fileParcel(bench, manifest, sealed);
  }

  async function stateOf(database: Database) {
    const [row] = await database.query(
      `select a.state as appointment, r.state as referral,
              (select count(*)::int from visit_record) as records,
              (select string_agg(kind, ' ' order by seq) from event) as events,
              (select count(*)::int from outbound where subject->>'kind' = 'task') as tasks,
              (select count(*)::int from questionnaire_response) as answers,
              (select count(*)::int from reconciliation where state = 'open') as waiting
         from appointment a join referral r on r.id = a.referral where a.id = 'A-0001'`,
    );
    return row;
  }
  const nothing = { records: 1, events: null, tasks: 0, answers: 0, waiting: 0 };

  test('a completed visit: seen, in the journey, told to the record system, and the same parcel again changes nothing', () =>
    withBench(async (bench, database, changes) => {
      const record = recordOfVisit();
      const arrived = await arrivedDocument(record);
      const first = await fileParcel(bench, arrived.manifest, arrived.sealed);
      assert.equal(first, { outcome: 'filed', filedAs: `visit-record/${record.parcel}` });
      const expected = { ...nothing, appointment: 'seen', referral: 'seen', events: 'visit-ended', tasks: 1 };
      assert.equal(await stateOf(database), expected);
      assert.ok(changes() > 0, 'the worklists are looked at anew');
      assert.equal(await fileParcel(bench, arrived.manifest, arrived.sealed), first);
      assert.equal(await stateOf(database), expected);
      const deeds = await database.query('select action, patient is not null as named from audit');
      assert.equal(deeds, [{ action: 'keep-visit-record', named: true }]);
      const [kept] = await database.query<{ record: VisitRecord }>('select record from visit_record');
      assert.equal(kept?.record, record, 'as it came');
    }));

  test('other bytes under the name of a record are set aside, and the first one stays', () =>
    withBench(async (bench, database) => {
      const record = recordOfVisit();
      await file(bench, record);
      const other = await file(bench, { ...record, note: 'Another word.' });
      assert.is(other.outcome, 'quarantined');
      assert.is(other.reason, 'filed-differently-before');
      const [kept] = await database.query<{ record: VisitRecord }>('select record from visit_record');
      assert.equal(kept?.record, record);
    }));

  test('a record that names another parcel than its offer is set aside unopened', () =>
    withBench(async (bench, database) => {
      const { manifest, sealed } = await arrivedDocument(recordOfVisit());
      const outcome = await fileParcel(bench, { ...manifest, station: 'waterbeach-1' as StationId }, sealed);
      assert.is(outcome.reason, 'does-not-match-offer');
      assert.equal(await database.query('select 1 from visit_record'), []);
    }));

  test('nobody came: the referral can be booked again, its letters and link are void', () =>
    withBench(async (bench, database) => {
      await database.query(
        `insert into questionnaire_link (secret_hash, appointment, expires_at) values ('x', 'A-0001', '2027-01-01')`,
      );
      await database.query(
        `insert into message (id, appointment, kind, pdf, state, due_at) values ($1, 'A-0001', 'invitation', $2, 'to-print', now())`,
        [randomUUID(), Buffer.from('%PDF')],
      );
      const record = recordOfVisit({ outcome: 'did-not-attend', consent: [] });
      await file(bench, { ...record, identity: { ...record.identity, confirmed: [], frame: 'not-taken' } });
      const expected = { appointment: 'did-not-attend', referral: 'accepted', events: 'did-not-attend', tasks: 1 };
      assert.equal(await stateOf(database), { ...nothing, ...expected });
      const [after] = await database.query(
        `select (select expires_at < '2026-12-01' from questionnaire_link) as "linkVoid", (select state from message) as message`,
      );
      assert.equal(after, { linkVoid: true, message: 'withdrawn' });
    }));

  test('who comes late, after their station had given them up, is seen: pictures and record agree', () =>
    withBench(async (bench, database) => {
      await file(bench, recordOfVisit({ outcome: 'did-not-attend' }));
      const arrived = await arrivedPicture(Buffer.from('late'));
      assert.is((await fileParcel(bench, arrived.manifest, arrived.sealed)).outcome, 'filed');
      assert.is((await file(bench, recordOfVisit())).outcome, 'filed');
      const [row] = await database.query(`select state from appointment where id = 'A-0001'`);
      assert.equal(row, { state: 'seen' });
      assert.is((await file(bench, recordOfVisit({ outcome: 'did-not-attend' }))).outcome, 'filed');
      assert.equal(await database.query(`select state from appointment where id = 'A-0001'`), [{ state: 'seen' }]);
    }));

  test('who was given up and booked anew is not seen under the old appointment', () =>
    withBench(async (bench, database) => {
      await file(bench, recordOfVisit({ outcome: 'did-not-attend' }));
      await database.query(
        `insert into appointment (id, referral, session, slot_at, state, code, booked_at)
         select 'A-0009', referral, session, slot_at + interval '1 hour', 'booked', 'another', now() from appointment`,
      );
      assert.is((await file(bench, recordOfVisit())).reason, 'appointment-not-open');
    }));

  test('a coordinator’s word that nobody came is not undone by the station', () =>
    withBench(async (bench, database) => {
      await database.query(`update appointment set state = 'did-not-attend'`);
      assert.is((await file(bench, recordOfVisit())).reason, 'appointment-not-open');
    }));

  test('a visit that was opened by mistake tells nothing of whoever has that appointment', () =>
    withBench(async (bench, database) => {
      const record = recordOfVisit({ outcome: 'ended-early', why: 'The wrong row of the list.', consent: [] });
      await file(bench, { ...record, identity: { ...record.identity, confirmed: [] } });
      const expected = { appointment: 'booked', referral: 'booked', events: 'visit-ended', tasks: 1 };
      assert.equal(await stateOf(database), { ...nothing, ...expected });
    }));

  test('answers that were given at the station are answers of the questionnaire', () =>
    withBench(async (bench, database) => {
      const given: { referral: string; language: string; answers: unknown }[] = [];
      const its = {
        ...bench,
        keepStationAnswers: async (_: unknown, { referral, language, answers }: (typeof given)[number]) => {
          given.push({ referral, language, answers });
          return 'kept' as const;
        },
      };
      const answers = { 'skin.since': 'months', 'skin.changed': ['size'] };
      await file(its, recordOfVisit({ questionnaire: { how: 'at-station', language: 'pl', answers } }));
      const [referral] = await database.query<{ id: string }>('select id from referral');
      assert.equal(given, [{ referral: referral?.id, language: 'pl', answers }]);
      await file(its, recordOfVisit({ questionnaire: { how: 'paper' } }));
      assert.is(given.length, 1);
    }));

  test('answers that do not fit stay in the record, and the visit counts all the same', () =>
    withBench(async (bench, database) => {
      const answers = { 'no.such.question': 'yes' };
      const outcome = await file(
        bench,
        recordOfVisit({ questionnaire: { how: 'at-station', language: 'en', answers } }),
      );
      assert.is(outcome.outcome, 'filed');
      assert.is((await stateOf(database))?.answers, 0);
    }));

  const strangers: readonly (readonly [string, Partial<VisitRecord>, string])[] = [
    ['of somebody else', { patient: { ...margaret, dateOfBirth: '1958-03-04' } }, 'patient-differs'],
    ['under no appointment', { appointment: 'nowhere' as AppointmentId }, 'unknown-appointment'],
    ['registered by hand', { registeredByHand: true }, 'unknown-appointment'],
    ['of another day', { openedAt: '2026-11-24T09:30:00.000Z' }, 'another-day'],
  ];
  for (const [whose, changes, reason] of strangers) {
    test(`a record ${whose} changes nothing, and waits for a person`, () =>
      withBench(async (bench, database) => {
        const record = recordOfVisit(changes);
        const arrived = await arrivedDocument(record);
        const first = await fileParcel(bench, arrived.manifest, arrived.sealed);
        assert.equal(first, { outcome: 'quarantined', filedAs: `visit-record/${record.parcel}`, reason });
        assert.equal(await fileParcel(bench, arrived.manifest, arrived.sealed), first);
        const expected = { ...nothing, appointment: 'booked', referral: 'booked', waiting: 1 };
        assert.equal(await stateOf(database), expected);
        assert.is((await database.query('select 1 from audit')).length, 1);
        const page = await waitingPage(database, ['open'], undefined);
        assert.equal(
          page?.rows.map(({ what, patient }) => [what, patient]),
          [['visit-record', record.patient]],
        );
      }));
  }

  const behindTheEar = {
    id: 'hand-2' as LesionId,
    site: 'Behind the left ear, in the hairline',
    side: 'left',
    typed: true,
  } as const;

  test('what was typed by hand stands beside the pictures of the same visit; settled, it counts as the visit’s own', () =>
    withBench(async (bench, database) => {
      const typed = { ...margaret, familyName: 'Okonkwo Brite' };
      const record = recordOfVisit({
        registeredByHand: true,
        appointment: 'by-hand-1' as AppointmentId,
        patient: typed,
        lesions: [{ id: 'hand-1' as LesionId, site: 'Shin', side: 'left' }, behindTheEar],
      });
      const picture = Buffer.from('by hand');
      const { binding } = captureOf(picture);
      const arrived = await arrivedPicture(picture, {
        binding: {
          ...binding,
          visit: record.visit,
          appointment: record.appointment,
          patient: typed,
          lesion: behindTheEar,
        } as typeof binding,
      });
      await fileParcel(bench, arrived.manifest, arrived.sealed);
      await file(bench, record);
      const row = await findWaiting(database, arrived.capture.parcel);
      const detail = row && (await detailOf(database, row));
      assert.equal(detail?.visit?.patient, typed);
      assert.is(detail?.visit?.state, 'unmatched');
      const { id: _, ...asTyped } = behindTheEar;
      assert.equal(detail?.visit?.lesions, [{ site: 'Shin', side: 'left' }, asTyped], 'and which words no table has');
      assert.equal(detail?.lesion, asTyped);
      assert.is(detail?.candidates[0]?.why, 'same-patient', 'by the NHS number');

      const wrong = await decide(
        bench,
        record.parcel,
        { kind: 'file', appointment: 'A-0001', lesion: 'L1', view: 'close-up', why: 'x' },
        coordinator,
      );
      assert.is(wrong.kind, 'conflict');
      const decision = { kind: 'file-beside', appointment: 'A-0001', why: 'The same number' } as const;
      assert.is(
        (await decide(bench, arrived.capture.parcel, decision, coordinator)).kind,
        'conflict',
        'a picture needs a lesion',
      );
      assert.is(
        (await decide(bench, record.parcel, { ...decision, appointment: 'A-none' }, coordinator)).kind,
        'refused',
      );
      assert.equal(await decide(bench, record.parcel, decision, coordinator), { kind: 'settled' });
      assert.is((await decide(bench, record.parcel, decision, coordinator)).kind, 'conflict');
      const after = { ...nothing, appointment: 'seen', referral: 'seen', events: 'visit-ended', tasks: 1, waiting: 1 };
      assert.equal(await stateOf(database), after);
      const [kept] = await database.query('select state, appointment from visit_record');
      assert.equal(kept, { state: 'settled', appointment: 'A-0001' });
    }));

  test('a record that is nobody’s here is kept out, and stays as it came', () =>
    withBench(async (bench, database) => {
      const record = recordOfVisit({ registeredByHand: true });
      await file(bench, record);
      await decide(bench, record.parcel, { kind: 'keep-out', why: 'A rehearsal' }, coordinator);
      assert.equal(await database.query('select state from visit_record'), [{ state: 'kept-out' }]);
    }));

  test.after(engine.stop);
  test.run();
}
