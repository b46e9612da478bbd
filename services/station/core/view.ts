/**
 * The one flat document that the kiosk shows, made of what the station knows. Every rule of who may see what is here:
 *
 *   locked ............................ the names of staff, and whether a visit waits
 *   patient has the screen ............ nothing of anybody
 *   clinic ............................ today's rows, without day and month of birth
 *   identify, until it is confirmed ... name, number and address to compare; nothing that was taken, asked or answered
 *   from there on ..................... the visit (control 5: the banner), and no other patient
 */
import type { CameraAdvice, CameraFacts } from '../../../device/ports.ts';
import type { Stage as ShownStage, View } from '../api/view.ts';
import { nextAim } from './book/pictures.ts';
import { clinicRows } from './shown/clinic.ts';
import { identifyView } from './shown/identify.ts';
import { signInView } from './shown/sign-in.ts';
import { visitView } from './shown/visit.ts';
import { idleLockMs, idleWarnMs, type State } from './visit.ts';

/** What the kiosk shows beyond the visit. */
export interface Surroundings {
  /** The clock: how long a refused sign-in waits is kept on it. */
  readonly epochMs: number;
  readonly cameraFacts: CameraFacts | undefined;
  readonly cameraAdvice: CameraAdvice;
  readonly pedal: View['pedal'];
  readonly outbox: View['outbox'];
  readonly hospital: View['hospital'];
  readonly simulated: boolean;
  /** Simulated stations only: what to type to sign in. */
  readonly signInHint: string | undefined;
}

/** `nowMs`: on the monotonic clock, as in events. */
export function viewOf(state: State, around: Surroundings, nowMs: number): View {
  const { stage } = state;
  const machine: View = {
    station: state.station,
    stage: stageOf(state),
    clinic: [],
    notices: state.notices,
    camera: {
      status: state.camera,
      advice: around.cameraAdvice,
      ...(around.cameraFacts !== undefined && { facts: around.cameraFacts }),
    },
    pedal: around.pedal,
    outbox: around.outbox,
    hospital: around.hospital,
    disk: state.disk,
    simulated: around.simulated,
  };
  if (stage.kind === 'patient') return machine;
  const noticed = state.notice === undefined ? machine : { ...machine, notice: state.notice };
  if (stage.kind === 'locked') return { ...noticed, signIn: signInView(state, around.epochMs, around.signInHint) };
  const working: View = {
    ...noticed,
    staff: stage.staff,
    ...locksIn(state, nowMs),
    ...(state.list.madeAt !== undefined && { listMadeAt: state.list.madeAt }),
  };
  if (stage.kind === 'clinic') return { ...working, clinic: clinicRows(state) };
  const visit = visitView(state, stage);
  if (stage.kind === 'identify') return { ...working, visit, identify: identifyView(state, stage) };
  return { ...working, visit, ...aimed(state), ...reviewed(state, nowMs) };
}

function stageOf({ stage, work }: State): ShownStage {
  return stage.kind === 'taking' ? (work?.phase ?? 'sealing') : stage.kind;
}

function locksIn({ activeAtMs }: State, nowMs: number): Pick<View, 'locksInMs'> {
  const idleMs = nowMs - activeAtMs;
  return idleMs < idleWarnMs ? {} : { locksInMs: Math.max(0, idleLockMs - idleMs) };
}

function aimed({ stage }: State): Pick<View, 'aim'> {
  return 'aim' in stage && stage.aim.kind === 'lesion'
    ? { aim: { lesion: stage.aim.lesion.id, shot: stage.aim.shot } }
    : {};
}

function reviewed({ stage }: State, nowMs: number): Pick<View, 'review'> {
  if (stage.kind !== 'reviewing') return {};
  const { visit, picture, keepsAtMs, aim } = stage;
  const next = nextAim(visit, aim);
  return {
    review: {
      picture,
      advice: visit.pictures.find(({ id }) => id === picture)?.quality?.advice ?? [],
      ...(keepsAtMs === undefined
        ? { state: 'deciding' }
        : { state: 'keeping', keepsInMs: Math.max(0, keepsAtMs - nowMs) }),
      ...(next !== undefined && { next: { lesion: next.lesion.id, shot: next.shot } }),
    },
  };
}
