/** dciodvfy, which knows the standard and not us, finds no error in any object that we write. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { DicomObject, PatientOfPicture, PictureRecord } from '../../../../services/hospital/dicom/api.ts';
import { rejectionNote } from '../../../../services/hospital/dicom/rejection.ts';
import { draw, inFolder, made, record, verdict } from './record.ts';

const test = suite('DICOM objects before a validator');

const toolMsMax = 60_000;
const picture = await draw(320, 240);
const { nhsNumber, sex, ...nameless } = record.patient;
const sparePatient: PatientOfPicture = nameless;
const { code, side, ...lesionOfLetter } = record.lesion;
const spare: Partial<PictureRecord> = {
  patient: sparePatient,
  lesion: lesionOfLetter,
  referral: { id: record.referral.id },
  camera: { manufacturer: '', model: '', serial: '', firmware: '' },
};

for (const view of ['locating', 'close-up', 'dermoscopic'] as const) {
  for (const photographicOnly of [false, true]) {
    const archive = photographicOnly ? 'an archive that knows no dermoscopy' : 'an archive that knows dermoscopy';
    const as = view === 'dermoscopic' && !photographicOnly ? 'DermoscopicPhotographyImage' : 'VLPhotographicImage';

    test(`a ${view} picture for ${archive} has no error, with polarised light and without`, async () => {
      for (const polarised of [true, false]) {
        const { file } = await made({ view, polarised }, picture, { photographicOnly });
        assert.equal(await verdict(file), { kindOfObject: as, errors: [] });
      }
    });

    test(`a ${view} picture for ${archive} has no error when nobody knows side, code, sex, NHS number or camera`, async () => {
      const { file } = await made({ ...spare, view }, picture, { photographicOnly });
      assert.equal(await verdict(file), { kindOfObject: as, errors: [] });
    });
  }
}

test('a dermoscopic picture through gel or alcohol has no error', async () => {
  for (const immersionMedia of ['ULTRASOUND_GEL', 'ALCOHOL', 'WATER', 'MINERAL_OIL', 'PLASTIC_CAP'] as const) {
    const { file } = await made({}, picture, { photographicOnly: false, immersionMedia });
    assert.equal((await verdict(file)).errors, []);
  }
});

test('every side of the body, and a colour profile, has no error', async () => {
  const profiled = await draw(320, 240, { profile: 'p3' });
  for (const side of ['left', 'right', 'midline'] as const) {
    const { file } = await made({ lesion: { ...record.lesion, side } }, profiled);
    assert.equal((await verdict(file)).errors, []);
  }
});

test('a picture with bytes after its end, as some cameras write it, has no error', async () => {
  const { file } = await made({}, Buffer.concat([picture, Buffer.from([1, 2, 3])]));
  assert.equal((await verdict(file)).errors, []);
});

test('a note that pictures must not be used has no error', async () => {
  const [dermoscopic, locating] = [await made({}, picture), await made({ view: 'locating', filing: 2 }, picture)];
  const { file } = rejectionNote({
    id: '5c1f9e7a-2b3d-4e5f-8a6b-7c8d9e0f1a2b',
    patient: record.patient,
    studyUid: dermoscopic.studyUid,
    rejected: [dermoscopic, locating],
    at: '2026-06-02T08:00:00.000Z',
  });
  assert.equal(await verdict(file), { kindOfObject: 'KeyObjectSelectionDocument', errors: [] });
});

test('all pictures of a visit and a note about them hold together as one study', async () => {
  const objects: DicomObject[] = [];
  for (const [index, view] of (['locating', 'close-up', 'dermoscopic', 'dermoscopic'] as const).entries()) {
    const [parcel, takenAt] = [`3f0f4b9e-9a3c-4c1e-8f43-0d6f0a2b7c1${index}`, `2026-06-01T23:30:1${index}.000Z`];
    objects.push(await made({ view, parcel, takenAt }, picture));
  }
  const [{ studyUid } = { studyUid: '' }] = objects;
  const at = '2026-06-02T08:00:00.000Z';
  objects.push(rejectionNote({ id: record.visit, patient: record.patient, studyUid, rejected: objects, at }));
  await inFolder((folder) => {
    const paths = objects.map(({ file }, index) => {
      const path = join(folder, `${index}.dcm`);
      writeFileSync(path, file);
      return path;
    });
    const { stdout, stderr } = spawnSync('dcentvfy', paths, { encoding: 'utf8', timeout: toolMsMax });
    assert.equal(
      `${stdout}${stderr}`.split('\n').filter((line) => line.startsWith('Error')),
      [],
    );
  });
});

test('the validator does find an error when there is one', async () => {
  const { file } = await made({}, picture);
  const damaged = Buffer.from(file);
  damaged.write('YBR_FULL    ', damaged.indexOf('YBR_FULL_422'), 'latin1');
  assert.is.not((await verdict(damaged)).errors.length, 0);
});

test.run();
