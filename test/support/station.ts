/**
 * A whole station in this process: a simulated body behind stock libgphoto2, pedal, light, outbox, journal, kiosk server.
 * With it go the steps of a visit, for tests that want to be somewhere in the middle of one.
 *
 *   signIn ─► openVisit ─► identify ─► consentVerbally ─► take, take, … ─► endVisit
 */
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { type SimulatedLight, simulatedLight } from '../../device/light/simulated.ts';
import { type SimulatedPedal, simulatedPedal } from '../../device/pedal/simulated.ts';
import { provisionDemonstration } from '../../provisioning/demonstration.ts';
import type { Shot } from '../../services/station/api/picture.ts';
import type { PictureView, View } from '../../services/station/api/view.ts';
import { type Appointment, betweenShotsMs } from '../../services/station/core/visit.ts';
import { demonstrationClinic, demonstrationStaff, sameEveryDay } from '../../services/station/demonstration.ts';
import { readIdentity } from '../../services/station/identity.ts';
import { openJournal } from '../../services/station/journal/journal.ts';
import { serveKiosk } from '../../services/station/kiosk/server.ts';
import { watched } from '../../services/station/listeners.ts';
import { type Station, startStation } from '../../services/station/station.ts';
import type { ClinicBook } from '../../services/station/worklist.ts';
import type { AppointmentId, LesionId } from '../../services/wire/ids.ts';
import { lent } from '../contract/heard.ts';
import { borrowedDesk, type TestDesk } from '../device/camera/desk.ts';
import { withComment } from '../device/camera/pictures.ts';
import { freePort, temporaryFolder } from './clinic.ts';
import { silent } from './hospital.ts';
import { station as name } from './invented.ts';
import { letterPicture } from './letter.ts';

export interface StationRig {
  /** Another one after `restart`. */
  readonly station: Station;
  readonly desk: TestDesk;
  readonly pedal: SimulatedPedal;
  readonly light: SimulatedLight;
  readonly kioskPort: number;
  readonly home: string;
  /** Who is in today's list, for tests that have to know a birthday. */
  readonly clinic: readonly Appointment[];
  /** Resolves with the first view that `wanted` accepts; rejects after half a minute. */
  until(what: string, wanted: (view: View) => boolean): Promise<View>;
  /** A letter with this code is before the lens; without one, it is taken away. */
  holdLetter(code: string | undefined): Promise<void>;
  /** The station's program ends and starts again with what is on its disk. */
  restart(): Promise<void>;
  /** The same, and in between something happens to the disk. */
  restartWith(meanwhile: () => void): Promise<void>;
  close(): Promise<void>;
}

export interface RigOptions {
  /** A provisioned home and its broker; a station alone, without a hospital, when not given. */
  readonly home?: string;
  readonly brokerPort?: number;
  readonly clinic?: readonly Appointment[];
  /** Instead of the demonstration's, which has `clinic` in it. */
  readonly book?: () => Promise<ClinicBook>;
  readonly log?: Logger;
  readonly purgeGraceMs?: number;
}

const untilMsMax = 30_000;

export async function stationRig(options: RigOptions = {}): Promise<StationRig> {
  let letter: Uint8Array | undefined;
  let pictures = 0;
  const desk = await borrowedDesk({
    spoil(jpeg) {
      pictures += 1; // no picture is ever the same twice
      return letter === undefined ? jpeg : withComment(letter, `letter ${pictures}`);
    },
  });
  const own = options.home === undefined ? temporaryFolder('station') : undefined;
  const home = options.home ?? own?.path ?? '';
  if (own) await provisionDemonstration(home, name, new Date());
  const clinic = options.clinic ?? demonstrationClinic;
  const kioskPort = await freePort();
  const brokerPort = options.brokerPort ?? (await freePort());
  let running = await start();

  interface Running {
    readonly station: Station;
    readonly kiosk: FastifyInstance;
    readonly pedal: SimulatedPedal;
    readonly light: SimulatedLight;
  }

  async function start(): Promise<Running> {
    const camera = lent(desk.camera); // libgphoto2 and its worker outlive the station
    const [pedal, light] = [simulatedPedal(), simulatedLight()];
    const identity = readIdentity(join(home, 'station', 'identity'));
    const log = options.log ?? silent;
    const station = startStation({
      identity,
      parts: { camera, pedal, light },
      pedalWorks: watched(true),
      outboxFolder: join(home, 'station', 'outbox'),
      journal: await openJournal({
        file: join(home, 'station', 'journal.age'),
        identities: identity.worklistIdentities,
        log,
      }),
      broker: { host: '127.0.0.1', port: brokerPort },
      clinic: options.book === undefined ? await sameEveryDay(clinic) : await options.book(),
      purgeGraceMs: options.purgeGraceMs ?? 0,
      simulated: true,
      log,
    });
    const pagesFolder = join(import.meta.dirname, '..', '..', 'ui', 'dist');
    return { station, kiosk: await serveKiosk({ station, pagesFolder, port: kioskPort }), pedal, light };
  }

  async function stop(): Promise<void> {
    await running.kiosk.close();
    await running.station.close();
  }

  async function restartWith(meanwhile: () => void): Promise<void> {
    await stop();
    meanwhile();
    running = await start();
  }

  return {
    get station() {
      return running.station;
    },
    get pedal() {
      return running.pedal;
    },
    get light() {
      return running.light;
    },
    desk,
    kioskPort,
    home,
    clinic,
    until: (what, wanted) => untilView(running.station, what, wanted),
    async holdLetter(code) {
      letter = code === undefined ? undefined : await letterPicture(code);
    },
    restart: () => restartWith(() => {}),
    restartWith,
    async close() {
      await stop();
      await desk.close();
      own?.remove();
    },
  };
}

function untilView(station: Station, what: string, wanted: (view: View) => boolean): Promise<View> {
  return new Promise((resolve, reject) => {
    const see = (view: View) => {
      if (!wanted(view)) return;
      clearTimeout(patience);
      stop();
      resolve(view);
    };
    const stop = station.onView(see);
    const patience = setTimeout(() => {
      stop();
      reject(new Error(`${what}: not within ${untilMsMax / 1000} s; the view is ${JSON.stringify(station.view())}`));
    }, untilMsMax);
    see(station.view());
  });
}

/** The demonstration's photographer types the PIN. Resolves with the view behind the lock: the clinic, or a visit to be gone on with. */
export function signIn({ station, until }: StationRig, pin: string = demonstrationStaff.pin): Promise<View> {
  station.dispatch({ kind: 'sign-in', staff: demonstrationStaff.id, pin });
  return until('signed in', (view) => view.stage === 'identify' || view.clinic.length > 0);
}

/** From the list, the first appointment unless told. */
export function openVisit(rig: StationRig, appointment = rig.clinic[0]?.id): Promise<View> {
  if (appointment === undefined) throw new Error('nobody is in the list');
  rig.station.dispatch({ kind: 'open-visit', appointment });
  return rig.until('identify', ({ stage }) => stage === 'identify');
}

export interface Identifying {
  /** The letter is photographed and read; otherwise the patient has brought none. */
  readonly letter?: boolean;
}

/** The patient answers, and brings the letter or does not. Resolves at whatever comes after that. */
export async function identify(rig: StationRig, { letter = false }: Identifying = {}): Promise<View> {
  const { station, until, clinic } = rig;
  const open = await until('a visit', ({ visit }) => visit !== undefined);
  const appointment = clinic.find(({ id }) => id === open.visit?.appointment);
  if (appointment === undefined) throw new Error('the visit is of nobody in the list');
  if (open.identify?.step === 'look-alike') station.dispatch({ kind: 'this-one', appointment: appointment.id });
  const [, month, day] = appointment.patient.dateOfBirth.split('-').map(Number);
  station.dispatch({ kind: 'identify', name: true, address: true, day: day ?? 0, month: month ?? 0 });
  const answered = await until('answers', ({ stage, identify }) => stage !== 'identify' || identify?.step === 'frame');
  if (answered.stage !== 'identify') return answered; // the letter was seen before the lock
  if (!letter) {
    station.dispatch({ kind: 'no-frame', why: 'no-letter' });
  } else {
    await rig.holdLetter(appointment.code);
    await press(rig);
    await until('the letter read', ({ stage }) => stage !== 'identify');
    await rig.holdLetter(undefined);
  }
  return until('identified', ({ stage }) => stage !== 'identify');
}

/** From the questionnaire to the lesions: the patient declines the questions, nothing speaks against pictures, and yes to the record. */
export function consentVerbally({ station, until }: StationRig): Promise<View> {
  station.dispatch({ kind: 'questionnaire-done', declined: true });
  station.dispatch({ kind: 'exclusions', found: [] });
  const given = { record: true, teaching: false, publication: false };
  station.dispatch({ kind: 'consent', given, how: { kind: 'verbal' } });
  return until('consent', ({ stage }) => stage === 'choosing');
}

/** As far as the lesions of somebody's visit, from the lock. */
export async function upToChoosing(rig: StationRig, appointment?: AppointmentId): Promise<View> {
  await rig.until('the camera', ({ camera }) => camera.status === 'ready');
  if (rig.station.view().stage === 'locked') await signIn(rig);
  await openVisit(rig, appointment);
  await identify(rig);
  return consentVerbally(rig);
}

export async function arm(rig: StationRig, lesion = 'L1', shot: Shot = 'close-up'): Promise<View> {
  rig.station.dispatch({ kind: 'arm', lesion: lesion as LesionId, shot });
  return rig.until('armed', (view) => view.stage === 'armed' && view.aim?.shot === shot);
}

const pressedAtMs = new WeakMap<StationRig, number>();

/** The shutter on the screen, no sooner after the last one than a picture may follow another. */
export async function press(rig: StationRig): Promise<void> {
  const since = performance.now() - (pressedAtMs.get(rig) ?? Number.NEGATIVE_INFINITY);
  if (since < betweenShotsMs) await new Promise((resolve) => setTimeout(resolve, betweenShotsMs - since + 1));
  pressedAtMs.set(rig, performance.now());
  rig.station.dispatch({ kind: 'press' });
}

/** Arms, presses, keeps. Resolves with the picture, saved. */
export async function take(rig: StationRig, lesion = 'L1', shot: Shot = 'close-up'): Promise<PictureView> {
  await arm(rig, lesion, shot);
  await press(rig);
  const { visit, review } = await rig.until('a picture under review', ({ stage }) => stage === 'reviewing');
  rig.station.dispatch({ kind: 'keep' });
  await rig.until('kept', ({ stage }) => stage === 'armed' || stage === 'choosing');
  const picture = visit?.pictures.find(({ id }) => id === review?.picture);
  if (picture === undefined) throw new Error('the picture under review is one of the visit');
  return { ...picture, verdict: 'kept' };
}

/** All pictures are this patient's. Resolves in the clinic. */
export async function endVisit(rig: StationRig): Promise<View> {
  rig.station.dispatch({ kind: 'go', to: 'ending' });
  await rig.until('the strip', ({ stage }) => stage === 'ending');
  rig.station.dispatch({ kind: 'end-visit', outcome: 'completed' });
  return rig.until('the clinic', ({ stage }) => stage === 'clinic');
}
