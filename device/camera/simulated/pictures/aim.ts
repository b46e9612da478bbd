/** Where the camera points, and which pictures somebody may therefore want next. */
import { onCourse, type Sight } from './sight.ts';

export interface Aim {
  readonly at: Sight;
  /** What will probably be aimed at next, the likeliest first. */
  readonly after: readonly Sight[];
  /** Whether a picture of it was taken since. */
  readonly taken: boolean;
}

/** Pictures kept in hand besides the one before the lens. */
export const aheadMax = 2;

/** `aim`: undefined while nobody aims; `taken`: pictures so far. */
export function beforeLens(aim: Aim | undefined, taken: number): Sight {
  return aim?.at ?? onCourse(taken);
}

/** What should lie ready, the most wanted first; `hurry`: the first before all else, somebody is about to take it. */
export function wantedWith(
  aim: Aim | undefined,
  taken: number,
): { readonly wanted: readonly Sight[]; readonly hurry: boolean } {
  if (aim === undefined) return { wanted: [onCourse(taken), onCourse(taken + 1)], hurry: false };
  const ahead = aim.after.slice(0, aheadMax);
  // after a picture, going on is likelier than a retake
  return aim.taken ? { wanted: [...ahead, aim.at], hurry: false } : { wanted: [aim.at, ...ahead], hurry: true };
}
