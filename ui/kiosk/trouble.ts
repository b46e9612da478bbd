/**
 * What the page has to say of trouble at this moment: one sentence, the most pressing first.
 *
 *   what the latest press met  ›  the camera's fault  ›  the station's storage  ›  the camera is starting
 */
import type { View } from '../../services/station/api/view.ts';
import { cameraFaultWords, diskWords, type Sentence, sentenceFor } from './words.ts';

/** `failed`: something was asked and did not happen; `warned`: it would not happen if asked; `wait`: it passes by itself. */
export interface Trouble extends Sentence {
  readonly kind: 'failed' | 'warned' | 'wait';
}

export function troubleIn(view: View): Trouble | undefined {
  const { notice, disk } = view;
  const status = view.camera.status;
  const fault = status === 'starting' || status === 'ready' ? undefined : status;
  if (notice?.kind === 'refused' && notice.why === 'camera-not-ready' && fault) {
    // The refusal alone would send the photographer looking for the reason: say the reason.
    return {
      kind: 'failed',
      happened: `Nothing was taken. ${cameraFaultWords[fault].happened}`,
      todo: cameraFaultWords[fault].todo,
    };
  }
  if (notice) return { kind: 'failed', ...sentenceFor(notice) };
  if (fault) return { kind: 'warned', ...cameraFaultWords[fault] };
  if (disk !== 'ok') return { kind: 'warned', ...diskWords[disk] };
  if (status === 'starting') {
    return { kind: 'wait', happened: 'The camera is starting.', todo: 'The live picture comes by itself.' };
  }
  return undefined;
}
