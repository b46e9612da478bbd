/**
 * The driver and the body on this bench keep the camera's promises. Not part of the suites: it needs a camera.
 *
 *   LENTIGO_TEST_CAMERA='usb:' LENTIGO_TEST_CAMERA_MODEL='Canon EOS 90D' node test/contract/camera-on-this-bench.ts
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gphotoCamera } from '../../device/camera/supervisor.ts';
import { cameraContract } from './camera.ts';

const address = process.env.LENTIGO_TEST_CAMERA;
const model = process.env.LENTIGO_TEST_CAMERA_MODEL ?? 'PTP/IP Camera';
if (address === undefined) throw new Error('LENTIGO_TEST_CAMERA names no camera, such as usb: or ptpip:192.0.2.7');

cameraContract(`${model} at ${address}`, async () => {
  const home = mkdtempSync(join(tmpdir(), 'lentigo-camera-'));
  const camera = gphotoCamera({ address, model, home, log: (note) => console.log(note) });
  return { camera, close: async () => rmSync(home, { recursive: true }) };
});
