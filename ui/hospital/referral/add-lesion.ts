/** A lesion that only the attached letter names: added in its words, before the referral is booked. */
import { html, LitElement, type TemplateResult } from 'lit';
import type { ReferralDetail } from '../../../services/hospital/web/api/referrals.ts';
import type { Side } from '../../../services/hospital/web/api/shared.ts';
import type { Desk } from '../desk.ts';
import { Sending } from '../loading.ts';
import { choiceField, textField } from '../parts/fields.ts';
import { focusIn } from '../parts/focus.ts';
import type { Errors } from '../parts/typed.ts';

export class AddLesion extends LitElement {
  static override properties = {
    desk: { attribute: false },
    referral: { attribute: false },
    done: { attribute: false },
    adding: { state: true },
    site: { state: true },
    side: { state: true },
    errors: { state: true },
  };
  declare desk: Desk;
  declare referral: ReferralDetail;
  declare done: (message: string) => void;
  declare adding: boolean;
  declare site: string;
  declare side: Side | '';
  declare errors: Errors;
  readonly #sending = new Sending(this);

  constructor() {
    super();
    this.adding = false;
    this.site = '';
    this.side = '';
    this.errors = {};
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  #open(adding: boolean): void {
    this.adding = adding;
    this.errors = {};
    this.#sending.clear();
    void focusIn(this, adding ? 'input' : 'button');
  }

  readonly #send = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const site = this.site.trim();
    this.errors = site === '' ? { site: 'Type where it is, in the letter’s words.' } : {};
    if (this.errors.site) {
      void focusIn(this, 'input');
      return;
    }
    const body = { site, ...(this.side === '' ? {} : { side: this.side }) };
    const path = `/api/referrals/${this.referral.id}/lesions`;
    if (!(await this.#sending.send(() => this.desk.server.write(path, body)))) return;
    this.site = '';
    this.side = '';
    this.#open(false);
    this.done('The lesion is added.');
  };

  override render(): TemplateResult {
    if (!this.adding)
      return html`<button class="small" @click=${() => this.#open(true)}>Add a lesion that the letter names</button>`;
    const errors = { ...this.#sending.fields, ...this.errors };
    return html`<form class="deed" @submit=${this.#send} novalidate>
      ${textField({
        name: 'site',
        label: 'Where is it?',
        hint: 'In the letter’s words. Only lesions of the letter are photographed.',
        lengthMax: 120,
        value: this.site,
        errors,
        set: (site) => {
          this.site = site;
        },
      })}
      ${choiceField({
        name: 'side',
        label: 'Side',
        value: this.side,
        errors,
        options: [
          { value: '', text: 'Not said' },
          { value: 'left', text: 'Left' },
          { value: 'right', text: 'Right' },
          { value: 'midline', text: 'Midline' },
        ],
        set: (side) => {
          this.side = side as Side | '';
        },
      })}
      <div class="buttons">
        <button class="call" aria-disabled=${this.#sending.busy}>Add this lesion</button>
        <button type="button" @click=${() => this.#open(false)}>Back</button>
      </div>
      ${this.#sending.shown()}
    </form>`;
  }
}

customElements.define('add-lesion', AddLesion);
