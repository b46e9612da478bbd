/** Other hospitals' devices find our appointments, the way that devices ask: through dcmtk, answered by Orthanc. */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { WorklistItem } from '../../../../services/hospital/dicom/api.ts';
import { readObject } from '../../../../services/hospital/dicom/read.ts';
import { appointmentStudyUid } from '../../../../services/hospital/dicom/uids.ts';
import { worklistItem } from '../../../../services/hospital/dicom/worklist.ts';
import { type Orthanc, startOrthanc } from '../../../support/orthanc.ts';
import { inOwnNetwork } from '../../../support/own-network.ts';
import { temporaryFolder } from '../../../support/places.ts';
import { record, tool } from './record.ts';

inOwnNetwork();

const toolMsMax = 60_000;
const run = promisify(execFile);

const item: WorklistItem = {
  appointment: 'APPT-2026-0601',
  patient: { ...record.patient, familyName: 'Müller', givenName: 'Zoë' },
  referral: record.referral,
  station: 'ely-cdc-1',
  slotAt: '2026-06-01T08:40:00.000Z',
  siteName: 'Ely Community Diagnostic Centre',
  photographer: 'Jürgen Sands',
  description: 'Photographs of 2 lesions',
  studyUid: appointmentStudyUid('APPT-2026-0601'),
};

function fileOf(changes: Partial<WorklistItem> = {}): Uint8Array {
  const file = worklistItem({ ...item, ...changes });
  if ('kind' in file) throw new Error(`${file.why}: ${file.detail}`);
  return file;
}

const test = suite('modality worklist');

const folder = temporaryFolder('worklist');
let orthanc: Orthanc;

test.before(async () => {
  const worklists = join(folder.path, 'worklists');
  mkdirSync(worklists);
  writeFileSync(join(worklists, 'zoe.wl'), fileOf());
  const ada: Partial<WorklistItem> = {
    appointment: 'APPT-2026-0602',
    patient: { ...record.patient, hospitalNumber: 'H0099999' },
    slotAt: '2026-06-02T08:40:00.000Z',
    studyUid: appointmentStudyUid('APPT-2026-0602'),
  };
  writeFileSync(join(worklists, 'ada.wl'), fileOf(ada));
  orthanc = await startOrthanc({ dicom: true, worklists });
});

test.after(async () => {
  await orthanc?.stop();
  folder.remove();
});

/** What a device gets for its keys; it asks, and is answered, in UTF-8. */
async function ask(...keys: string[]): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const answers = mkdtempSync(join(folder.path, 'answers-'));
  const asked = ['SpecificCharacterSet=ISO_IR 192', ...keys].flatMap((key) => ['-k', key]);
  const args = ['-W', '-X', '-od', answers, ...asked, '127.0.0.1', String(orthanc.dicomPort)];
  await run('findscu', args, { timeout: toolMsMax });
  return readdirSync(answers).map((name) => readObject(readFileSync(join(answers, name)))?.dataset ?? {});
}

const wanted = ['PatientName', 'PatientID', 'AccessionNumber', 'StudyInstanceUID', 'RequestedProcedureID'];
const step = 'ScheduledProcedureStepSequence[0]';

test('a device that asks for a patient by name, with an umlaut, gets the appointment in the hospital’s own time', async () => {
  const [found, ...others] = await ask(
    'PatientName=Müller*',
    ...wanted.slice(1),
    `${step}.ScheduledProcedureStepStartDate`,
    `${step}.ScheduledProcedureStepStartTime`,
    `${step}.ScheduledPerformingPhysicianName`,
    `${step}.ScheduledStationAETitle`,
    `${step}.Modality`,
  );
  assert.is(others.length, 0);
  const { PatientName, ScheduledProcedureStepSequence, ...rest } = JSON.parse(JSON.stringify(found));
  assert.is(PatientName[0].Alphabetic, 'Müller^Zoë');
  assert.is(rest.PatientID, item.patient.hospitalNumber);
  assert.is(rest.AccessionNumber, item.referral.ubrn);
  assert.is(rest.StudyInstanceUID, item.studyUid);
  assert.is(rest.RequestedProcedureID, item.appointment);
  const [scheduled] = ScheduledProcedureStepSequence;
  assert.is(scheduled.ScheduledProcedureStepStartDate, '20260601');
  assert.match(scheduled.ScheduledProcedureStepStartTime, /^094000/);
  assert.is(scheduled.ScheduledPerformingPhysicianName[0].Alphabetic, 'Jürgen Sands');
  assert.is(scheduled.ScheduledStationAETitle, 'ely-cdc-1');
  assert.is(scheduled.Modality, 'XC');
});

test('a device that asks for a day gets that day’s appointments and no others', async () => {
  const found = await ask(...wanted, `${step}.ScheduledProcedureStepStartDate=20260602`);
  assert.equal(
    found.map(({ PatientID }) => PatientID),
    ['H0099999'],
  );
  assert.is((await ask(...wanted, `${step}.ScheduledProcedureStepStartDate=20260603`)).length, 0);
});

test('the same item has the same bytes, and dcmtk reads every element of it', async () => {
  assert.equal(fileOf(), fileOf());
  const dump = (await tool('dcmdump', ['+E'], fileOf())).toString();
  assert.match(dump, /ScheduledProcedureStepID/);
  assert.match(dump, /Ely Community Diagnostic Centre/);
});

test('a station whose name is longer than DICOM takes does not keep a patient off the list', async () => {
  const file = fileOf({ station: 'cambridge-community-unit-12' });
  const dump = (await tool('dcmdump', ['+P', 'ScheduledStationAETitle'], file)).toString();
  assert.match(dump, /\[LENTIGO\]/);
});

test('an appointment whose name is too long for DICOM, or a photographer with a backslash, is refused', () => {
  const refusal = (changes: Partial<WorklistItem>) => worklistItem({ ...item, ...changes });
  assert.equal(refusal({ appointment: 'A'.repeat(17) }), {
    kind: 'unfit',
    why: 'value-too-long',
    detail: 'RequestedProcedureID',
  });
  assert.equal(refusal({ photographer: 'a\\b' }), {
    kind: 'unfit',
    why: 'value-not-allowed',
    detail: 'ScheduledProcedureStepSequence.ScheduledPerformingPhysicianName',
  });
});

test.run();
