/** Pictures that were not filed by themselves, oldest first, each with its reason in words. */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { ReconciliationLine } from '../../../services/hospital/web/api/patients.ts';
import type { Page } from '../../../services/hospital/web/api/shared.ts';
import { counted, dateWritten, nameWritten, nhsNumberWritten } from '../../parts/written.ts';
import type { Desk } from '../desk.ts';
import { Loading, Sending } from '../loading.ts';
import { type Column, table } from '../parts/table.ts';
import { momentWritten } from '../when.ts';
import { setAsideReason } from '../words.ts';

type Which = 'open' | 'filed' | 'kept-out';

const whichWords: Record<Which, string> = { open: 'To settle', filed: 'Filed by hand', 'kept-out': 'Kept out' };

const whatWords = {
  attachment: 'a photographed paper',
  'visit-record': 'a visit’s record, without a picture',
} as const;

const columns: readonly Column<ReconciliationLine>[] = [
  {
    head: 'Why it waits',
    cell: ({ parcel, reason, what }) =>
      html`<span class="stack"><a href="/reconciliation/${parcel}">${setAsideReason(reason).what}</a>${
        what === 'picture' ? nothing : html`<span class="quiet">${whatWords[what]}</span>`
      }</span>`,
  },
  {
    head: 'The picture says',
    cell: ({ patient }) =>
      patient
        ? html`<span class="patient"
            ><b>${nameWritten(patient)}</b><span>born ${dateWritten(patient.dateOfBirth)}</span><span>NHS ${nhsNumberWritten(patient.nhsNumber)}</span></span
          >`
        : html`<span class="quiet">nobody</span>`,
  },
  {
    head: 'Taken',
    cell: ({ takenAt }) => (takenAt ? momentWritten(takenAt) : html`<span class="quiet">not known</span>`),
  },
  { head: 'Station', cell: ({ station }) => station },
  { head: 'Waits since', cell: ({ noticedAt }) => momentWritten(noticedAt) },
  {
    head: 'Decided',
    cell: ({ decision }) =>
      decision
        ? html`<span class="stack"><span>${decision.by}, ${momentWritten(decision.at)}</span><span>${decision.why}</span></span>`
        : html`<span class="quiet">not yet</span>`,
  },
];

export class ReconciliationPage extends LitElement {
  static override properties = { desk: { attribute: false }, which: { state: true } };
  declare desk: Desk;
  declare which: Which;
  readonly #list = new Loading<Page<ReconciliationLine>>(this, (signal) =>
    this.desk.server.read(`/api/reconciliation?state=${this.which}`, { signal }),
  );
  readonly #more = new Sending(this);

  constructor() {
    super();
    this.which = 'open';
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  async #showMore(page: Page<ReconciliationLine>): Promise<void> {
    const { which } = this;
    const query = new URLSearchParams({ state: which, after: page.next ?? '' });
    const more = await this.#more.send(() =>
      this.desk.server.read<Page<ReconciliationLine>>(`/api/reconciliation?${query}`),
    );
    if (more && which === this.which) this.#list.set({ ...more.value, rows: [...page.rows, ...more.value.rows] });
  }

  override render(): TemplateResult {
    return html`<h1 tabindex="-1">Pictures to settle</h1>
      <p class="lead">A picture is filed only when patient, appointment, lesion and day agree with the record. These do not, so a person decides.</p>
      <div class="choices" role="group" aria-label="Show">
        ${(Object.keys(whichWords) as Which[]).map(
          (which) =>
            html`<button aria-pressed=${which === this.which} @click=${() => {
              this.which = which;
              void this.#list.again();
            }}>${whichWords[which]}</button>`,
        )}
      </div>
      ${this.#list.shown((page) =>
        page.rows.length === 0
          ? html`<p class="empty">${this.which === 'open' ? 'Nothing waits: every picture is filed or settled.' : 'None.'}</p>`
          : html`${table(`Pictures, ${whichWords[this.which]}, the oldest first`, this.which === 'open' ? columns.slice(0, -1) : columns, page.rows)}
              <div class="below">
                <p>${counted(page.rows.length, 'picture', 'pictures')} shown${page.next ? '' : ', that is all'}.</p>
                ${page.next ? html`<button @click=${() => this.#showMore(page)}>Show more</button>` : nothing} ${this.#more.shown()}
              </div>`,
      )}`;
  }
}

customElements.define('reconciliation-page', ReconciliationPage);
