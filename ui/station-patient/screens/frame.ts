/**
 * What stands around everything that the patient is shown: how far it is, the language, the way for staff to take the
 * screen back, and back and on.
 *
 *   ┌────────────────────────────────┬─────────┐        ┌──────────────────┐
 *   │ Question 3 of 18  ▬▬▬▭▭▭▭▭▭▭▭  │ Ⓐ │ Staff│        │ Question 3 …     │
 *   ├────────────────────────────────┴───┬─────┤        ├──────────────────┤
 *   │                                    │ On  │        │                  │
 *   │ main                               │     │        │ main             │
 *   │                                    │Back │        ├─────────┬────────┤
 *   └────────────────────────────────────┴─────┘        │ Back    │ On     │
 *                                                       └─────────┴────────┘
 */
import { html, nothing, type TemplateResult } from 'lit';
import { filled, type Words } from '../../parts/questionnaire/draft.ts';

export interface Around {
  readonly words: Words;
  /** Which question of how many, and of which part. */
  readonly progress: { readonly n: number; readonly all: number; readonly step: string } | undefined;
  /** Stands in the place of the progress. */
  readonly first: TemplateResult | undefined;
  /** Opens the choice of a language; undefined where the languages stand on the screen themselves. */
  readonly languages: (() => void) | undefined;
  readonly staff: () => void;
  readonly back: (() => void) | undefined;
  readonly on: { readonly word: string; readonly act: () => void; readonly waits: boolean } | undefined;
  /** A sentence over everything: no connection at present. */
  readonly trouble: string | undefined;
}

/** What every screen has around it, with these ways out of it. */
export function around(always: Pick<Around, 'words' | 'trouble' | 'staff'>, ways: Partial<Around>): Around {
  return {
    progress: undefined,
    first: undefined,
    languages: undefined,
    back: undefined,
    on: undefined,
    ...ways,
    ...always,
  };
}

export function framed(main: TemplateResult, around: Around): TemplateResult {
  const { words, progress, first, languages, staff, back, on, trouble } = around;
  return html`<header>
      ${progress === undefined ? (first ?? html`<span></span>`) : progressBar(words, progress)}
      ${
        languages === undefined
          ? nothing
          : html`<button class="language" @click=${languages}>${globe} ${words.language}</button>`
      }
      <button class="staff" data-target=${on === undefined && back === undefined ? 'secondary' : nothing} @click=${staff}>${words.staff}</button>
    </header>
    ${trouble === undefined ? nothing : html`<p class="trouble" role="alert"><span aria-hidden="true">▲</span> ${trouble}</p>`}
    <main>${main}</main>
    ${
      back === undefined && on === undefined
        ? nothing
        : html`<nav>
            ${
              on === undefined
                ? nothing
                : html`<button class="call on" data-target="primary" aria-disabled=${on.waits} @click=${on.act}>
                    ${on.word}
                  </button>`
            }
            ${
              back === undefined
                ? nothing
                : html`<button class="back" data-target="secondary" @click=${back}>${words.back}</button>`
            }
          </nav>`
    }`;
}

function progressBar(words: Words, { n, all, step }: NonNullable<Around['progress']>): TemplateResult {
  const text = filled(words.question, { n, all });
  return html`<div class="progress">
    <span id="progress">${text} · ${step}</span>
    <progress max=${all} value=${n} aria-labelledby="progress"></progress>
  </div>`;
}

/** A globe: for whoever cannot read the word beside it. */
const globe = html`<svg viewBox="0 0 24 24" width="26" height="26" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="2">
  <circle cx="12" cy="12" r="9.5" />
  <path d="M2.5 12h19M12 2.5c6 6 6 13 0 19M12 2.5c-6 6-6 13 0 19" />
</svg>`;
