/** One clinic's day: every time with who is booked, what is missing before they come, and what was done. */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { ClinicDay, MessageLine } from '../../../services/hospital/web/api/clinics.ts';
import type { Page } from '../../../services/hospital/web/api/shared.ts';
import { counted } from '../../parts/written.ts';
import type { Desk } from '../desk.ts';
import { Loading } from '../loading.ts';
import { focusIn } from '../parts/focus.ts';
import { type Column, table } from '../parts/table.ts';
import { clockTag, patientCell, urgencyTag } from '../parts/tags.ts';
import { dayOf, momentDay, momentWritten, timeWritten } from '../when.ts';
import { appointmentWords, questionnaireWords } from '../words.ts';
import './appointment-deeds.ts';
import './book-slot.ts';
import './cancel-clinic.ts';
import './letters-to-print.ts';

type Slot = ClinicDay['slots'][number];

export class ClinicDayPage extends LitElement {
  static override properties = { desk: { attribute: false }, clinic: { attribute: false }, booking: { state: true } };
  declare desk: Desk;
  declare clinic: string;
  /** The free time that somebody is being booked into. */
  declare booking: string | undefined;

  readonly #day = new Loading<ClinicDay>(this, (signal) =>
    this.desk.server.read(`/api/clinics/${encodeURIComponent(this.clinic)}`, { signal }),
  );
  readonly #letters = new Loading<Page<MessageLine>>(this, (signal) =>
    this.desk.server.read('/api/messages?state=to-print', { signal }),
  );

  constructor() {
    super();
    this.booking = undefined;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  readonly #done = async (message: string): Promise<void> => {
    this.booking = undefined;
    this.desk.say(message);
    this.desk.changed();
    await Promise.all([this.#day.again(), this.#letters.again()]);
  };

  override render(): TemplateResult {
    const day = this.#day.value;
    return html`<p class="path no-print"><a href="/clinics${day ? `?week=${dayOf(day.startsAt)}` : ''}">Clinics</a></p>
      <h1 tabindex="-1">${day ? `${day.site.name}, ${momentDay(day.startsAt)}` : 'Clinic'}</h1>
      ${this.#day.shown((clinic) => this.#page(clinic))}`;
  }

  override updated(): void {
    const heading = this.querySelector('h1');
    if (this.#day.value && heading) document.title = `Clinic ${heading.textContent} - Lentigo`;
  }

  #page(clinic: ClinicDay): TemplateResult {
    const { startsAt, endsAt, slotMinutes, photographer, station, state, slots, seen, didNotAttend } = clinic;
    const booked = slots.filter((slot) => slot.booked).length;
    const open = state === 'open';
    const letters = (this.#letters.value?.rows ?? []).filter(({ patient, slotAt }) =>
      slots.some(({ at, booked: there }) => at === slotAt && there?.patient.id === patient.id),
    );
    return html`<dl class="facts">
        <div><dt>Time</dt><dd>${timeWritten(startsAt)} to ${timeWritten(endsAt)}, ${slotMinutes} minutes each</dd></div>
        <div><dt>Photographer</dt><dd>${photographer || 'nobody named'}</dd></div>
        <div><dt>Station</dt><dd>${station}</dd></div>
        <div><dt>Booked</dt><dd>${booked} of ${slots.length}</dd></div>
        <div><dt>Seen</dt><dd>${seen}</dd></div>
        <div><dt>Did not attend</dt><dd>${didNotAttend}</dd></div>
      </dl>
      ${open ? nothing : html`<p class="box care"><b>This clinic is cancelled.</b></p>`}
      <div class="buttons no-print">
        <button @click=${() => print()}>Print this list</button>
        ${open && new Date(endsAt) > new Date() ? html`<cancel-clinic .desk=${this.desk} .clinic=${clinic} .done=${this.#done}></cancel-clinic>` : nothing}
      </div>
      ${letters.length > 0 ? html`<letters-to-print class="no-print" .desk=${this.desk} .letters=${letters} .done=${this.#done}></letters-to-print>` : nothing}
      ${
        slots.length === 0
          ? html`<p class="empty">This clinic has no times.</p>`
          : table(`${counted(slots.length, 'time', 'times')} of this clinic`, this.#columns(clinic), slots, {
              rowClass: ({ booked: there }) => (there ? '' : 'free'),
            })
      }`;
  }

  #columns(clinic: ClinicDay): readonly Column<Slot>[] {
    return [
      { head: 'Time', cell: ({ at }) => html`<b>${timeWritten(at)}</b>` },
      {
        head: 'Patient',
        cell: ({ booked }) =>
          booked ? patientCell(booked.patient, `/referrals/${booked.referral}`) : html`<span class="quiet">free</span>`,
      },
      { head: 'Urgency', cell: ({ booked }) => booked && urgencyTag(booked.urgency) },
      { head: '28 days', cell: ({ booked }) => booked && clockTag(booked.clock) },
      {
        head: 'Questionnaire',
        cell: ({ booked }) =>
          booked &&
          (booked.questionnaire === 'completed'
            ? questionnaireWords.completed
            : html`<span class="missing"><span aria-hidden="true">▲ </span>${questionnaireWords[booked.questionnaire]}</span>`),
      },
      {
        head: 'Lesions, pictures',
        cell: ({ booked }) =>
          booked &&
          html`<span class="stack"><span>${counted(booked.lesions, 'lesion', 'lesions')}</span><span>${counted(booked.pictures, 'picture', 'pictures')}</span></span>`,
      },
      { head: 'State', cell: (slot) => this.#state(clinic, slot) },
    ];
  }

  #state(clinic: ClinicDay, { at, booked }: Slot): TemplateResult | typeof nothing {
    if (booked) {
      const { patient, state, appointment, clock } = booked;
      return html`<span class="stack">${appointmentWords[state]}</span>
        ${
          state === 'booked'
            ? html`<appointment-deeds
              .desk=${this.desk}
              .appointment=${appointment}
              .slotAt=${at}
              .who=${`${patient.givenName} ${patient.familyName}`}
              .clock=${clock}
              .done=${this.#done}
            ></appointment-deeds>`
            : nothing
        }`;
    }
    if (clinic.state !== 'open' || new Date(at) <= new Date()) return nothing;
    if (this.booking === at)
      return html`<book-slot .desk=${this.desk} .session=${clinic.id} .slotAt=${at} .done=${this.#done} .back=${() => {
        this.booking = undefined;
        void focusIn(this, `[data-slot="${at}"]`);
      }}></book-slot>`;
    return html`<button class="small no-print" data-slot=${at} @click=${() => {
      this.booking = at;
      void focusIn(this, 'book-slot input');
    }}>Book<span class="unseen"> somebody for ${momentWritten(at)}</span></button>`;
  }
}

customElements.define('clinic-day-page', ClinicDayPage);
