/**
 * Choosing a body site of the standard list (DICOM CID 4029) by typing. A combobox with a list (ARIA Authoring Practices):
 * arrows move, Enter takes, Escape closes. Tells the choice through `chosen(site)`.
 */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { BodySite } from '../../../services/hospital/web/api/referrals.ts';
import { matchingSites } from './matching.ts';

export class SitePicker extends LitElement {
  static override properties = {
    sites: { attribute: false },
    name: { attribute: false },
    label: { attribute: false },
    typed: { attribute: false },
    chosen: { attribute: false },
    open: { state: true },
    at: { state: true },
  };
  declare sites: readonly BodySite[];
  /** Makes the ids of this one its own. */
  declare name: string;
  declare label: string;
  declare typed: string;
  declare chosen: (site: BodySite) => void;
  declare open: boolean;
  declare at: number;

  constructor() {
    super();
    this.typed = '';
    this.open = false;
    this.at = -1;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  #take(site: BodySite): void {
    this.open = false;
    this.typed = site.meaning;
    this.chosen(site);
  }

  #key(event: KeyboardEvent, found: readonly BodySite[]): void {
    const last = found.length - 1;
    switch (event.key) {
      case 'ArrowDown':
        this.at = this.open ? Math.min(last, this.at + 1) : 0;
        this.open = true;
        break;
      case 'ArrowUp':
        this.at = Math.max(0, this.at - 1);
        break;
      case 'Enter': {
        const site = this.open ? found[Math.max(0, this.at)] : undefined;
        if (site) this.#take(site);
        break;
      }
      case 'Escape':
        if (!this.open) return;
        this.open = false;
        break;
      default:
        return;
    }
    event.preventDefault();
  }

  override render(): TemplateResult {
    const found = matchingSites(this.sites, this.typed);
    const id = `site-${this.name}`;
    const shown = this.open && found.length > 0;
    return html`<div class="field picker">
      <label for=${id}>${this.label}</label>
      <input
        id=${id}
        role="combobox"
        aria-autocomplete="list"
        aria-expanded=${shown}
        aria-controls="${id}-list"
        aria-activedescendant=${shown && this.at >= 0 ? `${id}-${this.at}` : nothing}
        autocomplete="off"
        spellcheck="false"
        .value=${live(this.typed)}
        @input=${(event: Event) => {
          this.typed = (event.target as HTMLInputElement).value;
          this.open = true;
          this.at = -1;
        }}
        @focus=${() => {
          this.open = true;
        }}
        @blur=${() => {
          this.open = false;
        }}
        @keydown=${(event: KeyboardEvent) => this.#key(event, found)}
      />
      <ul id="${id}-list" role="listbox" aria-label=${this.label} ?hidden=${!shown}>
        ${found.map(
          (site, index) =>
            html`<li
              id="${id}-${index}"
              role="option"
              aria-selected=${index === this.at}
              @pointerdown=${(event: Event) => {
                event.preventDefault(); // the field keeps the focus
                this.#take(site);
              }}
            >
              ${site.meaning} <span class="quiet">${site.code}</span>
            </li>`,
        )}
      </ul>
      <p class="hint" role="status">
        ${
          this.typed.trim() === ''
            ? 'Type the place on the body.'
            : found.length === 0
              ? 'No place of the list has these words. Try another word.'
              : this.open
                ? `${found.length} found. Choose with the arrow keys and Enter.`
                : nothing
        }
      </p>
    </div>`;
  }
}

customElements.define('site-picker', SitePicker);
