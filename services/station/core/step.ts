/** What the station does about an event: see the drawing in `visit.ts`. One function for each thing that can happen. */
import type { LightScene, Photo } from '../../../device/ports.ts';
import type { Binding, Capture } from '../../wire/capture.ts';
import type { LesionId, ParcelId, Sha256, VisitId } from '../../wire/ids.ts';
import type { ViewKind } from '../../wire/patient.ts';
import type { Notice, PictureView, Refusal } from '../api.ts';
import { exposureFor } from './exposure.ts';
import {
  type Effect,
  exposeDeadlineMs,
  type In,
  type State,
  type Step,
  type Trigger,
  type Visit,
  type VisitEvent,
  waitingMax,
} from './visit.ts';

export function step(state: State, event: VisitEvent): Step {
  switch (event.kind) {
    case 'clinic':
      return stay({ ...state, clinic: event.list });
    case 'camera':
      return stay({ ...state, camera: event.status });
    case 'disk':
      return stay({ ...state, disk: event.disk });
    case 'waiting':
      return stay({ ...state, waiting: event.waiting });
    case 'pedal-stuck':
      return stay(noticed(state, { kind: 'pedal-stuck' }));
    case 'open-visit':
      return whenOpening(state, event.appointment, event.newId);
    case 'arm':
      return whenArming(state, event.lesion, event.view);
    case 'disarm':
      return state.visit.kind === 'armed'
        ? go(state, { kind: 'choosing', visit: state.visit.visit }, light({ kind: 'off' }))
        : stay(state);
    case 'close-visit':
      return whenClosing(state);
    case 'press':
      return whenPressed(state, event.trigger);
    case 'exposed':
      return whenExposed(state, event.trigger, event.photo);
    case 'exposure-failed':
      return waitsFor(state.visit, 'exposing', event.trigger.id)
        ? backToArmed(state, state.visit, { kind: 'camera', fault: event.fault })
        : stay(state);
    case 'unexplained':
      return { state, effects: [sealUnexplained(state, event.noticed, event.photo)] };
    case 'sealed':
      return whenSealed(state, event.id, event.atMs);
    case 'seal-failed':
      return waitsFor(state.visit, 'sealing', event.id)
        ? backToArmed(state, state.visit, { kind: 'not-kept' })
        : stay(state);
    case 'receipt':
      return stay({
        ...state,
        pictures: state.pictures.map((picture) => (picture.id === event.id ? received(picture, event) : picture)),
      });
  }
}

function whenOpening(state: State, wanted: string, newId: VisitId): Step {
  if (state.visit.kind !== 'idle') return refuse(state, 'visit-open');
  const appointment = state.clinic.find((entry) => entry.id === wanted);
  if (appointment === undefined) return refuse(state, 'unknown-appointment');
  return go({ ...state, pictures: [] }, { kind: 'choosing', visit: { id: newId, appointment } });
}

function whenArming(state: State, lesionId: LesionId, view: ViewKind): Step {
  const { visit } = state;
  if (visit.kind === 'idle') return refuse(state, 'no-visit');
  if (visit.kind === 'exposing' || visit.kind === 'sealing') return refuse(state, 'still-working');
  const lesion = visit.visit.appointment.lesions.find((entry) => entry.id === lesionId);
  if (lesion === undefined) return refuse(state, 'unknown-lesion');
  return go(
    state,
    { kind: 'armed', visit: visit.visit, aim: { lesion, view } },
    light({ kind: 'aim', polarised: polarisedFor(view) }),
    { kind: 'prepare', setup: exposureFor[view] },
  );
}

function whenClosing(state: State): Step {
  const { visit } = state;
  if (visit.kind === 'exposing' || visit.kind === 'sealing') return refuse(state, 'still-working');
  return go({ ...state, pictures: [] }, { kind: 'idle' }, light({ kind: 'off' }), { kind: 'forget-pictures' });
}

function whenPressed(state: State, trigger: Trigger): Step {
  const { visit } = state;
  switch (visit.kind) {
    case 'idle':
      return refuse(state, 'no-visit');
    case 'choosing':
    case 'saved':
      return refuse(state, 'not-armed');
    case 'exposing':
    case 'sealing':
      return stay(state); // an impatient foot
    case 'armed': {
      const why = reasonAgainst(state);
      if (why !== undefined) return refuse(state, why);
      return go(
        state,
        { kind: 'exposing', visit: visit.visit, aim: visit.aim, trigger },
        light({ kind: 'flash', polarised: polarisedFor(visit.aim.view) }),
        { kind: 'expose', trigger, deadlineMs: exposeDeadlineMs },
      );
    }
  }
}

/** Why no picture may be taken now, asked before the shutter and not after. */
function reasonAgainst(state: State): Refusal | undefined {
  if (state.camera !== 'ready') return 'camera-not-ready';
  if (state.disk === 'full') return 'disk-full';
  if (state.disk === 'failed') return 'disk-failed';
  return state.waiting >= waitingMax ? 'too-many-waiting' : undefined;
}

function whenExposed(state: State, trigger: Trigger, photo: Photo): Step {
  const { visit } = state;
  if (!waitsFor(visit, 'exposing', trigger.id)) {
    // A picture of another moment may show another patient. Its own trigger never became a parcel, so the name is free.
    return { state, effects: [sealUnexplained(state, trigger, photo)] };
  }
  const binding: Binding = {
    kind: 'visit',
    visit: visit.visit.id,
    appointment: visit.visit.appointment.id,
    patient: visit.visit.appointment.patient,
    lesion: visit.aim.lesion,
    view: visit.aim.view,
  };
  const capture = captureOf(state, trigger, photo, binding, polarisedFor(visit.aim.view));
  return go(state, { ...visit, kind: 'sealing', sha256: capture.picture.sha256 }, { kind: 'seal', capture, photo });
}

function whenSealed(state: State, id: ParcelId, atMs: number): Step {
  const { visit } = state;
  if (!waitsFor(visit, 'sealing', id)) return stay(state);
  const picture: PictureView = {
    id,
    lesion: visit.aim.lesion.id,
    view: visit.aim.view,
    sha256: visit.sha256,
    state: 'saved',
    pressToSavedMs: atMs - visit.trigger.atMs,
  };
  return go(
    { ...state, pictures: [...state.pictures, picture] },
    { kind: 'saved', visit: visit.visit, aim: visit.aim },
    light({ kind: 'off' }),
    light({ kind: 'signal', what: 'saved' }),
  );
}

function waitsFor<Kind extends 'exposing' | 'sealing'>(visit: Visit, kind: Kind, id: ParcelId): visit is In<Kind> {
  return visit.kind === kind && (visit as In<'exposing' | 'sealing'>).trigger.id === id;
}

function backToArmed(state: State, visit: In<'exposing' | 'sealing'>, notice: Notice): Step {
  const armed: Visit = { kind: 'armed', visit: visit.visit, aim: visit.aim };
  const aiming = light({ kind: 'aim', polarised: polarisedFor(visit.aim.view) });
  return {
    state: noticed({ ...state, visit: armed }, notice),
    effects: [aiming, light({ kind: 'signal', what: 'failed' })],
  };
}

function sealUnexplained(state: State, noticed: Trigger, photo: Photo): Effect {
  return { kind: 'seal', capture: captureOf(state, noticed, photo, { kind: 'unexplained' }, false), photo };
}

function captureOf(state: State, trigger: Trigger, photo: Photo, binding: Binding, polarised: boolean): Capture {
  return {
    kind: 'capture',
    version: 1,
    parcel: trigger.id,
    station: state.station,
    takenAt: trigger.at,
    binding,
    picture: {
      sha256: photo.sha256 as Sha256, // the camera's process took it over these very bytes
      bytes: photo.bytes.length,
      widthPx: photo.widthPx,
      heightPx: photo.heightPx,
    },
    camera: photo.camera,
    polarised,
  };
}

function received(picture: PictureView, event: Extract<VisitEvent, { kind: 'receipt' }>): PictureView {
  return { ...picture, state: event.outcome === 'filed' ? 'at-hospital' : 'quarantined', filedAs: event.filedAs };
}

/** Only skin seen through the contact plate is lit through the polarising filter. */
function polarisedFor(view: ViewKind): boolean {
  return view === 'dermoscopic';
}

function light(scene: LightScene): Effect {
  return { kind: 'light', scene };
}

function stay(state: State): Step {
  return { state, effects: [] };
}

function refuse(state: State, why: Refusal): Step {
  return stay(noticed(state, { kind: 'refused', why }));
}

function noticed(state: State, notice: Notice): State {
  return { ...state, notice, notices: state.notices + 1 };
}

/** The next stage of the visit; what was last complained of is settled by it. */
function go(state: State, visit: Visit, ...effects: Effect[]): Step {
  return { state: { ...state, visit, notice: undefined }, effects };
}
