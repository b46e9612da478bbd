/** A camera that goes through several hands: each ends what it listened to, and the camera stays. */
import type { Camera, Stop } from '../../device/ports.ts';

/** The camera, how to end everything that listens to it, and whether somebody has closed it. */
export function heard(camera: Camera): { readonly camera: Camera; silence(): void; isClosed(): boolean } {
  const stops = new Set<Stop>();
  let closed = false;
  const noted =
    <T>(subscribe: (listener: (value: T) => void) => Stop) =>
    (listener: (value: T) => void): Stop => {
      const stop = subscribe(listener);
      stops.add(stop);
      return stop;
    };
  return {
    camera: {
      ...camera,
      onStatus: noted(camera.onStatus),
      onFrame: noted(camera.onFrame),
      onUnexplained: noted(camera.onUnexplained),
      onAdvice: noted(camera.onAdvice),
      close() {
        closed = true;
        return camera.close();
      },
    },
    silence() {
      for (const stop of stops) stop();
    },
    isClosed: () => closed,
  };
}

/** The camera for somebody who closes what they were given: it goes on, once their exposure is over, and they hear no more of it. */
export function lent(camera: Camera): Camera {
  const { camera: theirs, silence } = heard(camera);
  let exposure: Promise<unknown> = Promise.resolve();
  return {
    ...theirs,
    expose(deadlineMs) {
      const result = camera.expose(deadlineMs);
      exposure = result.catch(() => {}); // told to whoever asked
      return result;
    },
    confirm: (serial) => camera.confirm(serial),
    async close() {
      silence();
      await exposure;
    },
  };
}
