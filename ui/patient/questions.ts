/** One question as it is asked: rows to tap, or a field to write in. */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Question } from '../../services/wire/questionnaire.ts';
import type { Draft, Words } from '../parts/questionnaire/draft.ts';
import { isChosen, type OptionRow, rowsOf, withChoice } from '../parts/questionnaire/options.ts';

export interface Asking {
  readonly draft: Draft;
  readonly problem: string | undefined;
  readonly words: Words;
  readonly change: (draft: Draft) => void;
}

export function questionTemplate(question: Question, asking: Asking): TemplateResult {
  return question.type === 'text' ? writing(question, asking) : choosing(question, asking);
}

function writing(question: Question, { draft, problem, words, change }: Asking): TemplateResult {
  const { linkId, text, required } = question;
  const answer = draft[linkId];
  return html`<div class="asked ${problem === undefined ? '' : 'wrong'}" data-question=${linkId}>
    <label for=${linkId}>${text} ${required ? nothing : html`<span class="hint">(${words.optional})</span>`}</label>
    ${told(linkId, problem)}
    <textarea
      id=${linkId}
      rows="3"
      autocomplete="off"
      aria-required=${required}
      aria-invalid=${problem !== undefined}
      aria-describedby=${problem === undefined ? nothing : `${linkId}-problem`}
      .value=${live(typeof answer === 'string' ? answer : '')}
      @input=${(event: Event) => change({ ...draft, [linkId]: (event.target as HTMLTextAreaElement).value })}
    ></textarea>
  </div>`;
}

function choosing(question: Question, asking: Asking): TemplateResult {
  const { linkId, text, type, required } = question;
  const { problem, words } = asking;
  const several = type === 'multiple';
  const described = [several && `${linkId}-hint`, problem !== undefined && `${linkId}-problem`]
    .filter(Boolean)
    .join(' ');
  return html`<fieldset
    class=${problem === undefined ? '' : 'wrong'}
    data-question=${linkId}
    aria-describedby=${described || nothing}
  >
    <legend>${text} ${required ? nothing : html`<span class="hint">(${words.optional})</span>`}</legend>
    ${several ? html`<p class="hint" id="${linkId}-hint">${words.chooseAll}</p>` : nothing} ${told(linkId, problem)}
    ${rowsOf(question, words).map((row) => optionRow(question, row, asking))}
  </fieldset>`;
}

function optionRow(question: Question, { value, text }: OptionRow, { draft, change }: Asking): TemplateResult {
  const { linkId, type } = question;
  const turn = (event: Event) => change(withChoice(draft, question, value, (event.target as HTMLInputElement).checked));
  return html`<label class="option">
    <input
      type=${type === 'multiple' ? 'checkbox' : 'radio'}
      name=${linkId}
      autocomplete="off"
      .checked=${live(isChosen(draft, question, value))}
      @change=${turn}
    />
    <span>${text}</span>
  </label>`;
}

function told(linkId: string, problem: string | undefined): TemplateResult | typeof nothing {
  return problem === undefined
    ? nothing
    : html`<p class="problem" id="${linkId}-problem"><span aria-hidden="true">▲</span> ${problem}</p>`;
}
