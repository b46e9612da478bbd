/** The port's promises on a real archive, Debian's Orthanc, and what it does that an archive should not do. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Archive } from '../../../../services/hospital/archive/api.ts';
import { dicomWebArchive } from '../../../../services/hospital/archive/dicomweb.ts';
import { dicomPicture } from '../../../../services/hospital/dicom/picture.ts';
import { archiveContract, type FoundObject } from '../../../contract/archive.ts';
import { type Orthanc, startOrthanc } from '../../../support/orthanc.ts';
import { inOwnNetwork } from '../../../support/own-network.ts';
import { asIs, photo, recordOf } from './records.ts';
import { startRelay } from './relay.ts';

inOwnNetwork();

const tags = {
  sopUid: '00080018',
  studyUid: '0020000D',
  seriesUid: '0020000E',
  patientId: '00100020',
  trackingUid: '00620021',
};

/** Looks into the archive as any other program would: a search with a filter, and one for everything. */
async function search(orthanc: Orthanc, filter = ''): Promise<readonly FoundObject[]> {
  const address = `${orthanc.dicomWebUrl}/instances?includefield=${tags.trackingUid}${filter}`;
  const response = await fetch(address, { headers: { accept: 'application/dicom+json' } });
  const found = (await response.json()) as Record<string, { Value?: unknown[] }>[];
  return found.map((object) => {
    const text = (tag: string) => String(object[tag]?.Value?.[0] ?? '');
    return {
      sopUid: text(tags.sopUid),
      studyUid: text(tags.studyUid),
      seriesUid: text(tags.seriesUid),
      patientId: text(tags.patientId),
      trackingUid: text(tags.trackingUid) || undefined,
    };
  });
}

archiveContract('Orthanc over DICOMweb', async () => {
  const orthanc = await startOrthanc();
  return {
    open: async () => dicomWebArchive({ url: orthanc.dicomWebUrl }),
    objects: () => search(orthanc),
    close: () => orthanc.stop(),
  };
});

const test = suite('Orthanc');
let orthanc: Orthanc;
let archive: Archive;
test.before(async () => {
  orthanc = await startOrthanc();
  archive = dicomWebArchive({ url: orthanc.dicomWebUrl });
});
test.after(() => orthanc.stop());

async function trouble(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => assert.unreachable('it should have failed'),
    (failure: unknown) => failure,
  );
  assert.ok(error instanceof Error && error.name === 'ArchiveUnavailable', String(error));
  return error.message;
}

test('it stores a second object under a used identifier with a smile and drops it: so we look', async () => {
  const [record, picture] = [recordOf(), await photo()];
  assert.is((await archive.file(record, picture, asIs)).kind, 'filed');
  const second = await dicomPicture(record, await photo(), asIs);
  if ('kind' in second) throw new Error(second.detail);
  const form = [
    Buffer.from('--b\r\nContent-Type: application/dicom\r\n\r\n'),
    second.file,
    Buffer.from('\r\n--b--\r\n'),
  ];
  const response = await fetch(`${orthanc.dicomWebUrl}/studies`, {
    method: 'POST',
    headers: { 'content-type': 'multipart/related; type="application/dicom"; boundary=b' },
    body: Buffer.concat(form),
  });
  assert.is(response.status, 200);
  assert.is((await archive.file(record, picture, asIs)).kind, 'filed');
  assert.equal(await archive.file(record, second.jpeg, asIs), { kind: 'conflict' });
});

test('its search by NHS number gives pictures of other people: whoever searches has to look again', async () => {
  const record = recordOf();
  await archive.file(record, await photo(), asIs);
  const others = await search(orthanc, '&OtherPatientIDs=9990000999');
  assert.ok(others.some(({ patientId }) => patientId === record.patient.hospitalNumber));
  const [only, ...more] = await search(orthanc, `&PatientID=${record.patient.hospitalNumber}`);
  assert.is(only?.trackingUid, record.lesion.trackingUid);
  assert.equal(more, []);
});

test('while it is away nothing counts as filed, and the same call succeeds once it is back', async () => {
  const [record, picture] = [recordOf(), await photo()];
  await orthanc.kill();
  assert.match(await trouble(archive.file(record, picture, asIs)), /cannot be reached \(ECONNREFUSED\)/);
  await orthanc.start();
  assert.is((await archive.file(record, picture, asIs)).kind, 'filed');
});

test('when it dies in the middle of a store, the next call files the picture once', async () => {
  const [record, picture] = [recordOf(), await photo({ large: true })];
  const relay = await startRelay(orthanc.url, {
    afterBytesUp: 200_000, // the search before is small: this is amid the picture
    cut: () => orthanc.kill(),
  });
  const far = dicomWebArchive({ url: `${relay.url}/dicom-web` });
  assert.match(await trouble(far.file(record, picture, asIs)), /cannot be reached/);
  assert.ok(relay.bytesUp() >= 200_000);
  await relay.close();
  await orthanc.start();
  assert.is((await archive.file(record, picture, asIs)).kind, 'filed');
  assert.is((await search(orthanc, `&PatientID=${record.patient.hospitalNumber}`)).length, 1);
});

test('when the network goes after the picture has arrived, the next call finds it there', async () => {
  const [record, picture] = [recordOf(), await photo({ large: true })];
  const relay = await startRelay(orthanc.url, { answersToStores: false });
  const far = dicomWebArchive({ url: `${relay.url}/dicom-web` });
  assert.match(await trouble(far.file(record, picture, asIs)), /cannot be reached/);
  await relay.close();
  const there = await search(orthanc, `&PatientID=${record.patient.hospitalNumber}`);
  assert.is(there.length, 1);
  const filed = await archive.file(record, picture, asIs);
  assert.is(filed.kind === 'filed' && filed.sopUid, there[0]?.sopUid);
  assert.is((await search(orthanc, `&PatientID=${record.patient.hospitalNumber}`)).length, 1);
});

test('an archive that hangs is given up at the deadline', async () => {
  const impatient = dicomWebArchive({ url: orthanc.dicomWebUrl, deadlineMs: 300 });
  orthanc.freeze();
  assert.match(await trouble(impatient.file(recordOf(), await photo(), asIs)), /did not answer in time/);
  orthanc.resume();
});

test('a user with a name and a password gets in, and nobody else', async () => {
  const user = { name: 'lentigo', password: 'only here' };
  const guarded = await startOrthanc({ user });
  const { dicomWebUrl: url } = guarded;
  const known = dicomWebArchive({ url, sign: { kind: 'basic', ...user } });
  assert.is((await known.file(recordOf(), await photo(), asIs)).kind, 'filed');
  const stranger = dicomWebArchive({ url });
  const message = await trouble(stranger.file(recordOf(), await photo(), asIs));
  await guarded.stop();
  assert.match(message, /does not accept our sign-in/);
});

test.run();
