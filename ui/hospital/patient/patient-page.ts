/** One patient's journey: referrals with their clocks, pictures, and every step in words. */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Journey } from '../../../services/hospital/web/api/patients.ts';
import type { ReferralLine } from '../../../services/hospital/web/api/referrals.ts';
import { dateWritten, nameWritten, nhsNumberWritten } from '../../parts/written.ts';
import { type Desk, isCoordinator } from '../desk.ts';
import { Loading } from '../loading.ts';
import { type Column, table } from '../parts/table.ts';
import { clockTag, stateTag, urgencyTag } from '../parts/tags.ts';
import { mayOpen } from '../routes.ts';
import { momentWritten } from '../when.ts';
import { stepOf } from './steps.ts';
import { visitsSection } from './visits.ts';
import './pictures.ts';

const columns: readonly Column<ReferralLine>[] = [
  {
    head: 'Received',
    cell: ({ id, receivedAt, practice }) =>
      html`<span class="stack"><a href="/referrals/${id}">${momentWritten(receivedAt)}</a><span class="quiet">${practice}</span></span>`,
  },
  { head: 'Urgency', cell: ({ urgency }) => urgencyTag(urgency) },
  { head: '28 days', cell: ({ clock }) => clockTag(clock) },
  { head: 'State', cell: ({ state }) => stateTag(state) },
  {
    head: 'Appointment',
    cell: ({ appointment }) =>
      appointment
        ? html`<span class="stack"><span>${momentWritten(appointment.slotAt)}</span><span>${appointment.site}</span></span>`
        : html`<span class="quiet">none</span>`,
  },
];

export class PatientPage extends LitElement {
  static override properties = { desk: { attribute: false }, patient: { attribute: false } };
  declare desk: Desk;
  declare patient: string;
  readonly #journey = new Loading<Journey>(this, (signal) =>
    this.desk.server.read(`/api/patients/${encodeURIComponent(this.patient)}/journey`, { signal }),
  );

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  readonly #done = (message: string): void => {
    this.desk.say(message);
    this.desk.changed();
    void this.#journey.again();
  };

  override render(): TemplateResult {
    const patient = this.#journey.value?.patient;
    return html`<h1 tabindex="-1">${patient ? nameWritten(patient) : 'Patient'}</h1>
      ${this.#journey.shown((journey) => this.#page(journey))}`;
  }

  override updated(): void {
    const heading = this.querySelector('h1');
    if (this.#journey.value && heading) document.title = `Journey of ${heading.textContent} - Lentigo`;
  }

  #page({ patient, referrals, events, pictures, visits, attachments }: Journey): TemplateResult {
    return html`<dl class="facts">
        <div><dt>Date of birth</dt><dd>${dateWritten(patient.dateOfBirth)}</dd></div>
        <div><dt>NHS number</dt><dd>${patient.nhsNumber ? nhsNumberWritten(patient.nhsNumber) : 'not known'}</dd></div>
        <div><dt>Hospital number</dt><dd>${patient.hospitalNumber}</dd></div>
        <div><dt>Telephone</dt><dd>${patient.telephone ?? 'not known'}</dd></div>
        <div><dt>E-mail</dt><dd>${patient.email ?? 'not known'}</dd></div>
        ${
          mayOpen(this.desk.me, 'access')
            ? html`<div><dt>Access</dt><dd><a href="/patients/${patient.id}/access">Who has looked at this record</a></dd></div>`
            : nothing
        }
      </dl>
      ${
        patient.mergedInto
          ? html`<p class="box care">
            This record was joined to another one. <a href="/patients/${patient.mergedInto}">Open the one that counts</a>
          </p>`
          : nothing
      }
      <section aria-labelledby="referrals">
        <h2 id="referrals">Referrals</h2>
        ${referrals.length === 0 ? html`<p class="empty">None.</p>` : table('Referrals of this patient', columns, referrals)}
      </section>
      <patient-pictures
        .desk=${this.desk}
        .pictures=${pictures}
        .patient=${patient}
        .mayCorrect=${isCoordinator(this.desk.me)}
        .done=${this.#done}
      ></patient-pictures>
      ${visitsSection({ visits, attachments }, this.desk, this.#done)}
      <section aria-labelledby="journey">
        <h2 id="journey">The journey, step by step</h2>
        ${events.length === 0 ? html`<p class="empty">Nothing has happened yet.</p>` : timeline(events)}
      </section>`;
  }
}

function timeline(events: Journey['events']): TemplateResult {
  return html`<ol class="timeline">
    ${events.map((event) => {
      const { what, more } = stepOf(event);
      return html`<li>
        <time datetime=${event.at}>${momentWritten(event.at)}</time>
        <span class="stack"><b>${what}</b>${more ? html`<span>${more}</span>` : nothing}</span>
      </li>`;
    })}
  </ol>`;
}

customElements.define('patient-page', PatientPage);
