/** What the visit goes without: shots that were not taken, and lesions of which somebody said why. */
import { html, nothing, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { VisitView } from '../../../services/station/api/view.ts';
import type { Paging } from '../../parts/paging.ts';
import { counted } from '../../parts/written.ts';
import { cannotWords } from '../capture/cannot-words.ts';
import { placeWords, shotWords } from '../capture/shot-words.ts';
import { type Lacking, lackingOf } from './lacking.ts';

const longPlaceLength = 40;

export interface MissingParts {
  readonly visit: VisitView;
  readonly pages: Paging;
  readonly take: () => void;
  readonly without: () => void;
  readonly back: () => void;
}

export function missingStep({ visit, pages, take, without, back }: MissingParts): TemplateResult {
  const lacking = lackingOf(visit);
  const count = visit.missing.length;
  const long = lacking.some(({ lesion }) => placeWords(lesion).length > longPlaceLength);
  return html`<div class="content">
      <h2 tabindex="-1">
        ${count > 0 ? html`<span class="careful" aria-hidden="true">!</span> ${counted(count, 'picture is', 'pictures are')} missing` : 'Not photographed, for a reason'}
      </h2>
      <div class="body paged">
        <ul class="rows lacking ${long ? 'long' : ''}" ${ref(pages.rows)}>
          ${pages.slice(lacking).map(row)}
        </ul>
        ${pages.buttons(lacking.length, 'Before', 'More')}
      </div>
    </div>
    <div class="actions many">
      <button data-target="secondary" @click=${back}>Back to the strip</button>
      ${
        count > 0
          ? html`<button data-target="secondary" @click=${without}>Finish without, and say why</button>
              <button class="call" data-target="shutter" @click=${take}>Go back and take ${count === 1 ? 'it' : 'them'}</button>`
          : html`<button class="call" data-target="shutter" @click=${without}>Next</button>`
      }
    </div>`;
}

function row({ lesion, number, shots }: Lacking): TemplateResult {
  return html`<li class="panel lack">
    <b>${number} ${placeWords(lesion)}</b>
    <span>
      ${
        lesion.cannot === undefined
          ? html`<span class="careful">not taken:</span> ${shots.map((shot) => shotWords[shot].short).join(', ')}`
          : html`<span class="quiet">not photographed:</span> ${cannotWords[lesion.cannot]}`
      }
    </span>
    ${lesion.cannot === undefined ? nothing : html`<span class="unseen">The reason goes to the consultant.</span>`}
  </li>`;
}
