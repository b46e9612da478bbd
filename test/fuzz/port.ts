/** The Camera port as the station uses it, over a camera that lies: it must answer whatever happens behind it. */
import type { CameraNote } from '../../device/camera/notes.ts';
import { gphotoCamera } from '../../device/camera/supervisor.ts';
import type { CameraStatus, Photo } from '../../device/ports.ts';
import { isOverdue } from '../contract/waiting.ts';

const exposeMs = 2000;
const slackMs = 1000;
const nextPressMs = 150;
/** A worker that does not end by itself is killed, and the kernel says when it is gone. */
const closeMsMax = 30_000;

export interface PortFigures {
  exposures: number;
  photos: number;
  frames: number;
  statusChanges: number;
  workers: number;
  /** Calls that settled later than they may. */
  overdue: number;
}

export interface PortOptions {
  readonly home: string;
  readonly address: string;
  readonly isOver: () => boolean;
  readonly onPhoto: (photo: Photo) => Promise<void>;
  readonly onDeath: (how: { readonly signal: string; readonly words: string }) => Promise<void>;
}

const statuses: ReadonlySet<CameraStatus> = new Set<CameraStatus>([
  ...(['starting', 'ready', 'unplugged', 'busy', 'battery-low', 'card-full', 'out-of-focus'] as const),
  ...(['timed-out', 'bad-bytes', 'other-camera', 'failed'] as const),
]);

export async function usePort(options: PortOptions): Promise<PortFigures> {
  const figures: PortFigures = { exposures: 0, photos: 0, frames: 0, statusChanges: 0, workers: 0, overdue: 0 };
  const camera = gphotoCamera({
    address: options.address,
    home: options.home,
    lookEveryMs: 500,
    log(note: CameraNote) {
      if (note.kind === 'worker-started') figures.workers += 1;
      if (note.kind !== 'worker-ended' || note.how.signal === 'SIGKILL') return;
      void options.onDeath({ signal: note.how.signal ?? `exit ${note.how.code}`, words: note.how.lastWords });
    },
  });
  const took = async (photo: Photo) => {
    figures.photos += 1;
    await options.onPhoto(photo);
    camera.forget(photo);
  };
  camera.onFrame((frame) => {
    figures.frames += 1;
    if (frame.bytes[0] !== 0xff || frame.bytes[1] !== 0xd8) throw new Error('a frame that is no JPEG');
  });
  camera.onStatus((status) => {
    figures.statusChanges += 1;
    if (!statuses.has(status)) throw new Error(`a status of its own: ${status}`);
  });
  camera.onUnexplained((photo) => void took(photo));

  while (!options.isOver()) {
    const exposure = camera.expose(exposeMs);
    if (await isOverdue(exposure, exposeMs + slackMs)) figures.overdue += 1;
    const result = await exposure;
    figures.exposures += 1;
    const { serial } = camera.advice();
    if (serial !== undefined) camera.confirm(serial.is); // the next lie is told by a body of our own
    if (typeof result === 'object') await took(result);
    else await new Promise((resolve) => setTimeout(resolve, nextPressMs)); // an impatient foot, not a wait for anything
  }
  const closing = camera.close();
  if (await isOverdue(closing, closeMsMax)) figures.overdue += 1;
  await closing;
  return figures;
}
