/** The keyboard, with the question above it: over the whole screen, because letters need the room. */
import { html, type TemplateResult } from 'lit';
import type { Question } from '../../../services/wire/questionnaire.ts';
import type { Words } from '../../parts/questionnaire/draft.ts';
import '../../parts/typing/keyboard.ts';
import { keysFor } from '../keys.ts';

export interface Writing {
  readonly words: Words;
  readonly language: string;
  readonly text: string;
  readonly change: (text: string) => void;
  readonly done: () => void;
}

/** A text's longest where the question does not say one. */
const charactersMax = 2_000;

export function writingScreen(question: Question, { words, language, text, change, done }: Writing): TemplateResult {
  return html`<main class="writing">
    <h1 tabindex="-1" id="asked">${question.text}</h1>
    <button class="call" data-target="secondary" @click=${done}>${words.writingDone}</button>
    <p class="text" dir="auto" role="status" aria-labelledby="asked"><span>${text}<i aria-hidden="true"></i></span></p>
    <key-board
      dir="ltr"
      label=${question.text}
      .words=${'sentences'}
      .keys=${keysFor(language, words)}
      .value=${text}
      .charactersMax=${question.charactersMax ?? charactersMax}
      @typed=${(event: CustomEvent<string>) => change(event.detail)}
    ></key-board>
  </main>`;
}
