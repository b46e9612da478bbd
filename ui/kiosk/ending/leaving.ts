/** The last words: for the consultant, for the patient, and whether everything is safe. */
import { html, nothing, type TemplateResult } from 'lit';
import type { View, VisitView } from '../../../services/station/api/view.ts';
import { counted } from '../../parts/written.ts';
import { wayWords } from './whose.ts';

/** What the panel has room for; the whole note is one tap away. */
const noteShownMax = 56;

/** Facts on the clinic: review within two or three working days, the letter within three weeks. */
const nextForPatient = [
  'A consultant looks at the pictures within two or three working days.',
  'You and your GP get a letter within three weeks. It may ask you to come to the hospital.',
  'You may be asked later how this visit was for you.',
];

/** Without pictures there is nothing to look at. */
const nextWithoutPictures = [
  'No pictures were taken, so the consultant has none to look at.',
  'The hospital reads why, and writes to you and your GP what happens instead.',
];

export interface LeavingParts {
  readonly view: View;
  readonly visit: VisitView;
  readonly wish: () => void;
  readonly note: () => void;
  readonly back: () => void;
  readonly early: () => void;
  readonly finish: () => void;
}

export function leavingStep({ view, visit, wish, note, back, early, finish }: LeavingParts): TemplateResult {
  const { wishes, note: written } = visit;
  return html`<div class="content">
      <h2 tabindex="-1">Before the patient leaves</h2>
      <div class="body leaving">
        <div class="panel patient">
          <h3>Tell the patient</h3>
          ${toldTo(visit).map((sentence) => html`<p>${sentence}</p>`)}
        </div>
        <div class="consultant">
          <button data-target="secondary" @click=${note}>
            <b>${written === '' ? 'Write a note to the consultant' : 'Note to the consultant'}</b>
            ${written === '' ? nothing : html`<span>${shortened(written)}</span>`}
          </button>
          <button data-target="secondary" @click=${wish}>
            <b>Another place that worries the patient</b>
            <span>${wishes.length === 0 ? 'for the consultant to know, without a picture' : `${counted(wishes.length, 'place', 'places')} written down`}</span>
          </button>
        </div>
        <p class="safe ${view.disk === 'ok' ? '' : 'careful'}" role="status">
          ${visit.pictures.length > 0 ? html`<span class="sign good" aria-hidden="true">✓</span> ${wayWords(visit.pictures)}` : nothing}
          ${view.hospital === 'connected' ? nothing : html`<b>Not connected now: they go later, by themselves.</b>`}
        </p>
      </div>
    </div>
    <div class="actions many">
      <button data-target="secondary" @click=${back}>Back</button>
      <button data-target="secondary" @click=${early}>End early, and say why</button>
      <button class="call" data-target="shutter" @click=${finish}>Finish the visit</button>
    </div>`;
}

function toldTo({ pictures }: VisitView): readonly string[] {
  return pictures.some(({ shows }) => shows.kind === 'lesion') ? nextForPatient : nextWithoutPictures;
}

/** The beginning of a longer text. */
function shortened(text: string): string {
  if (text.length <= noteShownMax) return `“${text}”`;
  return `“${text.slice(0, noteShownMax - 1).trimEnd()}…” — tap to read all`;
}
