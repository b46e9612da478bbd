/** Which lesion: those on the referral letter and no others. Nothing can be taken while this is open. */
import { html, nothing, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { Command, View } from '../../../services/station/api.ts';
import type { Paging } from '../../parts/paging.ts';
import { firstShotOf, type Lesion, missingShots, nextShot, progressOf, type Visit, viewOrder } from '../shots.ts';
import { troubleIn } from '../trouble.ts';
import { progressWords, viewWords } from '../words.ts';
import { finishButton, nextButton, sitePlace } from './pieces.ts';
import { troubleBar } from './trouble-bar.ts';
import type { Opening } from './visit.ts';

/** A referral letter may say much of where a lesion is. Rows grow rather than cut it short. */
const longSiteLength = 30;

export function lesionsScreen(
  view: View,
  visit: Visit,
  pages: Paging,
  open: Opening,
  ask: (command: Command) => void,
): TemplateResult {
  const long = visit.lesions.some((lesion) => lesion.site.length > longSiteLength);
  const next = nextShot(visit);
  return html`<main class="lesions">
    <div class="middle">
      ${troubleBar(troubleIn(view))}
      <ol class="rows ${long ? 'long' : ''}" ${ref(pages.rows)}>
        ${pages.slice(visit.lesions).map((lesion) => lesionRow(visit, lesion, ask))}
      </ol>
      ${pages.buttons(visit.lesions.length, 'Up', 'Down')}
    </div>
    <div class="actions">
      <h2 tabindex="-1">Which lesion?</h2>
      ${next ? nextButton(visit, next, ask) : nothing} ${finishButton(open.finish, next === undefined)}
    </div>
  </main>`;
}

function lesionRow(visit: Visit, lesion: Lesion, ask: (command: Command) => void): TemplateResult {
  const taken = viewOrder.length - missingShots(visit).filter((shot) => shot.lesion === lesion.id).length;
  const arm = () => ask({ kind: 'arm', ...firstShotOf(visit, lesion.id) });
  return html`<li>
    <button data-target="primary" @click=${arm}>
      <span class="number">${visit.lesions.indexOf(lesion) + 1}</span>
      <b>${sitePlace(lesion)}</b>
      <span class="facts">
        ${viewOrder.map((kind) => {
          const { sign, words } = progressWords(progressOf(visit, { lesion: lesion.id, view: kind }));
          return html`<span class="sign" aria-hidden="true">${sign}</span>
            <span class="unseen">${viewWords[kind].name}: ${words}.</span>`;
        })}
        <span>${taken} of ${viewOrder.length} views</span>
      </span>
    </button>
  </li>`;
}
