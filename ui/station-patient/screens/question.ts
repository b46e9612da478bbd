/** One question: rows to tap, a field that opens the keyboard, or a day with the number pad. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Question } from '../../../services/wire/questionnaire.ts';
import type { Day } from '../../parts/questionnaire/days.ts';
import type { Draft, Words } from '../../parts/questionnaire/draft.ts';
import { isChosen, rowsOf, withChoice } from '../../parts/questionnaire/options.ts';
import '../../parts/typing/number-pad.ts';

export interface Asking {
  readonly draft: Draft;
  readonly problem: string | undefined;
  readonly words: Words;
  readonly change: (draft: Draft) => void;
  /** Opens the keyboard. */
  readonly write: () => void;
  /** A date as far as it was typed, and the part that the number pad fills. */
  readonly typing: { readonly day: Day; readonly part: keyof Day };
  readonly type: (day: Day, part: keyof Day) => void;
}

export function questionScreen(question: Question, asking: Asking): TemplateResult {
  const { linkId, text, required } = question;
  const { words, problem } = asking;
  return html`<h1 tabindex="-1" id="asked" data-question=${linkId}>
      ${text} ${required ? nothing : html`<span class="hint">(${words.optional})</span>`}
    </h1>
    ${
      problem !== undefined
        ? html`<p class="problem" role="alert"><span aria-hidden="true">▲</span> ${problem}</p>`
        : question.type === 'multiple'
          ? html`<p class="hint">${words.chooseAll}</p>`
          : nothing
    }
    ${answerTemplate(question, asking)}`;
}

function answerTemplate(question: Question, asking: Asking): TemplateResult {
  switch (question.type) {
    case 'boolean':
    case 'choice':
    case 'multiple':
      return options(question, asking);
    case 'text':
      return writing(question, asking);
    case 'date':
      return dating(asking);
    default:
      return question.type satisfies never;
  }
}

function options(question: Question, { draft, words, change }: Asking): TemplateResult {
  const several = question.type === 'multiple';
  const rows = rowsOf(question, words);
  return html`<div
    class="options of-${rows.length}"
    role=${several ? 'group' : 'radiogroup'}
    aria-labelledby="asked"
  >
    ${rows.map(({ value, text }) => {
      const on = isChosen(draft, question, value);
      return html`<button
        role=${several ? 'checkbox' : 'radio'}
        data-target="secondary"
        aria-checked=${on}
        @click=${() => change(withChoice(draft, question, value, !on))}
      >
        <i class=${several ? 'box' : 'dot'} aria-hidden="true">${on ? '✓' : ''}</i><span>${text}</span>
      </button>`;
    })}
  </div>`;
}

function writing({ linkId }: Question, { draft, words, write }: Asking): TemplateResult {
  const answer = draft[linkId];
  const text = typeof answer === 'string' ? answer : '';
  return html`<button class="written" data-target="secondary" aria-describedby="asked" @click=${write}>
    ${text === '' ? html`<span class="hint">✎ ${words.write}</span>` : html`<span dir="auto">${text}</span>`}
  </button>`;
}

const digitsOf: Readonly<Record<keyof Day, number>> = { day: 2, month: 2, year: 4 };

function dating({ words, typing, type }: Asking): TemplateResult {
  const { day, part } = typing;
  const field = (name: keyof Day) => html`<button
    class="part ${name}"
    data-target="secondary"
    aria-pressed=${name === part}
    @click=${() => type(day, name)}
  >
    <small>${words[name]}</small><b>${day[name] || '–'}</b>
  </button>`;
  const typed = (text: string) => {
    const full = text.length === digitsOf[part];
    const next = full && part === 'day' ? 'month' : full && part === 'month' ? 'year' : part;
    type({ ...day, [part]: text }, next);
  };
  return html`<div class="dating">
    <div class="parts">${field('day')} ${field('month')} ${field('year')}</div>
    <number-pad
      dir="ltr"
      label=${words[part] ?? ''}
      clearWord=${words.clear ?? ''}
      backWord=${words.delete ?? ''}
      .value=${day[part]}
      .digitsMax=${digitsOf[part]}
      @typed=${(event: CustomEvent<string>) => typed(event.detail)}
    ></number-pad>
  </div>`;
}
