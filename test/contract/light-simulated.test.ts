/** The simulated ring light keeps the promises of the port. */
import { simulatedLight } from '../../device/light/simulated.ts';
import type { LightScene } from '../../device/ports.ts';
import { lightContract, type Sight, type Strength } from './light.ts';

lightContract('simulated', async () => {
  const light = simulatedLight();
  return { light, sees: () => sightOf(light.scene()), answer: light.answer, close: async () => {} };
});

function sightOf(scene: LightScene): Sight {
  switch (scene.kind) {
    case 'off':
      return { plain: 'dark', polarised: 'dark' };
    case 'aim':
      return lit('gentle', scene.polarised);
    case 'flash':
      return lit('full', scene.polarised);
    case 'signal':
      return { plain: 'gentle', polarised: 'gentle' };
  }
}

function lit(strength: Strength, polarised: boolean): Sight {
  return polarised ? { plain: 'dark', polarised: strength } : { plain: strength, polarised: 'dark' };
}
