/** What comes back from an archive is read without trusting it. */
import { randomBytes } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { readObject } from '../../../../services/hospital/dicom/read.ts';
import { rejectionNote } from '../../../../services/hospital/dicom/rejection.ts';
import { draw, made, record, tool } from './record.ts';

const test = suite('reading DICOM objects');

const picture = await draw(64, 64);

test('a picture says which object it is and whose', async () => {
  const { file, sopClass, sopUid, seriesUid, studyUid } = await made({}, picture);
  const { jpeg, dataset, ...rest } = readObject(file) ?? {};
  assert.ok(Buffer.from(jpeg ?? []).equals(picture));
  assert.is(dataset?.TrackingUID, record.lesion.trackingUid);
  assert.equal(rest, {
    sopClass,
    sopUid,
    seriesUid,
    studyUid,
    transferSyntax: '1.2.840.10008.1.2.4.50',
    modality: 'DMS',
    patientId: 'H0012345',
    patientName: 'Okafor^Ada',
  });
});

test('a picture that dcmtk has written anew is still the same picture', async () => {
  const { file, sopUid } = await made({}, picture);
  const rewritten = await tool('sh', ['-c', 'dcmconv "$0" "$0.new" && cat "$0.new"'], file);
  assert.not.ok(rewritten.equals(file));
  const read = readObject(rewritten);
  assert.is(read?.sopUid, sopUid);
  assert.ok(Buffer.from(read?.jpeg ?? []).equals(picture));
});

test('a rejection note has no picture, and is read in implicit little endian too', async () => {
  const { file, ...named } = rejectionNote({
    id: '5c1f9e7a-2b3d-4e5f-8a6b-7c8d9e0f1a2b',
    patient: record.patient,
    studyUid: '2.25.1',
    rejected: [{ sopClass: '1.2.840.10008.5.1.4.1.1.77.1.4', sopUid: '2.25.2', seriesUid: '2.25.3' }],
    at: '2026-06-02T08:00:00.000Z',
  });
  const implicit = await tool('sh', ['-c', 'dcmconv +ti "$0" "$0.new" && cat "$0.new"'], file);
  for (const form of [file, implicit]) {
    const { sopClass, sopUid, seriesUid, studyUid, jpeg } = readObject(form) ?? {};
    assert.equal({ sopClass, sopUid, seriesUid, studyUid }, named);
    assert.is(jpeg, undefined);
  }
});

test('bytes that are no DICOM file are nothing, and nothing is printed', () => {
  const preamble = Buffer.concat([Buffer.alloc(128), Buffer.from('DICM')]);
  for (const bytes of [
    Buffer.alloc(0),
    randomBytes(4_000),
    picture,
    preamble,
    Buffer.concat([preamble, randomBytes(4_000)]),
  ])
    assert.is(readObject(bytes), undefined);
});

test.run();
