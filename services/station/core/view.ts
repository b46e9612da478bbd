/** The one flat document that the kiosk shows, made of what the station knows. */
import type { CameraAdvice, CameraFacts } from '../../../device/ports.ts';
import type { View } from '../api.ts';
import type { State } from './visit.ts';

/** What the kiosk shows beyond the visit. */
export interface Surroundings {
  readonly cameraFacts: CameraFacts | undefined;
  readonly cameraAdvice: CameraAdvice;
  readonly pedal: View['pedal'];
  readonly outbox: View['outbox'];
  readonly hospital: View['hospital'];
  readonly simulated: boolean;
}

export function viewOf(state: State, around: Surroundings): View {
  const { visit } = state;
  return {
    station: state.station,
    stage: visit.kind,
    clinic: visit.kind === 'idle' ? state.clinic : [],
    ...(visit.kind !== 'idle' && {
      visit: {
        id: visit.visit.id,
        patient: visit.visit.appointment.patient,
        lesions: visit.visit.appointment.lesions,
        pictures: state.pictures,
      },
    }),
    ...('aim' in visit && { aim: { lesion: visit.aim.lesion.id, view: visit.aim.view } }),
    ...(state.notice !== undefined && { notice: state.notice }),
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
}
