/** Every source delivers through one port: what it takes, what it knows, what it refuses. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Database } from '../../../../services/hospital/database/api.ts';
import type { Taken } from '../../../../services/hospital/referral/api.ts';
import { documentBytesMax } from '../../../../services/hospital/referral/api.ts';
import { openIntake } from '../../../../services/hospital/referral/intake.ts';
import { databases } from '../../../support/databases.ts';
import { by, letter, margaret, now, patientOf, referralOf } from './made.ts';

const intakeOn = (database: Database) => openIntake({ database, now, changed: () => {} });

async function count(database: Database, table: string): Promise<number> {
  const [row] = await database.query<{ n: number }>(`select count(*)::int as n from ${table}`);
  return row?.n ?? -1;
}

function idOf(taken: Taken): string {
  if (taken.kind === 'refused') throw new Error(`refused: ${taken.why}`);
  return taken.id;
}

for (const engine of databases) {
  const test = suite(`referrals coming in, on ${engine.name}`);
  let database: Database;
  test.before.each(async () => {
    database = await engine.open();
  });
  test.after.each(() => database.close());

  test('a referral of a new patient makes the patient, the lesion, the letter and the first step of the journey', async () => {
    const intake = intakeOn(database);
    const taken = await intake.take(referralOf({ documents: [{ title: 'Letter', bytes: letter }] }), by);
    assert.is(taken.kind, 'taken');
    const [patient] = await database.query<{ number: string }>('select hospital_number as number from patient');
    assert.match(String(patient?.number), /^LT[0-9A-Z]{10}$/);
    const [lesion] = await database.query<{ ordinal: number; uid: string }>(
      'select ordinal, tracking_uid as uid from lesion',
    );
    assert.is(lesion?.ordinal, 1);
    assert.match(String(lesion?.uid), /^2\.25\.\d+$/);
    const events = await database.query<{ kind: string }>('select kind from event order by seq');
    assert.equal(
      events.map(({ kind }) => kind),
      ['referral-received', 'letter-attached'],
    );
    const [out] = await database.query<{ subject: { kind: string } }>('select subject from outbound');
    assert.is(out?.subject.kind, 'document');
    const [deed] = await database.query<{ who: string; action: string; detail: object }>('select * from audit');
    assert.is(deed?.action, 'receive-referral');
    assert.not.match(JSON.stringify(deed), /Okonkwo|9990000018/);
  });

  test('the same referral again is the same referral, and nothing changes', async () => {
    const intake = intakeOn(database);
    const incoming = referralOf({ source: 'fhir', sourceId: 'x|1', ubrn: '000000070001' });
    const first = await intake.take(incoming, by);
    assert.equal(await intake.take(incoming, by), {
      kind: 'known',
      id: idOf(first),
      patient: Reflect.get(first, 'patient'),
      changed: [],
    });
    assert.is(idOf(await intake.take({ ...incoming, source: 'csv', sourceId: 'other' }, by)), idOf(first), 'same UBRN');
    assert.is(await count(database, 'referral'), 1);
    assert.is(await count(database, 'lesion'), 1);
    assert.is(await count(database, 'event'), 1);
  });

  test('a known referral that comes with more is brought up to date, and the clock never starts later', async () => {
    const intake = intakeOn(database);
    const incoming = referralOf({ source: 'fhir', sourceId: 'x|1' });
    const id = idOf(await intake.take(incoming, by));
    const again = await intake.take(
      {
        ...incoming,
        urgency: 'suspected-cancer',
        receivedOn: '2026-11-21',
        lesions: [{ site: 'shin', side: 'left' }, { site: 'Back' }],
        documents: [{ title: 'Letter', bytes: letter }],
        patient: { ...margaret, email: 'm@example.org' },
      },
      by,
    );
    assert.equal(again.kind === 'known' && [...again.changed].sort(), ['email', 'lesion', 'letter', 'urgency']);
    const [row] = await database.query<{ urgency: string; start: string }>(
      'select urgency, clock_starts_on as start from referral where id = $1',
      [id],
    );
    assert.equal(row, { urgency: 'suspected-cancer', start: '2026-11-20' });
    assert.equal(
      (await database.query<{ site: string }>('select site from lesion order by ordinal')).map(({ site }) => site),
      ['Shin', 'Back'],
    );
    await intake.take({ ...incoming, receivedOn: '2026-11-18' }, by);
    const [earlier] = await database.query<{ start: string }>('select clock_starts_on as start from referral');
    assert.is(earlier?.start, '2026-11-18');
  });

  test('two lesions with the same words are two lesions, and stay two when the referral comes again', async () => {
    const intake = intakeOn(database);
    const incoming = referralOf({ sourceId: 'x', source: 'fhir', lesions: [{ site: 'Back' }, { site: 'Back' }] });
    await intake.take(incoming, by);
    await intake.take(incoming, by);
    assert.is(await count(database, 'lesion'), 2);
  });

  test('after booking, a repeated referral adds no lesion that the clinic was not planned for', async () => {
    const intake = intakeOn(database);
    const incoming = referralOf({ source: 'fhir', sourceId: 'x' });
    await intake.take(incoming, by);
    await database.query("update referral set state = 'booked'");
    const again = await intake.take({ ...incoming, lesions: [...incoming.lesions, { site: 'Back' }] }, by);
    assert.equal(again.kind === 'known' && again.changed, []);
    assert.is(await count(database, 'lesion'), 1);
  });

  test('a known NHS number with another birthday or family name is refused, and nothing is written', async () => {
    const intake = intakeOn(database);
    await intake.take(referralOf(), by);
    for (const patient of [
      { ...margaret, dateOfBirth: '1958-04-04' },
      { ...margaret, familyName: 'Smith' },
    ]) {
      const refused = await intake.take(referralOf({ patient }), by);
      assert.is(refused.kind === 'refused' && refused.reason, 'patient-differs');
      assert.not.match(JSON.stringify(refused), /Okonkwo|1958-04-03|Smith/);
    }
    assert.is(await count(database, 'referral'), 1);
    const same = await intake.take(referralOf({ patient: { ...margaret, familyName: 'OKONKWO BRIGHT' } }), by);
    assert.is(same.kind, 'taken', 'case and hyphen are no difference');
    assert.is(await count(database, 'patient'), 1);
  });

  test('two numbers that belong to two patients are refused', async () => {
    const intake = intakeOn(database);
    await intake.take(referralOf({ patient: { ...margaret, hospitalNumber: 'H1' } }), by);
    const other = { ...patientOf(5), hospitalNumber: 'H2' };
    await intake.take(referralOf({ patient: other }), by);
    const mixed = await intake.take(referralOf({ patient: { ...margaret, hospitalNumber: 'H2' } }), by);
    assert.is(mixed.kind === 'refused' && mixed.reason, 'patient-differs');
    const foreign = await intake.take(referralOf({ patient: { ...patientOf(6), hospitalNumber: 'H1' } }), by);
    assert.is(foreign.kind === 'refused' && foreign.reason, 'patient-differs');
  });

  test('a referral received for one patient is refused when it comes for another', async () => {
    const intake = intakeOn(database);
    await intake.take(referralOf({ ubrn: '000000070001' }), by);
    const other = await intake.take(referralOf({ ubrn: '000000070001', patient: patientOf(9) }), by);
    assert.is(other.kind === 'refused' && other.reason, 'patient-differs');
    assert.is(await count(database, 'patient'), 1, 'and no patient was made for it');
  });

  test('identifiers of two referrals in one are refused', async () => {
    const intake = intakeOn(database);
    await intake.take(referralOf({ ubrn: '000000070001' }), by);
    await intake.take(referralOf({ source: 'fhir', sourceId: 'x|2' }), by);
    const both = await intake.take(referralOf({ source: 'fhir', sourceId: 'x|2', ubrn: '000000070001' }), by);
    assert.is(both.kind === 'refused' && both.reason, 'identifiers-differ');
  });

  test('somebody born the same day with a name like it is pointed out, and stays another patient', async () => {
    const intake = intakeOn(database);
    const first = await intake.take(referralOf(), by);
    const alike = { ...patientOf(3), familyName: 'Okonkwo', dateOfBirth: margaret.dateOfBirth };
    const second = await intake.take(referralOf({ patient: alike }), by);
    assert.equal(second.kind === 'taken' && second.samePatient, [Reflect.get(first, 'patient')]);
    const third = await intake.take(referralOf(), by);
    assert.equal(third.kind === 'taken' && third.sameReferral, [idOf(first)]);
  });

  test('the same referral delivered ten times at once is taken once', async () => {
    const intake = intakeOn(database);
    const incoming = referralOf({ source: 'fhir', sourceId: 'x|1', ubrn: '000000070001' });
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => intake.take(incoming, by)));
    assert.is(outcomes.filter(({ kind }) => kind === 'taken').length, 1);
    assert.is(outcomes.filter(({ kind }) => kind === 'known').length, 9);
    assert.is(await count(database, 'patient'), 1);
  });

  test('what is malformed or beyond a limit is refused by name of the field', async () => {
    const intake = intakeOn(database);
    const large = Buffer.concat([letter, Buffer.alloc(documentBytesMax)]);
    const wrong: [string, Parameters<typeof referralOf>[0]][] = [
      ['patient.nhsNumber', { patient: { ...margaret, nhsNumber: '9990000019' } as typeof margaret }],
      ['patient.familyName', { patient: { ...margaret, familyName: 'A^B' } }],
      ['patient.familyName', { patient: { ...margaret, familyName: 'A\u0000' } }],
      ['patient.familyName', { patient: { ...margaret, familyName: 'A\ud800' } }],
      ['patient.dateOfBirth', { patient: { ...margaret, dateOfBirth: '2026-11-23' } }],
      ['patient.dateOfBirth', { patient: { ...margaret, dateOfBirth: '1958-02-30' } }],
      ['receivedOn', { receivedOn: '2026-11-23' }],
      ['ubrn', { ubrn: '12' }],
      ['lesions', { lesions: Array.from({ length: 21 }, () => ({ site: 'Back' })) }],
      ['lesions.0.site', { lesions: [{ site: ' ' }] }],
      ['documents.0', { documents: [{ title: 'Letter', bytes: Buffer.from('GIF89a') }] }],
      [
        'documents.1',
        {
          documents: [
            { title: 'A', bytes: letter },
            { title: 'B', bytes: large },
          ],
        },
      ],
      ['documents', { documents: Array.from({ length: 11 }, (_, n) => ({ title: `${n}`, bytes: letter })) }],
    ];
    for (const [field, changes] of wrong) {
      const refused = await intake.take(referralOf(changes), by);
      assert.is(refused.kind === 'refused' && refused.reason, 'invalid', field);
      assert.ok(refused.kind === 'refused' && field in refused.fields, `${field}: ${JSON.stringify(refused)}`);
    }
    assert.is(await count(database, 'patient'), 0);
  });

  test('a code of the body map comes with its words; another code is left out', async () => {
    const intake = intakeOn(database);
    await intake.take(
      referralOf({
        lesions: [
          { site: 'x', code: '130300' },
          { site: 'y', code: '999' },
        ],
      }),
      by,
    );
    const rows = await database.query('select site_scheme as s, site_meaning as m from lesion order by ordinal');
    assert.equal(rows, [
      { s: 'DCM', m: 'Skin of paraspinal area of the neck' },
      { s: null, m: null },
    ]);
  });

  test.after(engine.stop);
  test.run();
}
