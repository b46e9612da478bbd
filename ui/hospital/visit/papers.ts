/**
 * Letters and pages that were photographed in visits. None is on the page before somebody asks for it: who looks is on
 * record. "Wrong patient" takes one out, with a reason.
 */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { AttachmentLine } from '../../../services/hospital/web/visit-api.ts';
import type { Desk } from '../desk.ts';
import { Sending } from '../loading.ts';
import { longField } from '../parts/fields.ts';
import { focusIn, overPage } from '../parts/focus.ts';
import { momentWritten } from '../when.ts';
import { paperWords } from './words.ts';

const reasonLengthMin = 3;

export class VisitPapers extends LitElement {
  static override properties = {
    desk: { attribute: false },
    papers: { attribute: false },
    mayCorrect: { attribute: false },
    done: { attribute: false },
    open: { state: true },
    wrong: { state: true },
    why: { state: true },
    error: { state: true },
    unseen: { state: true },
  };
  declare desk: Desk;
  declare papers: readonly AttachmentLine[];
  declare mayCorrect: boolean;
  declare done: (message: string) => void;
  declare open: AttachmentLine | undefined;
  declare wrong: AttachmentLine | undefined;
  declare why: string;
  declare error: string | undefined;
  /** The open one could not be shown. */
  declare unseen: boolean;
  readonly #sending = new Sending(this);

  constructor() {
    super();
    this.open = undefined;
    this.wrong = undefined;
    this.why = '';
    this.error = undefined;
    this.unseen = false;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  readonly #send = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const { wrong } = this;
    const why = this.why.trim();
    this.error = why.length < reasonLengthMin ? 'Write how you know: the record keeps it.' : undefined;
    if (this.error) void focusIn(this, 'textarea');
    if (!wrong || this.error) return;
    const path = `/api/attachments/${encodeURIComponent(wrong.parcel)}/wrong-patient`;
    if (!(await this.#sending.send(() => this.desk.server.write(path, { why })))) return;
    this.wrong = undefined;
    this.why = '';
    this.done('It is out of this record. It waits under “Pictures to settle”.');
    document.querySelector<HTMLElement>('main h1')?.focus();
  };

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
                this.error = undefined;
                this.#sending.clear();
                void focusIn(this, 'form h4');
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
    return html`<form class="panel care" @submit=${this.#send} novalidate>
      <h4 tabindex="-1">Is this another patient’s?</h4>
      <p><b>${paperWords[paper.what]}, ${momentWritten(paper.takenAt)}</b>, will be taken out of this record and wait under “Pictures to settle”. Nothing is deleted.</p>
      ${longField({
        name: 'why',
        label: 'How do you know?',
        rows: 2,
        value: this.why,
        errors: { ...(this.error ? { why: this.error } : {}), ...this.#sending.fields },
        set: (value) => {
          this.why = value;
        },
      })}
      <div class="buttons">
        <button class="call" aria-disabled=${this.#sending.busy}>Yes, take it out of this record</button>
        <button type="button" @click=${() => {
          this.wrong = undefined;
          void focusIn(this, '.papers button');
        }}>Back</button>
      </div>
      ${this.#sending.shown()}
    </form>`;
  }
}

customElements.define('visit-papers', VisitPapers);
