/** No connection to the station: nothing on the page can be trusted, so nothing but this is shown. */
import { html, type TemplateResult } from 'lit';
import type { LinkState } from '../../parts/link.ts';

/** `before`: the page has been connected already. */
export function lostScreen(link: LinkState, before: boolean): TemplateResult {
  if (!before && link === 'connecting') {
    return html`<div class="middle"><h1 tabindex="-1">Connecting to the station…</h1></div>`;
  }
  return html`<div class="middle">
    <div class="dialog failed" role="alert">
      <h1 tabindex="-1"><span class="sign" aria-hidden="true">✕</span> The station does not answer</h1>
      <p>Do not take pictures now. This screen keeps trying and comes back by itself.</p>
      <p>If it takes longer than a minute, switch the station off and on. Saved pictures are safe.</p>
    </div>
  </div>`;
}
