/** The child of `far-camera.ts`: a simulated camera that writes what was in front of its lens into each picture. */
import { startSimulatedCamera } from '../../../../device/camera/simulated/camera.ts';
import type { SimulatedFault } from '../../../../device/camera/simulated/faults.ts';
import type { PersonalityName } from '../../../../device/camera/simulated/makes.ts';
import { testPictures } from '../pictures.ts';

export type Order =
  | { readonly kind: 'show'; readonly label: string }
  | { readonly kind: 'set'; readonly fault: SimulatedFault; readonly on: boolean }
  | { readonly kind: 'close' };

process.once('disconnect', () => process.exit(0));

let label = 'nothing';
const camera = await startSimulatedCamera({
  personality: process.argv[2] as PersonalityName,
  pictures: await testPictures(() => label),
});

async function obey(order: Order): Promise<void> {
  switch (order.kind) {
    case 'show':
      label = order.label;
      return;
    case 'set':
      if (order.fault === 'stale-picture' && order.on) label = `old, before ${label}`; // it was another day's press
      return camera.set(order.fault, order.on);
    case 'close':
      await camera.close();
      process.disconnect();
  }
}

process.on('message', ({ id, order }: { id: number; order: Order }) => {
  void obey(order).then(() => process.connected && process.send?.({ id }));
});
process.send?.({ address: camera.address });
