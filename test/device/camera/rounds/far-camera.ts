/** A simulated camera in a process of its own, so that what it does is not felt here. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { SimulatedFault } from '../../../../device/camera/simulated/faults.ts';
import type { PersonalityName } from '../../../../device/camera/simulated/makes.ts';
import type { Order } from './camera-process.ts';

export interface FarCamera {
  readonly address: string;
  /** From now on this is in front of the lens: pictures taken from now on carry it, see `labelOf`. */
  show(label: string): Promise<void>;
  set(fault: SimulatedFault, on: boolean): Promise<void>;
  close(): Promise<void>;
}

const closeWithinMs = 5000;

export async function farCamera(personality: PersonalityName): Promise<FarCamera> {
  const child = fork(new URL('./camera-process.ts', import.meta.url), [personality], { execArgv: [] });
  const gone = once(child, 'exit');
  const [{ address }] = await once(child, 'message');
  let orders = 0;
  const order = async (what: Order) => {
    orders += 1;
    await done(child, orders, what);
  };
  return {
    address,
    show: (label) => order({ kind: 'show', label }),
    set: (fault, on) => order({ kind: 'set', fault, on }),
    async close() {
      const patience = setTimeout(() => child.kill('SIGKILL'), closeWithinMs);
      child.send({ id: 0, order: { kind: 'close' } satisfies Order });
      await gone;
      clearTimeout(patience);
    },
  };
}

function done(child: ChildProcess, id: number, order: Order): Promise<void> {
  return new Promise((resolve) => {
    const hear = (answer: { id?: number }) => {
      if (answer.id !== id) return;
      child.off('message', hear);
      resolve();
    };
    child.on('message', hear);
    child.send({ id, order });
  });
}
