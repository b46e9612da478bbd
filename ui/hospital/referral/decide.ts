/** Accept the referral, or reject it with a reason that the GP can read. */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { ReferralDecision, ReferralDetail } from '../../../services/hospital/web/api/referrals.ts';
import type { Desk } from '../desk.ts';
import { Sending } from '../loading.ts';
import { longField } from '../parts/fields.ts';
import { focusIn } from '../parts/focus.ts';

const reasonLengthMin = 3;

export class DecideReferral extends LitElement {
  static override properties = {
    desk: { attribute: false },
    referral: { attribute: false },
    done: { attribute: false },
    rejecting: { state: true },
    reason: { state: true },
    wrong: { state: true },
  };
  declare desk: Desk;
  declare referral: ReferralDetail;
  declare done: (message: string) => void;
  declare rejecting: boolean;
  declare reason: string;
  declare wrong: Record<string, string>;
  readonly #sending = new Sending(this);

  constructor() {
    super();
    this.rejecting = false;
    this.reason = '';
    this.wrong = {};
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  async #decide(decision: ReferralDecision, message: string): Promise<void> {
    const path = `/api/referrals/${this.referral.id}/decision`;
    if (!(await this.#sending.send(() => this.desk.server.write(path, decision)))) return;
    this.rejecting = false;
    this.done(message);
    document.querySelector<HTMLElement>('main h1')?.focus();
  }

  readonly #reject = (event: SubmitEvent): void => {
    event.preventDefault();
    const reason = this.reason.trim();
    if (reason.length < reasonLengthMin) {
      this.wrong = { reason: 'Write why, so that the GP can do something about it.' };
      void focusIn(this, 'textarea');
      return;
    }
    this.wrong = {};
    void this.#decide({ kind: 'reject', reason }, 'The referral is rejected.');
  };

  #open(open: boolean): void {
    this.rejecting = open;
    void focusIn(this, open ? 'textarea' : '.opens');
  }

  override render(): TemplateResult | typeof nothing {
    const { state, advice } = this.referral;
    if (state !== 'received' && state !== 'accepted') return nothing;
    const undecided = state === 'received';
    return html`<section class="panel todo" aria-labelledby="decide">
      <h2 id="decide">${undecided ? 'Accept this referral?' : 'Accepted'}</h2>
      ${advice.map((sentence) => html`<p class="box care"><span aria-hidden="true">▲ </span>${sentence}</p>`)}
      ${this.rejecting ? this.#reasonForm() : this.#buttons(undecided)} ${this.#sending.shown()}
    </section>`;
  }

  #buttons(undecided: boolean): TemplateResult {
    return html`<div class="buttons">
      ${
        undecided
          ? html`<button class="call" aria-disabled=${this.#sending.busy} @click=${() => this.#decide({ kind: 'accept' }, 'The referral is accepted. It can be booked now.')}>
            Accept
          </button>`
          : nothing
      }
      <button class="opens" @click=${() => this.#open(true)}>Reject…</button>
    </div>`;
  }

  #reasonForm(): TemplateResult {
    return html`<form @submit=${this.#reject} novalidate>
      ${longField({
        name: 'reason',
        label: 'Why is it rejected?',
        hint: 'Kept with the referral. Name what is missing or where the patient should go instead.',
        value: this.reason,
        errors: { ...this.wrong, ...this.#sending.fields },
        set: (value) => {
          this.reason = value;
        },
      })}
      <div class="buttons">
        <button class="call" aria-disabled=${this.#sending.busy}>Reject this referral</button>
        <button type="button" @click=${() => this.#open(false)}>Back</button>
      </div>
    </form>`;
  }
}

customElements.define('decide-referral', DecideReferral);
