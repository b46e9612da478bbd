/** Reaching an archive over TLS with certificate and token, and not believing what it says. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { openArchive } from '../../../../services/hospital/archive/choose.ts';
import { dicomWebArchive } from '../../../../services/hospital/archive/dicomweb.ts';
import { client, type Misbehaviour, startDicomWeb } from './dicomweb-server.ts';
import { asIs, photo, recordOf, rejectionOf } from './records.ts';

const test = suite('an archive over DICOMweb');
type Server = Awaited<ReturnType<typeof startDicomWeb>>;
let server: Server;
test.before(async () => {
  server = await startDicomWeb();
});
test.before.each(() => {
  server.behave();
  server.settings.tokenSeconds = 3600;
  server.settings.asksForToken = true;
});
test.after(() => server.close());

const reach = (clockMs?: () => number) => {
  const { url, tls, sign } = server;
  return dicomWebArchive({ url, tls, sign }, clockMs);
};
const secrets = ['Okonkwo', 'Margaret', '9990000018', '1958', client.clientSecret];

async function trouble(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => assert.unreachable('it should have failed'),
    (failure: unknown) => failure,
  );
  assert.ok(error instanceof Error && error.name === 'ArchiveUnavailable', String(error));
  const all = JSON.stringify([error.message, error.stack, error.cause, { ...error }]);
  for (const secret of secrets) assert.not.ok(all.includes(secret), `${error.message} tells ${secret}`);
  return error.message;
}

test('a picture is filed with our certificate and a token of the hospital’s token service', async () => {
  const archive = reach();
  const [record, picture] = [recordOf(), await photo({ odd: true })];
  const filed = await archive.file(record, picture, asIs);
  assert.ok(filed.kind === 'filed');
  assert.ok(server.objects.has(filed.sopUid));
  assert.equal([...server.seen.names], ['hospital.archive']);
  const note = await archive.reject(rejectionOf(record, [filed], filed.studyUid));
  assert.match(note.as, /^studies\//);
});

test('without our certificate, or towards a server that we do not trust, nothing is sent', async () => {
  const { url, tls } = server;
  const { ca = '' } = tls;
  const before = server.seen.requests;
  const bare = dicomWebArchive({ url, tls: { ca } });
  assert.match(await trouble(bare.file(recordOf(), await photo(), asIs)), /cannot be reached/);
  const trusting = dicomWebArchive({ url });
  assert.match(await trouble(trusting.file(recordOf(), await photo(), asIs)), /Check the certificates/);
  assert.is(server.seen.requests, before);
});

test('one token serves until shortly before its end; then there is a new one', async () => {
  let nowMs = 0;
  const archive = reach(() => nowMs);
  const before = server.seen.tokens;
  for (let picture = 0; picture < 3; picture++) await archive.file(recordOf(), await photo(), asIs);
  assert.is(server.seen.tokens - before, 1);
  nowMs = 3_569_000;
  await archive.file(recordOf(), await photo(), asIs);
  assert.is(server.seen.tokens - before, 1);
  nowMs = 3_571_000;
  await archive.file(recordOf(), await photo(), asIs);
  assert.is(server.seen.tokens - before, 2);
});

test('pictures that are filed at once share one token', async () => {
  const archive = reach();
  const before = server.seen.tokens;
  const pictures = await Promise.all([1, 2, 3].map(() => photo()));
  await Promise.all(pictures.map((picture) => archive.file(recordOf(), picture, asIs)));
  assert.is(server.seen.tokens - before, 1);
});

test('a token that the archive refuses before its time is replaced once', async () => {
  const archive = reach();
  await archive.file(recordOf(), await photo(), asIs);
  const before = server.seen.tokens;
  server.revoke();
  assert.is((await archive.file(recordOf(), await photo(), asIs)).kind, 'filed');
  assert.is(server.seen.tokens - before, 1);
  server.behave({ status: 401 });
  assert.match(await trouble(archive.file(recordOf(), await photo(), asIs)), /does not accept our sign-in/);
  assert.is(server.seen.tokens - before, 2);
});

test('a wrong secret is told to central IT in a sentence', async () => {
  const { url, tls, sign } = server;
  const archive = dicomWebArchive({ url, tls, sign: { ...sign, clientSecret: 'wrong' } });
  assert.match(await trouble(archive.file(recordOf(), await photo(), asIs)), /no token .*\(invalid_client\)/);
});

const troubles: readonly [string, Misbehaviour, RegExp][] = [
  ['refuses our sign-in', { status: 403 }, /does not permit/],
  ['has no DICOMweb at this address', { status: 404 }, /Check the address/],
  ['has a limit on size', { status: 413 }, /Raise its limit/],
  ['is overloaded', { status: 503 }, /in trouble or overloaded \(503\)/],
  ['asks to come back later', { status: 429 }, /in trouble or overloaded \(429\)/],
  ['says something unheard of', { status: 418 }, /refused a request \(418\)/],
  ['sends elsewhere', { status: 302 }, /refused a request \(302\)/],
  ['takes no dermoscopic pictures', { failure: 0x0122 }, /there is a setting \(failure 0122\)/],
  ['is full', { failure: 0xa700 }, /no room left \(failure A700\)/],
  ['does not understand', { failure: 0xc000 }, /cannot understand the object \(failure C000\)/],
  ['changes the patient', { renames: 'H-999', warning: 0xb000 }, /\(patientId\); it says: it changed values/],
  ['compresses anew', { recompresses: true }, /\(picture\)/],
  ['is a page for people', { answersInHtml: true }, /something else than DICOM JSON/],
  ['never stops talking', { chatters: 9 * 1024 * 1024 }, /larger than \d+ bytes/],
  ['frames its answers wrongly', { unframed: true }, /a form that we cannot read/],
];
for (const [what, how, sentence] of troubles) {
  test(`an archive that ${what}: nothing counts as filed, and central IT reads why`, async () => {
    server.behave(how);
    const record = recordOf({ view: 'dermoscopic' });
    assert.match(await trouble(reach().file(record, await photo(), asIs)), sentence);
  });
}

test('an archive that loses what it says it stored is not waited for without end', async () => {
  server.behave({ forgets: true });
  let nowMs = 0;
  const archive = reach(() => (nowMs += 2_000));
  assert.match(await trouble(archive.file(recordOf(), await photo(), asIs)), /cannot find it/);
});

test('an archive that ignores what was searched for is looked through', async () => {
  server.behave({ ignoresFilters: true });
  const archive = reach();
  const [record, picture] = [recordOf(), await photo()];
  assert.is((await archive.file(record, picture, asIs)).kind, 'filed');
  const before = server.seen.stores;
  assert.is((await archive.file(record, picture, asIs)).kind, 'filed');
  assert.is(server.seen.stores, before);
});

test('a warning is no trouble when everything came back as it was sent', async () => {
  server.behave({ warning: 0xb007 });
  assert.is((await reach().file(recordOf(), await photo(), asIs)).kind, 'filed');
});

test('no picture leaves the machine in the clear: an address without TLS is refused', () => {
  for (const url of ['http://archive.example/dicom-web', 'ftp://127.0.0.1/x', 'archive', 'http://127.0.0.1.example/']) {
    assert.throws(() => dicomWebArchive({ url }), /https/, url);
  }
  assert.throws(() => dicomWebArchive({ url: 'https://name:secret@archive.example/' }), /must hold no name/);
  dicomWebArchive({ url: 'http://127.0.0.1:8042/dicom-web/' });
});

test('the settings name the archive', async () => {
  const { url, tls, sign } = server;
  const archive = await openArchive({ folder: '/nowhere', dicomWebUrl: `${url}/`, tls, sign });
  assert.is((await archive.file(recordOf(), await photo(), asIs)).kind, 'filed');
});

test.run();
