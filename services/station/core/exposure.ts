/** How each view is exposed. Lens and ring light are fixed, so it does not depend on the patient. */
import type { CameraSetup } from '../../../device/ports.ts';
import type { ViewKind } from '../../wire/patient.ts';

/** In libgphoto2's texts. To be calibrated with the real lens and ring light; white balance is that of the light. */
export const exposureFor: Readonly<Record<ViewKind, CameraSetup>> = {
  locating: { shutter: '1/60', aperture: 'f/5.6', iso: '400', whiteBalance: 'Daylight' },
  'close-up': { shutter: '1/125', aperture: 'f/8', iso: '200', whiteBalance: 'Daylight' },
  dermoscopic: { shutter: '1/125', aperture: 'f/11', iso: '200', whiteBalance: 'Daylight' },
};
