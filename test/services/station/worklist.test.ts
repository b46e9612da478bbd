/** The clinic list on the station: whose word it takes, and what it works from when nobody answers. */
import { generateKeyPairSync } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Identity } from '../../../services/station/identity.ts';
import { openClinicBook } from '../../../services/station/worklist.ts';
import type { StationId } from '../../../services/wire/ids.ts';
import { keyIdOf, type Signer } from '../../../services/wire/signing.ts';
import { sealWorklist, type Worklist, worklist } from '../../../services/wire/worklist.ts';
import { temporaryFolder } from '../../support/clinic.ts';

const test = suite('worklist on the station');
const noon = new Date('2026-03-29T11:00:00.000Z');

function signer(): Signer & { readonly publicKey: ReturnType<typeof generateKeyPairSync>['publicKey'] } {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return { id: keyIdOf(publicKey), privateKey, publicKey } as never;
}

function listOf(station: string, serial: number, names: readonly string[]): Worklist {
  return worklist.parse({
    kind: 'worklist',
    version: 1,
    station,
    serial,
    madeAt: noon.toISOString(),
    clinics: [
      {
        id: '6b1f3f0e-7a0c-4f0e-9a53-0f8f8ad0c6a1',
        site: 'Histon',
        // the morning after the clocks went forward: nine in the clinic is eight in UTC
        startsAt: '2026-03-29T08:00:00.000Z',
        endsAt: '2026-03-29T12:00:00.000Z',
        photographer: 'R. Sato',
        appointments: names.map((familyName, place) => ({
          id: `A${place}`,
          code: `code-${place}-0123456789`,
          slotAt: `2026-03-29T08:${20 * (names.length - 1 - place) || '00'}:00.000Z`,
          state: familyName === 'Absent' ? 'did-not-attend' : 'booked',
          patient: { nhsNumber: '9990000018', familyName, givenName: 'Margaret', dateOfBirth: '1958-04-03' },
          language: 'en',
          urgency: 'urgent',
          lesions: [{ id: 'L1', site: 'Shin', side: 'left', code: { scheme: 'SCT', code: '1', meaning: 'shin' } }],
          questionnaire: 'none',
          answers: [],
          lookAlikes: [],
        })),
      },
    ],
    staff: [{ id: '5b7f0f52-3f0c-4d39-9a3e-2f6f5f1c7a10', name: 'R. Sato' }],
    questionnaire: [],
  });
}

async function book() {
  const folder = temporaryFolder('worklist');
  const hospital = signer();
  const secret = await generateIdentity();
  const identity = {
    station: 'histon-1' as StationId,
    worklistIdentities: [secret],
    hospital: { recipients: ['', ''], receiptKeys: new Map([[hospital.id, hospital.publicKey]]) },
  } as unknown as Identity;
  const file = join(folder.path, 'worklist.json');
  return { folder, file, hospital, identity, recipient: await identityToRecipient(secret) };
}

test('today’s patients appear in the order of their appointments, in the clinic’s own time', async () => {
  const { folder, file, hospital, identity, recipient } = await book();
  const clinic = await openClinicBook(file, identity);
  await clinic.open();
  assert.is(clinic.today(noon).madeAt, undefined, 'nothing has come yet');
  const letter = await sealWorklist(listOf('histon-1', 1, ['Later', 'Absent', 'First']), recipient, hospital);
  assert.is(await clinic.receive(letter), 'kept');
  assert.equal(
    clinic.today(noon).appointments.map(({ time, patient }) => `${time} ${patient.familyName}`),
    ['09:00 First', '09:20 Absent', '09:40 Later'],
  );
  assert.is(clinic.today(noon).madeAt, noon.toISOString());
  assert.is(clinic.today(noon), clinic.today(noon), 'nothing changed');
  const tomorrow = clinic.today(new Date('2026-03-29T23:30:00.000Z'));
  assert.equal(tomorrow.appointments, [], 'after midnight it is another day’s list');
  folder.remove();
});

test('a station that starts without a network works from the last list, and never goes back to an older one', async () => {
  const { folder, file, hospital, identity, recipient } = await book();
  const first = await openClinicBook(file, identity);
  await first.receive(await sealWorklist(listOf('histon-1', 7, ['Present']), recipient, hospital));
  const again = await openClinicBook(file, identity);
  await again.open();
  assert.is(again.today(noon).appointments.length, 1);
  const older = await sealWorklist(listOf('histon-1', 6, ['Older', 'Still']), recipient, hospital);
  assert.is(await again.receive(older), 'old');
  assert.is(again.today(noon).appointments[0]?.patient.familyName, 'Present');
  assert.not.match(readFileSync(file, 'utf8'), /Present|Margaret|9990000018/);
  assert.equal(readdirSync(folder.path), ['worklist.json']);
  folder.remove();
});

test('a list that the hospital did not sign, that is another station’s, or that does not open changes nothing', async () => {
  const { folder, file, hospital, identity, recipient } = await book();
  const clinic = await openClinicBook(file, identity);
  await clinic.open();
  await clinic.receive(await sealWorklist(listOf('histon-1', 1, ['Right']), recipient, hospital));
  const forged = await sealWorklist(listOf('histon-1', 2, ['Forged']), recipient, signer());
  assert.is(await clinic.receive(forged), 'unknown-key');
  const genuine = await sealWorklist(listOf('histon-1', 2, ['Changed']), recipient, hospital);
  const raised = { ...genuine, document: { ...genuine.document, serial: 9 } };
  assert.is(await clinic.receive(raised), 'bad-signature');
  const others = await sealWorklist(listOf('cherry-hinton-1', 2, ['Other']), recipient, hospital);
  assert.is(await clinic.receive(others), 'for-another-station');
  const stranger = await identityToRecipient(await generateIdentity());
  const shut = await sealWorklist(listOf('histon-1', 2, ['Shut']), stranger, hospital);
  assert.is(await clinic.receive(shut), 'cannot-open');
  assert.equal(
    clinic.today(noon).appointments.map(({ patient }) => patient.familyName),
    ['Right'],
  );
  folder.remove();
});

test('a list that was cut short on the disk is forgotten, and the next one is taken', async () => {
  const { folder, file, hospital, identity, recipient } = await book();
  writeFileSync(file, '{"document":{"kind":"sealed-work');
  const clinic = await openClinicBook(file, identity);
  await clinic.open();
  assert.equal(clinic.today(noon).appointments, []);
  assert.is(await clinic.receive(await sealWorklist(listOf('histon-1', 1, ['New']), recipient, hospital)), 'kept');
  assert.is(clinic.today(noon).appointments.length, 1);
  folder.remove();
});

test('a disk that takes nothing still shows the list that came', async () => {
  const { folder, hospital, identity, recipient } = await book();
  const clinic = await openClinicBook(join(folder.path, 'no-such-folder', 'worklist.json'), identity);
  await clinic.open();
  const letter = await sealWorklist(listOf('histon-1', 1, ['Shown']), recipient, hospital);
  assert.is(await clinic.receive(letter), 'not-on-disk');
  assert.is(clinic.today(noon).appointments.length, 1);
  folder.remove();
});

test('while nobody is signed in the list is closed: the roster is there, and no patient', async () => {
  const { folder, file, hospital, identity, recipient } = await book();
  const clinic = await openClinicBook(file, identity);
  await clinic.receive(await sealWorklist(listOf('histon-1', 1, ['Unseen']), recipient, hospital));
  assert.equal(
    clinic.roster().map(({ name }) => name),
    ['R. Sato'],
  );
  assert.equal(clinic.today(noon).appointments, []);
  await clinic.open();
  assert.is(clinic.today(noon).appointments.length, 1);
  clinic.close();
  assert.equal(clinic.today(noon).appointments, []);
  const opening = clinic.open();
  clinic.close();
  await opening;
  assert.equal(clinic.today(noon).appointments, [], 'a lock that came while it was being opened wins');
  await clinic.open();
  await clinic.receive(await sealWorklist(listOf('histon-1', 2, ['Seen', 'Too']), recipient, hospital));
  assert.is(clinic.today(noon).appointments.length, 2, 'a new list that comes while it is open is shown');
  folder.remove();
});

test('what a power cut left of a list that was being written is cleared away', async () => {
  const { folder, file, identity } = await book();
  writeFileSync(`${file}.6b1f3f0e-7a0c-4f0e-9a53-0f8f8ad0c6a1`, 'half a list');
  writeFileSync(join(folder.path, 'worklist.json.txt'), 'somebody else’s');
  await openClinicBook(file, identity);
  assert.equal(readdirSync(folder.path), ['worklist.json.txt']);
  folder.remove();
});

test.run();
