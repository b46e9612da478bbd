/** Referrals of the hospital's record system: what a transaction becomes, and what is answered to a wrong one. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Database } from '../../../../../services/hospital/database/api.ts';
import { openValidator } from '../../../../../services/hospital/referral/fhir/validator.ts';
import { databases } from '../../../../support/databases.ts';
import { fhirDesk, type Json, referralResources, transactionOf, withChange } from './fhir-desk.ts';

const validator = openValidator();
let left = databases.length;

for (const engine of databases) {
  const test = suite(`FHIR on ${engine.name}`);
  let database: Database;
  test.before.each(async () => {
    database = await engine.open();
  });
  test.after.each(() => database.close());

  test('a transaction becomes a referral with patient, lesions, letter and answers', async () => {
    const desk = fhirDesk(database, validator);
    const { status, body } = await desk.post('/fhir', transactionOf(referralResources()));
    assert.is(status, 200, JSON.stringify(body));
    assert.is(body.type, 'transaction-response');
    assert.is(body.entry.length, 10);
    const [row] = await database.query<Json>(
      `select referral.*, patient.hospital_number, patient.family_name, patient.address, patient.email, patient.language
       from referral join patient on patient.id = referral.patient`,
    );
    assert.is(body.entry[1].response.location, `ServiceRequest/${row.id}`);
    assert.is(body.entry[0].response.location, `Patient/${row.patient}`);
    assert.equal(
      [row.hospital_number, row.family_name, row.address, row.email, row.language],
      ['RX100', 'Okonkwo-Bright', ['1 Mill Lane', 'Histon'], 'm@example.org', 'ar'],
    );
    assert.equal(
      [row.ubrn, row.urgency, row.practice, row.practitioner, row.clock_starts_on, row.state],
      ['000000070001', 'urgent', 'Histon Surgery', 'Ina Bell', '2026-11-20', 'received'],
    );
    assert.match(row.clinical_text, /dark mole/);
    const lesions = await database.query(
      'select site, side, site_code as code, tracking_uid as uid from lesion order by ordinal',
    );
    assert.equal(lesions[0], {
      site: 'Shin',
      side: 'left',
      code: '130300',
      uid: '2.25.329800735698586629295641978511506172918',
    });
    assert.is((lesions[1] as Json).site, 'Between the shoulders');
    assert.is((await database.query('select id from document')).length, 1);
    assert.is((await database.query("select id from questionnaire_response where status = 'completed'")).length, 1);
    const [deed] = await database.query<Json>('select who from audit');
    assert.is(deed.who, 'service:fhir:system-1');
    assert.is(desk.changes(), 1);
  });

  test('the same transaction again is known, and says so', async () => {
    const desk = fhirDesk(database, validator);
    const bundle = transactionOf(referralResources());
    await desk.post('/fhir', bundle);
    const { status, body } = await desk.post('/fhir', bundle);
    assert.is(status, 200);
    assert.is(body.entry[1].response.status, '200 OK');
    assert.match(body.entry[1].response.outcome.issue[0].diagnostics, /before; nothing was changed/);
    assert.is((await database.query('select id from referral')).length, 1);
    assert.is(desk.changes(), 1);
  });

  const refusals: [string, number, RegExp, () => Json][] = [
    ['a gender that is none', 400, /value set/, () => withChange('patient', (p) => (p.gender = 'lady'))],
    ['a day that is none', 400, /date/i, () => withChange('patient', (p) => (p.birthDate = '1958-02-30x'))],
    ['an unknown element', 400, /property/i, () => withChange('request', (r) => (r.colour = 'red'))],
    ['an empty array', 400, /array is empty/, () => withChange('patient', (p) => (p.contact = []))],
    [
      'two types of one choice',
      400,
      /choose one/,
      () => withChange('patient', (p) => Object.assign(p, { deceasedBoolean: false, deceasedDateTime: '2020-01-01' })),
    ],
    ['a null', 400, /null/, () => withChange('patient', (p) => (p.gender = null))],
    ['no NHS number', 422, /NHS number/, () => withChange('patient', (p) => p.identifier.shift())],
    [
      'a wrong NHS number',
      422,
      /check digit/,
      () => withChange('patient', (p) => (p.identifier[0].value = '9990000019')),
    ],
    ['only a year of birth', 422, /whole date of birth/, () => withChange('patient', (p) => (p.birthDate = '1958'))],
    ['a draft', 422, /active/, () => withChange('request', (r) => (r.status = 'draft'))],
    ['no identifier', 422, /identifier/, () => withChange('request', (r) => delete r.identifier)],
    [
      'a patient who is not in it',
      422,
      /entry of this Bundle/,
      () => withChange('request', (r) => (r.subject = { reference: 'Patient/7' })),
    ],
    [
      'a lesion of somebody else',
      422,
      /about the patient/,
      () => withChange('first', (b) => (b.patient = { reference: 'Patient/7' })),
    ],
    [
      'a letter that is elsewhere',
      422,
      /into the Bundle/,
      () => withChange('document', (d) => (d.content[0].attachment.url = 'https://example.org/x')),
    ],
    [
      'a letter that is a picture',
      422,
      /application\/pdf/,
      () => withChange('binary', (b) => (b.contentType = 'image/png')),
    ],
    ['a letter that is no PDF', 422, /PDF/, () => withChange('binary', (b) => (b.data = 'AAAA'))],
    [
      'another resource type',
      422,
      /not taken here/,
      () => withChange('surgery', (s) => Object.assign(s, { resourceType: 'Medication', name: undefined })),
    ],
    ['a batch', 422, /transaction/, () => ({ ...transactionOf(referralResources()), type: 'batch' })],
    ['no Bundle', 400, /Bundle/, () => ({ resourceType: 'Patient', gender: 'male' })],
    ['no resource', 400, /no FHIR resource/, () => [1, 2]],
  ];
  test('what is wrong is told in an OperationOutcome, with the place, and nothing is written', async () => {
    const desk = fhirDesk(database, validator);
    for (const [what, code, words, make] of refusals) {
      const { status, body } = await desk.post('/fhir', make());
      assert.is(status, code, `${what}: ${JSON.stringify(body)}`);
      assert.is(body.resourceType, 'OperationOutcome', what);
      assert.match(body.issue.map((issue: Json) => issue.diagnostics).join(' '), words, what);
      assert.not.match(JSON.stringify(body), /Okonkwo|9990000018/, what);
    }
    assert.is((await database.query('select id from patient')).length, 0);
    assert.is((await database.query('select seq from audit')).length, 0);
  });

  test("another person's number is a conflict", async () => {
    const desk = fhirDesk(database, validator);
    await desk.post('/fhir', transactionOf(referralResources()));
    const other = withChange('patient', (patient) => (patient.birthDate = '1958-04-04'));
    const { status, body } = await desk.post('/fhir', other);
    assert.is(status, 409);
    assert.is(body.issue[0].code, 'conflict');
    assert.not.match(JSON.stringify(body), /1958/);
  });

  test('suspected cancer is told by priority, by code or by words', async () => {
    const desk = fhirDesk(database, validator);
    const changes: ((request: Json) => void)[] = [
      (r) => (r.category = [{ coding: [{ system: 'http://snomed.info/sct', code: '276401000000108' }] }]),
      (r) => (r.category = [{ text: 'Two week wait' }]),
      (r) => (r.code = { text: 'Suspected skin cancer' }),
    ];
    for (const [n, change] of changes.entries()) {
      const bundle = withChange('request', (request) => {
        request.identifier = [{ system: 'https://gp.example', value: `${n}` }];
        change(request);
      });
      assert.is((await desk.post('/fhir', bundle)).status, 200);
    }
    const rows = await database.query<{ urgency: string }>('select urgency from referral');
    assert.equal(
      rows.map(({ urgency }) => urgency),
      ['suspected-cancer', 'suspected-cancer', 'suspected-cancer'],
    );
  });

  test('the interface says what it takes, validates on request, and asks for a token', async () => {
    const desk = fhirDesk(database, validator);
    const closed = await desk.post('/fhir', {}, { authorization: 'Bearer bad' });
    assert.is(closed.status, 401);
    const headers = { authorization: 'Bearer good' };
    const metadata = JSON.parse((await desk.app.inject({ url: '/fhir/metadata', headers })).body);
    assert.equal(await validator.validate(metadata), [], 'and says it in valid FHIR');
    const wrong = await desk.post('/fhir/Patient/$validate', { resourceType: 'Patient', gender: 'lady' });
    assert.is(wrong.status, 200);
    assert.is(wrong.body.issue[0].severity, 'error');
    const right = await desk.post('/fhir/Patient/$validate', { resourceType: 'Patient', gender: 'female' });
    assert.is(right.body.issue[0].severity, 'information');
    assert.is((await desk.app.inject({ url: '/fhir/Medication', headers })).statusCode, 404);
    assert.is((await desk.post('/fhir', '<Patient/>', { 'content-type': 'application/fhir+xml' })).status, 415);
    assert.is((await desk.post('/fhir', {}, { accept: 'application/fhir+xml' })).status, 406);
    assert.is((await desk.post('/fhir', '{"resourceType":')).status, 400);
  });

  test('the record system merges two patients, and merging again changes nothing', async () => {
    const desk = fhirDesk(database, validator);
    await desk.post('/fhir', transactionOf(referralResources()));
    const insert = `insert into patient (id, hospital_number, family_name, given_name, date_of_birth, created_at)
      values (gen_random_uuid(), $1, 'Okonkwo', 'Margaret', '1958-04-03', now())`;
    await database.query(insert, ['RX200']);
    await database.query(insert, ['RX300']);
    const named = (value: string) => ({ system: 'https://hospital.example/patient', value });
    const parameters = {
      resourceType: 'Parameters',
      parameter: [
        { name: 'source-patient-identifier', valueIdentifier: named('RX200') },
        { name: 'target-patient-identifier', valueIdentifier: named('RX100') },
      ],
    };
    for (let times = 0; times < 2; times++) {
      const { status, body } = await desk.post('/fhir/Patient/$merge', parameters);
      assert.is(status, 200, JSON.stringify(body));
    }
    const linked = transactionOf({
      old: {
        resource: {
          resourceType: 'Patient',
          active: false,
          identifier: [named('RX300')],
          link: [{ type: 'replaced-by', other: { identifier: named('RX100') } }],
        },
      },
    });
    const { status, body } = await desk.post('/fhir', linked);
    assert.is(status, 200, JSON.stringify(body));
    const rows = await database.query<Json>(
      'select hospital_number as n, merged_into is null as holds from patient order by n',
    );
    assert.equal(
      rows.map(({ n, holds }) => [n, holds]),
      [
        ['RX100', true],
        ['RX200', false],
        ['RX300', false],
      ],
    );
    assert.is((await database.query("select seq from event where kind = 'patients-merged'")).length, 2);
    const unknown = structuredClone(parameters);
    unknown.parameter[0] = { name: 'source-patient-identifier', valueIdentifier: named('RX999') };
    assert.is((await desk.post('/fhir/Patient/$merge', unknown)).status, 404);
  });

  test.after(async () => {
    await engine.stop();
    left--;
    if (left === 0) await validator.close();
  });
  test.run();
}
