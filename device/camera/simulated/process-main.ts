/** The child of `process.ts`: a simulated camera that takes orders over the channel and ends when the channel does. */
import { startSimulatedCamera } from './camera.ts';
import type { PictureSource, Subject } from './picture-source.ts';
import { drawnPictures } from './pictures/drawn.ts';
import { folderPictures } from './pictures/folder.ts';
import { withLetter } from './pictures/held-letter.ts';
import type { ForkedCameraOptions, Order, Report } from './process.ts';

/** How often it looks whether something else is in front of the lens. */
const lookEveryMs = 100;

process.once('disconnect', () => process.exit(0));
process.on('SIGINT', () => {}); // Ctrl-C reaches the whole terminal; when to end is the parent's decision

const { picturesFolder, serial, personality, lateAfterMs, ...drawing } = JSON.parse(
  process.argv[2] ?? '{}',
) as ForkedCameraOptions;
const body = serial === undefined ? {} : { serial };
const subjects: PictureSource =
  picturesFolder === undefined
    ? await drawnPictures({ ...drawing, ...body })
    : await folderPictures({ folder: picturesFolder });
const pictures = withLetter(subjects, { ...drawing, ...body });
const camera = await startSimulatedCamera({
  ...{ pictures, ...body },
  ...(personality === undefined ? {} : { personality }),
  ...(lateAfterMs === undefined ? {} : { lateAfterMs }),
});

let shown: Subject | undefined;
camera.onChange(reportState);
process.on('message', (order: Order) => void obey(order)); // rejects on a bug of ours only, which ends the process
reportState();
setInterval(() => {
  if (pictures.subject() !== shown) reportState();
}, lookEveryMs);

async function obey(order: Order): Promise<void> {
  switch (order.kind) {
    case 'set':
      await camera.set(order.fault, order.on);
      break;
    case 'press-own-button':
      await camera.pressOwnButton();
      break;
    case 'hold-letter':
      await pictures.holdLetter(order.code);
      reportState();
      break;
    case 'aim-at':
      await subjects.aimAt?.(order.sight, order.after);
      reportState();
      break;
    case 'close':
      await camera.close();
      process.disconnect();
      return;
  }
  report({ kind: 'done', id: order.id });
}

function reportState(): void {
  shown = pictures.subject();
  const state = { address: camera.address, faults: camera.faults(), sent: camera.sent() };
  report({ kind: 'state', state: shown === undefined ? state : { ...state, subject: shown } });
}

function report(what: Report): void {
  if (process.connected) process.send?.(what);
}
