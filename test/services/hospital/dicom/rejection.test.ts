/** Notes that pictures must not be used any more. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Rejection } from '../../../../services/hospital/dicom/api.ts';
import { rejectionNote } from '../../../../services/hospital/dicom/rejection.ts';
import { record, tool, verdict } from './record.ts';

const test = suite('rejection notes');

const photographic = '1.2.840.10008.5.1.4.1.1.77.1.4';
const rejection: Rejection = {
  id: '5c1f9e7a-2b3d-4e5f-8a6b-7c8d9e0f1a2b',
  patient: record.patient,
  studyUid: '2.25.1',
  rejected: [
    { sopClass: photographic, sopUid: '2.25.21', seriesUid: '2.25.11' },
    { sopClass: photographic, sopUid: '2.25.22', seriesUid: '2.25.11' },
    { sopClass: '1.2.840.10008.5.1.4.1.1.77.1.7', sopUid: '2.25.23', seriesUid: '2.25.12' },
  ],
  at: '2026-01-15T08:00:00.000Z',
};

test('dcmtk reads it as a key object selection, rejected for patient safety, naming every picture', async () => {
  const text = (await tool('dsrdump', ['+Pu'], rejectionNote(rejection).file)).toString();
  assert.match(text, /Key Object Selection Document/);
  assert.match(text, /Rejected for Patient Safety Reasons/);
  assert.is(text.match(/contains IMAGE/g)?.length, 3);
  for (const { sopUid } of rejection.rejected) assert.ok(text.includes(sopUid), sopUid);
});

test('the evidence names each series once, with its pictures', async () => {
  const { file } = rejectionNote(rejection);
  const dump = (await tool('dcmdump', ['+P', 'SeriesInstanceUID'], file)).toString();
  assert.equal(
    [...dump.matchAll(/\[(2\.25\.1[12])\]/g)].map(([, uid]) => uid),
    ['2.25.11', '2.25.12'],
  );
});

test('two hundred pictures of a long visit fit into one note', async () => {
  const rejected = Array.from({ length: 200 }, (_, index) => ({
    sopClass: photographic,
    sopUid: `2.25.${index + 1_000}`,
    seriesUid: `2.25.${(index % 9) + 500}`,
  }));
  assert.equal((await verdict(rejectionNote({ ...rejection, rejected }).file)).errors, []);
});

test('the same note has the same bytes; another one has other UIDs', () => {
  assert.equal(rejectionNote(rejection).file, rejectionNote(rejection).file);
  const other = rejectionNote({ ...rejection, id: '00000000-0000-4000-8000-000000000001' });
  assert.is.not(other.sopUid, rejectionNote(rejection).sopUid);
});

test('a note about nothing, and one about somebody who was never filed, are bugs', () => {
  assert.throws(() => rejectionNote({ ...rejection, rejected: [] }), /names what it rejects/);
  const patient = { ...rejection.patient, familyName: 'A'.repeat(65) };
  assert.throws(() => rejectionNote({ ...rejection, patient }), /PatientName, value-too-long/);
});

test.run();
