/** How each shot is exposed and lit. Lens and ring light are fixed, so it does not depend on the patient. */
import type { CameraSetup } from '../../../device/ports.ts';
import type { Shot } from '../api/picture.ts';
import type { Aim } from './visit.ts';

/**
 * In libgphoto2's texts. To be calibrated with the real lens and ring light; white balance is that of the light. Crossed
 * polarisers take about one stop more than the light gives back, so that shot is more sensitive.
 */
export const exposureFor: Readonly<Record<Shot, CameraSetup>> = {
  locating: { shutter: '1/60', aperture: 'f/5.6', iso: '400', whiteBalance: 'Daylight' },
  'close-up': { shutter: '1/125', aperture: 'f/8', iso: '200', whiteBalance: 'Daylight' },
  dermoscopic: { shutter: '1/125', aperture: 'f/11', iso: '200', whiteBalance: 'Daylight' },
  'dermoscopic-polarised': { shutter: '1/125', aperture: 'f/11', iso: '400', whiteBalance: 'Daylight' },
};

/** A letter or a page lies where the lesion would be, at the distance of the locating picture. */
export function setupFor(aim: Aim): CameraSetup {
  return exposureFor[aim.kind === 'lesion' ? aim.shot : 'locating'];
}

/** Only one shot is lit through the polarising filter. */
export function polarisedFor(aim: Aim): boolean {
  return aim.kind === 'lesion' && aim.shot === 'dermoscopic-polarised';
}
