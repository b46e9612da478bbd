/** A whole station in this process: a simulated body behind stock libgphoto2, pedal, light, outbox, kiosk server. */
import { join } from 'node:path';
import { type SimulatedLight, simulatedLight } from '../../device/light/simulated.ts';
import { type SimulatedPedal, simulatedPedal } from '../../device/pedal/simulated.ts';
import { provisionDemonstration } from '../../provisioning/demonstration.ts';
import type { AppointmentView, View } from '../../services/station/api.ts';
import { demonstrationClinic, sameEveryDay } from '../../services/station/demonstration.ts';
import { readIdentity } from '../../services/station/identity.ts';
import { serveKiosk } from '../../services/station/kiosk/server.ts';
import { watched } from '../../services/station/listeners.ts';
import { type Station, startStation } from '../../services/station/station.ts';
import { newDesk, type TestDesk } from '../device/camera/desk.ts';
import { freePort, temporaryFolder } from './clinic.ts';
import { silent } from './hospital.ts';
import { station as name } from './invented.ts';

export interface StationRig {
  readonly station: Station;
  readonly desk: TestDesk;
  readonly pedal: SimulatedPedal;
  readonly light: SimulatedLight;
  readonly kioskPort: number;
  readonly home: string;
  /** Resolves with the first view that `wanted` accepts; rejects after ten seconds. */
  until(what: string, wanted: (view: View) => boolean): Promise<View>;
  close(): Promise<void>;
}

export interface RigOptions {
  /** A provisioned home and its broker; a station alone, without a hospital, when not given. */
  readonly home?: string;
  readonly brokerPort?: number;
  readonly clinic?: readonly AppointmentView[];
}

const untilMsMax = 10_000;

export async function stationRig(options: RigOptions = {}): Promise<StationRig> {
  const own = options.home === undefined ? temporaryFolder('station') : undefined;
  const home = options.home ?? own?.path ?? '';
  if (own) await provisionDemonstration(home, name, new Date());
  const desk = await newDesk();
  const [pedal, light] = [simulatedPedal(), simulatedLight()];
  const station = startStation({
    identity: readIdentity(join(home, 'station', 'identity')),
    parts: { camera: desk.camera, pedal, light },
    pedalWorks: watched(true),
    outboxFolder: join(home, 'station', 'outbox'),
    broker: { host: '127.0.0.1', port: options.brokerPort ?? (await freePort()) },
    clinic: sameEveryDay(options.clinic ?? demonstrationClinic),
    purgeGraceMs: 0,
    simulated: true,
    log: silent,
  });
  const kioskPort = await freePort();
  const pagesFolder = join(import.meta.dirname, '..', '..', 'ui', 'dist');
  const kiosk = await serveKiosk({ station, pagesFolder, port: kioskPort });
  return {
    station,
    desk,
    pedal,
    light,
    kioskPort,
    home,
    until: (what, wanted) =>
      new Promise((resolve, reject) => {
        const see = (view: View) => {
          if (!wanted(view)) return;
          clearTimeout(patience);
          stop();
          resolve(view);
        };
        const stop = station.onView(see);
        const patience = setTimeout(() => {
          stop();
          reject(
            new Error(`${what}: not within ${untilMsMax / 1000} s; the view is ${JSON.stringify(station.view())}`),
          );
        }, untilMsMax);
        see(station.view());
      }),
    async close() {
      await kiosk.close();
      await station.close();
      await desk.close();
      own?.remove();
    },
  };
}
