/** Cancelling a whole clinic: everybody booked is told, so it says how many that are first. */
import { html, LitElement, type TemplateResult } from 'lit';
import type { ClinicDay } from '../../../services/hospital/web/api/clinics.ts';
import { counted } from '../../parts/written.ts';
import type { Desk } from '../desk.ts';
import { Sending } from '../loading.ts';
import { longField } from '../parts/fields.ts';
import { focusIn } from '../parts/focus.ts';

const reasonLengthMin = 3;

export class CancelClinic extends LitElement {
  static override properties = {
    desk: { attribute: false },
    clinic: { attribute: false },
    done: { attribute: false },
    open: { state: true },
    reason: { state: true },
    wrong: { state: true },
  };
  declare desk: Desk;
  declare clinic: ClinicDay;
  declare done: (message: string) => void;
  declare open: boolean;
  declare reason: string;
  declare wrong: Record<string, string>;
  readonly #sending = new Sending(this);

  constructor() {
    super();
    this.open = false;
    this.reason = '';
    this.wrong = {};
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  readonly #send = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const reason = this.reason.trim();
    this.wrong = reason.length < reasonLengthMin ? { reason: 'Write why: the patients are told.' } : {};
    if (this.wrong.reason) {
      void focusIn(this, 'textarea');
      return;
    }
    const path = `/api/clinics/${this.clinic.id}/cancel`;
    if (!(await this.#sending.send(() => this.desk.server.write(path, { reason })))) return;
    this.done('The clinic is cancelled. Its patients are told, and their referrals can be booked again.');
    document.querySelector<HTMLElement>('main h1')?.focus();
  };

  #show(open: boolean): void {
    this.open = open;
    void focusIn(this, open ? 'h2' : 'button');
  }

  override render(): TemplateResult {
    if (!this.open) return html`<button @click=${() => this.#show(true)}>Cancel this clinic…</button>`;
    const waiting = this.clinic.slots.filter(({ booked }) => booked?.state === 'booked').length;
    return html`<form class="panel care" @submit=${this.#send} novalidate>
      <h2 tabindex="-1">Cancel this clinic?</h2>
      <p>${waiting === 0 ? 'Nobody is booked.' : `${counted(waiting, 'patient is', 'patients are')} booked and will be told.`}</p>
      ${longField({
        name: 'reason',
        label: 'Why?',
        hint: 'The patients are told, and the record keeps it.',
        value: this.reason,
        errors: { ...this.wrong, ...this.#sending.fields },
        set: (value) => {
          this.reason = value;
        },
      })}
      <div class="buttons">
        <button class="call" aria-disabled=${this.#sending.busy}>Cancel the clinic</button>
        <button type="button" @click=${() => this.#show(false)}>Back</button>
      </div>
      ${this.#sending.shown()}
    </form>`;
  }
}

customElements.define('cancel-clinic', CancelClinic);
