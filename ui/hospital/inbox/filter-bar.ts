/** The fields that narrow the inbox. */
import { html, nothing, type TemplateResult } from 'lit';
import { referralStateWords, urgencyWords } from '../words.ts';
import { type Filters, type StateChoice, stateChoices, type UrgencyChoice, urgencyChoices } from './filters.ts';

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
