/** The parts on this station's desk: real where the configuration names them, simulated together with a bench otherwise. */
import { join } from 'node:path';
import type { Logger } from 'pino';
import { type ForkedCamera, forkSimulatedCamera } from '../../device/camera/simulated/process.ts';
import { gphotoCamera } from '../../device/camera/supervisor.ts';
import type { LightNote } from '../../device/light/board.ts';
import { usualBrightness } from '../../device/light/levels.ts';
import { openLight } from '../../device/light/open.ts';
import { simulatedLight } from '../../device/light/simulated.ts';
import { openPedal } from '../../device/pedal/choice.ts';
import type { PedalTrouble } from '../../device/pedal/evdev.ts';
import { simulatedPedal } from '../../device/pedal/simulated.ts';
import type { Camera, Pedal, RingLight } from '../../device/ports.ts';
import type { StationConfig } from './config.ts';
import type { BenchParts } from './kiosk/bench.ts';
import { type Watched, watched } from './listeners.ts';

export interface Desk {
  readonly parts: { readonly camera: Camera; readonly pedal: Pedal; readonly light: RingLight };
  /** Whether a press of the pedal can come. */
  readonly pedalWorks: Watched<boolean>;
  /** Where the camera is simulated: what the bench page has its hands on. */
  readonly simulated: BenchParts | undefined;
  /** After the parts themselves are closed. */
  close(): Promise<void>;
}

/** What a camera and a ring light do every day. */
const usual = new Set(['worker-started', 'worker-ended', 'opened', 'forgotten', 'back', 'idle']);

export async function setDesk(config: StationConfig, log: Logger): Promise<Desk> {
  const body = config.camera === undefined ? await simulatedBody(config) : undefined;
  const model = body === undefined ? config['camera-model'] : 'PTP/IP Camera';
  const serial = config['camera-serial'];
  const camera = gphotoCamera({
    address: body?.address ?? config.camera ?? '',
    home: join(config.home, 'camera'),
    repeatsPictures: body !== undefined && config['camera-pictures'] !== undefined,
    ...(model !== undefined && { model }),
    ...(serial !== undefined && { serial }),
    log: (note) => (usual.has(note.kind) ? log.info({ camera: note }, 'camera') : log.warn({ camera: note }, 'camera')),
  });
  const pedalWorks = watched(true);
  const { pedal: foot, light: ring } = config;
  const brightness = {
    ...usualBrightness,
    aimDuty: config['light-aim'] / 100,
    flashDuty: config['light-flash'] / 100,
  };
  const pedal =
    foot.kind === 'simulated'
      ? onBench(simulatedPedal())
      : { part: await openPedal(foot, hearPedal), bench: undefined };
  const light =
    ring.kind === 'simulated'
      ? onBench(simulatedLight())
      : { part: openLight(ring, { brightness, note: hearLight }), bench: undefined };

  function hearPedal(trouble: PedalTrouble | undefined): void {
    if (trouble !== undefined) log.warn({ pedal: trouble }, 'pedal');
    pedalWorks.set(trouble === undefined);
  }

  function hearLight(note: LightNote): void {
    if (usual.has(note.kind)) log.info({ light: note }, 'ring light');
    else log.warn({ light: note }, 'ring light');
  }

  return {
    parts: { camera, pedal: pedal.part, light: light.part },
    pedalWorks,
    simulated: body && { camera: body, pedal: pedal.bench, light: light.bench },
    async close() {
      await body?.close();
    },
  };
}

/** A part that the bench page has its hands on as well. */
function onBench<Part>(part: Part): { readonly part: Part; readonly bench: Part } {
  return { part, bench: part };
}

function simulatedBody(config: StationConfig): Promise<ForkedCamera> {
  const size = config['camera-size'];
  return forkSimulatedCamera({
    ...(config['camera-pictures'] !== undefined && { picturesFolder: config['camera-pictures'] }),
    ...(size !== undefined && { widthPx: size[0], heightPx: size[1] }),
  });
}
