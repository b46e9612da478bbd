/** The USB driver keeps the pedal's promises: real files, real signals, a pipe in place of the kernel's event queue. */
import { fakeInput } from '../device/pedal/fake-input.ts';
import { pedalContract } from './pedal.ts';

pedalContract('USB pedal', async () => {
  const input = fakeInput();
  const device = input.plugIn({ name: 'Footswitch' });
  const { pedal } = input.open({ kind: 'name', name: 'Footswitch' });
  return {
    pedal,
    press: async () => device.key(true),
    release: async () => device.key(false),
    close: async () => input.close(),
  };
});
