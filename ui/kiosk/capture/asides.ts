/**
 * What lies over the choice of a lesion for a moment.
 *
 *   more ──► which ──► why          a lesion that cannot be photographed, and the reason
 *     ├────► other-place ──► wish   not photographed, and why not; written down for the consultant
 *     ├────► note
 *     └────► consent, questionnaire
 *   a lesion that is not photographed ──► doubt
 */
import { html, nothing, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { Command } from '../../../services/station/api/command.ts';
import type { LesionView, VisitView } from '../../../services/station/api/view.ts';
import type { Paging } from '../../parts/paging.ts';
import type { Overlay } from '../screen.ts';
import { cannotReasons, cannotWords } from './cannot-words.ts';
import { placeWords } from './shot-words.ts';

/** What is open; nothing of it is the station's. */
export type Aside =
  | { readonly kind: 'more' }
  | { readonly kind: 'which' } // cannot be photographed
  | { readonly kind: 'why'; readonly lesion: LesionView }
  | { readonly kind: 'doubt'; readonly lesion: LesionView }
  | { readonly kind: 'other-place' };

export interface AsideParts {
  readonly visit: VisitView;
  readonly pages: Paging;
  readonly ask: (command: Command) => void;
  readonly open: (overlay: Overlay) => void;
  readonly lay: (aside: Aside | undefined) => void;
}

export function asideOver(aside: Aside, parts: AsideParts): TemplateResult {
  switch (aside.kind) {
    case 'more':
      return more(parts);
    case 'which':
      return which(parts);
    case 'why':
      return why(aside.lesion, parts);
    case 'doubt':
      return doubt(aside.lesion, parts);
    case 'other-place':
      return otherPlace(parts);
  }
}

function more({ visit, ask, open, lay }: AsideParts): TemplateResult {
  const candidates = visit.lesions.filter(({ cannot }) => cannot === undefined);
  const [only, ...others] = candidates;
  const cannot = () => only && lay(others.length === 0 ? { kind: 'why', lesion: only } : { kind: 'which' });
  return html`<div class="dialog">
    <h2 tabindex="-1">What else?</h2>
    <div class="options">
      <button data-target="primary" ?hidden=${!only} @click=${cannot}>A lesion cannot be photographed</button>
      <button data-target="primary" @click=${() => lay({ kind: 'other-place' })}>The patient asks for another place</button>
      <button data-target="primary" @click=${() => open('note')}>
        Note for the consultant${visit.note === '' ? nothing : html`<br /><span aria-hidden="true">✓</span> written`}
      </button>
      <button data-target="primary" @click=${() => ask({ kind: 'go', to: 'consent' })}>Back to consent</button>
      <button data-target="primary" @click=${() => ask({ kind: 'go', to: 'questionnaire' })}>Back to the questionnaire</button>
      <button data-target="primary" @click=${() => lay(undefined)}><b>Go on with the pictures</b></button>
    </div>
  </div>`;
}

function which({ visit, pages, lay }: AsideParts): TemplateResult {
  const candidates = visit.lesions.filter(({ cannot }) => cannot === undefined);
  return html`<div class="dialog">
    <h2 tabindex="-1">Which one cannot be photographed?</h2>
    <div class="paged">
      <ol class="rows" ${ref(pages.rows)}>
        ${pages.slice(candidates).map(
          (lesion) => html`<li>
            <button data-target="primary" @click=${() => lay({ kind: 'why', lesion })}>
              <span class="number">${visit.lesions.indexOf(lesion) + 1}</span><b>${placeWords(lesion)}</b>
            </button>
          </li>`,
        )}
      </ol>
      ${pages.buttons(candidates.length, 'Up', 'Down')}
    </div>
    <button data-target="secondary" @click=${() => lay(undefined)}>Go back</button>
  </div>`;
}

function why(lesion: LesionView, { ask, lay }: AsideParts): TemplateResult {
  const say = (reason: (typeof cannotReasons)[number]) => {
    ask({ kind: 'cannot', lesion: lesion.id, why: reason });
    lay(undefined);
  };
  return html`<div class="dialog why">
    <h2 tabindex="-1">Why is it not photographed?</h2>
    <p>${placeWords(lesion)}</p>
    <div class="options">
      ${cannotReasons.map((reason) => html`<button data-target="secondary" @click=${() => say(reason)}>${cannotWords[reason]}</button>`)}
      <button data-target="secondary" @click=${() => lay(undefined)}><b>Go back</b></button>
    </div>
  </div>`;
}

function doubt(lesion: LesionView, { ask, lay }: AsideParts): TemplateResult {
  const can = () => {
    ask({ kind: 'cannot', lesion: lesion.id });
    lay(undefined);
  };
  return html`<div class="dialog">
    <h2 tabindex="-1">Not photographed</h2>
    <p><b>${placeWords(lesion)}</b>${lesion.cannot ? html`: ${cannotWords[lesion.cannot]}` : nothing}</p>
    <div class="buttons">
      <button data-target="primary" @click=${can}>It can be photographed after all</button>
      <button data-target="primary" @click=${() => lay(undefined)}>Leave it</button>
    </div>
  </div>`;
}

function otherPlace({ open, lay }: AsideParts): TemplateResult {
  return html`<div class="dialog">
    <h2 tabindex="-1">The patient asks for another place</h2>
    <p>
      It is not photographed: only the lesions of the referral letter are, because a doctor has looked at those and asks for an
      opinion. Write down the wish: the consultant reads it. If the place is a worry, the patient should tell the GP.
    </p>
    <div class="buttons">
      <button class="call" data-target="shutter" @click=${() => open('wish')}>Write it down</button>
      <button data-target="secondary" @click=${() => lay(undefined)}>Go back</button>
    </div>
  </div>`;
}
