/** `npm run bench`: measurements as lines of JSON, each against a peer or a limit in the same run. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchDicom } from './dicom.ts';
import { benchKioskSize } from './kiosk-size.ts';
import { benchLiveView } from './page/live-view.ts';
import { benchQuality } from './quality.ts';
import { benchReferrals } from './referrals.ts';
import { benchReview } from './review.ts';
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
  await benchLiveView(folder);
  await benchKioskSize(folder);
  await benchQuality();
  await benchReview(folder);
  await benchService(folder);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
