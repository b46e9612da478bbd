/** Booking somebody into a free time: look for an accepted referral, choose it, confirm in words. */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { ReferralLine } from '../../../services/hospital/web/api/referrals.ts';
import type { Page } from '../../../services/hospital/web/api/shared.ts';
import type { Desk } from '../desk.ts';
import { Loading, Sending } from '../loading.ts';
import { focusIn } from '../parts/focus.ts';
import { clockTag, patientCell, patientWords, urgencyTag } from '../parts/tags.ts';
import { momentWritten } from '../when.ts';

export class BookSlot extends LitElement {
  static override properties = {
    desk: { attribute: false },
    session: { attribute: false },
    slotAt: { attribute: false },
    done: { attribute: false },
    back: { attribute: false },
    words: { state: true },
    chosen: { state: true },
  };
  declare desk: Desk;
  declare session: string;
  declare slotAt: string;
  declare done: (message: string) => void;
  declare back: () => void;
  declare words: string;
  declare chosen: ReferralLine | undefined;
  readonly #sending = new Sending(this);
  readonly #found = new Loading<Page<ReferralLine>>(this, (signal) => {
    const query = new URLSearchParams({ state: 'accepted', ...(this.words === '' ? {} : { q: this.words }) });
    return this.desk.server.read(`/api/referrals?${query}`, { signal });
  });

  constructor() {
    super();
    this.words = '';
    this.chosen = undefined;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  readonly #search = (event: SubmitEvent): void => {
    event.preventDefault();
    const words = new FormData(event.target as HTMLFormElement).get('words');
    this.words = typeof words === 'string' ? words.trim() : '';
    void this.#found.again();
  };

  async #book({ id, patient }: ReferralLine): Promise<void> {
    const body = { referral: id, session: this.session, slotAt: this.slotAt };
    if (!(await this.#sending.send(() => this.desk.server.write('/api/appointments', body)))) return;
    this.done(`${patient.givenName} ${patient.familyName} is booked for ${momentWritten(this.slotAt)}.`);
    document.querySelector<HTMLElement>('main h1')?.focus();
  }

  override render(): TemplateResult {
    return html`<div class="deed">
      <h3 tabindex="-1">Book ${momentWritten(this.slotAt)}</h3>
      ${this.chosen ? this.#confirm(this.chosen) : this.#choose()} ${this.#sending.shown()}
    </div>`;
  }

  #choose(): TemplateResult {
    return html`<form role="search" @submit=${this.#search}>
        <div class="field">
          <label for="slot-words">Referrals to book: name or number</label>
          <div class="beside">
            <input id="slot-words" name="words" type="search" autocomplete="off" spellcheck="false" />
            <button>Search</button>
          </div>
        </div>
      </form>
      ${this.#found.shown(({ rows, next }) =>
        rows.length === 0
          ? html`<p class="quiet">${this.words === '' ? 'No referral waits to be booked.' : 'No referral that waits to be booked matches.'}</p>`
          : html`<ul class="plain rows">
                ${rows.map(
                  (line) =>
                    html`<li class="tall">
                      ${patientCell(line.patient)} <span>${urgencyTag(line.urgency)} ${clockTag(line.clock)}</span>
                      <button class="small" @click=${() => {
                        this.chosen = line;
                        void focusIn(this, 'h3');
                      }}>Choose<span class="unseen"> ${line.patient.givenName} ${line.patient.familyName}</span></button>
                    </li>`,
                )}
              </ul>
              ${next ? html`<p class="quiet">There are more: search by name.</p>` : nothing}`,
      )}
      <div class="buttons"><button @click=${() => this.back()}>Back</button></div>`;
  }

  #confirm(line: ReferralLine): TemplateResult {
    return html`<p>Book <b>${patientWords(line.patient)}</b>?</p>
      <div class="buttons">
        <button class="call" aria-disabled=${this.#sending.busy} @click=${() => this.#book(line)}>Yes, book</button>
        <button @click=${() => {
          this.chosen = undefined;
          this.#sending.clear();
          void focusIn(this, 'input');
        }}>Somebody else</button>
      </div>`;
  }
}

customElements.define('book-slot', BookSlot);
