/** What the photographer reads to the patient before asking, a page at a time. */
import { html, nothing, type TemplateResult } from 'lit';
import type { LesionView } from '../../../services/station/api/view.ts';
import { counted } from '../../parts/written.ts';
import { placeWords } from '../capture/shot-words.ts';
import { information } from './words.ts';

/** More places than these are counted, not named; long ones take the room of two. */
const placesNamedMax = 3;
const longPlacesNamedMax = 1;
const longPlaceLength = 40;

export const informationPages = information.length;

export interface InformationParts {
  /** From 0. */
  readonly page: number;
  readonly lesions: readonly LesionView[];
  readonly back: () => void;
  readonly next: () => void;
}

export function informationStep({ page, lesions, back, next }: InformationParts): TemplateResult {
  const shown = information[page];
  return html`<div class="content">
      <h2 tabindex="-1">${shown?.title} <span class="page">Read aloud: ${page + 1} of ${informationPages}</span></h2>
      <div class="body panel aloud">
        ${shown?.namesLesions ? places(lesions.filter(({ cannot }) => cannot === undefined)) : nothing}
        ${shown?.sentences.map((sentence) => html`<p>${sentence}</p>`)}
      </div>
    </div>
    <div class="actions">
      <button data-target="secondary" @click=${back}>Back</button>
      <button class="call" data-target="shutter" @click=${next}>
        ${page + 1 === informationPages ? 'Ask for consent' : 'Next'}
      </button>
    </div>`;
}

function places(lesions: readonly LesionView[]): TemplateResult {
  const long = lesions.some(({ site }) => site.length > longPlaceLength);
  const named = long ? longPlacesNamedMax : placesNamedMax;
  const more = lesions.length - named;
  return html`<ul class="places">
    ${lesions.slice(0, named).map((lesion) => html`<li>${placeWords(lesion)}</li>`)}
    ${more > 0 ? html`<li>and ${counted(more, 'more place', 'more places')}</li>` : nothing}
  </ul>`;
}
