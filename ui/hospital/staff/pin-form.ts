/** A PIN: typed twice by whoever will use it, or made by the hospital and told once. */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { StationStaffLine } from '../../../services/hospital/web/api/visits.ts';
import type { Desk } from '../desk.ts';
import { Sending } from '../loading.ts';
import { errorSummary, secretField } from '../parts/fields.ts';
import { focusIn } from '../parts/focus.ts';
import type { Errors } from '../parts/typed.ts';

const digits = /^\d{4,8}$/;

export class PinForm extends LitElement {
  static override properties = {
    desk: { attribute: false },
    person: { attribute: false },
    set: { attribute: false },
    made: { attribute: false },
    back: { attribute: false },
    pin: { state: true },
    again: { state: true },
    errors: { state: true },
  };
  declare desk: Desk;
  declare person: StationStaffLine;
  declare set: () => void;
  declare made: (pin: string) => void;
  declare back: () => void;
  declare pin: string;
  declare again: string;
  declare errors: Errors;
  readonly #sending = new Sending(this);

  constructor() {
    super();
    this.pin = '';
    this.again = '';
    this.errors = {};
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  #path(): string {
    return `/api/station-staff/${encodeURIComponent(this.person.id)}/pin`;
  }

  readonly #send = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const { pin, again } = this;
    this.errors = checked(pin, again);
    if (Object.keys(this.errors).length === 0) {
      if (await this.#sending.send(() => this.desk.server.write(this.#path(), { pin, again }))) {
        this.set();
        return;
      }
      this.errors = this.#sending.fields;
    }
    if (Object.keys(this.errors).length > 0) void focusIn(this, '.summary');
  };

  async #generate(): Promise<void> {
    const made = await this.#sending.send(() =>
      this.desk.server.write<{ pin: string }>(this.#path(), { generate: true }),
    );
    if (made) this.made(made.value.pin);
  }

  override render(): TemplateResult {
    const { errors } = this;
    return html`<form class="panel" @submit=${this.#send} novalidate autocomplete="off">
      <h2 tabindex="-1">A PIN for ${this.person.name}</h2>
      ${errorSummary(errors)}
      ${secretField({
        name: 'pin',
        label: 'PIN',
        hint: 'Four to eight digits, typed by the photographer. Not 1234, not a birthday',
        value: this.pin,
        errors,
        set: (value) => {
          this.pin = value;
        },
      })}
      ${secretField({
        name: 'again',
        label: 'The same once more',
        value: this.again,
        errors,
        set: (value) => {
          this.again = value;
        },
      })}
      <div class="buttons">
        <button class="call" aria-disabled=${this.#sending.busy}>Set this PIN</button>
        <button type="button" aria-disabled=${this.#sending.busy} @click=${() => this.#generate()}>Make one instead</button>
        <button type="button" @click=${() => this.back()}>Back</button>
      </div>
      ${Object.keys(errors).length > 0 ? nothing : this.#sending.shown()}
    </form>`;
  }
}

function checked(pin: string, again: string): Errors {
  if (!digits.test(pin)) return { pin: 'A PIN has four to eight digits.' };
  return pin === again ? {} : { again: 'The two are not the same.' };
}

customElements.define('pin-form', PinForm);
