/** How old the list is, in the words of the clinic: it works without a network, from the last list that came. */

/** A list that is older than this was made before this working day began. */
const oldMs = 18 * 60 * 60 * 1_000;

export interface ListAge {
  /** `from 07:02`, `from Fri 07:02`, `none yet`. Local time at the clinic. */
  readonly words: string;
  readonly old: boolean;
}

const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const dayAndTime = new Intl.DateTimeFormat('en-GB', { weekday: 'short', hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const weekMs = 7 * 24 * 60 * 60 * 1_000;

/** `madeAt`: RFC 3339; undefined where there has been no list. `nowMs`: the time of day. */
export function listAgeWords(madeAt: string | undefined, nowMs: number): ListAge {
  if (madeAt === undefined) return { words: 'none yet', old: true };
  const made = new Date(madeAt);
  const ageMs = nowMs - made.getTime();
  const sameDay = made.toDateString() === new Date(nowMs).toDateString();
  if (sameDay) return { words: `from ${time.format(made)}`, old: ageMs > oldMs };
  const words = ageMs > weekMs ? `from ${day.format(made)}` : `from ${dayAndTime.format(made)}`;
  return { words, old: ageMs > oldMs };
}
