/** `npm run bench`: measurements as lines of JSON, each against a peer or a limit in the same run. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchBrowser } from './browser.ts';
import { benchDicom } from './dicom.ts';
import { benchReferrals } from './referrals.ts';
import { benchSealing } from './sealing.ts';
import { benchService } from './service.ts';
import { benchShutter } from './shutter.ts';
import { benchStow } from './stow.ts';

const folder = mkdtempSync(join(tmpdir(), 'lentigo-bench-'));
try {
  await benchSealing();
  await benchDicom();
  await benchStow(folder);
  await benchReferrals();
  await benchShutter(folder);
  await benchBrowser(folder);
  await benchService(folder);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
