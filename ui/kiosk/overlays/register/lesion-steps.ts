/**
 * The lesions that the letter names. Each stands on the body map as soon as it is added, so that left and right can be
 * compared with the patient.
 */
import { html, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import '../../../parts/body-map/body-map.ts';
import type { MapLesion } from '../../../parts/body-map/body-map.ts';
import type { Paging } from '../../../parts/paging.ts';
import { placeWords } from '../../capture/shot-words.ts';
import { type DraftLesion, lesionsMax } from './draft.ts';
import type { StepParts } from './screen.ts';
import { wrongLine } from './typed-steps.ts';

/** Longer words need rows of several lines. */
const longPlaceLength = 30;

export function lesionsStep(
  { draft, wrong, change, back, next }: StepParts,
  add: () => void,
  pages: Paging,
): TemplateResult {
  const { lesions } = draft;
  const full = lesions.length >= lesionsMax;
  const long = lesions.some((lesion) => placed(lesion).length > longPlaceLength);
  const numbered = lesions.map((lesion, index) => ({ lesion, number: index + 1 }));
  return html`<section class="columns with-map ${long ? 'wordy' : ''}">
    <div class="content">
      <h1 tabindex="-1">Lesions on the letter</h1>
      ${wrongLine(wrong)}
      ${
        lesions.length === 0
          ? html`<p>None yet. Only lesions that the letter names are photographed.</p>`
          : html`<div class="paged">
              <ol class="lesions ${long ? 'long' : ''}" ${ref(pages.rows)}>
                ${pages.slice(numbered).map(({ lesion, number }) => html`<li><b>${number}</b> <span>${placed(lesion)}</span></li>`)}
              </ol>
              ${pages.buttons(lesions.length, 'Back', 'More')}
            </div>
            <button data-target="secondary" @click=${() => change({ lesions: lesions.slice(0, -1) })}>Remove the last one</button>`
      }
    </div>
    <body-map .lesions=${lesions.map(onMap)}></body-map>
    <div class="actions">
      <button data-target="secondary" @click=${back}>Back</button>
      <button class=${lesions.length === 0 ? 'call' : ''} data-target="primary" aria-disabled=${full} @click=${() => !full && add()}>
        Add a lesion
      </button>
      <button class=${lesions.length > 0 ? 'call' : ''} data-target="shutter" @click=${next}>Next</button>
    </div>
  </section>`;
}

export function placed(lesion: DraftLesion): string {
  return placeWords({ ...lesion, ...(lesion.code === undefined ? { typed: true } : {}) });
}

function onMap(lesion: DraftLesion, index: number): MapLesion {
  return { ...lesion, id: String(index), number: index + 1, state: 'open', label: placed(lesion) };
}
