/** Asked before a visit ends with pictures missing from the set of three views a lesion. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Command, View } from '../../../services/station/api.ts';
import { counted } from '../../parts/written.ts';
import { missingShots, type Visit } from '../shots.ts';
import { troubleIn } from '../trouble.ts';
import { viewWords } from '../words.ts';
import { sitePlace } from './pieces.ts';
import { troubleBar } from './trouble-bar.ts';
import type { Opening } from './visit.ts';

/** More than these are counted, not named: the screen does not scroll. */
const lesionsNamedMax = 3;
const longLesionsNamedMax = 2;
const longSiteLength = 48;

export function finishScreen(view: View, visit: Visit, open: Opening, ask: (command: Command) => void): TemplateResult {
  const missing = missingShots(visit);
  const lesions = visit.lesions.filter((lesion) => missing.some((shot) => shot.lesion === lesion.id));
  const long = lesions.some((lesion) => lesion.site.length > longSiteLength);
  const named = long ? longLesionsNamedMax : lesionsNamedMax;
  const unnamed = lesions.length - named;
  const setAside = visit.pictures.filter((picture) => picture.state === 'quarantined').length;
  return html`<main class="finish">
    <div class="middle">
      ${troubleBar(troubleIn(view))}
      <h2 tabindex="-1">${missing.length > 0 ? `${counted(missing.length, 'picture is', 'pictures are')} missing` : 'All pictures are taken'}</h2>
      <ul>
        ${lesions.slice(0, named).map(
          (lesion) => html`<li>
            <span class="site">${sitePlace(lesion)}</span>
            <b>${missing
              .filter((shot) => shot.lesion === lesion.id)
              .map((shot) => viewWords[shot.view].name)
              .join(', ')}</b>
          </li>`,
        )}
        ${unnamed > 0 ? html`<li>and ${counted(unnamed, 'more lesion', 'more lesions')}</li>` : nothing}
      </ul>
      ${setAside > 0 ? html`<p>${counted(setAside, 'picture was', 'pictures were')} set aside by the hospital for checking.</p>` : nothing}
    </div>
    <div class="actions">
      <button class="call" data-target="shutter" @click=${open.back}>Go back and take ${missing.length === 1 ? 'it' : 'them'}</button>
      <button data-target="secondary" @click=${() => ask({ kind: 'close-visit' })}>Finish without</button>
    </div>
  </main>`;
}
