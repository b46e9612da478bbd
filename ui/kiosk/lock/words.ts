/** What the lock screen says when it did not open. */
import type { View } from '../../../services/station/api/view.ts';
import { counted } from '../../parts/written.ts';

type Refused = NonNullable<NonNullable<View['signIn']>['refused']>;

const words: Record<Refused, string> = {
  wrong: 'That PIN is not right.',
  'unknown-badge': 'This badge is not on the list of this station. Use your name and PIN.',
  wait: 'Too many wrong attempts. Try again in a while, or ask a colleague to sign in.',
  'no-list': 'No list has come from the hospital yet: nobody can sign in.',
};

/** `attemptsLeft`: before a wait. */
export function refusedWords(refused: Refused | undefined, attemptsLeft: number | undefined): string | undefined {
  if (refused === undefined) return undefined;
  const left = refused === 'wrong' && attemptsLeft !== undefined ? attemptsLeft : undefined;
  return left === undefined ? words[refused] : `${words[refused]} ${counted(left, 'try', 'tries')} left.`;
}

/** `Wait 4 minutes`, `Wait 50 seconds`. Rounded up: nobody is told to come back too early. */
export function waitWords(leftMs: number): string {
  const seconds = Math.ceil(leftMs / 1_000);
  const time =
    seconds > 90 ? counted(Math.ceil(seconds / 60), 'minute', 'minutes') : counted(seconds, 'second', 'seconds');
  return `Too many wrong attempts with this name. Wait ${time}, or ask a colleague to sign in.`;
}
