/** The steps in which something is typed: names on the keyboard, dates and numbers on the number pad. */
import { html, nothing, type TemplateResult } from 'lit';
import { digitBoxes } from '../../../parts/fields.ts';
import '../../../parts/typing/keyboard.ts';
import '../../../parts/typing/number-pad.ts';
import { nameCharactersMax } from './draft.ts';
import type { StepParts } from './screen.ts';

export function nameStep(
  title: string,
  field: 'familyName' | 'givenName',
  { draft, wrong, change, back, next, first }: StepParts,
): TemplateResult {
  return html`<section class="typing">
    <div class="line">
      <div class="field grows">
        <h1 tabindex="-1">${title}</h1>
        <div class="typed here" role="status" aria-label=${title}>${draft[field]}</div>
        ${wrongLine(wrong)}
      </div>
      <button data-target="secondary" @click=${back}>${first ? 'Cancel' : 'Back'}</button>
      <button class="call" data-target="secondary" @click=${next}>Next</button>
    </div>
    <key-board
      label=${title}
      words="names"
      .value=${draft[field]}
      .charactersMax=${nameCharactersMax}
      @typed=${(event: CustomEvent<string>) => change({ [field]: event.detail })}
    ></key-board>
  </section>`;
}

export function numberStep(
  title: string,
  field: 'birth' | 'nhsNumber',
  groups: readonly number[],
  hint: string,
  { draft, wrong, change, back, next }: StepParts,
): TemplateResult {
  const digitsMax = groups.reduce((sum, size) => sum + size, 0);
  return html`<section class="columns with-pad">
    <div class="content">
      <h1 tabindex="-1">${title}</h1>
      <p>${hint}</p>
      ${digitBoxes(title, draft[field], groups)} ${wrongLine(wrong)}
    </div>
    <number-pad
      label=${title}
      .value=${draft[field]}
      .digitsMax=${digitsMax}
      @typed=${(event: CustomEvent<string>) => change({ [field]: event.detail })}
      @enter=${next}
    ></number-pad>
    <div class="actions">
      <button data-target="secondary" @click=${back}>Back</button>
      <button class="call" data-target="shutter" @click=${next}>Next</button>
    </div>
  </section>`;
}

export function wrongLine(wrong: string | undefined): TemplateResult {
  return html`<p role="alert" class=${wrong ? 'wrong' : 'unseen'}>
    ${wrong ? html`<span aria-hidden="true">✕</span> ${wrong}` : nothing}
  </p>`;
}
