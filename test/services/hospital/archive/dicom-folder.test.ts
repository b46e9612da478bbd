/** An archive in a folder: the port's promises, and what a crash leaves. */
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { link, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { objectsIn, openDicomFolder } from '../../../../services/hospital/archive/dicom-folder.ts';
import { readObject } from '../../../../services/hospital/dicom/read.ts';
import { archiveContract } from '../../../contract/archive.ts';
import { temporaryFolder } from '../../../support/places.ts';
import { asIs, photo, recordOf } from './records.ts';

archiveContract('a folder', async () => {
  const folder = temporaryFolder('archive');
  return {
    open: () => openDicomFolder(folder.path),
    async objects() {
      return (await objectsIn(folder.path)).map((as) => {
        const found = readObject(readFileSync(join(folder.path, as)));
        if (found === undefined) throw new Error('not a DICOM file');
        const { sopUid, studyUid, seriesUid, patientId, dataset } = found;
        const { TrackingUID: trackingUid } = dataset;
        return {
          sopUid,
          studyUid,
          seriesUid,
          patientId,
          trackingUid: trackingUid === undefined ? undefined : String(trackingUid),
        };
      });
    },
    close: async () => folder.remove(),
  };
});

const test = suite('an archive in a folder');
const folders: { remove(): void }[] = [];
const newFolder = () => {
  const folder = temporaryFolder('archive');
  folders.push(folder);
  return folder.path;
};
test.after(() => {
  for (const folder of folders) folder.remove();
});

test('what a crash left half-written is cleared, and what another worker is writing is not', async () => {
  const root = newFolder();
  mkdirSync(join(root, 'unfinished'));
  const [old, fresh] = [join(root, 'unfinished', 'old'), join(root, 'unfinished', 'fresh')];
  for (const draft of [old, fresh]) writeFileSync(draft, 'half');
  const hoursAgo = Date.now() / 1000 - 3 * 60 * 60;
  utimesSync(old, hoursAgo, hoursAgo);
  await openDicomFolder(root);
  assert.not.ok(existsSync(old));
  assert.ok(existsSync(fresh));
});

test('nothing half-written is left behind by a picture that was filed', async () => {
  const root = newFolder();
  await (await openDicomFolder(root)).file(recordOf(), await photo(), asIs);
  assert.equal(readdirSync(join(root, 'unfinished')), []);
});

test('after a crash between the two names of an object, filing it again completes it', async () => {
  const root = newFolder();
  const archive = await openDicomFolder(root);
  const [record, picture] = [recordOf(), await photo()];
  const filed = await archive.file(record, picture, asIs);
  assert.ok(filed.kind === 'filed');
  await rm(join(root, filed.as));
  assert.is(await archive.jpeg(filed), undefined);
  assert.equal(await archive.file(record, picture, asIs), filed);
  assert.ok((await archive.jpeg(filed)) !== undefined);
});

test('a file that somebody put under the name by hand is a conflict', async () => {
  const root = newFolder();
  const archive = await openDicomFolder(root);
  const [record, picture] = [recordOf(), await photo()];
  const other = await archive.file(recordOf(), await photo(), asIs);
  const filed = await archive.file(record, picture, asIs);
  assert.ok(filed.kind === 'filed' && other.kind === 'filed');
  await rm(join(root, filed.as));
  await link(join(root, other.as), join(root, filed.as));
  assert.equal(await archive.file(record, picture, asIs), { kind: 'conflict' });
});

test('a damaged file is a conflict: it is neither believed nor replaced', async () => {
  const root = newFolder();
  const archive = await openDicomFolder(root);
  const [record, picture] = [recordOf(), await photo()];
  const filed = await archive.file(record, picture, asIs);
  assert.ok(filed.kind === 'filed');
  writeFileSync(join(root, filed.as), 'damaged');
  assert.equal(await archive.file(record, picture, asIs), { kind: 'conflict' });
  assert.is(readFileSync(join(root, filed.as), 'utf8'), 'damaged');
});

test('nobody but the archive’s own user may look into it', async () => {
  const root = newFolder();
  const filed = await (await openDicomFolder(root)).file(recordOf(), await photo(), asIs);
  assert.ok(filed.kind === 'filed');
  const file = join(root, filed.as);
  assert.is(statSync(file).mode & 0o777, 0o600);
  assert.is(statSync(dirname(file)).mode & 0o777, 0o700);
});

test.run();
