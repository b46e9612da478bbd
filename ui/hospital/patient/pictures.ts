/**
 * A patient's pictures as thumbnails by lesion; one opens large on a dark ground. "Wrong patient" takes one out of the
 * record: with a reason, and confirmed in words.
 */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Journey } from '../../../services/hospital/web/api/patients.ts';
import type { PatientLine } from '../../../services/hospital/web/api/shared.ts';
import { counted } from '../../parts/written.ts';
import type { Desk } from '../desk.ts';
import { focusIn } from '../parts/focus.ts';
import { lesionWords, patientWords } from '../parts/tags.ts';
import { momentWritten } from '../when.ts';
import { viewWords } from '../words.ts';
import { viewer } from './viewer.ts';
import './wrong-patient.ts';

export type Picture = Journey['pictures'][number];

export function pictureWords({ lesion, view, takenAt, polarised, retaken }: Picture): string {
  const how = `${polarised ? ', polarised' : ''}${retaken ? ', retaken' : ''}`;
  return `${lesionWords(lesion)}, ${viewWords[view]} view${how}, ${momentWritten(takenAt)}`;
}

export class PatientPictures extends LitElement {
  static override properties = {
    desk: { attribute: false },
    pictures: { attribute: false },
    patient: { attribute: false },
    mayCorrect: { attribute: false },
    done: { attribute: false },
    large: { state: true },
    wrong: { state: true },
  };
  declare desk: Desk;
  declare pictures: readonly Picture[];
  declare patient: PatientLine;
  declare mayCorrect: boolean;
  declare done: (message: string) => void;
  /** The one that is open over the page. */
  declare large: Picture | undefined;
  /** The one that somebody says is another patient's. */
  declare wrong: Picture | undefined;

  constructor() {
    super();
    this.large = undefined;
    this.wrong = undefined;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override render(): TemplateResult {
    const { pictures } = this;
    return html`<section aria-labelledby="pictures">
        <h2 id="pictures">${counted(pictures.length, 'picture', 'pictures')}</h2>
        ${this.wrong ? this.#correction(this.wrong) : nothing}
        ${pictures.length === 0 ? html`<p class="empty">None has been filed yet.</p>` : nothing}
        <ul class="thumbnails">
          ${pictures.map((picture) => this.#thumbnail(picture))}
        </ul>
      </section>
      ${
        this.large
          ? viewer(this.large, pictures, {
              words: pictureWords,
              show: (picture) => {
                this.large = picture;
              },
              close: () => {
                this.large = undefined;
              },
            })
          : nothing
      }`;
  }

  #thumbnail(picture: Picture): TemplateResult {
    const { sopUid, lesion, view, polarised, takenAt, state, retaken } = picture;
    const words = pictureWords(picture);
    return html`<li class=${state}>
      <button class="picture" aria-label="Open large: ${words}" @click=${() => {
        this.large = picture;
      }}>
        <img src="/api/pictures/${encodeURIComponent(sopUid)}/thumbnail" alt="" loading="lazy" />
      </button>
      <p>
        <b>${lesionWords(lesion)}</b><br />${viewWords[view]}${polarised ? ', polarised' : ''}<br />${momentWritten(takenAt)}
        ${retaken ? html`<br /><b>retaken: a better one follows</b>` : nothing}
        ${state === 'rejected' ? html`<br /><b class="missing"><span aria-hidden="true">▲ </span>taken out: not this patient</b>` : nothing}
      </p>
      ${
        this.mayCorrect && state === 'filed'
          ? html`<button class="small wrong-patient" @click=${() => {
              this.wrong = picture;
            }}>Wrong patient…<span class="unseen"> ${words}</span></button>`
          : nothing
      }
    </li>`;
  }

  #correction(picture: Picture): TemplateResult {
    return html`<wrong-patient
      .desk=${this.desk}
      .path=${`/api/pictures/${encodeURIComponent(picture.sopUid)}/wrong-patient`}
      .heading=${html`<h3 tabindex="-1">Is this another patient’s picture?</h3>`}
      .about=${html`<div class="aside">
        <img src="/api/pictures/${encodeURIComponent(picture.sopUid)}/thumbnail" alt="" />
        <p>
          <b>${pictureWords(picture)}</b> is filed to <b>${patientWords(this.patient)}</b>. It will be marked in the archive as
          not to be used, and wait under “Pictures to settle”. Nothing is deleted.
        </p>
      </div>`}
      .done=${() => {
        this.wrong = undefined;
        this.done('The picture is out of this record. It waits under “Pictures to settle”.');
      }}
      .back=${() => {
        this.wrong = undefined;
        void focusIn(this, '.wrong-patient');
      }}
    ></wrong-patient>`;
  }
}

customElements.define('patient-pictures', PatientPictures);
