/** Finds the camera that is meant and begins a conversation with it. */

import type { CameraFacts } from '../../ports.ts';
import type { Outcome, Work } from '../protocol.ts';
import { anyUsb, type Candidate, cameraFor, candidatesAt, foundText, openCatalogue } from './find.ts';
import { usableDrivers } from './gphoto2/drivers.ts';
import type { Gphoto2, Pointer, Result } from './gphoto2/gphoto2.ts';
import { settingText } from './gphoto2/widgets.ts';
import { resetUsbPort } from './usb-reset.ts';

/** Pictures from the camera's memory that the library holds until they are fetched; it drops older ones. */
const picturesHeldMax = 6;
const notFound = -52; // GP_ERROR_IO_USB_FIND

export type OpenWork = Extract<Work, { kind: 'open' }>;

export interface Opened {
  readonly camera: Pointer;
  readonly outcome: Extract<Outcome, { kind: 'opened' }>;
}

/** Why there is no conversation: the library's result, and our words where it has none. */
export interface NotOpened {
  readonly code: Result;
  readonly text?: string;
}

export async function openCamera(library: Gphoto2, driverFolder: string, work: OpenWork): Promise<Opened | NotOpened> {
  const reset = work.resetFirst === undefined ? undefined : await resetUsbPort(work.resetFirst);
  const catalogue = openCatalogue(library, usableDrivers(library.version, driverFolder));
  if (typeof catalogue === 'number') return { code: catalogue };
  const there = candidatesAt(library, catalogue, work.address, work.model);
  if (typeof there === 'number') return { code: there };
  const { candidates, found } = there;
  if (candidates.length === 0) return { code: notFound, text: foundText(found) };

  library.setSetting('libgphoto', 'cached-images', String(picturesHeldMax));
  let failure: NotOpened | undefined;
  const others: string[] = [];
  for (const candidate of candidates) {
    const camera = cameraFor(library, catalogue, candidate);
    if (typeof camera === 'number') {
      failure = { code: camera };
      continue;
    }
    const result = await library.init(camera, library.context);
    if (result < 0) {
      failure = { code: result, text: library.takeWords() };
      library.cameraUnref(camera);
      continue;
    }
    const facts = await whoIsIt(library, camera);
    const isOnlyOne = candidates.length === 1; // the station says whose it is, and may be told that it is ours now
    if (isOnlyOne || work.serial === undefined || facts.serial === work.serial) {
      return { camera, outcome: { kind: 'opened', facts, port: candidate.port, reset } };
    }
    others.push(`${facts.model} ${facts.serial}`);
    await letGo(library, camera, candidate);
  }
  if (others.length === 0) return failure ?? { code: notFound };
  return { code: 0, text: `${work.serial} is not among these cameras: ${others.join(', ')}` };
}

/** Only over USB: the library's end of a PTP/IP session closes file descriptor 0 of this process. */
async function letGo(library: Gphoto2, camera: Pointer, { port }: Candidate): Promise<void> {
  if (!port.startsWith(anyUsb)) return;
  await library.exit(camera, library.context);
  library.cameraUnref(camera);
}

/** From the device information the camera gave when it was opened: no further word with it. */
async function whoIsIt(library: Gphoto2, camera: Pointer): Promise<CameraFacts> {
  return {
    manufacturer: (await settingText(library, camera, 'manufacturer')) ?? '',
    model: (await settingText(library, camera, 'cameramodel')) ?? '',
    serial: (await settingText(library, camera, 'serialnumber')) ?? '',
    firmware: (await settingText(library, camera, 'deviceversion')) ?? '',
  };
}
