/**
 * One picture (or paper, or visit's record) that waits: what it says beside what the record says, the picture itself, and to whom it may belong.
 *
 *   compare ─► choose (appointment, lesion, view, why) ─► confirm in words ─► filed
 *           └► keep out (why) ─► kept out
 */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { ReconciliationDetail } from '../../../services/hospital/web/api/patients.ts';
import type { Desk } from '../desk.ts';
import { Loading } from '../loading.ts';
import { patientCell } from '../parts/tags.ts';
import { paperWords } from '../visit/words.ts';
import { momentWritten } from '../when.ts';
import { setAsideReason } from '../words.ts';
import { comparison } from './comparison.ts';
import { visitBeside } from './visit-beside.ts';
import './settle-form.ts';

export class SettlePage extends LitElement {
  static override properties = { desk: { attribute: false }, parcel: { attribute: false }, unseen: { state: true } };
  declare desk: Desk;
  declare parcel: string;
  /** The picture could not be shown. */
  declare unseen: boolean;
  readonly #detail = new Loading<ReconciliationDetail>(this, (signal) =>
    this.desk.server.read(`/api/reconciliation/${encodeURIComponent(this.parcel)}`, { signal }),
  );

  constructor() {
    super();
    this.unseen = false;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  readonly #done = (message: string): void => {
    this.desk.changed();
    this.desk.go('/reconciliation');
    this.desk.say(message);
  };

  override render(): TemplateResult {
    const detail = this.#detail.value;
    return html`<p class="path"><a href="/reconciliation">Pictures to settle</a></p>
      <h1 tabindex="-1">${detail ? setAsideReason(detail.reason).what : 'A picture to settle'}</h1>
      ${this.#detail.shown((found) => this.#page(found))}`;
  }

  #page(detail: ReconciliationDetail): TemplateResult {
    const { decision, state, reason, wasFiledTo } = detail;
    const { look } = setAsideReason(reason);
    return html`${look ? html`<p class="lead">${look}</p>` : nothing}
      ${wasFiledTo ? html`<div class="box care"><b>It was filed to this patient, and should not be:</b> ${patientCell(wasFiledTo, `/patients/${wasFiledTo.id}`)}</div>` : nothing}
      ${
        decision
          ? html`<p class="box good">
            <b>${state === 'filed' ? 'Filed' : 'Kept out'}</b> by ${decision.by}, ${momentWritten(decision.at)}: ${decision.why}
          </p>`
          : nothing
      }
      <div class="columns">
        <div>${detail.what === 'visit-record' ? visitBeside(detail) : this.#picture(detail)}</div>
        <div>${comparison(detail)}${detail.what === 'visit-record' ? nothing : visitBeside(detail)}</div>
      </div>
      ${
        state === 'open'
          ? html`<settle-form .desk=${this.desk} .detail=${detail} .done=${this.#done} .stale=${() => this.#detail.again()}></settle-form>`
          : nothing
      }`;
  }

  #picture({ openable, parcel, paper }: ReconciliationDetail): TemplateResult {
    return html`<section class="panel" aria-labelledby="picture">
      <h2 id="picture">${paper ? paperWords[paper] : 'The picture'}</h2>
      ${
        openable && !this.unseen
          ? html`<div class="dark">
            <img src="/api/reconciliation/${encodeURIComponent(parcel)}/picture" alt="The picture that waits to be settled" @error=${() => {
              this.unseen = true;
            }} />
          </div>`
          : html`<p class="box care">The picture cannot be shown. It is kept as it came; central IT can look at it.</p>`
      }
    </section>`;
  }
}

customElements.define('settle-page', SettlePage);
