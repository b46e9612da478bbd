/**
 * A worker that files one picture into a folder archive: run, and killed, by every-call.test.ts.
 *   node file-one.ts FOLDER RECORD PICTURE
 * Says what came of it once it is sure.
 */
import { readFileSync } from 'node:fs';
import { openDicomFolder } from '../../../../services/hospital/archive/dicom-folder.ts';
import { isArchiveUnavailable } from '../../../../services/hospital/archive/unavailable.ts';
import type { PictureRecord } from '../../../../services/hospital/dicom/api.ts';

const [folder = '', recordFile = '', pictureFile = ''] = process.argv.slice(2);
const record = JSON.parse(readFileSync(recordFile, 'utf8')) as PictureRecord;
try {
  const archive = await openDicomFolder(folder);
  const filed = await archive.file(record, readFileSync(pictureFile), { photographicOnly: false });
  console.log(filed.kind === 'filed' ? `filed ${filed.as}` : filed.kind);
} catch (error) {
  if (!isArchiveUnavailable(error)) throw error;
  console.log(`unavailable: ${error.message}`);
}
