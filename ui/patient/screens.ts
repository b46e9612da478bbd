/** What the patient's page is made of, beside the questions: each a function of what it shows. */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Sheet } from '../../services/hospital/questionnaire/api.ts';
import { type Day, localeOf } from '../parts/questionnaire/days.ts';
import { filled, type Words } from '../parts/questionnaire/draft.ts';
import { unconnected } from '../parts/questionnaire/unconnected.ts';
import type { Trouble } from './talk.ts';

export type Shown = 'loading' | 'asking' | 'sending' | 'done' | 'answered' | Trouble;

export function withoutSheet(shown: Shown, tryAgain: () => void): TemplateResult {
  if (typeof shown === 'object' && 'error' in shown)
    return html`<main><h1 tabindex="-1" dir="auto">${shown.error}</h1></main>`;
  return html`<main role="alert">
    ${unconnected.map(({ language, direction, text }) => html`<p lang=${language} dir=${direction}>${text}</p>`)}
    <div class="buttons">
      <button class="call" aria-label="Try again" @click=${tryAgain}><span aria-hidden="true">↻</span></button>
    </div>
  </main>`;
}

export function lastScreen(title: string | undefined, text: string | undefined): TemplateResult {
  return html`<main>
    <h1 tabindex="-1">${title}</h1>
    <p role="status">${text}</p>
  </main>`;
}

export function languageChoice(
  { languages, language, words }: Sheet,
  change: (language: string) => void,
): TemplateResult {
  return html`<header>
    <label>
      ${words.language}
      <select autocomplete="off" @change=${(event: Event) => change((event.target as HTMLSelectElement).value)}>
        ${languages.map(
          ({ code, name }) =>
            html`<option value=${code} lang=${code} .selected=${live(code === language)}>${name}</option>`,
        )}
      </select>
    </label>
  </header>`;
}

export function introduction(sheet: Sheet, trouble: string | undefined, start: () => void): TemplateResult {
  const { title, introduction: paragraphs, appointment, language, words } = sheet;
  return html`<h1 tabindex="-1">${title}</h1>
    <section class="appointment">
      <h2>${words.appointment}</h2>
      <p>${slotWritten(appointment.slotAt, language)}</p>
      <p>${appointment.site}</p>
    </section>
    ${paragraphs.map((paragraph) => html`<p>${paragraph}</p>`)} ${said(trouble)}
    <div class="buttons"><button class="call" @click=${start}>${words.start}</button></div>`;
}

export function progress(words: Words, step: number, all: number): TemplateResult {
  const text = filled(words.step, { n: step, all });
  return html`<p class="quiet" id="progress">${text}</p>
    <progress max=${all} value=${step} aria-labelledby="progress"></progress>`;
}

export function summary(words: Words, problems: Readonly<Record<string, string>>): TemplateResult | typeof nothing {
  const sentences = [...new Set(Object.values(problems))];
  if (sentences.length === 0) return nothing;
  return html`<div class="summary" role="alert" tabindex="-1">
    <h2>${words.problems}</h2>
    ${sentences.map((sentence) => html`<p>${sentence}</p>`)}
  </div>`;
}

export function said(trouble: string | undefined): TemplateResult | typeof nothing {
  return trouble === undefined ? nothing : html`<p class="problem" role="alert">${trouble}</p>`;
}

export function birthFields(
  words: Words,
  birth: Day,
  problem: string | undefined,
  change: (birth: Day) => void,
): TemplateResult {
  const part = (name: keyof Day) => html`<label>
    ${words[name]}
    <input
      class="part ${name}"
      inputmode="numeric"
      autocomplete="off"
      maxlength=${name === 'year' ? 4 : 2}
      aria-invalid=${problem !== undefined}
      .value=${live(birth[name])}
      @input=${(event: Event) => change({ ...birth, [name]: (event.target as HTMLInputElement).value })}
    />
  </label>`;
  return html`<fieldset class=${problem === undefined ? '' : 'wrong'} aria-describedby="birth-why">
    <legend class="unseen">${words.birthTitle}</legend>
    <p id="birth-why">${words.birthWhy}</p>
    <p class="hint">${words.birthHint}</p>
    ${problem === undefined ? nothing : html`<p class="problem"><span aria-hidden="true">▲</span> ${problem}</p>`}
    <div class="birth">${part('day')} ${part('month')} ${part('year')}</div>
  </fieldset>`;
}

/** Day and time in the hospital's zone, wherever the telephone is; in digits that all can read. */
function slotWritten(slotAt: string, language: string): string {
  const form = new Intl.DateTimeFormat(localeOf(language), {
    dateStyle: 'full',
    timeStyle: 'short',
    timeZone: 'Europe/London',
  });
  return form.format(new Date(slotAt));
}
