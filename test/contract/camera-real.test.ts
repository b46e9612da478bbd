/**
 * The driver and the body on this bench keep the camera's promises. Needs a camera:
 *
 *   LENTIGO_TEST_CAMERA='usb:' LENTIGO_TEST_CAMERA_MODEL='Canon EOS 90D' node test/contract/camera-real.test.ts
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import { gphotoCamera } from '../../device/camera/supervisor.ts';
import { cameraContract } from './camera.ts';

const address = process.env.LENTIGO_TEST_CAMERA;
const model = process.env.LENTIGO_TEST_CAMERA_MODEL ?? 'PTP/IP Camera';

if (address === undefined) {
  const skipped = suite('camera contract: a real body');
  console.log('No real camera: LENTIGO_TEST_CAMERA names none. Skipped.');
  skipped.skip('needs LENTIGO_TEST_CAMERA', () => {});
  skipped.run();
} else {
  cameraContract(`${model} at ${address}`, async () => {
    const home = mkdtempSync(join(tmpdir(), 'lentigo-camera-'));
    const camera = gphotoCamera({ address, model, home, log: (note) => console.log(note) });
    return { camera, close: async () => rmSync(home, { recursive: true }) };
  });
}
