/** What the inbox is narrowed to. It stands in the address, so "back" and a bookmark bring it again. */
import type { ReferralState, Urgency } from '../../../services/hospital/web/api/shared.ts';
import { referralStateWords, urgencyWords } from '../words.ts';

/** What a coordinator still has to do something about. */
const openStates: readonly ReferralState[] = ['received', 'accepted', 'booked'];
export const stateChoices = ['open', ...(Object.keys(referralStateWords) as ReferralState[]), 'all'] as const;
export const urgencyChoices = ['all', ...(Object.keys(urgencyWords) as Urgency[])] as const;

export type StateChoice = (typeof stateChoices)[number];
export type UrgencyChoice = (typeof urgencyChoices)[number];

export interface Filters {
  readonly state: StateChoice;
  readonly urgency: UrgencyChoice;
  readonly words: string;
}

/** From the page's address; `asked` is the query for the server. Anything unknown in an address counts as not said. */
export function filtersIn(query: URLSearchParams): Filters & { asked: URLSearchParams; narrowed: boolean } {
  const state = stateChoices.find((choice) => choice === query.get('state')) ?? 'open';
  const urgency = urgencyChoices.find((choice) => choice === query.get('urgency')) ?? 'all';
  const words = (query.get('q') ?? '').trim();
  const asked = new URLSearchParams();
  if (state !== 'all') asked.set('state', state === 'open' ? openStates.join(',') : state);
  if (urgency !== 'all') asked.set('urgency', urgency);
  if (words !== '') asked.set('q', words);
  return { state, urgency, words, asked, narrowed: state !== 'open' || urgency !== 'all' || words !== '' };
}

/** The page's address for these. */
export function pathFor({ state, urgency, words }: Filters): string {
  const query = new URLSearchParams();
  if (state !== 'open') query.set('state', state);
  if (urgency !== 'all') query.set('urgency', urgency);
  if (words !== '') query.set('q', words);
  return query.size > 0 ? `/?${query}` : '/';
}
