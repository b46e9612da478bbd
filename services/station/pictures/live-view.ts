/** The camera shows its live view while there is something to aim at, and to nobody while patients have the screen. */
import type { Camera, Stop } from '../../../device/ports.ts';
import type { Stage } from '../core/visit.ts';
import { listeners } from '../listeners.ts';
import { wantsLiveView } from './shelf.ts';

export interface LiveView {
  onFrame(listener: (jpeg: Uint8Array) => void): Stop;
  /** The state has changed; undefined: nobody needs it any more. */
  follow(stage: Stage | undefined): void;
}

export function liveViewOf(camera: Camera): LiveView {
  const frames = listeners<Uint8Array>();
  let stop: Stop | undefined;
  return {
    onFrame: frames.add,
    follow(stage) {
      if (stage !== undefined && wantsLiveView(stage)) {
        stop ??= camera.onFrame((frame) => frames.tell(frame.bytes));
        return;
      }
      stop?.();
      stop = undefined;
    },
  };
}
