/** A station for `worker.test.ts` to kill: starts a camera at the address given and tells its worker's process id. */
import { gphotoCamera } from '../../../../device/camera/supervisor.ts';

const [address = '', home = ''] = process.argv.slice(2);
const camera = gphotoCamera({
  address,
  model: 'PTP/IP Camera',
  home,
  log: (note) => {
    if (note.kind === 'worker-started') process.send?.({ worker: note.pid });
  },
});
camera.onStatus((status) => {
  if (status === 'ready') void camera.expose(60_000);
  process.send?.({ status });
});
