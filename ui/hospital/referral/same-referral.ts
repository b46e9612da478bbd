/** Other open referrals of the same patient, side by side with this one: is it the same request, sent twice? */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { ReferralDetail, ReferralLine } from '../../../services/hospital/web/api/referrals.ts';
import { counted } from '../../parts/written.ts';
import type { Desk } from '../desk.ts';
import { Sending } from '../loading.ts';
import { focusIn } from '../parts/focus.ts';
import { clockTag, lesionWords, stateTag, urgencyTag } from '../parts/tags.ts';
import { momentWritten } from '../when.ts';
import { sourceWords } from '../words.ts';

export class SameReferral extends LitElement {
  static override properties = {
    desk: { attribute: false },
    referral: { attribute: false },
    done: { attribute: false },
    mayWork: { attribute: false },
    other: { state: true },
  };
  declare desk: Desk;
  declare referral: ReferralDetail;
  declare done: (message: string) => void;
  declare mayWork: boolean;
  declare other: ReferralDetail | undefined;
  readonly #sending = new Sending(this);

  constructor() {
    super();
    this.other = undefined;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  async #compare(line: ReferralLine): Promise<void> {
    const found = await this.#sending.send(() => this.desk.server.read<ReferralDetail>(`/api/referrals/${line.id}`));
    if (!found) return;
    this.other = found.value;
    void focusIn(this, 'h3');
  }

  async #duplicate(of: ReferralDetail): Promise<void> {
    const path = `/api/referrals/${this.referral.id}/decision`;
    if (!(await this.#sending.send(() => this.desk.server.write(path, { kind: 'duplicate', of: of.id })))) return;
    this.other = undefined;
    this.done('This referral is marked as a duplicate. The other one counts.');
    document.querySelector<HTMLElement>('main h1')?.focus();
  }

  override render(): TemplateResult {
    const { sameReferral } = this.referral;
    return html`<section class="panel care" aria-labelledby="same-referral">
      <h2 id="same-referral">
        This patient has ${counted(sameReferral.length, 'other open referral', 'other open referrals')}
      </h2>
      <ul class="plain rows">
        ${sameReferral.map(
          (line) =>
            html`<li>
              <span>${urgencyTag(line.urgency)} ${stateTag(line.state)} received ${momentWritten(line.receivedAt)} from ${line.practice}</span>
              <button class="small" @click=${() => this.#compare(line)}>
                Compare<span class="unseen"> with the one received ${momentWritten(line.receivedAt)}</span>
              </button>
            </li>`,
        )}
      </ul>
      ${this.other ? this.#sideBySide(this.other) : nothing} ${this.#sending.shown()}
    </section>`;
  }

  #sideBySide(other: ReferralDetail): TemplateResult {
    const here = this.referral;
    const mayMark = this.mayWork && (here.state === 'received' || here.state === 'accepted');
    return html`<h3 tabindex="-1">Side by side</h3>
      <div class="two">
        ${half('This referral', here)} ${half('The other one', other)}
      </div>
      <div class="buttons">
        ${
          mayMark
            ? html`<button class="call" aria-disabled=${this.#sending.busy} @click=${() => this.#duplicate(other)}>
              This one repeats the other
            </button>`
            : nothing
        }
        <a class="button" href="/referrals/${other.id}">Open the other one</a>
        <button
          @click=${() => {
            this.other = undefined;
            void focusIn(this, '.rows button');
          }}
        >
          They are different
        </button>
      </div>`;
  }
}

function half(title: string, referral: ReferralDetail): TemplateResult {
  const { urgency, state, practice, practitioner, receivedAt, source, lesions, clinicalText, clock } = referral;
  return html`<div class="half">
    <h4>${title}</h4>
    <p>${urgencyTag(urgency)} ${stateTag(state)}</p>
    <dl class="pairs">
      <dt>From</dt><dd>${practitioner}, ${practice}</dd>
      <dt>Received</dt><dd>${momentWritten(receivedAt)}, ${sourceWords[source]}</dd>
      <dt>28 days</dt><dd>${clockTag(clock)}</dd>
      <dt>Lesions</dt><dd>${lesions.map((lesion) => html`${lesionWords(lesion)}<br />`)}</dd>
    </dl>
    <p class="letter">${clinicalText}</p>
  </div>`;
}

customElements.define('same-referral', SameReferral);
