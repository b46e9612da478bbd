/** What the inbox is narrowed to. It stands in the address, so "back" and a bookmark bring it again. */
import { html, nothing, type TemplateResult } from 'lit';
import type { ReferralState, Urgency } from '../../../services/hospital/web/api.ts';
import { referralStateWords, urgencyWords } from '../words.ts';

/** What a coordinator still has to do something about. */
const openStates: readonly ReferralState[] = ['received', 'accepted', 'booked'];
const stateChoices = ['open', ...(Object.keys(referralStateWords) as ReferralState[]), 'all'] as const;
const urgencyChoices = ['all', ...(Object.keys(urgencyWords) as Urgency[])] as const;

type StateChoice = (typeof stateChoices)[number];
type UrgencyChoice = (typeof urgencyChoices)[number];

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

export function filterBar(
  filters: Filters & { narrowed: boolean },
  go: (change: Partial<Filters>) => void,
): TemplateResult {
  const search = (event: SubmitEvent) => {
    event.preventDefault();
    const words = new FormData(event.target as HTMLFormElement).get('q');
    go({ words: typeof words === 'string' ? words.trim() : '' });
  };
  return html`<form class="filters" role="search" aria-label="Referrals" @submit=${search}>
    <div class="field">
      <label for="filter-state">State</label>
      <select id="filter-state" @change=${(event: Event) => go({ state: (event.target as HTMLSelectElement).value as StateChoice })}>
        ${stateChoices.map(
          (choice) =>
            html`<option value=${choice} .selected=${choice === filters.state}>
              ${choice === 'open' ? 'Open' : choice === 'all' ? 'All' : referralStateWords[choice]}
            </option>`,
        )}
      </select>
    </div>
    <div class="field">
      <label for="filter-urgency">Urgency</label>
      <select id="filter-urgency" @change=${(event: Event) => go({ urgency: (event.target as HTMLSelectElement).value as UrgencyChoice })}>
        ${urgencyChoices.map(
          (choice) =>
            html`<option value=${choice} .selected=${choice === filters.urgency}>
              ${choice === 'all' ? 'Any' : urgencyWords[choice].words}
            </option>`,
        )}
      </select>
    </div>
    <div class="field grow">
      <label for="filter-words">Name, NHS number or hospital number</label>
      <div class="beside">
        <input id="filter-words" type="search" name="q" autocomplete="off" spellcheck="false" .value=${filters.words} />
        <button>Search</button>
      </div>
    </div>
    ${filters.narrowed ? html`<a class="clear" href="/">Show all open referrals</a>` : nothing}
  </form>`;
}
