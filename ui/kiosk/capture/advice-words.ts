/** What was measured on a picture, in words: what is the matter, and what to change. It advises; nothing is rejected. */
import type { QualityAdvice } from '../../../services/wire/quality.ts';

export interface AdviceWords {
  readonly title: string;
  readonly change: string;
  /** Taking it again is the better choice; otherwise it is worth a look and no more. */
  readonly again: boolean;
}

export const adviceWords: Record<QualityAdvice, AdviceWords> = {
  unreadable: {
    title: 'This picture cannot be opened.',
    change: 'Take it again. If it stays, switch the camera off and on.',
    again: true,
  },
  blurred: {
    title: 'Blurred.',
    change: 'Hold still, wait until the lesion is sharp, then press again.',
    again: true,
  },
  'maybe-blurred': {
    title: 'Perhaps blurred.',
    change: 'Look at the middle of the picture, larger. Take it again if hairs and edges are not sharp.',
    again: false,
  },
  'focus-unsure': {
    title: 'Too grainy to tell whether it is sharp.',
    change: 'Look at the middle of the picture, larger. More light helps.',
    again: false,
  },
  glare: {
    title: 'Glare: parts of it are burnt out.',
    change: 'Tilt the camera a little, or add gel, until the white patches go.',
    again: true,
  },
  dark: {
    title: 'Too dark.',
    change: 'Check that the ring light is on and nothing is in its way.',
    again: true,
  },
  'too-small': {
    title: 'Smaller than this camera’s pictures are.',
    change: 'Check the picture size in the camera’s menu: the largest JPEG.',
    again: false,
  },
  'no-scale': {
    title: 'No scale was found in it.',
    change: 'Put the ruler with the grey patch beside the lesion, inside the picture.',
    again: false,
  },
};
