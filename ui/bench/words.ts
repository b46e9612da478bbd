/** What the switches of the bench do, in the order in which they are shown. */
import type { BenchCommand, BenchView } from '../../services/station/api/bench.ts';

export type SimulatedFault = BenchView['camera']['faults'][number];
export type Light = NonNullable<BenchView['light']>;
type Subject = NonNullable<BenchView['camera']['subject']>;
export type Letter = NonNullable<BenchView['camera']['letter']>;

export const faultWords: Record<SimulatedFault, { readonly label: string; readonly explanation: string }> = {
  unplugged: { label: 'Cable out', explanation: 'The camera is gone until this is off again.' },
  'battery-empty': { label: 'Battery empty', explanation: 'No live picture, no pictures taken.' },
  asleep: { label: 'Asleep', explanation: 'Gone until its own button is pressed.' },
  'out-of-focus': { label: 'No focus', explanation: 'The shutter is not released.' },
  'card-full': { label: 'Card full', explanation: 'Live picture, but no room for a picture.' },
  busy: { label: 'Busy', explanation: 'It answers, and asks for patience.' },
  'drifted-setting': { label: 'Settings moved', explanation: 'Quality and ISO are not as they were set.' },
  'wrong-clock': { label: 'Wrong clock', explanation: 'It is a day behind.' },
  'other-serial': { label: 'Other camera', explanation: 'Another body hangs on the cable.' },
  hangs: { label: 'Hangs', explanation: 'It takes orders and never answers.' },
  'drops-link': { label: 'Link drops', explanation: 'At each press. The picture stays in it.' },
  'raw-picture': { label: 'Raw file', explanation: 'Its pictures are no JPEGs.' },
  'stale-picture': { label: 'Old picture', explanation: 'One of another day turns up.' },
  'late-event': { label: 'Late picture', explanation: 'It comes when nobody waits.' },
  'hangs-in-capture': { label: 'Shutter stuck', explanation: 'The exposure does not end.' },
  'hangs-in-download': { label: 'Download hangs', explanation: 'Half a picture, then silence.' },
  'cuts-off': { label: 'Cuts off', explanation: 'Pictures arrive only in part.' },
  'double-event': { label: 'Told twice', explanation: 'The same picture arrives two times.' },
  'empty-picture': { label: 'Empty picture', explanation: 'A file without a single byte.' },
  'huge-picture': { label: 'Huge picture', explanation: 'A file of half a gigabyte.' },
};

/** The order of the switches: from what happens most often in a clinic to what hardly does. */
export const faultOrder = Object.keys(faultWords) as readonly SimulatedFault[];

const subjectWords: Record<Subject, string> = {
  locating: 'body, from afar',
  'close-up': 'lesion with scale',
  dermoscopic: 'lesion, lens on the skin',
  letter: 'a letter',
};

const letterWords: Record<Letter, string> = { own: 'the patient’s letter', other: 'another patient’s letter' };

/** What the camera looks at; whose letter it is when that is known. */
export function beforeTheLensWords(subject: Subject, letter: Letter | undefined): string {
  return subject === 'letter' && letter !== undefined ? letterWords[letter] : subjectWords[subject];
}

/** What a hand does with a letter. */
export interface LetterDeed {
  readonly command: Extract<BenchCommand, { kind: 'letter' | 'scan' }>;
  readonly label: string;
  readonly explanation: string;
}

/** Instead of the explanation, while it is so. */
export const heldWords = 'It is before the lens.';

/** Before the switches: every visit begins with a letter. */
export const letterDeeds: readonly LetterDeed[] = [
  {
    command: { kind: 'scan', whose: 'own' },
    label: 'Scan the letter',
    explanation: 'Of the visit, or of who comes next.',
  },
  {
    command: { kind: 'letter', whose: 'own' },
    label: 'Hold up the patient’s letter',
    explanation: 'For the identity picture.',
  },
  {
    command: { kind: 'letter' },
    label: 'Take it away',
    explanation: 'The lens sees skin again.',
  },
  {
    command: { kind: 'letter', whose: 'other' },
    label: 'Hold up another patient’s letter',
    explanation: 'The station has to refuse it.',
  },
  {
    command: { kind: 'scan', whose: 'other' },
    label: 'Scan another’s letter',
    explanation: 'In a visit it has to be refused.',
  },
];

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

/** Which switches are on, for those who look at another page of them. */
export function faultsOnWords(faults: readonly SimulatedFault[]): string {
  if (faults.length === 0) return 'No trouble is on.';
  if (faults.length > namedMax) return `${faults.length} troubles are on.`;
  return `On: ${faults.map((fault) => faultWords[fault].label).join(', ')}.`;
}

const namedMax = 2;
