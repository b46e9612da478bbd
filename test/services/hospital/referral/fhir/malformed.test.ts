/** Malformed bodies: spoiled transactions, random JSON, bytes that are no JSON. Always an answer below 500, and soon. */
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { openValidator } from '../../../../../services/hospital/referral/fhir/validator.ts';
import { emptyDatabase } from '../../../../support/databases.ts';
import { fhirDesk, type Json, referralResources, transactionOf } from './fhir-desk.ts';

const test = suite('malformed FHIR');
const validator = openValidator();
const database = await emptyDatabase();
const desk = fhirDesk(database, validator);
const expected = new Set([200, 400, 404, 409, 413, 415, 422]);

/** Every place in a document, as a path of names. */
function places(value: Json, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inside = Array.isArray(value) ? value.map((_, n) => n) : Object.keys(value);
  return [path, ...inside.flatMap((name) => places(value[name], [...path, name]))];
}

function spoil(document: Json, path: readonly (string | number)[], value: unknown): Json {
  const copy = structuredClone(document);
  const last = path.at(-1);
  if (last === undefined) return value;
  let place = copy;
  for (const name of path.slice(0, -1)) place = place[name];
  place[last] = value;
  return copy;
}

const nasty = fc.oneof(
  fc.constantFrom(
    null,
    '',
    [],
    {},
    [[]],
    [{}],
    0,
    -1,
    1e308,
    true,
    '\u0000',
    '\ud800',
    'urn:uuid:x',
    '#x',
    '__proto__',
    '1958-13-45',
  ),
  fc.jsonValue({ maxDepth: 4 }),
  fc.string({ maxLength: 2000 }),
  fc.constant('x'.repeat(100_000)),
);

test('a transaction spoiled at any place is answered, and is never an error of ours', async () => {
  const whole = transactionOf(referralResources());
  const where = places(whole);
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...where), nasty, async (path, value) => {
      const { status } = await desk.post('/fhir', spoil(whole, path, value));
      assert.ok(expected.has(status), `${path.join('.')}: ${status}`);
    }),
    { numRuns: 60 },
  );
});

test('random JSON is refused', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue({ maxDepth: 6 }), async (value) => {
      const { status, body } = await desk.post('/fhir', JSON.stringify(value));
      assert.is(status, 400);
      assert.is(body.resourceType, 'OperationOutcome');
    }),
    { numRuns: 60 },
  );
});

test('what would cost much time is refused before it does', async () => {
  const wide = { resourceType: 'Bundle', type: 'transaction', entry: Array.from({ length: 300_000 }, () => 1) };
  const many = transactionOf(
    Object.fromEntries(
      Array.from({ length: 61 }, (_, n) => [`${n}`, { resource: { resourceType: 'Organization', name: 'A' } }]),
    ),
  );
  const bodies: [string | object, number][] = [
    [`${'['.repeat(500_000)}${']'.repeat(500_000)}`, 400],
    [`{"resourceType":"Patient","contact":${'[{"x":'.repeat(5_000)}1${'}]'.repeat(5_000)}}`, 400],
    [wide, 400],
    [many, 422],
    ['{"resourceType":"Patient","__proto__":{"x":1}}', 400],
    ['{', 400],
    ['', 400],
    [`{"a":"${'x'.repeat(60_000_000)}"}`, 413],
  ];
  for (const [body, status] of bodies) {
    const answer = await desk.post('/fhir', body);
    assert.is(
      answer.status,
      status,
      `${JSON.stringify(body).slice(0, 60)}: ${JSON.stringify(answer.body).slice(0, 200)}`,
    );
    assert.is(answer.body.resourceType, 'OperationOutcome');
  }
});

test('a letter of the greatest size is taken', async () => {
  const resources = referralResources();
  const letter = Buffer.alloc(20 * 1024 * 1024, 32);
  letter.write('%PDF-1.7');
  resources.binary.resource.data = letter.toString('base64');
  resources.request.resource.identifier[0].value = '000000079999';
  const { status, body } = await desk.post('/fhir', transactionOf(resources));
  assert.is(status, 200, JSON.stringify(body).slice(0, 300));
  const [row] = await database.query(
    "select length(bytes) as n from document join referral on referral.id = referral where ubrn = '000000079999'",
  );
  assert.equal(row, { n: 20 * 1024 * 1024 });
});

test.after(async () => {
  await validator.close();
  await desk.app.close();
  await database.close();
});
test.run();
