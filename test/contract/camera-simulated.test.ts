/** The driver keeps the camera's promises with every make: stock libgphoto2, a real worker process, a simulated body at the other end. */
import { newDesk } from '../device/camera/desk.ts';
import { cameraContract } from './camera.ts';

for (const personality of ['nikon', 'canon-eos', 'ptp-1.1'] as const) {
  cameraContract(`libgphoto2 and the simulated ${personality}`, () => newDesk({ personality }));
}
