/** The lesions of the referral letter, one row each: what is taken of it, and a tap to go on with it. */
import { html, type TemplateResult } from 'lit';
import type { Command } from '../../../services/station/api/command.ts';
import type { LesionView, VisitView } from '../../../services/station/api/view.ts';
import { cannotWords } from './cannot-words.ts';
import { firstShotOf, progressOf, shotOrder, takenOf } from './progress.ts';
import { placeWords, progressWords, shotWords } from './shot-words.ts';

export interface RowsParts {
  readonly visit: VisitView;
  readonly ask: (command: Command) => void;
  /** Asks whether a lesion that was said not to be photographed can be after all. */
  readonly doubt: (lesion: LesionView) => void;
}

export function lesionRow(lesion: LesionView, { visit, ask, doubt }: RowsParts): TemplateResult {
  const why = lesion.cannot;
  const tap = () => (why ? doubt(lesion) : ask({ kind: 'arm', ...firstShotOf(visit, lesion.id) }));
  return html`<li>
    <button class=${why ? 'out' : ''} data-target="primary" @click=${tap}>
      <span class="number">${visit.lesions.indexOf(lesion) + 1}</span>
      <b>${placeWords(lesion)}</b>
      <span class="facts">
        ${
          why
            ? html`<span class="sign" aria-hidden="true">✕</span> ${cannotWords[why]}`
            : html`${signs(visit, lesion)} <span>${takenOf(visit, lesion.id)} of ${shotOrder.length}</span>`
        }
      </span>
    </button>
  </li>`;
}

function signs(visit: VisitView, lesion: LesionView): TemplateResult[] {
  return shotOrder.map((shot) => {
    const { sign, words } = progressWords[progressOf(visit, lesion.id, shot)];
    return html`<span class="sign" aria-hidden="true">${sign}</span
      ><span class="unseen">${shotWords[shot].name}: ${words}.</span>`;
  });
}

/** For readers of the map: `Shin · Left, 2 of 4 pictures`. */
export function lesionLabel(visit: VisitView, lesion: LesionView): string {
  if (lesion.cannot) return `${placeWords(lesion)}, not photographed: ${cannotWords[lesion.cannot]}`;
  return `${placeWords(lesion)}, ${takenOf(visit, lesion.id)} of ${shotOrder.length} pictures`;
}
