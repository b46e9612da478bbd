/** Looking up another referral by name or number, when nobody whom the server found is right. */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { ReferralDetail, ReferralLine } from '../../../services/hospital/web/api/referrals.ts';
import type { Page } from '../../../services/hospital/web/api/shared.ts';
import type { Desk } from '../desk.ts';
import { Sending } from '../loading.ts';
import { patientCell, stateTag } from '../parts/tags.ts';
import { momentWritten } from '../when.ts';
import { type Candidate, ofReferral } from './candidates.ts';

export class LookUp extends LitElement {
  static override properties = {
    desk: { attribute: false },
    found: { attribute: false },
    rows: { state: true },
    told: { state: true },
  };
  declare desk: Desk;
  declare found: (candidates: readonly Candidate[]) => void;
  declare rows: readonly ReferralLine[] | undefined;
  declare told: string | undefined;
  readonly #sending = new Sending(this);

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  readonly #search = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const words = new FormData(event.target as HTMLFormElement).get('words');
    this.told = undefined;
    if (typeof words !== 'string' || words.trim() === '') return;
    const query = new URLSearchParams({ q: words.trim() });
    const answer = await this.#sending.send(() => this.desk.server.read<Page<ReferralLine>>(`/api/referrals?${query}`));
    if (answer) this.rows = answer.value.rows;
  };

  async #take(line: ReferralLine): Promise<void> {
    const answer = await this.#sending.send(() => this.desk.server.read<ReferralDetail>(`/api/referrals/${line.id}`));
    if (!answer) return;
    const candidates = ofReferral(answer.value);
    if (candidates.length === 0) {
      this.told = 'This referral has never had an appointment, so no picture can be filed to it. Book it first.';
      return;
    }
    this.rows = undefined;
    this.found(candidates);
  }

  override render(): TemplateResult {
    return html`<details>
      <summary>Somebody else</summary>
      <form role="search" @submit=${this.#search}>
        <div class="field">
          <label for="look-up">Name, NHS number or hospital number</label>
          <div class="beside">
            <input id="look-up" name="words" type="search" autocomplete="off" spellcheck="false" />
            <button>Search</button>
          </div>
        </div>
      </form>
      ${this.#sending.shown()} ${this.told ? html`<p class="box care" role="alert">${this.told}</p>` : nothing}
      ${this.rows?.length === 0 ? html`<p class="quiet" role="status">No referral matches.</p>` : nothing}
      <ul class="plain rows">
        ${(this.rows ?? []).map(
          (line) =>
            html`<li class="tall">
              ${patientCell(line.patient)}
              <span>${stateTag(line.state)} ${line.appointment ? momentWritten(line.appointment.slotAt) : 'never booked'}</span>
              <button class="small" @click=${() => this.#take(line)}>
                Add to the list<span class="unseen">: ${line.patient.givenName} ${line.patient.familyName}</span>
              </button>
            </li>`,
        )}
      </ul>
    </details>`;
  }
}

customElements.define('look-up', LookUp);
