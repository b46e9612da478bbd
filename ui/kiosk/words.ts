/**
 * Every sentence that tells the photographer of trouble: what happened, and what to do. Plain English; a new reason in
 * the station's `api.ts` does not compile here until it has its words.
 */
import type { AppointmentView, Notice, Refusal, View } from '../../services/station/api.ts';
import type { Progress, ViewKind } from './shots.ts';

type CameraStatus = View['camera']['status'];
type CameraFault = Exclude<CameraStatus, 'starting' | 'ready'>;
type Side = NonNullable<AppointmentView['lesions'][number]['side']>;

/** What happened, and what to do now. */
export interface Sentence {
  readonly happened: string;
  readonly todo: string;
}

export const refusalWords: Record<Refusal, Sentence> = {
  'no-visit': {
    happened: 'Nothing was taken: no patient is chosen.',
    todo: 'Choose the patient from today’s clinic first.',
  },
  'not-armed': {
    happened: 'This press took no picture: no view is chosen.',
    todo: 'Choose the lesion and the view, then press again.',
  },
  'unknown-appointment': {
    happened: 'This appointment is no longer in today’s clinic.',
    todo: 'Look for the patient in the list again, or ask reception.',
  },
  'unknown-lesion': {
    happened: 'This lesion is not on the referral letter.',
    todo: 'Choose a lesion that is.',
  },
  'visit-open': {
    happened: 'Another visit is still open.',
    todo: 'Finish it first, then choose this patient.',
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

export const viewWords: Record<ViewKind, { readonly name: string; readonly hint: string }> = {
  locating: { name: 'Locating', hint: 'Show where on the body it is' },
  'close-up': { name: 'Close-up', hint: 'About 20 cm away, with the scale' },
  dermoscopic: { name: 'Dermoscopic', hint: 'Wipe, use gel, lens on the skin' },
};

export const sideWords: Record<Side, string> = { left: 'Left', right: 'Right', midline: 'Midline' };

/** How far one view is: a sign that does not need colour, and words. */
export function progressWords(progress: Progress): { readonly sign: string; readonly words: string } {
  switch (progress.kind) {
    case 'not-yet':
      return { sign: '○', words: 'not yet' };
    case 'saved':
      return {
        sign: '✓',
        words: progress.atHospital
          ? `${progress.count} saved, ${progress.atHospital} at hospital`
          : `${progress.count} saved`,
      };
    case 'at-hospital':
      return { sign: '✓', words: `${progress.count} at hospital` };
    case 'set-aside':
      return { sign: '!', words: `${progress.count} set aside` };
  }
}
