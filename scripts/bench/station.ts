/** A station in the benchmark's own process, over a simulated camera and without a hospital. */
import { join } from 'node:path';
import pino from 'pino';
import { gphotoCamera } from '../../device/camera/supervisor.ts';
import { simulatedLight } from '../../device/light/simulated.ts';
import { type SimulatedPedal, simulatedPedal } from '../../device/pedal/simulated.ts';
import { provisionDemonstration } from '../../provisioning/demonstration.ts';
import type { View } from '../../services/station/api/view.ts';
import { demonstrationClinic, demonstrationStaff, sameEveryDay } from '../../services/station/demonstration.ts';
import { readIdentity } from '../../services/station/identity.ts';
import { openJournal } from '../../services/station/journal/journal.ts';
import { watched } from '../../services/station/listeners.ts';
import { type Station, startStation } from '../../services/station/station.ts';

/** Nobody listens there: these benchmarks are about the camera. */
const deadPort = 1;

/** `repeatsPictures`: the camera takes the same few over and over, and is to be believed. */
export async function benchStation(
  address: string,
  home: string,
  { repeatsPictures = false }: { readonly repeatsPictures?: boolean } = {},
): Promise<{ station: Station; pedal: SimulatedPedal }> {
  await provisionDemonstration(home, 'bench-1', new Date());
  const pedal = simulatedPedal();
  const camera = gphotoCamera({ address, home: join(home, 'camera'), repeatsPictures, log: () => {} });
  const identity = readIdentity(join(home, 'station', 'identity'));
  const log = pino({ level: 'silent' });
  const file = join(home, 'station', 'journal.age');
  const station = startStation({
    identity,
    parts: { camera, pedal, light: simulatedLight() },
    pedalWorks: watched(true),
    outboxFolder: join(home, 'station', 'outbox'),
    journal: await openJournal({ file, identities: identity.worklistIdentities, log }),
    broker: { host: '127.0.0.1', port: deadPort },
    clinic: await sameEveryDay(),
    purgeGraceMs: 0,
    simulated: true,
    log,
  });
  return { station, pedal };
}

/** From the lock to the first patient's lesions, as quickly as the station lets anybody. */
export async function toFirstPatient(station: Station): Promise<void> {
  const [first] = demonstrationClinic;
  if (first === undefined) throw new Error('the demonstration has a patient');
  const [, month = 0, day = 0] = first.patient.dateOfBirth.split('-').map(Number);
  station.dispatch({ kind: 'sign-in', staff: demonstrationStaff.id, pin: demonstrationStaff.pin });
  await until(station, ({ clinic }) => clinic.length > 0);
  station.dispatch({ kind: 'open-visit', appointment: first.id });
  station.dispatch({ kind: 'identify', name: true, address: true, day, month });
  station.dispatch({ kind: 'no-frame', why: 'no-letter' });
  station.dispatch({ kind: 'questionnaire-done', declined: true });
  station.dispatch({ kind: 'exclusions', found: [] });
  const given = { record: true, teaching: false, publication: false };
  station.dispatch({ kind: 'consent', given, how: { kind: 'verbal' } });
  await until(station, ({ stage }) => stage === 'choosing');
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

/** Resolves after `count` live pictures. Also the time that the pedal wants between two presses. */
export function framesPass(station: Station, count: number): Promise<void> {
  return new Promise((resolve) => {
    let left = count;
    const stop = station.onFrame(() => {
      left -= 1;
      if (left > 0) return;
      stop();
      resolve();
    });
  });
}
