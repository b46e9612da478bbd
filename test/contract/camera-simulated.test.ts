/** The driver keeps the camera's promises: stock libgphoto2, a real worker process, a simulated body at the other end. */
import { newDesk } from '../device/camera/desk.ts';
import { cameraContract } from './camera.ts';

cameraContract('libgphoto2 and the simulated body', () => newDesk());
