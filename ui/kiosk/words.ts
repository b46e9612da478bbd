/**
 * Every sentence that tells the photographer of trouble: what happened, and what to do. Plain English; a new reason in
 * the station's `api/command.ts` does not compile here until it has its words.
 *
 * Words that belong to one part of the visit stand with it: advice on a picture and the shots in `capture/`, what is asked
 * before the first picture in `consent/`.
 */
import type { Notice, Refusal } from '../../services/station/api/command.ts';
import type { View } from '../../services/station/api/view.ts';

type CameraStatus = View['camera']['status'];
type CameraFault = Exclude<CameraStatus, 'starting' | 'ready'>;

/** What happened, and what to do now. */
export interface Sentence {
  readonly happened: string;
  readonly todo: string;
}

export const refusalWords: Record<Refusal, Sentence> = {
  locked: {
    happened: 'Nothing was done: this station is locked.',
    todo: 'Sign in first, with your badge or your name and PIN.',
  },
  'no-visit': {
    happened: 'Nothing was taken: no patient is chosen.',
    todo: 'Choose the patient from today’s clinic first.',
  },
  'not-armed': {
    happened: 'This press took no picture: nothing is chosen to be taken.',
    todo: 'Choose the lesion and the view, then press again.',
  },
  'not-identified': {
    happened: 'Nothing was taken: it is not confirmed who is here.',
    todo: 'Ask the patient the questions on the screen first.',
  },
  'no-consent': {
    happened: 'Nothing was taken: the patient has not agreed to pictures.',
    todo: 'Ask for consent first. Without it, end the visit.',
  },
  'unknown-appointment': {
    happened: 'This appointment is no longer in today’s clinic.',
    todo: 'Look for the patient in the list again, or ask reception.',
  },
  'unknown-code': {
    happened: 'This code belongs to nobody in today’s clinic.',
    todo: 'Search for the patient by name, or register them by hand.',
  },
  'other-patient': {
    happened: 'This letter belongs to another patient of today.',
    todo: 'Stop and find out who is here before you go on.',
  },
  'unknown-lesion': {
    happened: 'This lesion is not on the referral letter.',
    todo: 'Choose a lesion that is. Tell the consultant of others as a wish.',
  },
  'not-photographed': {
    happened: 'This lesion was marked as not to be photographed.',
    todo: 'Take that mark back first, if it can be photographed after all.',
  },
  'visit-open': {
    happened: 'Another visit is still open.',
    todo: 'End it first, then choose this patient.',
  },
  'wrong-birthday': {
    happened: 'This is not the day and month on the list.',
    todo: 'Ask the patient again. If it differs again, they may be somebody else.',
  },
  'not-asked': {
    happened: 'Name and address have to be asked too.',
    todo: 'Let the patient say them, then mark both.',
  },
  'not-now': {
    happened: 'This does not go with what is on the screen.',
    todo: 'Finish the step that is shown, then try again.',
  },
  'still-working': {
    happened: 'The picture before is still being saved.',
    todo: 'Wait for “Saved”, then go on.',
  },
  'camera-not-ready': {
    happened: 'Nothing was taken: the camera was not ready.',
    todo: 'Wait for the live picture, then press again.',
  },
  'disk-full': {
    happened: 'Nothing was taken: this station has no room for another picture.',
    todo: 'Connect it to the network and wait until pictures have been sent.',
  },
  'disk-failed': {
    happened: 'Nothing was taken: this station cannot keep pictures.',
    todo: 'Stop here, use another station and call support.',
  },
  'too-many-waiting': {
    happened: 'Nothing was taken: too many pictures are waiting to be sent.',
    todo: 'Connect the station to the network and wait until the number falls.',
  },
};

export const cameraFaultWords: Record<CameraFault, Sentence> = {
  unplugged: {
    happened: 'The camera does not answer.',
    todo: 'Check its cable, and that it is switched on.',
  },
  busy: {
    happened: 'The camera is busy.',
    todo: 'Wait a moment, then press again.',
  },
  'battery-low': {
    happened: 'The camera’s battery is empty.',
    todo: 'Put in a charged battery.',
  },
  'card-full': {
    happened: 'The camera’s card is full.',
    todo: 'Put in an empty card. Keep the full one; do not delete from it.',
  },
  'out-of-focus': {
    happened: 'The camera could not focus.',
    todo: 'Move it a little until the picture is sharp, then press again.',
  },
  'timed-out': {
    happened: 'The camera did not answer in time.',
    todo: 'Wait for the live picture, then press again.',
  },
  'bad-bytes': {
    happened: 'The picture arrived damaged and was not kept.',
    todo: 'Take it again.',
  },
  'other-camera': {
    happened: 'This is not the camera that belongs to this station.',
    todo: 'Plug in the right one. If it was exchanged on purpose, confirm it on the list of today’s clinic.',
  },
  failed: {
    happened: 'The camera reported a problem.',
    todo: 'Press again. If it stays, switch the camera off and on.',
  },
};

export const noticeWords: Record<Exclude<Notice['kind'], 'refused' | 'camera'>, Sentence> = {
  'not-kept': {
    happened: 'The picture was taken but could not be saved.',
    todo: 'Take it again.',
  },
  'set-aside': {
    happened: 'A picture came that nobody had asked for.',
    todo: 'It is kept apart and joins nobody’s record. Press the pedal only.',
  },
  'pedal-stuck': {
    happened: 'The pedal has been down for more than 10 seconds.',
    todo: 'Take your foot off. If that does not help, unplug it and use the button on the screen.',
  },
};

/** The sentence for what went wrong last. */
export function sentenceFor(notice: Notice): Sentence {
  switch (notice.kind) {
    case 'refused':
      return refusalWords[notice.why];
    case 'camera':
      return cameraFaultWords[notice.fault];
    case 'not-kept':
    case 'set-aside':
    case 'pedal-stuck':
      return noticeWords[notice.kind];
  }
}

export const diskWords: Record<Exclude<View['disk'], 'ok'>, Sentence> = {
  full: {
    happened: 'This station has no room for more pictures.',
    todo: 'Connect it to the network and wait until pictures have been sent.',
  },
  failed: {
    happened: 'This station cannot keep pictures.',
    todo: 'Stop here, use another station and call support.',
  },
};

/** The camera's state in one or two words, for the strip at the edge of the screen. */
export const cameraWords: Record<CameraStatus, string> = {
  starting: 'starting',
  ready: 'ready',
  unplugged: 'not found',
  busy: 'busy',
  'battery-low': 'battery empty',
  'card-full': 'card full',
  'out-of-focus': 'no focus',
  'timed-out': 'no answer',
  'bad-bytes': 'bad picture',
  'other-camera': 'not ours',
  failed: 'problem',
};

/** Below these something should be done soon. */
const batteryPercentLow = 20;
const shotsLow = 20;
/** A camera's clock that is off by more than this puts pictures into the wrong order elsewhere. */
const clockOffsetSMax = 120;

/** The most pressing thing to know of a camera that works, in two or three words; undefined when all is well. */
export function adviceWords(advice: View['camera']['advice']): string | undefined {
  const { batteryPercent, shotsLeft, clockOffsetS, settings } = advice;
  if (batteryPercent !== undefined && batteryPercent < batteryPercentLow) return `battery ${batteryPercent} %`;
  if (shotsLeft !== undefined && shotsLeft < shotsLow) return `${shotsLeft} pictures left`;
  if (settings.length > 0) return 'settings changed';
  if (clockOffsetS !== undefined && Math.abs(clockOffsetS) > clockOffsetSMax) return 'clock is wrong';
  return undefined;
}
