/** The four shots in the photographer's words: their names, and what to do for each. */
import type { Shot } from '../../../services/station/api/picture.ts';
import type { LesionView } from '../../../services/station/api/view.ts';
import type { Progress } from './progress.ts';

export interface ShotWords {
  readonly name: string;
  /** For a row of four. */
  readonly short: string;
  /** What to do before the press, in one or two lines. */
  readonly hint: string;
  /** What is forgotten most easily. */
  readonly reminder?: string;
}

// Distances, alcohol, gel and scale: national pathways for teledermatology, and the cameras' own instructions.
export const shotWords: Record<Shot, ShotWords> = {
  locating: {
    name: 'Locating',
    short: 'Locate',
    hint: 'Stand back about 1 m. Show the lesion and a landmark: navel, elbow, ear.',
  },
  'close-up': {
    name: 'Close-up',
    short: 'Close',
    hint: 'About 20 cm away, straight above the lesion.',
    reminder: 'Scale and grey patch?',
  },
  dermoscopic: {
    name: 'Dermoscopic',
    short: 'Dermo',
    hint: 'Wipe with alcohol, put on gel, then the lens flat on the skin. No air bubbles.',
  },
  'dermoscopic-polarised': {
    name: 'Dermoscopic, polarised',
    short: 'Polar',
    hint: 'Wipe the gel off. Lens flat on the dry skin.',
  },
};

/** A sign that does not need colour, and words. */
export const progressWords: Record<Progress, { readonly sign: string; readonly words: string }> = {
  missing: { sign: '○', words: 'not yet' },
  done: { sign: '✓', words: 'taken' },
  'set-aside': { sign: '!', words: 'set aside for checking' },
};

export const sideWords: Record<NonNullable<LesionView['side']>, string> = {
  left: 'Left',
  right: 'Right',
  midline: 'Midline',
};

/** `Shin · Left`, in the letter's words; `Behind the ear · Left · typed` where no table has them. */
export function placeWords({ site, side, typed }: Pick<LesionView, 'site'> & Partial<LesionView>): string {
  return [site, ...(side ? [sideWords[side]] : []), ...(typed ? ['typed'] : [])].join(' · ');
}
