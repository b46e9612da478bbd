/** What the patient reads without being asked anything: the beginning, the languages, the thanks. */
import { html, type TemplateResult } from 'lit';
import type { StationSheet } from '../../../services/wire/questionnaire.ts';
import { unconnected } from '../../parts/questionnaire/unconnected.ts';

export interface LanguageChoice {
  readonly languages: readonly { readonly code: string; readonly name: string }[];
  readonly language: string;
  readonly choose: (code: string) => void;
}

/** The first two paragraphs say what the service does and does not do; the others are for those who answer at home. */
const paragraphsHere = 2;

export function introduction({ title, introduction: paragraphs, words }: StationSheet): TemplateResult {
  return html`<h1 tabindex="-1">${title}</h1>
    <div class="prose">
      ${paragraphs.slice(0, paragraphsHere).map((paragraph) => html`<p>${paragraph}</p>`)}
      <p>${words.stationHelp}</p>
    </div>`;
}

export function languagesScreen({ words }: StationSheet, choice: LanguageChoice): TemplateResult {
  return html`<h1 tabindex="-1">${words.language}</h1>
    ${languageButtons(choice, 'secondary')}`;
}

/** More do not fit beside each other above the introduction. */
export const languagesAtOnceMax = 4;

/** Each in its own name and script, for whoever reads nothing else on the screen. */
export function languageButtons({ languages, language, choose }: LanguageChoice, target = ''): TemplateResult {
  return html`<div class="languages" role="radiogroup">
    ${languages.map(
      ({ code, name }) => html`<button
        role="radio"
        lang=${code}
        data-target=${target}
        aria-checked=${code === language}
        @click=${() => choose(code)}
      >
        ${code === language ? html`<b aria-hidden="true">✓</b>` : ''} ${name}
      </button>`,
    )}
  </div>`;
}

export function thanks({ words }: StationSheet): TemplateResult {
  return html`<h1 tabindex="-1">${words.doneTitle}</h1>
    <p class="give-back" role="status"><span aria-hidden="true">➜</span> ${words.giveBack}</p>
    <section class="prose">
      <h2>${words.nextTitle}</h2>
      <p>${words.nextPictures}</p>
      <p>${words.nextReview}</p>
    </section>`;
}

/** Nothing has come from the station yet. */
export function noSheet(): TemplateResult {
  return html`<main class="prose" role="alert">
    ${unconnected.map(({ language, direction, text }) => html`<p lang=${language} dir=${direction}>${text}</p>`)}
  </main>`;
}
