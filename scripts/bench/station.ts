/** A station in the benchmark's own process, over a simulated camera and without a hospital. */
import { join } from 'node:path';
import pino from 'pino';
import { gphotoCamera } from '../../device/camera/supervisor.ts';
import { simulatedLight } from '../../device/light/simulated.ts';
import { type SimulatedPedal, simulatedPedal } from '../../device/pedal/simulated.ts';
import { provisionDemonstration } from '../../provisioning/demonstration.ts';
import type { View } from '../../services/station/api.ts';
import { demonstrationClinic, sameEveryDay } from '../../services/station/demonstration.ts';
import { readIdentity } from '../../services/station/identity.ts';
import { watched } from '../../services/station/listeners.ts';
import { type Station, startStation } from '../../services/station/station.ts';

/** Nobody listens there: these benchmarks are about the camera. */
const deadPort = 1;

export async function benchStation(
  address: string,
  home: string,
): Promise<{ station: Station; pedal: SimulatedPedal }> {
  await provisionDemonstration(home, 'bench-1', new Date());
  const pedal = simulatedPedal();
  const camera = gphotoCamera({ address, home: join(home, 'camera'), log: () => {} });
  const station = startStation({
    identity: readIdentity(join(home, 'station', 'identity')),
    parts: { camera, pedal, light: simulatedLight() },
    pedalWorks: watched(true),
    outboxFolder: join(home, 'station', 'outbox'),
    broker: { host: '127.0.0.1', port: deadPort },
    clinic: sameEveryDay(demonstrationClinic),
    purgeGraceMs: 0,
    simulated: true,
    log: pino({ level: 'silent' }),
  });
  return { station, pedal };
}

/** Resolves with the first view that `wanted` accepts. */
export function until(station: Station, wanted: (view: View) => boolean): Promise<void> {
  return new Promise((resolve) => {
    if (wanted(station.view())) return resolve();
    const stop = station.onView((view) => {
      if (!wanted(view)) return;
      stop();
      resolve();
    });
  });
}
