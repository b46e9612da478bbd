/** Who has looked at one patient's record, and what they did. */
import { html, LitElement, type TemplateResult } from 'lit';
import type { AccessReport } from '../../../services/hospital/web/api/patients.ts';
import type { Desk } from '../desk.ts';
import { Loading } from '../loading.ts';
import { patientCell } from '../parts/tags.ts';
import { deedTable } from './deeds.ts';

export class AccessPage extends LitElement {
  static override properties = { desk: { attribute: false }, patient: { attribute: false } };
  declare desk: Desk;
  declare patient: string;
  readonly #report = new Loading<AccessReport>(this, (signal) =>
    this.desk.server.read(`/api/patients/${encodeURIComponent(this.patient)}/access-report`, { signal }),
  );

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override render(): TemplateResult {
    return html`<h1 tabindex="-1">Who has looked at this record</h1>
      ${this.#report.shown(
        ({ patient, entries }) =>
          html`<p class="lead">${patientCell(patient)}</p>
            <div class="buttons no-print"><button @click=${() => print()}>Print this report</button></div>
            ${entries.length === 0 ? html`<p class="empty">Nobody yet.</p>` : deedTable('What was done with this record', entries, false)}`,
      )}`;
  }
}

customElements.define('access-page', AccessPage);
