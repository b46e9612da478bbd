/** The worklist for devices that are no station of ours: files in a folder, and what a device finds through Orthanc. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  modalityWorklist,
  writeModalityWorklist,
} from '../../../../services/hospital/clinic/worklist/modality-worklist.ts';
import { databases } from '../../../support/databases.ts';
import { silent } from '../../../support/hospital.ts';
import { startOrthanc } from '../../../support/orthanc.ts';
import { inOwnNetwork } from '../../../support/own-network.ts';
import { temporaryFolder } from '../../../support/places.ts';
import { coordinator, slotAt, smallHospital } from './hospital.ts';

inOwnNetwork();

for (const engine of databases) {
  const test = suite(`modality worklist on ${engine.name}`);

  test('a file comes with the appointment and goes with it; files of others stay', async () => {
    const database = await engine.open();
    const folder = temporaryFolder('worklist');
    const hospital = await smallHospital(database);
    const looks = modalityWorklist({ database, folder: folder.path, now: hospital.now, log: silent });
    const files = async () => {
      await looks.once();
      return readdirSync(folder.path)
        .filter((name) => name.endsWith('.wl'))
        .sort();
    };
    writeFileSync(join(folder.path, 'other.wl'), '');
    const clinic = await hospital.clinicOn('2026-11-23');
    const far = await hospital.clinicOn('2026-11-25');
    const first = await hospital.bookSlot(
      (await hospital.refer({ familyName: 'Ångström-Łukasiewicz' })).referral,
      clinic,
      0,
    );
    const second = await hospital.bookSlot((await hospital.refer()).referral, far, 0);
    assert.equal(await files(), [`${first}.wl`, 'other.wl'].sort());
    assert.ok(readdirSync(folder.path).includes('lockfile'));
    const before = readFileSync(join(folder.path, `${first}.wl`));
    assert.equal(await files(), [`${first}.wl`, 'other.wl'].sort());
    assert.ok(readFileSync(join(folder.path, `${first}.wl`)).equals(before));
    hospital.setTime(new Date('2026-11-23T00:00:00Z'));
    assert.equal(await files(), [`${first}.wl`, `${second}.wl`, 'other.wl'].sort());
    await hospital.booking.cancel(first, 'On holiday', coordinator);
    assert.equal(await files(), [`${second}.wl`, 'other.wl'].sort());
    await looks.close();
    folder.remove();
    await database.close();
  });

  test.after(engine.stop);
  test.run();
}

const test = suite('modality worklist through Orthanc');

test('a device asks for its station and day, and finds the patient who is booked there', async () => {
  const [engine] = databases.slice(-1);
  if (engine === undefined) throw new Error('no database');
  const database = await engine.open();
  const folder = temporaryFolder('worklist');
  mkdirSync(join(folder.path, 'found'));
  const worklistFolder = join(folder.path, 'files');
  const hospital = await smallHospital(database);
  const clinic = await hospital.clinicOn('2026-11-23', { from: '09:20' });
  const { nhsNumber, referral } = await hospital.refer({ familyName: 'Ångström-Łukasiewicz', givenName: 'Zoë' });
  const id = await hospital.bookSlot(referral, clinic, 0);
  assert.equal(await writeModalityWorklist(database, worklistFolder, '2026-11-22'), []);
  const orthanc = await startOrthanc({ dicom: true, worklists: worklistFolder });
  const find = (station: string, day: string): string => {
    const keys = [
      ['SpecificCharacterSet', 'ISO_IR 192'],
      ['PatientName', ''],
      ['PatientID', ''],
      ['OtherPatientIDsSequence[0].PatientID', ''],
      ['StudyInstanceUID', ''],
      ['ScheduledProcedureStepSequence[0].ScheduledStationAETitle', station],
      ['ScheduledProcedureStepSequence[0].ScheduledProcedureStepStartDate', day],
      ['ScheduledProcedureStepSequence[0].ScheduledProcedureStepStartTime', ''],
      ['ScheduledProcedureStepSequence[0].ScheduledProcedureStepID', ''],
    ].flatMap(([key, value]) => ['-k', `${key}=${value}`]);
    const args = [
      '-W',
      '-aec',
      'ARCHIVE',
      '127.0.0.1',
      String(orthanc.dicomPort),
      ...keys,
      '-X',
      '-od',
      join(folder.path, 'found'),
    ];
    execFileSync('findscu', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
    const found = readdirSync(join(folder.path, 'found')).map((name) => join(folder.path, 'found', name));
    const text = found.map((path) => execFileSync('dcmdump', ['+L', path], { encoding: 'utf8' })).join('\n');
    for (const path of found) execFileSync('rm', [path]);
    return text;
  };
  // Its own default is Latin-1, and it drops what that cannot write: a hospital sets DefaultEncoding to Utf8.
  await fetch(`${orthanc.url}/tools/default-encoding`, { method: 'PUT', body: 'Utf8' });
  try {
    const found = find('histon-1', '20261123');
    assert.match(found, /\(0010,0010\) PN \[Ångström-Łukasiewicz\^Zoë\]/);
    assert.match(found, new RegExp(`\\[${nhsNumber}\\]`));
    assert.match(found, /\(0040,0003\) TM \[0920/);
    assert.match(found, new RegExp(`\\(0040,0009\\) SH \\[${id}\\s*\\]`));
    assert.is(find('ely-1', '20261123'), '');
    assert.is(find('histon-1', '20261124'), '');
    assert.is(slotAt(clinic, 0).toISOString(), '2026-11-23T09:20:00.000Z');
  } finally {
    await orthanc.stop();
    folder.remove();
    await database.close();
    await engine.stop();
  }
});

test.run();
