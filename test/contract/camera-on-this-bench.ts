/**
 * The driver and the body on this bench keep the camera's promises. Not part of the suites: it needs a camera.
 *
 *   LENTIGO_TEST_CAMERA='usb:' node test/contract/camera-on-this-bench.ts
 *
 * With several on the bench, LENTIGO_TEST_CAMERA_MODEL (`Canon EOS 90D`) and LENTIGO_TEST_CAMERA_SERIAL choose.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gphotoCamera } from '../../device/camera/supervisor.ts';
import { cameraContract } from './camera.ts';

const address = process.env.LENTIGO_TEST_CAMERA;
const model = process.env.LENTIGO_TEST_CAMERA_MODEL;
const serial = process.env.LENTIGO_TEST_CAMERA_SERIAL;
if (address === undefined) throw new Error('LENTIGO_TEST_CAMERA names no camera, such as usb: or ptpip:192.0.2.7');

cameraContract(`${model ?? 'the camera'} at ${address}`, async () => {
  const home = mkdtempSync(join(tmpdir(), 'lentigo-camera-'));
  const camera = gphotoCamera({
    address,
    ...(model !== undefined && { model }),
    ...(serial !== undefined && { serial }),
    home,
    log: (note) => console.log(note),
  });
  return { camera, close: async () => rmSync(home, { recursive: true }) };
});
