/** The parts on this station's desk: real where the configuration names them, simulated together with a bench otherwise. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { type ForkedCamera, forkSimulatedCamera } from '../../device/camera/simulated/process.ts';
import { gphotoCamera } from '../../device/camera/supervisor.ts';
import { type SimulatedLight, simulatedLight } from '../../device/light/simulated.ts';
import { type SimulatedPedal, simulatedPedal } from '../../device/pedal/simulated.ts';
import type { Camera, Pedal, RingLight } from '../../device/ports.ts';
import type { BenchCommand, BenchView } from './api.ts';
import type { StationConfig } from './config.ts';
import type { Bench } from './kiosk/server.ts';

export interface Desk {
  readonly parts: { readonly camera: Camera; readonly pedal: Pedal; readonly light: RingLight };
  readonly bench: Bench | undefined;
  /** After the parts themselves are closed. */
  close(): Promise<void>;
}

/** What a camera does every day. */
const usual = new Set(['worker-started', 'worker-ended', 'opened', 'forgotten']);

export async function setDesk(config: StationConfig, log: Logger): Promise<Desk> {
  const simulated = config.camera === undefined ? await simulatedBody(config) : undefined;
  const home = join(config.home, 'camera');
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const camera = gphotoCamera({
    address: simulated?.address ?? config.camera ?? '',
    model: config['camera-model'],
    home,
    log: (note) => (usual.has(note.kind) ? log.info({ camera: note }, 'camera') : log.warn({ camera: note }, 'camera')),
  });
  const [pedal, light] = [simulatedPedal(), simulatedLight()];
  return {
    parts: { camera, pedal, light },
    bench: simulated && benchOf(simulated, pedal, light),
    async close() {
      await simulated?.close();
    },
  };
}

function simulatedBody(config: StationConfig): Promise<ForkedCamera> {
  const size = config['camera-size'];
  return forkSimulatedCamera({
    ...(config['camera-pictures'] !== undefined && { picturesFolder: config['camera-pictures'] }),
    ...(size !== undefined && { widthPx: size[0], heightPx: size[1] }),
  });
}

/** The bench page's view of the simulated parts, and its hands on them. */
function benchOf(camera: ForkedCamera, pedal: SimulatedPedal, light: SimulatedLight): Bench {
  const view = (): BenchView => {
    const subject = camera.subject();
    return {
      camera: { faults: camera.faults(), taken: camera.sent().length, ...(subject !== undefined && { subject }) },
      pedal: { down: pedal.down() },
      light: light.scene(),
    };
  };
  return {
    view,
    onView(listener) {
      const tell = () => listener(view());
      const stops = [camera.onChange(tell), light.onScene(tell), pedal.onEdge(tell)];
      return () => {
        for (const stop of stops) stop();
      };
    },
    dispatch(command: BenchCommand) {
      switch (command.kind) {
        case 'pedal':
          return pedal.set(command.down);
        case 'fault':
          return void camera.set(command.fault, command.on);
        case 'own-button':
          return void camera.pressOwnButton();
      }
    },
  };
}
