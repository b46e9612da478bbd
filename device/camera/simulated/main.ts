/**
 * Run alone by hand: a camera for `gphoto2 --port <address> --camera 'PTP/IP Camera' --summary`.
 *
 *     node device/camera/simulated/main.ts [--port N] [--pictures DIR] [--make nikon|canon-eos|ptp-1.1]
 *
 * A line on the keyboard presses its own button, or switches the condition it names on and off.
 */
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { startSimulatedCamera } from './camera.ts';
import { simulatedFaults } from './faults.ts';
import { personalityNames } from './makes.ts';
import { drawnPictures } from './pictures/drawn.ts';
import { folderPictures } from './pictures/folder.ts';

const { values } = parseArgs({
  options: { port: { type: 'string' }, pictures: { type: 'string' }, make: { type: 'string' } },
});
const make = values.make ?? 'nikon';
const personality = personalityNames.find((name) => name === make);
if (personality === undefined) {
  console.error(`There is no camera “${make}”. These can be had: ${personalityNames.join(', ')}.`);
  process.exit(2);
}
const camera = await startSimulatedCamera({
  port: Number(values.port ?? 0),
  personality,
  pictures: values.pictures === undefined ? await drawnPictures({}) : await folderPictures({ folder: values.pictures }),
});
console.log(camera.address);
console.log(`Return presses the camera's own button; these switch: ${simulatedFaults.join(' ')}`);

camera.onChange(() => console.log(`taken ${camera.sent().length}; ${camera.faults().join(', ') || 'all well'}`));
for await (const line of createInterface({ input: process.stdin })) {
  const fault = simulatedFaults.find((each) => each === line.trim());
  if (fault) await camera.set(fault, !camera.faults().includes(fault));
  else await camera.pressOwnButton();
}
