/** All answers once more, before they are sent; a tap on one goes back to its question. */
import { html, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { Question, StationSheet } from '../../../services/wire/questionnaire.ts';
import type { Paging } from '../../parts/paging.ts';
import { askedOf, type Draft, filled, type Words } from '../../parts/questionnaire/draft.ts';
import { answerWritten } from '../../parts/questionnaire/options.ts';

export interface Review {
  readonly draft: Draft;
  readonly pages: Paging;
  readonly change: (question: Question) => void;
}

/** Stands above, where the progress was. */
export function reviewHeading(words: Words): TemplateResult {
  return html`<div class="heading">
    <h1 tabindex="-1">${words.review}</h1>
    <p class="hint">${words.reviewHint}</p>
  </div>`;
}

/** As much of each as fits into two lines; the whole of it stands on the question's own screen. */
const questionCharacters = 100;
const answerCharacters = 80;

export function reviewScreen(sheet: StationSheet, { draft, pages, change }: Review): TemplateResult {
  const { words, questions } = sheet;
  const asked = askedOf(questions, draft);
  const row = (question: Question) => {
    const answer = answerWritten(question, draft[question.linkId], sheet);
    return html`<li>
      <button data-target="secondary" @click=${() => change(question)}>
        <small>${shortened(question.text, questionCharacters)}</small>
        <b dir="auto">${shortened(answer, answerCharacters) || html`<span class="hint">${words.notAnswered}</span>`}</b>
      </button>
    </li>`;
  };
  const written = (page: number, all: number) => filled(words.page, { n: page, all });
  return html`<div class="reviewed">
      <ul class="answers" ${ref(pages.rows)}>
        ${pages.slice(asked).map(row)}
      </ul>
      ${pages.buttons(asked.length, words.up ?? '', words.down ?? '', written)}
    </div>`;
}

/** Ends at a word, where one ends nearby. */
function shortened(text: string, charactersMax: number): string {
  if (text.length <= charactersMax) return text;
  const cut = text.slice(0, charactersMax);
  const end = cut.lastIndexOf(' ');
  return `${(end > charactersMax / 2 ? cut.slice(0, end) : cut).trimEnd()}…`;
}
