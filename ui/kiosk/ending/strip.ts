/**
 * The strip of all pictures of the visit, in pages, and the check that ends it: somebody says whose they are.
 *
 *   ┌────────┐ ┌────────┐ ┌────────┐ ┌───┐ ┌────────────┐
 *   │ picture│ │ picture│ │ retaken│ │ ▲ │ │ One is not │
 *   │ 1 Close│ │ 1 Dermo│ │        │ │ ▼ │ ├────────────┤
 *   │ ✓ saved│ │ ✓ hosp.│ │        │ │   │ │ All of     │
 *   └────────┘ └────────┘ └────────┘ └───┘ │ these are… │
 */
import { html, nothing, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { LesionView, PictureView, VisitView } from '../../../services/station/api/view.ts';
import type { Paging } from '../../parts/paging.ts';
import { placeWords, shotWords } from '../capture/shot-words.ts';
import { whose } from './whose.ts';

/** Longer names of places need a taller tile. */
const longPlaceLength = 26;

export interface StripParts {
  readonly visit: VisitView;
  readonly pages: Paging;
  /** Every page of the strip has been looked at. */
  readonly seen: boolean;
  readonly allTheirs: () => void;
  readonly wrong: () => void;
  readonly back: () => void;
}

export function stripStep({ visit, pages, seen, allTheirs, wrong, back }: StripParts): TemplateResult {
  const { pictures, lesions } = visit;
  const long = lesions.some((lesion) => placeWords(lesion).length > longPlaceLength);
  return html`<div class="content">
      <h2 tabindex="-1">Look at ${pictures.length === 1 ? 'the picture' : `all ${pictures.length} pictures`} of this visit</h2>
      <div class="body paged">
        <ul class="rows tiles ${long ? 'long' : ''}" ${ref(pages.rows)}>
          ${pages.slice(pictures).map((picture) => tile(picture, lesions))}
        </ul>
        ${pages.buttons(pictures.length, 'Before', 'More')}
      </div>
    </div>
    <div class="actions many">
      <button data-target="secondary" @click=${back}>Back to the pictures</button>
      <button data-target="secondary" @click=${wrong}>One is another patient’s</button>
      <button class="wordy ${seen ? 'call' : ''}" data-target="shutter" aria-disabled=${!seen} @click=${() => seen && allTheirs()}>
        ${seen ? html`All of these are<br /><b>${whose(visit)}</b>` : 'See all pages first'}
      </button>
    </div>`;
}

function tile(picture: PictureView, lesions: readonly LesionView[]): TemplateResult {
  const { title, place } = shownWords(picture, lesions);
  const { sign, words, kind } = stateWords(picture);
  const retaken = picture.verdict === 'retaken';
  return html`<li class="tile ${retaken ? 'retaken' : ''}">
    <div class="thumb">
      <canvas data-picture=${picture.id} role="img" aria-label="${title}${place === '' ? '' : `, ${place}`}"></canvas>
      <span class="none quiet">no small copy here</span>
      ${retaken ? html`<b class="mark">Taken again</b>` : nothing}
    </div>
    <p><b>${title}</b></p>
    <p class="place">${place}</p>
    <p class=${kind}><span aria-hidden="true">${sign}</span> ${words}${picture.verdict === 'unreviewed' ? ', not looked at' : nothing}</p>
  </li>`;
}

function shownWords(
  { shows }: PictureView,
  lesions: readonly LesionView[],
): { readonly title: string; readonly place: string } {
  switch (shows.kind) {
    case 'lesion': {
      const number = lesions.findIndex(({ id }) => id === shows.lesion);
      const lesion = lesions[number];
      return { title: `${number + 1} ${shotWords[shows.shot].short}`, place: lesion ? placeWords(lesion) : '' };
    }
    case 'identity-frame':
      return { title: 'Letter', place: '' };
    case 'paper-questionnaire':
      return { title: 'Paper copy', place: '' };
  }
}

function stateWords({ state }: PictureView): { readonly sign: string; readonly words: string; readonly kind: string } {
  switch (state) {
    case 'saved':
      return { sign: '✓', words: 'saved here', kind: '' };
    case 'at-hospital':
      return { sign: '✓', words: 'at hospital', kind: 'good' };
    case 'quarantined':
      return { sign: '!', words: 'set aside', kind: 'careful' };
    case 'taken-back':
      return { sign: '✕', words: 'taken back', kind: 'careful' };
  }
}
