/** A ring light without lamps: remembers what it would show. */
import type { LightScene, RingLight, Stop } from '../ports.ts';
import { type Later, systemClock } from './clock.ts';
import { signalMs } from './levels.ts';

export interface SimulatedLight extends RingLight {
  /** What it shows now. */
  scene(): LightScene;
  onScene(listener: (scene: LightScene) => void): Stop;
  /** The board answers, or does not. */
  answer(answers: boolean): void;
}

export function simulatedLight(later: Later = systemClock.later): SimulatedLight {
  const listeners = new Set<{ tell(scene: LightScene): void }>();
  let steady: LightScene = { kind: 'off' };
  let scene: LightScene = steady;
  let answers = true;
  let closed = false;
  let endSignal: Stop = () => {};

  function turn(next: LightScene): void {
    scene = next;
    for (const { tell } of listeners) tell(scene);
  }

  return {
    async show(next) {
      if (closed) throw new Error('the ring light is closed');
      if (!answers) return 'failed';
      endSignal();
      if (next.kind === 'signal') endSignal = later(() => turn(steady), signalMs(next.what));
      else steady = next;
      turn(next);
      return 'shown';
    },
    scene: () => scene,
    onScene(listener) {
      const entry = { tell: listener };
      listeners.add(entry);
      return () => listeners.delete(entry);
    },
    answer(next) {
      answers = next;
    },
    async close() {
      if (closed) return;
      closed = true;
      endSignal();
      turn({ kind: 'off' });
      listeners.clear();
    },
  };
}
