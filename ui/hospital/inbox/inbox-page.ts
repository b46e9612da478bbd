/** The inbox: referrals with the most urgent clock first, filtered by what stands in the address. */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { ReferralLine } from '../../../services/hospital/web/api/referrals.ts';
import type { Page, ReferralState, Urgency } from '../../../services/hospital/web/api/shared.ts';
import { counted } from '../../parts/written.ts';
import { type Desk, isCoordinator } from '../desk.ts';
import { Loading, Sending } from '../loading.ts';
import { type Column, table } from '../parts/table.ts';
import { clockTag, patientCell, stateTag, urgencyTag } from '../parts/tags.ts';
import { momentDay, momentWritten } from '../when.ts';
import { appointmentWords } from '../words.ts';
import { filterBar } from './filter-bar.ts';
import { filtersIn, pathFor } from './filters.ts';

const columns: readonly Column<ReferralLine>[] = [
  { head: 'Urgency', cell: ({ urgency }) => urgencyTag(urgency) },
  { head: 'Patient', cell: ({ patient, id }) => patientCell(patient, `/referrals/${id}`) },
  { head: '28 days', cell: ({ clock }) => clockTag(clock) },
  { head: 'Lesions', cell: ({ lesions }) => lesions, number: true },
  {
    head: 'From',
    cell: ({ practice, receivedAt }) =>
      html`<span class="stack"><span>${practice}</span><span class="quiet">${momentDay(receivedAt)}</span></span>`,
  },
  { head: 'State', cell: ({ state }) => stateTag(state) },
  {
    head: 'Appointment',
    cell: ({ appointment }) =>
      appointment
        ? html`<span class="stack"
            ><span>${momentWritten(appointment.slotAt)}</span><span>${appointment.site}</span>${
              appointment.state === 'booked'
                ? nothing
                : html`<span class="quiet">${appointmentWords[appointment.state]}</span>`
            }</span
          >`
        : html`<span class="quiet">none</span>`,
  },
];

export class InboxPage extends LitElement {
  static override properties = { desk: { attribute: false }, query: { attribute: false } };
  declare desk: Desk;
  declare query: URLSearchParams;

  readonly #list = new Loading<Page<ReferralLine>>(this, (signal) =>
    this.desk.server.read(`/api/referrals?${filtersIn(this.query).asked}`, { signal }),
  );
  readonly #more = new Sending(this);
  #asked = '';

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override willUpdate(changed: Map<string, unknown>): void {
    const asked = filtersIn(this.query).asked.toString();
    if (changed.has('query') && this.#asked !== '' && asked !== this.#asked) void this.#list.again();
    this.#asked = asked;
  }

  async #showMore(page: Page<ReferralLine>): Promise<void> {
    const asked = new URLSearchParams(filtersIn(this.query).asked);
    asked.set('after', page.next ?? '');
    const shownFor = this.#asked;
    const more = await this.#more.send(() => this.desk.server.read<Page<ReferralLine>>(`/api/referrals?${asked}`));
    if (!more || shownFor !== this.#asked) return;
    this.#list.set({ ...more.value, rows: [...page.rows, ...more.value.rows] });
    this.desk.say(`${counted(more.value.rows.length, 'more referral', 'more referrals')} shown below.`);
  }

  override render(): TemplateResult {
    const filters = filtersIn(this.query);
    const go = (change: { state?: ReferralState | 'open' | 'all'; urgency?: Urgency | 'all'; words?: string }) =>
      this.desk.go(pathFor({ ...filters, ...change }));
    return html`<div class="top">
        <h1 tabindex="-1">Referrals</h1>
        ${
          isCoordinator(this.desk.me)
            ? html`<div class="buttons">
              <a class="button call" href="/referrals/new">New referral from a letter</a>
              <a class="button" href="/referrals/csv">Upload a list (CSV)</a>
            </div>`
            : nothing
        }
      </div>
      ${filterBar(filters, go)} ${this.#list.shown((page) => this.#rows(page, filters.narrowed))}`;
  }

  #rows(page: Page<ReferralLine>, narrowed: boolean): TemplateResult {
    if (page.rows.length === 0) {
      return narrowed
        ? html`<p class="empty">No referral matches. <a href="/">Show all open referrals</a></p>`
        : html`<p class="empty">Nothing waits here: every referral has been seen or settled.</p>`;
    }
    return html`${table('Referrals, the most urgent clock first', columns, page.rows)}
      <div class="below">
        <p>${counted(page.rows.length, 'referral', 'referrals')} shown${page.next ? '' : ', that is all'}.</p>
        ${page.next ? html`<button aria-disabled=${this.#more.busy} @click=${() => this.#showMore(page)}>Show more</button>` : nothing}
        ${this.#more.shown()}
      </div>`;
  }
}

customElements.define('inbox-page', InboxPage);
