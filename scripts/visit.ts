/**
 * `npm run visit -- --pictures 3 --json`: one visit against the running service, through the kiosk's own interface.
 * Prints every picture, and ends with 1 and a reason when anything is not filed as the camera sent it.
 */
import { parseArgs } from 'node:util';
import { filedPictures } from './visit/archive.ts';
import { driveVisit } from './visit/drive.ts';
import { inventedPhotographer } from './visit/invented-photographer.ts';
import { connectKiosk } from './visit/kiosk-client.ts';

const { values } = parseArgs({
  options: {
    pictures: { type: 'string', default: '3' },
    appointment: { type: 'string' },
    json: { type: 'boolean', default: false },
    'kiosk-port': { type: 'string', default: process.env.LENTIGO_KIOSK_PORT ?? '7070' },
    home: { type: 'string', default: process.env.LENTIGO_HOME ?? 'var' },
  },
});
/** More would be no visit. */
const picturesMax = 300;

const pictures = Number(values.pictures);
if (!Number.isInteger(pictures) || pictures < 1 || pictures > picturesMax) {
  fail(`--pictures is a number from 1 to ${picturesMax}, not "${values.pictures}"`);
} else {
  try {
    const kiosk = await connectKiosk(Number(values['kiosk-port']));
    try {
      const taken = await driveVisit(kiosk, {
        pictures,
        photographer: inventedPhotographer(),
        archive: filedPictures(values.home, process.env.LENTIGO_DICOMWEB_URL),
        ...(values.appointment !== undefined && { appointment: values.appointment }),
      });
      if (values.json) console.log(JSON.stringify({ filed: taken.length, pictures: taken }, undefined, 2));
      else for (const picture of taken) console.log(sentence(picture));
    } finally {
      kiosk.close();
    }
  } catch (error) {
    fail(error instanceof Error ? error.message : String(error));
  }
}

function sentence(picture: Awaited<ReturnType<typeof driveVisit>>[number]): string {
  return [
    `${picture.lesion} ${picture.shot.padEnd(21)} ${picture.id}`,
    `  sha256  ${picture.sha256}`,
    `  filed   ${picture.filed}`,
    `  saved after ${picture.pressToSavedMs} ms, at the hospital after ${picture.pressToReceiptMs} ms`,
  ].join('\n');
}

function fail(reason: string): void {
  if (values.json) console.log(JSON.stringify({ filed: 0, reason }));
  else console.error(`visit: ${reason}`);
  process.exitCode = 1;
}
