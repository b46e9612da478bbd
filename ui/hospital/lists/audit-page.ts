/** Who did what, newest first, and whether the log is whole. */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { AuditCheck, DeedLine } from '../../../services/hospital/web/api/patients.ts';
import type { Page } from '../../../services/hospital/web/api/shared.ts';
import { counted } from '../../parts/written.ts';
import type { Desk } from '../desk.ts';
import { Loading, Sending } from '../loading.ts';
import { focusIn } from '../parts/focus.ts';
import { deedTable } from './deeds.ts';
import { more } from './pieces.ts';

export class AuditPage extends LitElement {
  static override properties = { desk: { attribute: false }, checked: { state: true } };
  declare desk: Desk;
  declare checked: AuditCheck | undefined;
  readonly #list = new Loading<Page<DeedLine>>(this, (signal) => this.desk.server.read('/api/audit', { signal }));
  readonly #sending = new Sending(this);

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  readonly #check = async (): Promise<void> => {
    const answer = await this.#sending.send(() => this.desk.server.read<AuditCheck>('/api/audit/check'));
    if (!answer) return;
    this.checked = answer.value;
    void focusIn(this, '.result');
  };

  override render(): TemplateResult {
    return html`<div class="top">
        <h1 tabindex="-1">Audit log</h1>
        <div class="buttons"><button class="call" aria-disabled=${this.#sending.busy} @click=${this.#check}>Check the log</button></div>
      </div>
      ${this.checked ? result(this.checked) : nothing} ${this.#sending.shown()}
      ${this.#list.shown((page) =>
        page.rows.length === 0
          ? html`<p class="empty">The log is empty.</p>`
          : html`${deedTable('The audit log, newest first', page.rows, true)}
            ${more(page, this.#list, { desk: this.desk, sending: this.#sending, path: '/api/audit' })}`,
      )}`;
  }
}

function result({ entries, brokenAt, lastHash }: AuditCheck): TemplateResult {
  return brokenAt === undefined
    ? html`<div class="box good result" tabindex="-1">
        <p><b>The log is whole.</b> ${counted(entries, 'entry', 'entries')} were checked: each continues the one before it.</p>
        <p>The last one ends in <code>${lastHash}</code>. Compare it with one that was noted earlier to see that none were taken off the end.</p>
      </div>`
    : html`<div class="box bad result" tabindex="-1">
        <p><b>The log has been changed.</b> Entry ${brokenAt} is the first that does not continue the one before it. ${counted(entries, 'entry', 'entries')} were checked.</p>
        <p>Tell central IT and the data protection officer at once, and change nothing.</p>
      </div>`;
}

customElements.define('audit-page', AuditPage);
