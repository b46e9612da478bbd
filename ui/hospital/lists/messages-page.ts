/** Messages to patients that need a person: to print and post, or could not be sent. */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { MessageLine } from '../../../services/hospital/web/api/clinics.ts';
import type { Page } from '../../../services/hospital/web/api/shared.ts';
import { letterDeeds } from '../clinic/letters-to-print.ts';
import { type Desk, isCoordinator } from '../desk.ts';
import { Loading, Sending } from '../loading.ts';
import { type Column, table } from '../parts/table.ts';
import { patientCell } from '../parts/tags.ts';
import { momentWritten } from '../when.ts';
import { messageKindWords, messageStateWords } from '../words.ts';
import { choices, more } from './pieces.ts';

const whichWords = { 'to-print,failed': 'To do', waiting: 'Waiting to be sent', 'sent,printed': 'Done' } as const;
type Which = keyof typeof whichWords;

export class MessagesPage extends LitElement {
  static override properties = { desk: { attribute: false }, which: { state: true } };
  declare desk: Desk;
  declare which: Which;
  readonly #list = new Loading<Page<MessageLine>>(this, (signal) =>
    this.desk.server.read(`/api/messages?state=${this.which}`, { signal }),
  );
  readonly #sending = new Sending(this);

  constructor() {
    super();
    this.which = 'to-print,failed';
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  async #do(letter: MessageLine, what: 'printed' | 'again'): Promise<void> {
    if (!(await this.#sending.send(() => this.desk.server.write(`/api/messages/${letter.id}/${what}`, {})))) return;
    const whom = `${letter.patient.givenName} ${letter.patient.familyName}`;
    this.desk.say(
      what === 'printed' ? `The letter to ${whom} is marked as printed.` : `The e-mail to ${whom} is tried again.`,
    );
    this.desk.changed();
    void this.#list.again();
    this.querySelector<HTMLElement>('h1')?.focus();
  }

  override render(): TemplateResult {
    return html`<h1 tabindex="-1">Messages to patients</h1>
      ${choices(whichWords, this.which, (which) => {
        this.which = which;
        void this.#list.again();
      })}
      ${this.#sending.shown()}
      ${this.#list.shown((page) =>
        page.rows.length === 0
          ? html`<p class="empty">${this.which === 'to-print,failed' ? 'Nothing to print, and nothing has failed.' : 'None.'}</p>`
          : html`${table('Messages to patients', this.#columns(), page.rows)}
            ${more(page, this.#list, { desk: this.desk, sending: this.#sending, path: `/api/messages?state=${this.which}` })}`,
      )}`;
  }

  #columns(): readonly Column<MessageLine>[] {
    const open = isCoordinator(this.desk.me);
    return [
      { head: 'What', cell: ({ kind }) => messageKindWords[kind] ?? kind },
      { head: 'Patient', cell: ({ patient }) => patientCell(patient, open ? `/patients/${patient.id}` : undefined) },
      { head: 'About the appointment', cell: ({ slotAt }) => momentWritten(slotAt) },
      {
        head: 'State',
        cell: ({ state, recipient, lastError }) =>
          html`<span class="stack"
            ><b class=${state === 'failed' ? 'missing' : ''}>${state === 'failed' ? html`<span aria-hidden="true">▲ </span>` : nothing}${messageStateWords[state] ?? state}</b
            >${recipient ? html`<span>${recipient}</span>` : nothing}${lastError ? html`<span class="quiet">${lastError}</span>` : nothing}</span
          >`,
      },
      {
        head: 'Do',
        cell: (letter) =>
          html`<span class="buttons"
            >${open ? letterDeeds(letter, () => this.#do(letter, 'printed')) : nothing}${
              letter.state === 'failed'
                ? html`<button class="small" @click=${() => this.#do(letter, 'again')}>
                  Try again<span class="unseen"> to send it to ${letter.patient.givenName} ${letter.patient.familyName}</span>
                </button>`
                : nothing
            }</span
          >`,
      },
    ];
  }
}

customElements.define('messages-page', MessagesPage);
