/** There are no answers, or not all: the patient answers on this screen, on paper, or does not want to. */
import { html, nothing, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { QuestionnaireView } from '../../../services/station/api/view.ts';
import type { Paging } from '../../parts/paging.ts';
import { counted } from '../../parts/written.ts';
import type { Pictures } from '../screen.ts';
import '../picture/live-view.ts';
import { ownFirst } from './own-language.ts';

export interface AskingParts {
  readonly questionnaire: QuestionnaireView;
  /** The patient's own language comes first. */
  readonly own: string;
  readonly pages: Paging;
  readonly handOver: (language: string) => void;
  readonly paper: () => void;
  readonly declined: () => void;
  /** Nobody can ask here: neither the questions nor a paper copy are at hand. */
  readonly without: () => void;
  /** Present when there is something to go back to. */
  readonly back: (() => void) | undefined;
}

export function askingStep({
  questionnaire,
  own,
  pages,
  handOver,
  paper,
  declined,
  without,
  back,
}: AskingParts): TemplateResult {
  const languages = ownFirst(questionnaire.languages, own);
  const begun = questionnaire.state === 'in-progress';
  return html`<div class="content">
      <h2 tabindex="-1">${begun ? 'The answers are not complete' : 'Not answered yet'}</h2>
      <div class="body handing">
        <p>Hand the screen to the patient. They see the questions and nothing else; your PIN brings it back.</p>
        ${
          languages.length === 0
            ? html`<p class="panel care">The questions have not come from the hospital: use the paper copy.</p>`
            : html`<div class="paged">
                <ul class="rows languages" ${ref(pages.rows)}>
                  ${pages.slice(languages).map(
                    ({ code, name }, place) => html`<li>
                      <button
                        class=${place === 0 && code === languages[0]?.code ? 'call' : ''}
                        data-target="primary"
                        lang=${code}
                        @click=${() => handOver(code)}
                      >
                        ${name}
                      </button>
                    </li>`,
                  )}
                </ul>
                ${pages.buttons(languages.length, 'Before', 'More')}
              </div>`
        }
      </div>
    </div>
    <div class="actions">
      ${back ? html`<button data-target="secondary" @click=${back}>Back</button>` : nothing}
      ${languages.length === 0 && !back ? html`<button data-target="secondary" @click=${without}>Go on without asking</button>` : nothing}
      <button data-target="secondary" @click=${declined}>The patient does not want to answer</button>
      <button data-target="primary" @click=${paper}>Photograph the paper copy</button>
    </div>`;
}

export interface PaperParts {
  readonly questionnaire: QuestionnaireView;
  readonly pictures: Pictures;
  /** Something is the matter with the camera, and told elsewhere. */
  readonly quiet: boolean;
  readonly press: () => void;
  readonly stop: () => void;
}

export function paperStep({ questionnaire, pictures, quiet, press, stop }: PaperParts): TemplateResult {
  const { paperPages } = questionnaire;
  return html`<div class="picture">
      <live-view .pictures=${pictures} .mode=${'live'} .quiet=${quiet}></live-view>
      <h2 tabindex="-1" class="over">Paper copy: one page at a time, flat, all of it in the picture</h2>
      <p role="status" class="told">
        <b class="large">${paperPages === 0 ? 'No page yet' : `${counted(paperPages, 'page', 'pages')} saved`}</b>
        <span>
          <span class="ready" aria-hidden="true">●</span> Press the pedal for ${paperPages === 0 ? 'the first one' : 'the next one'}
        </span>
      </p>
    </div>
    <div class="actions">
      <button data-target="secondary" @click=${stop}>${paperPages === 0 ? 'Back' : 'All pages are taken'}</button>
      <button class="wordy call" data-target="shutter" @click=${press}>Photograph page ${paperPages + 1}</button>
    </div>`;
}
