/** A list of referrals as CSV: right rows are taken, the others are told one by one. */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { CsvOutcome } from '../../../services/hospital/web/api/referrals.ts';
import { counted } from '../../parts/written.ts';
import type { Desk } from '../desk.ts';
import { Sending } from '../loading.ts';
import { focusIn } from '../parts/focus.ts';
import { table } from '../parts/table.ts';

/** Thousands of rows. */
const csvBytesMax = 5_000_000;

export class CsvPage extends LitElement {
  static override properties = {
    desk: { attribute: false },
    file: { state: true },
    wrong: { state: true },
    outcome: { state: true },
  };
  declare desk: Desk;
  declare file: File | undefined;
  declare wrong: string | undefined;
  declare outcome: CsvOutcome | undefined;
  readonly #sending = new Sending(this);

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  readonly #send = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const { file } = this;
    this.outcome = undefined;
    this.wrong = undefined;
    if (!file) this.wrong = 'Choose a file first.';
    else if (file.size > csvBytesMax) this.wrong = `The file is too large. It may have ${csvBytesMax / 1_000_000} MB.`;
    if (!file || this.wrong) {
      void focusIn(this, 'input');
      return;
    }
    const sent = await this.#sending.send(() =>
      this.desk.server.upload<CsvOutcome>('/api/referrals/csv', 'text/csv', file),
    );
    if (!sent) return;
    this.outcome = sent.value;
    this.desk.changed();
    void focusIn(this, '#outcome');
  };

  override render(): TemplateResult {
    return html`<p class="path"><a href="/">Referrals</a></p>
      <h1 tabindex="-1">Upload a list of referrals</h1>
      <form class="panel" @submit=${this.#send} novalidate>
        <div class="field ${this.wrong ? 'wrong' : ''}">
          <label for="csv">The list, as CSV</label>
          <p class="hint" id="csv-hint">One referral in each row. A row that was taken before is not taken again, so the same list may be sent twice.</p>
          ${this.wrong ? html`<p class="error" id="csv-error"><span aria-hidden="true">▲ </span>${this.wrong}</p>` : nothing}
          <input
            id="csv"
            type="file"
            accept=".csv,text/csv"
            aria-describedby="csv-hint${this.wrong ? ' csv-error' : ''}"
            aria-invalid=${this.wrong ? 'true' : nothing}
            @change=${(event: Event) => {
              this.file = (event.target as HTMLInputElement).files?.[0];
              this.wrong = undefined;
            }}
          />
        </div>
        <div class="buttons"><button class="call" aria-disabled=${this.#sending.busy}>Upload</button></div>
        ${this.#sending.shown()}
      </form>
      ${this.outcome ? this.#told(this.outcome) : nothing}`;
  }

  #told({ taken, known, refused }: CsvOutcome): TemplateResult {
    return html`<section class="panel" aria-labelledby="outcome">
      <h2 id="outcome" tabindex="-1">What became of it</h2>
      <ul>
        <li><b>${counted(taken, 'referral', 'referrals')}</b> taken in. ${taken > 0 ? html`<a href="/?state=received">Decide about them</a>` : nothing}</li>
        <li><b>${counted(known, 'row', 'rows')}</b> had been taken before and changed nothing.</li>
        <li><b>${counted(refused.length, 'row', 'rows')}</b> could not be taken.</li>
      </ul>
      ${
        refused.length > 0
          ? html`${table(
              'Rows that could not be taken',
              [
                { head: 'Line', cell: ({ line }) => line, number: true },
                { head: 'Why', cell: ({ why }) => why },
              ],
              refused,
            )}
            <p>Put these right in the list and upload it again.</p>`
          : nothing
      }
    </section>`;
  }
}

customElements.define('csv-page', CsvPage);
