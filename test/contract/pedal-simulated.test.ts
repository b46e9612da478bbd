/** The pedal of the bench page keeps the promises of a real one. */
import { simulatedPedal } from '../../device/pedal/simulated.ts';
import { pedalContract } from './pedal.ts';

pedalContract('simulated', async () => {
  const pedal = simulatedPedal();
  return {
    pedal,
    press: async () => pedal.set(true),
    release: async () => pedal.set(false),
    close: async () => {},
  };
});
