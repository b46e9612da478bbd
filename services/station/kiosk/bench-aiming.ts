/**
 * Where a photographer would point the simulated camera: at what is armed. Each lesion of the day gets a drawn one of its
 * own, and the lesions of one visit lie in the same skin.
 *
 *     view: armed, still missing ──► at: the sight before the lens · after: what the next arming will probably be
 */
import type { Sight } from '../../../device/camera/simulated/pictures/sight.ts';
import type { Shot } from '../api/picture.ts';
import type { View, VisitView } from '../api/view.ts';
import { shots } from '../core/book/pictures.ts';

export interface BenchAim {
  readonly at: Sight;
  /** The likeliest first. */
  readonly after: readonly Sight[];
}

type Aim = NonNullable<View['aim']>;

/** People and lesions that keep their numbers; more are no clinic day. */
export const numberedMax = 2000;

/** More need not be drawn ahead. */
const afterMax = 2;

/** Follows the views of a station: where to point whenever something is armed anew, else undefined. */
export function newAiming(): (view: View) => BenchAim | undefined {
  const people = numbering();
  const lesions = numbering();
  let told = '';

  function sight({ appointment }: VisitView, { lesion, shot }: Aim): Sight {
    const person = people.of(appointment);
    return { person, lesion: lesions.of(`${appointment} ${lesion}`), subject: subjectOf(shot) };
  }

  return ({ stage, visit, aim }) => {
    if (stage !== 'armed' || visit === undefined || aim === undefined) {
      told = ''; // armed again, as for a retake, it is wanted again
      return undefined;
    }
    const at = sight(visit, aim);
    const known = goingOn(visit, aim).map((next) => sight(visit, next));
    const somebodyElse: Sight = { person: people.next(), lesion: lesions.next(), subject: 'locating' };
    const after = [...known, somebodyElse].slice(0, afterMax);
    const now = JSON.stringify([at, after]);
    if (now === told) return undefined;
    told = now;
    return { at, after };
  };
}

/** What is missing besides the aim: the rest of its lesion first, and of everything what comes behind the aim first. */
function goingOn({ missing, lesions }: VisitView, aim: Aim): readonly Aim[] {
  const order = (one: Aim) => lesions.findIndex(({ id }) => id === one.lesion) * shots.length + shots.indexOf(one.shot);
  const detour = (one: Aim) => (one.lesion === aim.lesion ? 0 : 2) + (order(one) > order(aim) ? 0 : 1);
  return missing
    .filter((one) => one.lesion !== aim.lesion || one.shot !== aim.shot)
    .toSorted((one, other) => detour(one) - detour(other));
}

/** A polarised picture shows what the other dermoscopic one does. */
function subjectOf(shot: Shot): Sight['subject'] {
  return shot === 'dermoscopic-polarised' ? 'dermoscopic' : shot;
}

/** 0, 1, 2, … in the order in which they are first asked for. The oldest are forgotten, their numbers are not given again. */
function numbering(): { of(name: string): number; next(): number } {
  const numbers = new Map<string, number>();
  let next = 0;
  return {
    of(name) {
      const known = numbers.get(name);
      if (known !== undefined) return known;
      for (const oldest of numbers.keys()) {
        if (numbers.size < numberedMax) break;
        numbers.delete(oldest);
      }
      numbers.set(name, next);
      next += 1;
      return next - 1;
    },
    next: () => next,
  };
}
