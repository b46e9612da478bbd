/** What the hospital's record system has to hear of, and what could not be told to it. */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { OutboundLine } from '../../../services/hospital/web/api/outbound.ts';
import type { Page } from '../../../services/hospital/web/api/shared.ts';
import { counted } from '../../parts/written.ts';
import { type Desk, isCoordinator } from '../desk.ts';
import { Loading, Sending } from '../loading.ts';
import { type Column, table } from '../parts/table.ts';
import { patientCell } from '../parts/tags.ts';
import { momentWritten } from '../when.ts';
import { outboundStateWords, outboundWords } from '../words.ts';
import { choices, more } from './pieces.ts';

const whichWords: Record<OutboundLine['state'], string> = { dead: 'Given up', waiting: 'Waiting', sent: 'Sent' };

export class OutboundPage extends LitElement {
  static override properties = { desk: { attribute: false }, which: { state: true } };
  declare desk: Desk;
  declare which: OutboundLine['state'];
  readonly #list = new Loading<Page<OutboundLine>>(this, (signal) =>
    this.desk.server.read(`/api/outbound?state=${this.which}`, { signal }),
  );
  readonly #sending = new Sending(this);

  constructor() {
    super();
    this.which = 'dead';
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  async #again(line: OutboundLine): Promise<void> {
    if (!(await this.#sending.send(() => this.desk.server.write(`/api/outbound/${line.seq}/again`, {})))) return;
    this.desk.say('It is tried again.');
    this.desk.changed();
    void this.#list.again();
    this.querySelector<HTMLElement>('h1')?.focus();
  }

  override render(): TemplateResult {
    return html`<h1 tabindex="-1">To the record system</h1>
      <p class="lead">The hospital’s record system is told of appointments, pictures and documents. What it refused several times is given up until somebody tries it again.</p>
      ${choices(whichWords, this.which, (which) => {
        this.which = which;
        void this.#list.again();
      })}
      ${this.#sending.shown()}
      ${this.#list.shown((page) =>
        page.rows.length === 0
          ? html`<p class="empty">${this.which === 'dead' ? 'Nothing was given up.' : 'None.'}</p>`
          : html`${table('Changes for the record system', this.#columns(), page.rows)}
            ${more(page, this.#list, { desk: this.desk, sending: this.#sending, path: `/api/outbound?state=${this.which}` })}`,
      )}`;
  }

  #columns(): readonly Column<OutboundLine>[] {
    const open = isCoordinator(this.desk.me);
    return [
      {
        head: 'What',
        cell: ({ subject, seq }) =>
          html`<span class="stack"><b>${outboundWords[subject]}</b><span class="quiet">number ${seq}</span></span>`,
      },
      {
        head: 'Patient',
        cell: ({ patient }) =>
          patient
            ? patientCell(patient, open ? `/patients/${patient.id}` : undefined)
            : html`<span class="quiet">nobody</span>`,
      },
      { head: 'Since', cell: ({ queuedAt }) => momentWritten(queuedAt) },
      {
        head: 'State',
        cell: ({ state, attempts, lastError, dueAt }) =>
          html`<span class="stack"
            ><b>${outboundStateWords[state]}</b><span>${counted(attempts, 'attempt', 'attempts')}${state === 'waiting' ? `, next ${momentWritten(dueAt)}` : ''}</span
            >${lastError ? html`<span class="quiet">${lastError}</span>` : nothing}</span
          >`,
      },
      {
        head: 'Do',
        cell: (line) =>
          line.state === 'dead'
            ? html`<button class="small" @click=${() => this.#again(line)}>Try again<span class="unseen">: number ${line.seq}</span></button>`
            : nothing,
      },
    ];
  }
}

customElements.define('outbound-page', OutboundPage);
