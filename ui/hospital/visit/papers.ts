/**
 * Letters and pages that were photographed in visits. None is on the page before somebody asks for it: who looks is on
 * record. "Wrong patient" takes one out, with a reason.
 */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { AttachmentLine } from '../../../services/hospital/web/api/visits.ts';
import type { Desk } from '../desk.ts';
import { focusIn, overPage } from '../parts/focus.ts';
import { momentWritten } from '../when.ts';
import { paperWords } from './words.ts';
import '../patient/wrong-patient.ts';

export class VisitPapers extends LitElement {
  static override properties = {
    desk: { attribute: false },
    papers: { attribute: false },
    mayCorrect: { attribute: false },
    done: { attribute: false },
    open: { state: true },
    wrong: { state: true },
    unseen: { state: true },
  };
  declare desk: Desk;
  declare papers: readonly AttachmentLine[];
  declare mayCorrect: boolean;
  declare done: (message: string) => void;
  declare open: AttachmentLine | undefined;
  declare wrong: AttachmentLine | undefined;
  /** The open one could not be shown. */
  declare unseen: boolean;

  constructor() {
    super();
    this.open = undefined;
    this.wrong = undefined;
    this.unseen = false;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override render(): TemplateResult {
    return html`<ul class="plain rows papers">
        ${this.papers.map((paper) => this.#row(paper))}
      </ul>
      ${this.wrong ? this.#correction(this.wrong) : nothing} ${this.open ? this.#viewer(this.open) : nothing}`;
  }

  #row(paper: AttachmentLine): TemplateResult {
    const words = `${paperWords[paper.what]}, ${momentWritten(paper.takenAt)}`;
    if (paper.state === 'rejected')
      return html`<li><span>${words}</span><b class="missing"><span aria-hidden="true">▲ </span>taken out: not this patient</b></li>`;
    return html`<li>
      <span>${words}</span>
      <span class="buttons">
        <button class="small" @click=${() => {
          this.unseen = false;
          this.open = paper;
        }}>Show<span class="unseen"> ${words}</span></button>
        ${
          this.mayCorrect
            ? html`<button class="small" @click=${() => {
                this.wrong = paper;
              }}>Wrong patient…<span class="unseen"> ${words}</span></button>`
            : nothing
        }
      </span>
    </li>`;
  }

  #viewer(paper: AttachmentLine): TemplateResult {
    const words = `${paperWords[paper.what]}, ${momentWritten(paper.takenAt)}`;
    const close = () => {
      this.open = undefined;
    };
    return html`<dialog class="viewer" aria-label=${words} ${ref(overPage)} @close=${close}>
      <div class="bar">
        <p>${words}</p>
        <div class="buttons"><button autofocus @click=${close}>Close</button></div>
      </div>
      ${
        this.unseen
          ? html`<p role="alert">It cannot be shown. Try again in a minute; if that does not help, tell central IT.</p>`
          : html`<img src="/api/attachments/${encodeURIComponent(paper.parcel)}" alt=${words} @error=${() => {
              this.unseen = true;
            }} />`
      }
    </dialog>`;
  }

  #correction(paper: AttachmentLine): TemplateResult {
    return html`<wrong-patient
      .desk=${this.desk}
      .path=${`/api/attachments/${encodeURIComponent(paper.parcel)}/wrong-patient`}
      .heading=${html`<h4 tabindex="-1">Is this another patient’s?</h4>`}
      .about=${html`<p><b>${paperWords[paper.what]}, ${momentWritten(paper.takenAt)}</b>, will be taken out of this record and wait under “Pictures to settle”. Nothing is deleted.</p>`}
      .done=${() => {
        this.wrong = undefined;
        this.done('It is out of this record. It waits under “Pictures to settle”.');
      }}
      .back=${() => {
        this.wrong = undefined;
        void focusIn(this, '.papers button');
      }}
    ></wrong-patient>`;
  }
}

customElements.define('visit-papers', VisitPapers);
