/**
 * The standard's own examples (CC0), which nobody here wrote: whatever is sent, the answer is a transaction's or an
 * OperationOutcome that says why not. No crash, no 5xx.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { openValidator } from '../../../../../services/hospital/referral/fhir/validator.ts';
import { emptyDatabase } from '../../../../support/databases.ts';
import { fhirDesk, type Json } from './fhir-desk.ts';

const folder = join(import.meta.dirname, '../../../../../node_modules/hl7.fhir.r4.examples');

/** Resource types that a hospital's referral, clinic or result is made of, and how many of each are sent at most. */
const types = [
  'Patient',
  'ServiceRequest',
  'BodyStructure',
  'QuestionnaireResponse',
  'DocumentReference',
  'Binary',
  'Practitioner',
  'PractitionerRole',
  'Organization',
  'Bundle',
  'Appointment',
  'Consent',
  'Task',
  'ImagingStudy',
  'DiagnosticReport',
  'Communication',
  'MedicationRequest',
  'OperationOutcome',
];
const ofTypeMax = 40;
const exampleBytesMax = 2 * 1024 * 1024;

const test = suite('FHIR examples of the standard');
const validator = openValidator();
const database = await emptyDatabase();
const desk = fhirDesk(database, validator);

function examplesOf(type: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.startsWith(`${type}-`) && name.endsWith('.json'))
    .filter((name) => statSync(join(folder, name)).size <= exampleBytesMax)
    .sort()
    .slice(0, ofTypeMax);
}

function wrapped(resource: Json): Json {
  if (resource.resourceType === 'Bundle') return resource;
  const url = resource.resourceType;
  return {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [
      { fullUrl: `https://example.org/${url}/${resource.id ?? 'x'}`, resource, request: { method: 'POST', url } },
    ],
  };
}

let answered = 0;
for (const type of types) {
  test(`every ${type} is taken or refused with a reason`, async () => {
    const names = examplesOf(type);
    assert.ok(names.length > 0, 'there are examples');
    for (const name of names) {
      const resource = JSON.parse(readFileSync(join(folder, name), 'utf8'));
      const { status, body } = await desk.post('/fhir', wrapped(resource));
      assert.ok([200, 400, 409, 413, 422].includes(status), `${name}: ${status}`);
      if (status === 200) {
        assert.is(body.type, 'transaction-response', name);
      } else {
        assert.is(body.resourceType, 'OperationOutcome', name);
        assert.ok(body.issue.length > 0 && body.issue.every((issue: Json) => issue.diagnostics !== ''), name);
      }
      answered++;
    }
  });
}

test('the examples of what is taken here are found valid, not refused by mistake', async () => {
  let valid = 0;
  const refused: string[] = [];
  for (const type of [
    'Patient',
    'ServiceRequest',
    'BodyStructure',
    'QuestionnaireResponse',
    'DocumentReference',
    'Practitioner',
    'Organization',
  ]) {
    for (const name of examplesOf(type)) {
      const { status, body } = await desk.post(`/fhir/${type}/$validate`, readFileSync(join(folder, name), 'utf8'));
      assert.is(status, 200);
      if (body.issue.some(({ severity }: Json) => severity === 'error'))
        refused.push(`${name} ${body.issue[0].diagnostics}`);
      else valid++;
    }
  }
  assert.equal(refused, []);
  assert.ok(valid >= 70, `${valid} were looked at`);
});

test('enough of them were sent', () => {
  assert.ok(answered >= 150, `${answered} examples were answered`);
});

test.after(async () => {
  await validator.close();
  await desk.app.close();
  await database.close();
});
test.run();
