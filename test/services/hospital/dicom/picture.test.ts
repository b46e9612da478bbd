/** What stands in the DICOM object of a picture, read back with programs that are not ours. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { PictureRecord } from '../../../../services/hospital/dicom/api.ts';
import { dicomPicture } from '../../../../services/hospital/dicom/picture.ts';
import { readObject } from '../../../../services/hospital/dicom/read.ts';
import { draw, made, options, record, tool } from './record.ts';

const test = suite('a picture as DICOM');

const picture = await draw(640, 480, { profile: 'srgb' });

async function datasetOf(changes: Partial<PictureRecord>, how = options): Promise<Record<string, unknown>> {
  const read = readObject((await made(changes, picture, how)).file);
  if (read === undefined) throw new Error('dcmjs cannot read it');
  return { ...read.dataset };
}

test('the picture inside is the camera’s, byte for byte, whether its length is odd or even', async () => {
  const comment = (bytes: number) => Buffer.concat([Buffer.from([0xff, 0xfe, 0, bytes + 2]), Buffer.alloc(bytes, 65)]);
  for (const bytes of [3, 4]) {
    const jpeg = Buffer.concat([picture.subarray(0, 2), comment(bytes), picture.subarray(2)]);
    const { file, jpeg: inside } = await made({}, jpeg);
    assert.ok(Buffer.from(inside).equals(jpeg));
    assert.ok(Buffer.from(file).includes(jpeg));
    assert.is(file.length % 2, 0);
    assert.ok(Buffer.from(readObject(file)?.jpeg ?? []).equals(jpeg));
  }
});

test('bytes that a camera puts after the end of its picture come back too, zeros among them', async () => {
  for (const after of [[0], [0, 0], [7], [7, 0, 0], [0xff, 0xd9, 0]]) {
    const jpeg = Buffer.concat([picture, Buffer.from(after)]);
    assert.ok(Buffer.from(readObject((await made({}, jpeg)).file)?.jpeg ?? []).equals(jpeg), String(after));
  }
});

for (const chromaSubsampling of ['4:2:0', '4:4:4']) {
  test(`dcmtk shows the same pixels as the camera’s file does, ${chromaSubsampling}`, async () => {
    const jpeg = await draw(320, 240, { chromaSubsampling });
    const shown = await tool('dcmj2pnm', ['+op'], (await made({}, jpeg)).file);
    assert.ok(shown.equals(await tool('djpeg', ['-pnm'], jpeg)));
  });
}

test('the object says who, what, where and with what', async () => {
  const dataset = await datasetOf({});
  const says = (expected: Record<string, unknown>) => {
    for (const [keyword, value] of Object.entries(expected)) assert.equal(plain(dataset[keyword]), value, keyword);
  };
  says({
    SOPClassUID: '1.2.840.10008.5.1.4.1.1.77.1.7',
    Modality: 'DMS',
    PatientID: 'H0012345',
    PatientName: [{ Alphabetic: 'Okafor^Ada' }],
    PatientBirthDate: '19580403',
    PatientSex: 'F',
    AccessionNumber: '000012345678',
    StudyDate: '20260602', // half past midnight in the hospital, although still the first in UTC
    ContentTime: '003012.345',
    AcquisitionDateTime: '20260602003012.345',
    TimezoneOffsetFromUTC: '+0100',
    InstitutionName: 'Ely Community Diagnostic Centre',
    StationName: 'ely-cdc-1',
    Manufacturer: 'Nikon Corporation',
    ManufacturerModelName: 'Z 5',
    DeviceSerialNumber: '3001234',
    SoftwareVersions: '1.42',
    SeriesNumber: 23,
    SeriesDescription: 'Lesion 2, dermoscopic',
    ImageComments: 'Lesion 2: left forearm, near the elbow',
    TrackingID: 'referral-17-lesion-2',
    TrackingUID: record.lesion.trackingUid,
    ImageLaterality: 'L',
    LightSourcePolarization: 'POLARIZED',
    ContactMethod: 'CONTACT',
    BurnedInAnnotation: 'NO',
    Rows: 480,
    Columns: 640,
    PhotometricInterpretation: 'YBR_FULL_422',
    LossyImageCompression: '01',
    LossyImageCompressionMethod: 'ISO_10918_1',
    LossyImageCompressionRatio: Number(((640 * 480 * 3) / picture.length).toFixed(2)),
    ColorSpace: 'SRGB',
    AnatomicRegionSequence: [
      { CodeValue: '41550009', CodingSchemeDesignator: 'SCT', CodeMeaning: 'Skin of posterior surface of forearm' },
    ],
    OtherPatientIDsSequence: [
      {
        PatientID: '9990000018',
        IssuerOfPatientID: 'NHS',
        TypeOfPatientID: 'TEXT',
        IssuerOfPatientIDQualifiersSequence: [
          { UniversalEntityID: '2.16.840.1.113883.2.1.4.1', UniversalEntityIDType: 'ISO', IdentifierTypeCode: 'NH' },
        ],
      },
    ],
  });
});

test('a lesion that nobody has coded is skin, and keeps the words of the letter', async () => {
  const { code, side, ...lesion } = record.lesion;
  const site = `behind the ear \\ neck, ${'where the collar rubs, '.repeat(4)}about 6 mm`; // longer than a description may be
  const dataset = await datasetOf({ lesion: { ...lesion, site } });
  assert.equal(plain(dataset.AnatomicRegionSequence), [
    { CodeValue: '39937001', CodingSchemeDesignator: 'SCT', CodeMeaning: 'Skin' },
  ]);
  assert.is(dataset.ImageComments, `Lesion 2: ${site}`);
  assert.is(dataset.ImageLaterality, undefined);
  assert.is(dataset.Laterality, '');
});

test('an archive that knows no dermoscopy gets photographs, in which everything else still stands', async () => {
  const dataset = await datasetOf({ polarised: false }, { photographicOnly: true });
  assert.is(dataset.SOPClassUID, '1.2.840.10008.5.1.4.1.1.77.1.4');
  assert.is(dataset.Modality, 'XC');
  assert.is(dataset.LightSourcePolarization, 'NON_POLARIZED');
});

test('umlauts, Greek, Chinese and Arabic names come back as they were', async () => {
  for (const [familyName, givenName] of [
    ['Müller-Lüdenscheidt', 'Zoë'],
    ['Παπαδοπούλου', 'Ελένη'],
    ['王', '小東'],
    ['الحسيني', 'فاطمة'],
    ['O’Brien', ''],
  ] as const) {
    const { file } = await made({ patient: { ...record.patient, familyName, givenName } }, picture);
    assert.is(readObject(file)?.patientName, givenName === '' ? familyName : `${familyName}^${givenName}`);
    const dump = (await tool('dcmdump', ['+P', 'PatientName'], file)).toString('utf8');
    assert.ok(dump.includes(familyName), dump);
  }
});

test('the same record and picture give the same file, however often', async () => {
  assert.equal((await made({}, picture)).file, (await made({}, picture)).file);
});

test('a corrected filing is another object; another patient’s referral is another study', async () => {
  const first = await made({}, picture);
  const second = await made({ filing: 2, referral: { id: '0e4e6d2c-7b1a-4f3e-9d8c-5a6b7c8d9e0f' } }, picture);
  const uids = ['sopUid', 'seriesUid', 'studyUid'] as const;
  for (const uid of uids) assert.is.not(first[uid], second[uid]);
  const closeUp = await made({ view: 'close-up', parcel: '11111111-2222-4333-8444-555555555555' }, picture);
  assert.is(closeUp.studyUid, first.studyUid);
  assert.is.not(closeUp.seriesUid, first.seriesUid);
});

test('a station whose name is longer than StationName takes is named elsewhere', async () => {
  const dataset = await datasetOf({ station: 'cambridge-community-unit-12' });
  assert.is(dataset.StationName, undefined);
  assert.is(dataset.InstitutionalDepartmentName, 'cambridge-community-unit-12');
});

test('a picture that nobody could ever find again is refused', async () => {
  const lost: Partial<PictureRecord>[] = [
    { patient: { ...record.patient, hospitalNumber: ' ' } },
    { patient: { ...record.patient, familyName: '' } },
    { lesion: { ...record.lesion, trackingUid: '' } },
  ];
  for (const changes of lost) {
    const object = await dicomPicture({ ...record, ...changes }, picture, options);
    assert.is('kind' in object && object.why, 'value-not-allowed');
  }
});

/** Without what dcmjs adds to sequences. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? null, (key, inner) => (key === '_vrMap' ? undefined : inner)));
}

test.run();
