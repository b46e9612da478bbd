/** What the switches of the bench do, in the order in which they are shown. */
import type { BenchView } from '../../services/station/api.ts';

export type SimulatedFault = BenchView['camera']['faults'][number];
type Light = BenchView['light'];
type Subject = NonNullable<BenchView['camera']['subject']>;

export const faultWords: Record<SimulatedFault, { readonly label: string; readonly explanation: string }> = {
  unplugged: { label: 'Cable out', explanation: 'The camera is gone until this is off again.' },
  'battery-empty': { label: 'Battery empty', explanation: 'No live picture, no pictures taken.' },
  'card-full': { label: 'Card full', explanation: 'Live picture, but no room for a picture.' },
  'out-of-focus': { label: 'No focus', explanation: 'The shutter is not released.' },
  busy: { label: 'Busy', explanation: 'It answers, and asks for patience.' },
  hangs: { label: 'Hangs', explanation: 'It takes orders and never answers.' },
  'cuts-off': { label: 'Cuts off', explanation: 'Pictures arrive only in part.' },
};

/** The order of the switches: from what happens most often in a clinic to what hardly does. */
export const faultOrder = Object.keys(faultWords) as readonly SimulatedFault[];

export const subjectWords: Record<Subject, string> = {
  locating: 'body, from afar',
  'close-up': 'lesion with scale',
  dermoscopic: 'lesion, lens on the skin',
};

/** The ring light's scene in words. */
export function lightWords(light: Light): string {
  switch (light.kind) {
    case 'off':
      return 'Off';
    case 'aim':
      return light.polarised ? 'Aiming, polarised' : 'Aiming';
    case 'flash':
      return light.polarised ? 'Flash, polarised' : 'Flash';
    case 'signal':
      return light.what === 'saved' ? 'Signal: saved' : 'Signal: failed';
  }
}
