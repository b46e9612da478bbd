/** What a locked screen says: who can sign in, and why the latest attempt did not succeed. */
import type { View } from '../../api/view.ts';
import { attemptsFree, attemptsLeft, waitMs } from '../book/attempts.ts';
import type { State } from '../visit.ts';

type SignIn = NonNullable<View['signIn']>;

export function signInView(state: State, epochMs: number, hint: string | undefined): SignIn {
  const { stage } = state;
  return {
    roster: state.roster,
    visitWaits: stage.kind === 'locked' && stage.visit !== undefined,
    checking: state.checking !== undefined,
    ...refusedAs(state, epochMs),
    ...(hint !== undefined && { hint }),
  };
}

/** A wait that is over is not told any more. */
export function refusedAs(state: State, epochMs: number): Pick<SignIn, 'refused' | 'attemptsLeft' | 'waitMs'> {
  const { refusedSignIn } = state;
  if (refusedSignIn === undefined) return {};
  const { who, why } = refusedSignIn;
  const waits = waitMs(state, who, epochMs);
  if (why === 'wait') return waits > 0 ? { refused: why, waitMs: waits } : {};
  const left = attemptsLeft(state, who);
  return { refused: why, ...(left > 0 && left < attemptsFree && { attemptsLeft: left }) };
}
