/** A value that DICOM cannot carry is refused: a shortened name is another person's name. */
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { PictureRecord } from '../../../../services/hospital/dicom/api.ts';
import { valueProblem } from '../../../../services/hospital/dicom/file/values.ts';
import { dicomPicture } from '../../../../services/hospital/dicom/picture.ts';
import { readObject } from '../../../../services/hospital/dicom/read.ts';
import { draw, options, record } from './record.ts';

const test = suite('values that DICOM takes');

const picture = await draw(128, 128);
const ofPatient = (changes: Partial<PictureRecord['patient']>) => ({ patient: { ...record.patient, ...changes } });
const ofCamera = (changes: Partial<PictureRecord['camera']>) => ({ camera: { ...record.camera, ...changes } });
const ofLesion = (changes: Partial<PictureRecord['lesion']>) => ({ lesion: { ...record.lesion, ...changes } });

// biome-ignore format: a table is read by columns
const refused: readonly (readonly [string, Partial<PictureRecord>, string, string])[] = [
  ['a family name of 65 letters',           ofPatient({ familyName: 'A'.repeat(65), givenName: '' }),         'value-too-long',    'PatientName'],
  ['two names of 33 letters, 67 in all',    ofPatient({ familyName: 'É'.repeat(33), givenName: 'b'.repeat(33) }), 'value-too-long', 'PatientName'],
  ['a backslash in a name',                 ofPatient({ familyName: 'Smith\\Jones' }),                        'value-not-allowed', 'PatientName'],
  ['a caret in a name',                     ofPatient({ familyName: 'Smith^Jane' }),                          'value-not-allowed', 'PatientName'],
  ['an equals sign in a name',              ofPatient({ givenName: 'Jane=J' }),                               'value-not-allowed', 'PatientName'],
  ['a line feed in a name',                 ofPatient({ givenName: 'Jane\n' }),                               'value-not-allowed', 'PatientName'],
  ['half a character in a name',            ofPatient({ givenName: 'J\ud800' }),                              'value-not-allowed', 'PatientName'],
  ['a hospital number of 65 characters',    ofPatient({ hospitalNumber: '1'.repeat(65) }),                    'value-too-long',    'PatientID'],
  ['a birthday that is none',               ofPatient({ dateOfBirth: '1958-13-03' }),                         'value-not-allowed', 'PatientBirthDate'],
  ['an NHS number with a backslash',        ofPatient({ nhsNumber: '999\\0000018' }),                         'value-not-allowed', 'OtherPatientIDsSequence.PatientID'],
  ['a UBRN of 17 digits',                   { referral: { id: record.referral.id, ubrn: '1'.repeat(17) } },   'value-too-long',    'AccessionNumber'],
  ['a site name of 65 letters',             { siteName: 'x'.repeat(65) },                                     'value-too-long',    'InstitutionName'],
  ['a camera with a backslash in its name', ofCamera({ model: 'Z\\5' }),                                      'value-not-allowed', 'ManufacturerModelName'],
  ['a serial number of 65 digits',          ofCamera({ serial: '1'.repeat(65) }),                             'value-too-long',    'DeviceSerialNumber'],
  ['a tracking UID with letters',           ofLesion({ trackingUid: '2.25.x' }),                              'value-not-allowed', 'TrackingUID'],
  ['a tracking UID of 65 digits',           ofLesion({ trackingUid: `2.25.${'1'.repeat(60)}` }),              'value-too-long',    'TrackingUID'],
  ['a scheme of 17 letters',                ofLesion({ code: { scheme: 'S'.repeat(17), code: '1', meaning: 'x' } }), 'value-too-long', 'AnatomicRegionSequence.CodingSchemeDesignator'],
];

for (const [title, changes, why, detail] of refused) {
  test(`${title} is refused, and the element is named without its value`, async () => {
    assert.equal(await dicomPicture({ ...record, ...changes }, picture, options), { kind: 'unfit', why, detail });
  });
}

test('64 characters are 64 characters, in any script', async () => {
  for (const familyName of ['A'.repeat(64), 'É'.repeat(64), '王'.repeat(64), '𠮷'.repeat(64)]) {
    const object = await dicomPicture({ ...record, ...ofPatient({ familyName, givenName: '' }) }, picture, options);
    if ('kind' in object) throw new Error(object.detail);
    assert.is(readObject(object.file)?.patientName, familyName);
  }
});

test('a national SNOMED code of 18 digits has its own element', async () => {
  const code = { scheme: 'SCT', code: '123456789012345678', meaning: 'Skin of an invented place' };
  const object = await dicomPicture({ ...record, ...ofLesion({ code }) }, picture, options);
  if ('kind' in object) throw new Error(object.detail);
  const [item] = [readObject(object.file)?.dataset.AnatomicRegionSequence].flat() as { LongCodeValue?: string }[];
  assert.is(item?.LongCodeValue, code.code);
});

test('whatever a name is, it is refused or comes back whole', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 70 }),
      fc.string({ unit: 'grapheme', maxLength: 20 }),
      async (familyName, givenName) => {
        const object = await dicomPicture({ ...record, ...ofPatient({ familyName, givenName }) }, picture, options);
        if ('kind' in object) return object.detail === 'PatientName';
        const name = givenName === '' ? familyName : `${familyName}^${givenName}`;
        // Spaces at the end carry no meaning in a name (PS3.5 6.2), and readers take them off.
        return readObject(object.file)?.patientName.trimEnd() === name.trimEnd();
      },
    ),
    { numRuns: 300 },
  );
});

test('each representation takes what the standard says and nothing else', () => {
  const takes = (vr: string, value: string | number) => valueProblem(vr, value) === undefined;
  assert.ok(takes('CS', 'ISO_IR 192') && !takes('CS', 'lower') && !takes('CS', 'A'.repeat(17)));
  assert.ok(takes('DA', '20260228') && !takes('DA', '2026-02-28') && !takes('DA', '20261301'));
  assert.ok(takes('TM', '235959.123') && !takes('TM', '240000'));
  assert.ok(takes('DS', '12.50') && !takes('DS', '1,5') && !takes('DS', '1.23456789012345678'));
  assert.ok(takes('IS', 2_147) && !takes('IS', '1.5'));
  assert.ok(takes('US', 65_535) && !takes('US', 65_536) && !takes('US', -1) && !takes('US', 1.5));
  assert.ok(takes('UI', '2.25.0') && !takes('UI', '2.25.01') && !takes('UI', '2..25'));
  assert.ok(takes('LT', 'a\\b\nc') && !takes('LT', 'a\u0007'));
  assert.throws(() => takes('ZZ', 'x'), /ZZ/);
});

test.run();
