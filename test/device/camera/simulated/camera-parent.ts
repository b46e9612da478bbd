/** A program with a simulated camera in a child process; says when it is there. Options as JSON. For tests of their common end. */
import { forkSimulatedCamera } from '../../../../device/camera/simulated/process.ts';

const camera = await forkSimulatedCamera(JSON.parse(process.argv[2] ?? '{}'));
console.log(camera.address);
