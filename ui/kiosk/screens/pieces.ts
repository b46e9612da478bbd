/** Pieces that several screens of a visit share. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Command } from '../../../services/station/api.ts';
import type { Lesion, Shot, Visit } from '../shots.ts';
import { sideWords, viewWords } from '../words.ts';

/** `Upper back · Left`, in the letter's words. */
export function sitePlace(lesion: Lesion): TemplateResult {
  return html`${lesion.site}${lesion.side ? html` <span class="side-name">· ${sideWords[lesion.side]}</span>` : nothing}`;
}

/** The next step in one tap: which view, and of which lesion when there are several. */
export function nextButton(visit: Visit, next: Shot, ask: (command: Command) => void): TemplateResult {
  const place = visit.lesions.findIndex((lesion) => lesion.id === next.lesion);
  return html`<button class="call" data-target="shutter" @click=${() => ask({ kind: 'arm', ...next })}>
    Next:<br /><b>${viewWords[next.view].name.toLowerCase()}</b>
    ${visit.lesions.length > 1 ? html`<span class="of">lesion ${place + 1}</span>` : nothing}
  </button>`;
}

/** Ends the visit. When nothing is missing any more it is the one thing to do next. */
export function finishButton(finish: () => void, complete: boolean, resting = true): TemplateResult {
  const target = complete ? 'shutter' : 'secondary';
  return html`<button
    class=${complete ? 'call' : ''}
    data-target=${target}
    aria-disabled=${!resting}
    @click=${() => resting && finish()}
  >
    Finish visit
  </button>`;
}
