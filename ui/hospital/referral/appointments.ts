/** The appointments of a referral: book the first, move, cancel, or note that the patient did not come. */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { AppointmentLine, ReferralDetail } from '../../../services/hospital/web/api/referrals.ts';
import type { Desk } from '../desk.ts';
import { Sending } from '../loading.ts';
import { focusIn } from '../parts/focus.ts';
import { momentWritten } from '../when.ts';
import { appointmentWords } from '../words.ts';
import '../clinic/appointment-deeds.ts';
import type { ChosenSlot, SlotPicker } from './slot-picker.ts';
import './slot-picker.ts';

export class ReferralAppointments extends LitElement {
  static override properties = {
    desk: { attribute: false },
    referral: { attribute: false },
    done: { attribute: false },
    mayWork: { attribute: false },
    booking: { state: true },
  };
  declare desk: Desk;
  declare referral: ReferralDetail;
  declare done: (message: string) => Promise<void>;
  declare mayWork: boolean;
  declare booking: boolean;
  readonly #sending = new Sending(this);

  constructor() {
    super();
    this.booking = false;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  readonly #book = async ({ session, slotAt, site }: ChosenSlot): Promise<void> => {
    const body = { referral: this.referral.id, session, slotAt };
    const booked = await this.#sending.send(() => this.desk.server.write('/api/appointments', body));
    if (!booked) {
      if (this.#sending.error) await this.querySelector<SlotPicker>('slot-picker')?.freshen();
      return;
    }
    this.booking = false;
    void this.done(`Booked for ${momentWritten(slotAt)}, ${site}.`);
    document.querySelector<HTMLElement>('main h1')?.focus();
  };

  override render(): TemplateResult {
    const { appointments, state } = this.referral;
    const mayBook = this.mayWork && state === 'accepted';
    return html`<section class="panel ${mayBook ? 'todo' : ''}" aria-labelledby="appointments">
      <h2 id="appointments">Appointment</h2>
      ${appointments.length === 0 && !mayBook ? html`<p class="quiet">None yet${state === 'received' ? ': the referral has to be accepted first' : ''}.</p>` : nothing}
      <ul class="plain rows">
        ${appointments.map((appointment) => this.#appointment(appointment))}
      </ul>
      ${
        mayBook
          ? this.booking
            ? html`<slot-picker .desk=${this.desk} .clock=${this.referral.clock} .action=${'Book'} .chosen=${this.#book} .sending=${this.#sending}></slot-picker>
                <div class="buttons">
                  <button @click=${() => {
                    this.booking = false;
                    void focusIn(this, '.opens');
                  }}>Back</button>
                </div>`
            : html`<div class="buttons">
                <button class="call opens" @click=${() => {
                  this.booking = true;
                  void focusIn(this, 'h2');
                }}>Book an appointment</button>
              </div>`
          : nothing
      }
    </section>`;
  }

  #appointment(appointment: AppointmentLine): TemplateResult {
    const { slotAt, site, state, reason } = appointment;
    return html`<li class="tall">
      <span class="stack">
        <b>${momentWritten(slotAt)}</b>
        <span>${site}</span>
        <span>${appointmentWords[state]}${reason ? `: ${reason}` : ''}</span>
      </span>
      ${
        this.mayWork && state === 'booked'
          ? html`<appointment-deeds
            .desk=${this.desk}
            .appointment=${appointment.id}
            .slotAt=${slotAt}
            .who=${`${this.referral.patient.givenName} ${this.referral.patient.familyName}`}
            .clock=${this.referral.clock}
            .done=${this.done}
          ></appointment-deeds>`
          : nothing
      }
    </li>`;
  }
}

customElements.define('referral-appointments', ReferralAppointments);
