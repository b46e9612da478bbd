/** What stands between the ring light's behaviour and its lamps. `ring-light.ts` is the same over each of them. */
import type { Stop } from '../ports.ts';
import type { Levels } from './levels.ts';

/** Why the lamps could not be set. */
export type BoardFault =
  | 'absent' // nothing is where the board should be
  | 'refused' // the kernel does not let us
  | 'silent' // it is there and does not answer
  | 'unfit'; // it answers, and is no board that can dim these pins

export interface Board {
  /**
   * Sets both segments. Resolves once the board has taken the levels, as far as it can tell; never rejects over something
   * that can happen in a clinic. May be called while an earlier call is still without an answer; the later one counts.
   */
  write(levels: Levels): Promise<'written' | BoardFault>;

  /** Calls back when a board that was away can be written again. It is dark then. */
  onBack(listener: () => void): Stop;

  /** Dark, then released, within a limit of its own. Safe to repeat. */
  close(): Promise<void>;
}

/** What happened to the ring light, for a log. */
export type LightNote =
  | { readonly kind: 'fault'; readonly fault: BoardFault; readonly why: string } // `why` is the system's own words
  | { readonly kind: 'back' }
  | { readonly kind: 'late'; readonly limitMs: number } // the board did not answer a change of scene
  | { readonly kind: 'reduced' } // full brightness was wanted for longer than the ring bears
  | { readonly kind: 'idle' } // nobody changed the scene for long: it went off
  | { readonly kind: 'unguarded' }; // the guard ended before us; another takes its place before the next light
