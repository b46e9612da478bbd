/** Which lesions of a visit have not their whole set of pictures, and why. */
import type { Shot } from '../../../services/station/api/picture.ts';
import type { LesionView, VisitView } from '../../../services/station/api/view.ts';

export interface Lacking {
  readonly lesion: LesionView;
  readonly number: number;
  readonly shots: readonly Shot[];
}

/** Every lesion that has not its whole set, in the letter's order. */
export function lackingOf({ lesions, missing }: VisitView): readonly Lacking[] {
  return lesions
    .map((lesion, place) => ({
      lesion,
      number: place + 1,
      shots: missing.filter((one) => one.lesion === lesion.id).map(({ shot }) => shot),
    }))
    .filter(({ lesion, shots }) => lesion.cannot !== undefined || shots.length > 0);
}
