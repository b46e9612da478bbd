/** The lesions of the letter, each with its place in the standard list: without one a picture cannot carry it. */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { BodySite, LesionLine, ReferralDetail } from '../../../services/hospital/web/api/referrals.ts';
import type { Desk } from '../desk.ts';
import { Sending } from '../loading.ts';
import { focusIn } from '../parts/focus.ts';
import { codedWords, lesionWords } from '../parts/tags.ts';
import { bodySites } from './body-sites.ts';
import './add-lesion.ts';
import './site-picker.ts';

export class ReferralLesions extends LitElement {
  static override properties = {
    desk: { attribute: false },
    referral: { attribute: false },
    done: { attribute: false },
    mayWork: { attribute: false },
    coding: { state: true },
    chosen: { state: true },
    sites: { state: true },
  };
  declare desk: Desk;
  declare referral: ReferralDetail;
  declare done: (message: string) => void;
  declare mayWork: boolean;
  declare coding: string | undefined;
  declare chosen: BodySite | undefined;
  declare sites: readonly BodySite[];
  readonly #sending = new Sending(this);

  constructor() {
    super();
    this.coding = undefined;
    this.chosen = undefined;
    this.sites = [];
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  async #open(lesion: LesionLine): Promise<void> {
    this.#sending.clear();
    this.chosen = lesion.coded;
    const found = await this.#sending.send(() => bodySites(this.desk.server));
    if (!found) return;
    this.sites = found.value;
    this.coding = lesion.id;
    await focusIn(this, 'site-picker');
    this.querySelector<HTMLInputElement>('site-picker input')?.focus();
  }

  #close(lesion: LesionLine): void {
    this.coding = undefined;
    void focusIn(this, `[data-lesion="${CSS.escape(lesion.id)}"]`);
  }

  async #save(lesion: LesionLine): Promise<void> {
    const code = this.chosen?.code;
    if (code === undefined) return;
    const path = `/api/referrals/${this.referral.id}/lesions/${encodeURIComponent(lesion.id)}/site`;
    if (!(await this.#sending.send(() => this.desk.server.write(path, { code })))) return;
    this.#close(lesion);
    this.done(`The place of lesion ${lesion.ordinal} is saved.`);
  }

  override render(): TemplateResult {
    const { lesions, state } = this.referral;
    const mayAdd = this.mayWork && (state === 'received' || state === 'accepted');
    return html`<section class="panel" aria-labelledby="lesions">
      <h2 id="lesions">Lesions in the letter</h2>
      ${lesions.length === 0 ? html`<p class="quiet">The letter names none.</p>` : nothing}
      <ol class="lesions">
        ${lesions.map((lesion) => this.#lesion(lesion))}
      </ol>
      ${this.#sending.shown()}
      ${mayAdd ? html`<add-lesion .desk=${this.desk} .referral=${this.referral} .done=${this.done}></add-lesion>` : nothing}
    </section>`;
  }

  #lesion(lesion: LesionLine): TemplateResult {
    return html`<li>
      <b>${lesionWords(lesion)}</b>
      <p class=${lesion.coded ? '' : 'missing'}>
        ${lesion.coded ? codedWords(lesion.coded) : html`<span aria-hidden="true">▲ </span>Not in the standard list yet`}
      </p>
      ${this.coding === lesion.id ? this.#picker(lesion) : this.mayWork ? this.#button(lesion) : nothing}
    </li>`;
  }

  #button(lesion: LesionLine): TemplateResult {
    return html`<button class="small" data-lesion=${lesion.id} @click=${() => this.#open(lesion)}>
      ${lesion.coded ? 'Change the place' : 'Choose the place'}<span class="unseen"> of lesion ${lesion.ordinal}</span>
    </button>`;
  }

  #picker(lesion: LesionLine): TemplateResult {
    return html`<form
      @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        void this.#save(lesion);
      }}
    >
      <site-picker
        .sites=${this.sites}
        .name=${lesion.id}
        .label=${`Place of lesion ${lesion.ordinal} in the standard list`}
        .typed=${lesion.coded?.meaning ?? lesion.site}
        .chosen=${(site: BodySite) => {
          this.chosen = site;
        }}
      ></site-picker>
      ${this.chosen ? html`<p>Chosen: <b>${codedWords(this.chosen)}</b></p>` : nothing}
      <div class="buttons">
        <button class="call" aria-disabled=${this.chosen === undefined || this.#sending.busy}>Save the place</button>
        <button type="button" @click=${() => this.#close(lesion)}>Back</button>
      </div>
    </form>`;
  }
}

customElements.define('referral-lesions', ReferralLesions);
