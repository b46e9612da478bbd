/** A picture from a camera that may have to get over something first. */
import type { Camera, CameraFault, CameraStatus, Photo } from '../../device/ports.ts';
import { next, status } from './waiting.ts';

/** Reached only when something is wrong: a busy machine takes its time. */
const readyLimitMs = 60_000;
const exposureLimitMs = 60_000;

/** The core decides how often to try; here until it works, as soon as the camera says it is ready. */
export async function waitForPhoto(camera: Camera): Promise<Photo> {
  const untilMs = performance.now() + readyLimitMs;
  let last: Photo | CameraFault = 'failed';
  while (performance.now() < untilMs) {
    await status<CameraStatus>(camera, 'ready', readyLimitMs);
    last = await camera.expose(exposureLimitMs);
    if (typeof last === 'object') return last;
    if (camera.status() === 'ready') await next('another status', camera.onStatus, readyLimitMs);
  }
  throw new Error(`no photo within ${readyLimitMs} ms, at last ${String(last)}`);
}
